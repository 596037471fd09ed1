//! A verified state of a map, asked about one person at a time.
//!
//! In memory are the digests of the shards, the changes since the base and the owners; shards stay where they
//! are stored and are held against their digest whenever one is read.

use super::MapError;
use super::delta::{Delta, Said};
use super::manifest::{Manifest, path};
use super::merkle::{self, Digest};
use super::owners::{OwnerRow, Rows};
use super::payload::Payload;
use super::record::Records;
use super::secret::Opener;

/// What is stored of a state beside the manifest and the shards, as bytes, owned or borrowed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts<Bytes = Vec<u8>> {
    /// The digests of the base's shards.
    pub list: Bytes,
    /// The base's owners.
    pub owners: Bytes,
    /// What changed since the base.
    pub changes: Bytes,
}

/// A verified state.
#[derive(Clone, Debug)]
pub struct State {
    manifest: Manifest,
    list: Vec<Digest>,
    owners: Rows,
    changes: Delta,
}

impl State {
    /// Holds what is stored against the manifest.
    ///
    /// # Errors
    /// When a part, or all of it together, is not what the manifest names.
    pub fn open(manifest: Manifest, parts: &Parts<impl AsRef<[u8]>>) -> Result<Self, MapError> {
        let (list, owners) = (parts.list.as_ref(), parts.owners.as_ref());
        manifest.base.shards.check(list)?;
        manifest.base.owners.check(owners)?;
        let (list, _) = list.as_chunks::<32>();
        let state = Self {
            list: list.to_vec(),
            owners: Rows::read(owners)?,
            changes: Delta::read(parts.changes.as_ref())?,
            manifest,
        };
        let owners = state.manifest.base.owners.sha256;
        match merkle::root(&state.list, &owners, &state.changes) == state.manifest.merkle_root {
            true => Ok(state),
            false => Err(MapError::Root),
        }
    }

    /// What becomes of it with other changes to the same base, which was held against its digests already.
    ///
    /// # Errors
    /// When the outcome is not what the manifest names.
    pub(super) fn with(&self, manifest: Manifest, changes: Delta) -> Result<Self, MapError> {
        let owners = manifest.base.owners.sha256;
        if manifest.base != self.manifest.base
            || merkle::root(&self.list, &owners, &changes) != manifest.merkle_root
        {
            return Err(MapError::Root);
        }
        Ok(Self {
            manifest,
            list: self.list.clone(),
            owners: self.owners.clone(),
            changes,
        })
    }

    /// What is signed about it.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What changed since the base.
    #[must_use]
    pub fn changes(&self) -> &Delta {
        &self.changes
    }

    /// The digests of the base's shards, by which they are stored.
    #[must_use]
    pub fn shards(&self) -> &[Digest] {
        &self.list
    }

    /// The base's owners.
    #[must_use]
    pub fn owners(&self) -> &Rows {
        &self.owners
    }

    /// The digest of the shard that has to be read to know what lies under a tag; nothing where the changes
    /// say it.
    #[must_use]
    pub fn shard_for(&self, opener: &Opener) -> Option<&Digest> {
        let tag = opener.tag();
        let is_said = self.changes.records_under(&tag) != Said::Nothing;
        let number = merkle::shard(&tag, self.list.len());
        self.list.get(number).filter(|_| !is_said)
    }

    /// Everything that lies under a tag and opens, in the base's shard or in the changes. `shard` is what
    /// [`State::shard_for`] asked for.
    ///
    /// # Errors
    /// When the shard is not the one that was signed.
    pub fn find(&self, opener: &Opener, shard: Option<&[u8]>) -> Result<Vec<Payload>, MapError> {
        if let (Some(digest), Some(bytes)) = (self.shard_for(opener), shard)
            && merkle::digest(bytes) != *digest
        {
            return Err(MapError::Digest(path(digest)));
        }
        Ok(self.find_in(opener, shard.map(Records::read).transpose()?))
    }

    /// The same, in a shard that was held against its digest already.
    pub(crate) fn find_in(&self, opener: &Opener, shard: Option<Records<'_>>) -> Vec<Payload> {
        let tag = opener.tag();
        let records = match self.changes.records_under(&tag) {
            Said::Now(records) => records,
            Said::Gone => &[],
            Said::Nothing => shard.map_or([].as_slice(), |it| it.under(&tag)),
        };
        records.iter().filter_map(|it| opener.open(it)).collect()
    }

    /// What a row of the owners says.
    #[must_use]
    pub fn owner(&self, opener: &Opener) -> Option<OwnerRow> {
        let tag = opener.tag();
        let sealed = match self.changes.row_under(&tag) {
            Said::Now(row) => Some(row),
            Said::Gone => None,
            Said::Nothing => self.owners.under(&tag),
        };
        opener.open_row(sealed?)
    }
}
