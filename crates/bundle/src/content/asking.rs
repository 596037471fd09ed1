//! Asking the sealed maps about people. Reading shards and deriving are left to a [`Source`]: the one reads a
//! browser's storage, the other is dear and remembered.

use super::found::{Found, SealedEntry};
use crate::map::kdf::{Derived, Profile, Salt};
use crate::map::merkle::Digest;
use crate::map::owners::{self, OwnerRow};
use crate::map::payload::Payload;
use crate::map::secret::{CohortKey, Opener};
use crate::map::state::State;

/// A map with its key.
#[derive(Clone, Debug)]
pub struct OpenMap {
    /// What is verified of it.
    pub state: State,
    /// The key of its cohort.
    pub key: CohortKey,
}

/// Where shards and derived keys come from.
pub trait Source {
    /// What is derived from a key, e.g. `x:@jdoe`; nothing where it cannot be.
    fn derive(&mut self, price: (Profile, &Salt), key: &str) -> Option<Derived>;

    /// A stored shard; nothing where it is not there.
    fn shard(&mut self, digest: &Digest) -> impl Future<Output = Option<Vec<u8>>>;

    /// A shard is missing or spoilt: it should be fetched again.
    fn is_bad(&mut self, digest: &Digest);
}

/// Everything that the maps say about keys, those of [`super::Bundle::keys`]. What cannot be read says nothing.
pub async fn ask<S: Source>(maps: &[OpenMap], keys: &[String], source: &mut S) -> Found {
    let mut found = Found::default();
    for map in maps {
        let manifest = map.state.manifest();
        let price = (manifest.profile, &manifest.salt);
        for key in keys {
            let Some(derived) = source.derive(price, key) else {
                continue;
            };
            let opener = map.key.opener(&derived, manifest.epoch);
            found.add_tag(key, opener.tag());
            for payload in payloads(map, &opener, source).await {
                let audience = manifest.audiences.get(usize::from(payload.list));
                if let Some(audience) = audience.cloned() {
                    let care = care(map, payload, source);
                    let entry = SealedEntry {
                        audience,
                        payload,
                        care,
                    };
                    found.add(key, entry);
                }
            }
        }
    }
    found
}

async fn payloads<S: Source>(map: &OpenMap, opener: &Opener, source: &mut S) -> Vec<Payload> {
    let Some(digest) = map.state.shard_for(opener) else {
        return map.state.find(opener, None).unwrap_or_default();
    };
    let shard = source.shard(digest).await;
    let found = shard.and_then(|shard| map.state.find(opener, Some(&shard)).ok());
    if found.is_none() {
        source.is_bad(digest);
    }
    found.unwrap_or_default()
}

fn care<S: Source>(map: &OpenMap, payload: Payload, source: &mut S) -> OwnerRow {
    let manifest = map.state.manifest();
    let mut row = || {
        let key = owners::key(payload.owner);
        let derived = source.derive((manifest.profile, &manifest.salt), &key)?;
        map.state
            .owner(&map.key.row_opener(&derived, manifest.epoch))
    };
    let number = Some(payload.owner).filter(|number| *number != 0);
    number.and_then(|_| row()).unwrap_or_default()
}
