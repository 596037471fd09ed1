//! From a stored state (or none) to the one that a new manifest names: what to fetch, and what comes of it.
//!
//! The shards themselves are left to the caller: [`State::every_shard`] names them, and those that are stored
//! already are not fetched again.

use super::MapError;
use super::delta::Delta;
use super::manifest::{Manifest, Reference};
use super::state::{Parts, State};

/// Longest file of a map that is fetched, in bytes.
const FILE_MAX: u64 = 64 * 1024 * 1024;

/// Longest shard that is fetched, in bytes: those that are built have about a thousand records, or rows of a
/// hundred kilobytes.
pub const SHARD_MAX: usize = 1024 * 1024;

/// What has to be fetched.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    manifest: Manifest,
    /// A stored state with the same base, and what is stored of it.
    known: Option<(&'a State, &'a Parts)>,
    wanted: Vec<Reference>,
}

impl<'a> Plan<'a> {
    /// Plans the way to `manifest` from what is stored.
    ///
    /// # Errors
    /// When the manifest names a file longer than any that is fetched, or no way leads there.
    pub fn new(
        manifest: Manifest,
        stored: Option<(&'a State, &'a Parts)>,
    ) -> Result<Self, MapError> {
        let known = stored.filter(|(state, _)| {
            let old = state.manifest();
            old.base == manifest.base && old.version <= manifest.version
        });
        let is_there = known.is_some_and(|(state, _)| {
            let old = state.manifest();
            (old.version, old.merkle_root) == (manifest.version, manifest.merkle_root)
        });
        let mut wanted = Vec::new();
        if known.is_none() {
            wanted.push(manifest.base.shards.clone());
            wanted.extend(manifest.owners_list().cloned());
        }
        let since = known.map_or(manifest.base.version, |(state, _)| state.manifest().version);
        let usable = manifest.deltas.iter().filter(|delta| delta.from <= since);
        let delta = usable.min_by_key(|delta| delta.file.length);
        match delta {
            _ if is_there => {}
            Some(delta) => wanted.push(delta.file.clone()),
            None if manifest.version == manifest.base.version => {}
            None => return Err(MapError::Malformed("the manifest of a map")),
        }
        match wanted.iter().all(|file| file.length <= FILE_MAX) {
            true => Ok(Self {
                manifest,
                known,
                wanted,
            }),
            false => Err(MapError::Malformed("the manifest of a map")),
        }
    }

    /// The files to fetch.
    #[must_use]
    pub fn wanted(&self) -> &[Reference] {
        &self.wanted
    }

    /// Whether a stored state is built upon: should [`Plan::finish`] refuse, try again without.
    #[must_use]
    pub fn builds_on_stored(&self) -> bool {
        self.known.is_some()
    }

    /// The new state, of the fetched files in the order of [`Plan::wanted`].
    ///
    /// # Errors
    /// When a file is not what the manifest names, or the outcome not what was signed.
    pub fn finish(self, fetched: Vec<Vec<u8>>) -> Result<(State, Parts), MapError> {
        for (file, bytes) in self.wanted.iter().zip(&fetched) {
            file.check(bytes)?;
        }
        let mut fetched = fetched.into_iter();
        if let Some((state, parts)) = self.known {
            let before = state.changes().clone();
            let changes = match fetched.next() {
                Some(bytes) => before.then(&Delta::read(&bytes)?),
                None => before,
            };
            let parts = Parts {
                changes: changes.to_bytes(),
                ..parts.clone()
            };
            return Ok((state.with(self.manifest, changes)?, parts));
        }
        let list = fetched.next().unwrap_or_default();
        let owners = match self.manifest.owners_list() {
            Some(_) => fetched.next().unwrap_or_default(),
            None => Vec::new(),
        };
        let changes = match fetched.next() {
            Some(bytes) => Delta::read(&bytes)?,
            None => Delta::default(),
        };
        let changes = changes.to_bytes();
        let parts = Parts {
            list,
            owners,
            changes,
        };
        Ok((State::open(self.manifest, &parts)?, parts))
    }
}
