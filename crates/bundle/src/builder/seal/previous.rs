//! The map that was published before, as far as the next one builds on it.
//!
//! Where it lies is left to the caller, and so is trust: a wrong one costs bytes and nothing else, since browsers
//! hold what comes of a delta against the signed root.

use std::collections::BTreeMap;

use crate::map::MapError;
use crate::map::delta::Delta;
use crate::map::manifest::{Manifest, path};
use crate::map::merkle::{self, Digest, OF_NOTHING};
use crate::map::owners::Rows;
use crate::map::record::{Record, Records};
use crate::map::state::{Parts, State};

/// A published map.
#[derive(Clone, Debug)]
pub struct Previous {
    pub(super) manifest_bytes: Vec<u8>,
    pub(super) state: State,
    pub(super) parts: Parts,
    /// The base's shards.
    pub(super) shards: Vec<Vec<u8>>,
    /// The same of its owners.
    pub(super) owner_shards: Vec<Vec<u8>>,
    /// By the version they begin with.
    pub(super) deltas: BTreeMap<u64, Delta>,
}

impl Previous {
    /// Reads a published map; `get` gives the file at a path of the repository.
    ///
    /// # Errors
    /// When a file is missing or not what the manifest names.
    pub fn read(
        manifest_bytes: Vec<u8>,
        mut get: impl FnMut(&str) -> Option<Vec<u8>>,
    ) -> Result<Self, MapError> {
        let manifest = Manifest::read(&manifest_bytes)?;
        let mut named = |file: &crate::map::manifest::Reference| {
            let bytes = get(&file.path()).ok_or_else(|| MapError::Digest(file.path()))?;
            file.check(&bytes).map(|()| bytes)
        };
        let list = named(&manifest.base.shards)?;
        let owners = manifest.owners_list().map(&mut named).transpose()?;
        let mut deltas = BTreeMap::new();
        for delta in &manifest.deltas {
            deltas.insert(delta.from, Delta::read(&named(&delta.file)?)?);
        }
        let changes = deltas
            .get(&manifest.base.version)
            .cloned()
            .unwrap_or_default();
        let parts = Parts {
            list,
            owners: owners.unwrap_or_default(),
            changes: changes.to_bytes(),
        };
        let state = State::open(manifest, &parts)?;
        let mut shard = |digest: &Digest| {
            if *digest == OF_NOTHING {
                return Ok(Vec::new());
            }
            let found = get(&path(digest)).filter(|bytes| merkle::digest(bytes) == *digest);
            found.ok_or_else(|| MapError::Digest(path(digest)))
        };
        let shards: Result<_, MapError> = state.shards().iter().map(&mut shard).collect();
        let owner_shards: Result<_, MapError> = state.owner_shards().iter().map(shard).collect();
        Ok(Self {
            manifest_bytes,
            shards: shards?,
            owner_shards: owner_shards?,
            state,
            parts,
            deltas,
        })
    }

    pub(super) fn manifest(&self) -> &Manifest {
        self.state.manifest()
    }

    /// All records as they are now, in order.
    pub(super) fn records(&self) -> Vec<Record> {
        let shards = self.shards.iter().filter_map(|it| Records::read(it).ok());
        let base: Vec<Record> = shards.flat_map(|it| it.all().iter().copied()).collect();
        self.state.changes().over(&base)
    }

    /// All rows as they are now.
    pub(super) fn rows(&self) -> Rows {
        let shards = self.owner_shards.iter();
        let base = shards.filter_map(|it| Rows::read(it).ok());
        let base = base.flat_map(Rows::into_all).collect();
        self.state.changes().over_rows(&Rows::new(base))
    }
}
