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

/// What is looked for in a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought<'a> {
    /// The records of a key, e.g. `x:@jdoe`.
    Records(&'a str),
    /// A row of the owners, by the key that its number makes.
    Row(&'a str),
}

impl Sought<'_> {
    /// What is derived from.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Records(key) | Self::Row(key) => key,
        }
    }
}

impl OpenMap {
    /// Where something lies, and what opens it, by what was derived from its key.
    #[must_use]
    pub fn opener(&self, sought: Sought<'_>, derived: &Derived) -> Opener {
        let epoch = self.state.manifest().epoch;
        match sought {
            Sought::Records(_) => self.key.opener(derived, epoch),
            Sought::Row(_) => self.key.row_opener(derived, epoch),
        }
    }
}

/// Where shards and derived keys come from.
pub trait Source {
    /// What is derived from a key, e.g. `x:@jdoe`; nothing where it cannot be.
    fn derive(&mut self, price: (Profile, &Salt), key: &str) -> Option<Derived>;

    /// What opens something in a map: derived, unless a source remembers it.
    fn opener(&mut self, map: &OpenMap, sought: Sought<'_>) -> Option<Opener> {
        let manifest = map.state.manifest();
        let derived = self.derive((manifest.profile, &manifest.salt), sought.key())?;
        Some(map.opener(sought, &derived))
    }

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
        for key in keys {
            let Some(opener) = source.opener(map, Sought::Records(key)) else {
                continue;
            };
            found.add_tag(key, opener.tag());
            for payload in payloads(map, &opener, source).await {
                let audience = manifest.audiences.get(usize::from(payload.list));
                let Some(audience) = audience.cloned() else {
                    continue;
                };
                // Without knowing who looks after somebody, it might be whoever is writing: silence.
                if let Some(care) = care(map, payload, source).await {
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

/// Who looks after an entry, nobody included; nothing where the shard that says it cannot be read.
async fn care<S: Source>(map: &OpenMap, payload: Payload, source: &mut S) -> Option<OwnerRow> {
    if payload.owner == 0 {
        return Some(OwnerRow::default());
    }
    let opener = source.opener(map, Sought::Row(&owners::key(payload.owner)))?;
    let Some(digest) = map.state.owner_shard_for(&opener.tag()) else {
        return Some(map.state.owner(&opener, None).ok()?.unwrap_or_default());
    };
    let shard = source.shard(digest).await;
    let row = shard.and_then(|shard| map.state.owner(&opener, Some(&shard)).ok());
    if row.is_none() {
        source.is_bad(digest);
    }
    Some(row?.unwrap_or_default())
}
