//! The open lists: a map whose rows anybody reads, by the keys of entries.
//!
//! It is kept, brought up to date and repaired as sealed maps are (`crate::map`), so that nothing about it is
//! proportional to its length. A row lies under the first bytes of its key's SHA-256 and is JSON.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::asking::Source;
use super::format::AccountRecord;
use super::found::Found;
use crate::map::MapError;
use crate::map::merkle;
use crate::map::record::TAG;
use crate::map::state::State;

/// What their map is called among those of cohorts, none of which is called so.
pub const OPEN: &str = "open";

/// A row: the entries of a key, one for each list. Should two keys share a tag, both are in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRow(pub BTreeMap<String, Vec<AccountRecord>>);

/// Under which tag the row of a key lies.
#[must_use]
pub fn tag(key: &str) -> [u8; TAG] {
    let digest = merkle::digest(key.as_bytes());
    digest.first_chunk().copied().unwrap_or_default()
}

/// Adds what the open lists say about keys, those of [`super::Bundle::keys`]. What cannot be read says nothing.
pub async fn ask<S: Source>(lists: &State, keys: &[String], (source, found): (&mut S, &mut Found)) {
    for key in keys {
        let tag = tag(key);
        let Some(digest) = lists.owner_shard_for(&tag) else {
            add(lists.row(&tag, None), key, found);
            continue;
        };
        let shard = source.shard(digest).await;
        let is_right = shard.is_some_and(|shard| add(lists.row(&tag, Some(&shard)), key, found));
        if !is_right {
            source.is_bad(digest);
        }
    }
}

/// Whether the shard was the one that was signed.
fn add(row: Result<Option<&[u8]>, MapError>, key: &str, found: &mut Found) -> bool {
    let Ok(row) = row else { return false };
    let row = row.and_then(|row| serde_json::from_slice::<OpenRow>(row).ok());
    let entries = row.and_then(|mut row| row.0.remove(key));
    found.add_open(key, entries.unwrap_or_default());
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected: worked out by `sha256sum`.
    #[test]
    fn a_tag_is_the_beginning_of_the_keys_digest() {
        assert_eq!(hex::encode(tag("x:@victor_hale")), "c6a53f8a566e18eb");
    }
}
