//! A verified state of a map, asked about one person at a time.
//!
//! In memory are the digests of the shards and the changes since the base; shards stay where they are stored and
//! are held against their digest whenever one is read.

use super::MapError;
use super::delta::{Delta, Said};
use super::manifest::{Manifest, Reference, path};
use super::merkle::{self, Digest, OF_NOTHING};
use super::owners::{self, OwnerRow};
use super::payload::Payload;
use super::record::{Records, TAG};
use super::secret::Opener;
use super::update::SHARD_MAX;

/// What is stored of a state beside the manifest and the shards, as bytes, owned or borrowed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts<Bytes = Vec<u8>> {
    /// The digests of the base's shards.
    pub list: Bytes,
    /// The same of its owners; in format 1 nothing.
    pub owners: Bytes,
    /// What changed since the base.
    pub changes: Bytes,
}

/// A verified state.
#[derive(Clone, Debug)]
pub struct State {
    manifest: Manifest,
    list: Vec<Digest>,
    owners: Vec<Digest>,
    changes: Delta,
}

impl State {
    /// Holds what is stored against the manifest.
    ///
    /// # Errors
    /// When a part, or all of it together, is not what the manifest names.
    pub fn open(manifest: Manifest, parts: &Parts<impl AsRef<[u8]>>) -> Result<Self, MapError> {
        let state = Self {
            list: digests(&manifest.base.shards, parts.list.as_ref())?,
            owners: match manifest.owners_list() {
                Some(file) => digests(file, parts.owners.as_ref())?,
                None => vec![manifest.base.owners.sha256],
            },
            changes: Delta::read(parts.changes.as_ref())?,
            manifest,
        };
        let root = merkle::root(&state.list, &state.owners, &state.changes);
        match root == state.manifest.merkle_root {
            true => Ok(state),
            false => Err(MapError::Root),
        }
    }

    /// What becomes of it with other changes to the same base, which was held against its digests already.
    ///
    /// # Errors
    /// When the outcome is not what the manifest names.
    pub(super) fn with(&self, manifest: Manifest, changes: Delta) -> Result<Self, MapError> {
        if manifest.base != self.manifest.base
            || manifest.format != self.manifest.format
            || merkle::root(&self.list, &self.owners, &changes) != manifest.merkle_root
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

    /// The digests of the base's shards of records.
    #[must_use]
    pub fn shards(&self) -> &[Digest] {
        &self.list
    }

    /// The digests of the base's shards of owners.
    #[must_use]
    pub fn owner_shards(&self) -> &[Digest] {
        &self.owners
    }

    /// Both: the digests by which everything is stored that look-ups read. There is no file of an empty one.
    pub fn every_shard(&self) -> impl Iterator<Item = &Digest> {
        let both = self.list.iter().chain(&self.owners);
        both.filter(|digest| **digest != OF_NOTHING)
    }

    /// How long a shard is at most, in bytes. In format 1 the owners are one, as long as the manifest says.
    #[must_use]
    pub fn most_bytes(&self, digest: &Digest) -> usize {
        let owners = &self.manifest.base.owners;
        match self.manifest.owners_list().is_none() && *digest == owners.sha256 {
            true => usize::try_from(owners.length).unwrap_or(usize::MAX),
            false => SHARD_MAX,
        }
    }

    /// The digest of the shard that has to be read to know what lies under a tag; nothing where the changes
    /// say it, or the shard is empty.
    #[must_use]
    pub fn shard_for(&self, opener: &Opener) -> Option<&Digest> {
        let tag = opener.tag();
        let is_said = self.changes.records_under(&tag) != Said::Nothing;
        let number = merkle::shard(&tag, self.list.len());
        let shard = self.list.get(number).filter(|_| !is_said);
        shard.filter(|digest| **digest != OF_NOTHING)
    }

    /// Everything that lies under a tag and opens, in the base's shard or in the changes. `shard` is what
    /// [`State::shard_for`] asked for.
    ///
    /// # Errors
    /// When the shard is not the one that was signed.
    pub fn find(&self, opener: &Opener, shard: Option<&[u8]>) -> Result<Vec<Payload>, MapError> {
        check(self.shard_for(opener), shard)?;
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

    /// The digest of the shard of owners that has to be read to know the row under a tag; nothing where the
    /// changes say it, or the shard is empty.
    #[must_use]
    pub fn owner_shard_for(&self, tag: &[u8; TAG]) -> Option<&Digest> {
        let is_said = self.changes.row_under(tag) != Said::Nothing;
        let number = merkle::shard(tag, self.owners.len());
        let shard = self.owners.get(number).filter(|_| !is_said);
        shard.filter(|digest| **digest != OF_NOTHING)
    }

    /// The row under a tag, in the base's shard or in the changes. `shard` is what [`State::owner_shard_for`]
    /// asked for.
    ///
    /// # Errors
    /// When the shard is not the one that was signed.
    pub fn row<'a>(
        &'a self,
        tag: &[u8; TAG],
        shard: Option<&'a [u8]>,
    ) -> Result<Option<&'a [u8]>, MapError> {
        check(self.owner_shard_for(tag), shard)?;
        match self.changes.row_under(tag) {
            Said::Now(row) => Ok(Some(row)),
            Said::Gone => Ok(None),
            Said::Nothing => owners::find(shard.unwrap_or_default(), tag),
        }
    }

    /// What a row of the owners says; nothing where there is none that opens.
    ///
    /// # Errors
    /// As [`State::row`].
    pub fn owner(
        &self,
        opener: &Opener,
        shard: Option<&[u8]>,
    ) -> Result<Option<OwnerRow>, MapError> {
        let sealed = self.row(&opener.tag(), shard)?;
        Ok(sealed.and_then(|sealed| opener.open_row(sealed)))
    }
}

/// The digests in the list that a manifest names.
fn digests(file: &Reference, list: &[u8]) -> Result<Vec<Digest>, MapError> {
    file.check(list)?;
    Ok(list.as_chunks().0.to_vec())
}

/// Holds a shard against the digest it was asked for by.
fn check(digest: Option<&Digest>, shard: Option<&[u8]>) -> Result<(), MapError> {
    match (digest, shard) {
        (Some(digest), Some(bytes)) if merkle::digest(bytes) != *digest => {
            Err(MapError::Digest(path(digest)))
        }
        _ => Ok(()),
    }
}
