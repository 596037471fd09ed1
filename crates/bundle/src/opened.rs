//! A stored state, verified again without a network: on every load, since storage is not trusted.
//!
//! Reading what the targets say is left to `content`.

use std::collections::BTreeMap;

use crate::checks::is_expired;
use crate::metadata::{Metadata, Root, Snapshot, TargetMeta, Targets};
use crate::rollout::{ROLLOUT_TARGET, is_next};
use crate::search::Search;
use crate::{
    Files, Pointer, Reader, Refusal, Rollout, Step, TrustAnchor, Verified, repository, rollout,
    verify,
};

/// How old a verified state is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// Nothing has expired.
    Fresh,
    /// Timestamp or snapshot has expired: keep advising, and say so.
    Stale,
    /// Targets or root has expired: the content itself is out of date.
    Expired,
}

/// A verified state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Version of the targets metadata.
    pub version: u64,
    /// How old it is at the moment given to [`open`].
    pub freshness: Freshness,
    /// Target name → verified content.
    pub targets: BTreeMap<String, Vec<u8>>,
    expiry: Expiry,
    pointer: Pointer,
}

/// When each kind of age begins, in Unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Expiry {
    stale: i64,
    expired: i64,
}

impl Opened {
    /// How old it is at another moment, in Unix seconds.
    #[must_use]
    pub fn freshness_at(&self, now: i64) -> Freshness {
        self.expiry.at(now)
    }

    /// What its timestamp says of polls and switches.
    #[must_use]
    pub fn pointer(&self) -> &Pointer {
        &self.pointer
    }
}

impl Expiry {
    fn at(self, now: i64) -> Freshness {
        match (is_expired(self.expired, now), is_expired(self.stale, now)) {
            (true, _) => Freshness::Expired,
            (false, true) => Freshness::Stale,
            (false, false) => Freshness::Fresh,
        }
    }
}

/// Verifies a stored state at `now` (Unix seconds): signatures, versions and hashes of all of it.
/// Expiry gives a freshness, not a refusal.
///
/// # Errors
/// The step that refused. A file that is not there is refused by the step that would fetch it.
pub fn open(anchor: &TrustAnchor, files: &Files, now: i64) -> Result<Opened, Refusal> {
    open_as(anchor, files, (None, now))
}

/// The same as this reader has it: with the new content if a rollout includes them and it is stored. If it is
/// not, because the browser had another person before, what everybody has is good until the next sync.
///
/// # Errors
/// As [`open`].
pub fn open_for(
    anchor: &TrustAnchor,
    files: &Files,
    (reader, now): (&Reader, i64),
) -> Result<Opened, Refusal> {
    open_as(anchor, files, (Some(reader), now))
}

fn open_as(
    anchor: &TrustAnchor,
    files: &Files,
    (reader, now): (Option<&Reader>, i64),
) -> Result<Opened, Refusal> {
    let root = newest_root(anchor, files)?;
    let timestamp = stored(files, Step::TimestampLength, repository::TIMESTAMP)?;
    let timestamp = verify::timestamp(timestamp, &root)?;
    let path = repository::snapshot(timestamp.get().snapshot().version);
    let snapshot = stored(files, Step::SnapshotLength, &path)?;
    let snapshot = verify::snapshot(snapshot, &root, &timestamp)?;
    let path = repository::targets(verify::targets_meta(snapshot.get(), "targets")?.version);
    let targets = stored(files, Step::TargetsLength, &path)?;
    let targets = verify::targets(targets, &root, &snapshot)?;
    let mut contents = Contents {
        files,
        snapshot: &snapshot,
        expires: targets.get().expires(),
    };
    let contained = match reader {
        None => contents.of(targets.get(), &|_| true)?,
        Some(reader) => contents.own(targets.get(), reader)?,
    };
    let expiry = Expiry {
        stale: timestamp.get().expires().min(snapshot.get().expires()),
        expired: contents.expires.min(root.get().expires()),
    };
    Ok(Opened {
        version: targets.get().version(),
        freshness: expiry.at(now),
        targets: contained,
        expiry,
        pointer: timestamp.get().pointer().clone(),
    })
}

/// What the timestamp among these files says of polls and switches, once it is verified. The content need
/// not be there.
///
/// # Errors
/// The step that refused a root or the timestamp.
pub fn open_pointer(anchor: &TrustAnchor, files: &Files) -> Result<Pointer, Refusal> {
    let root = newest_root(anchor, files)?;
    let timestamp = stored(files, Step::TimestampLength, repository::TIMESTAMP)?;
    let timestamp = verify::timestamp(timestamp, &root)?;
    Ok(timestamp.get().pointer().clone())
}

fn newest_root(anchor: &TrustAnchor, files: &Files) -> Result<Verified<Root>, Refusal> {
    let first = stored(files, Step::TrustedRoot, &repository::root(1))?;
    let mut root = verify::first_root(first, anchor)?;
    while let Some(bytes) = files.get(&repository::root(root.get().version().saturating_add(1))) {
        root = verify::next_root(bytes, &root)?;
    }
    Ok(root)
}

/// What the targets file and the roles that it delegates to name.
struct Contents<'a> {
    files: &'a Files,
    snapshot: &'a Verified<Snapshot>,
    /// When the first of the files read so far expires.
    expires: i64,
}

impl Contents<'_> {
    /// What a reader has.
    fn own(
        &mut self,
        top: &Targets,
        reader: &Reader,
    ) -> Result<BTreeMap<String, Vec<u8>>, Refusal> {
        let everybodys = self.of(top, &|name| !is_next(name))?;
        let rollout = everybodys.get(ROLLOUT_TARGET);
        let rollout = rollout.and_then(|bytes| Rollout::read(bytes));
        if rollout.is_some_and(|rollout| rollout.includes(reader))
            && let Ok(next) = self.of(top, &is_next)
        {
            return Ok(rollout::newest(
                everybodys.into_iter().chain(next).collect(),
            ));
        }
        Ok(rollout::everybodys(everybodys))
    }

    /// The targets with a name of this kind.
    fn of(
        &mut self,
        top: &Targets,
        is_wanted: &dyn Fn(&str) -> bool,
    ) -> Result<BTreeMap<String, Vec<u8>>, Refusal> {
        let search = self.walk(Search::names(top))?;
        let mut contents = BTreeMap::new();
        let names = search.names_found().into_iter().flatten();
        for name in names.filter(|name| is_wanted(name)) {
            let search = self.walk(Search::target(name, top))?;
            if let Some(meta) = search.found() {
                contents.insert(name.clone(), self.target(name, meta)?);
            }
        }
        Ok(contents)
    }

    fn walk(&mut self, mut search: Search) -> Result<Search, Refusal> {
        while let Some(role) = search.wanted()? {
            let version = verify::targets_meta(self.snapshot.get(), &role.name)?.version;
            let path = repository::delegated(&role.name, version);
            let bytes = stored(self.files, Step::TargetsLength, &path)?;
            let targets = verify::delegated(bytes, role, self.snapshot)?;
            self.expires = self.expires.min(targets.get().expires());
            search.supply(targets.get());
        }
        Ok(search)
    }

    fn target(&self, name: &str, meta: &TargetMeta) -> Result<Vec<u8>, Refusal> {
        let path = verify::target_path(name, meta)?;
        let bytes = stored(self.files, Step::TargetLength, &path)?.to_vec();
        Ok(verify::target(name, bytes, meta)?.into_inner())
    }
}

fn stored<'a>(files: &'a Files, step: Step, path: &str) -> Result<&'a [u8], Refusal> {
    let bytes = files.get(path).map(Vec::as_slice);
    bytes.ok_or_else(|| Refusal::new(step, format!("`{path}` is not stored")))
}
