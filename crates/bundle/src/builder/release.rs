//! One release: target files → targets, snapshot and timestamp metadata to sign.
//!
//! Snapshot and timestamp name the hash of the file below them, signatures included; so each is
//! filled in and signed once the one below has its threshold. Writing to disk is left to the command.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::key::SecretKey;
use super::unsigned::{add, read, report, root, unsigned, version, write};
use super::{BuildError, RoleReport, SignReport};
use crate::metadata::{Envelope, FileMeta, Hashes, Role, Root, TargetMeta};
use crate::{Files, Refusal, TrustAnchor, open, repository, verify};

const DAY: i64 = 86_400;

/// How long each role lives, in seconds from now. May be negative in tests of expiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lives {
    /// 365 days; for the maker of a root.
    pub root: i64,
    /// 35 days.
    pub targets: i64,
    /// 7 days.
    pub snapshot: i64,
    /// 3 days.
    pub timestamp: i64,
}

impl Default for Lives {
    fn default() -> Self {
        Self {
            root: 365 * DAY,
            targets: 35 * DAY,
            snapshot: 7 * DAY,
            timestamp: 3 * DAY,
        }
    }
}

/// A release on its way to its signatures.
#[derive(Clone, Debug)]
pub struct Release {
    root: Root,
    root_envelope: Envelope,
    /// Root files and target files.
    files: Files,
    targets: Envelope,
    snapshot: Envelope,
    timestamp: Envelope,
}

/// Why a release cannot be published.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// A role below its threshold.
    #[error("role `{role}` has {have} of {need} signatures")]
    Signatures {
        /// The role.
        role: String,
        /// Signatures of distinct keys so far.
        have: usize,
        /// Signatures needed.
        need: usize,
    },
    /// The reader would not accept it.
    #[error("clients would refuse this release: {0}")]
    Refused(#[from] Refusal),
}

/// The next release after `previous` (the published files; none for the first), under this root
/// file, at `now` (Unix seconds). `targets` is target name → content. Versions are the previous
/// ones plus one; a root newer than the published ones joins their chain.
///
/// # Errors
/// When a previous file or the root cannot be read, or a target has a name that no client fetches.
#[expect(
    clippy::too_many_arguments,
    reason = "five things that have nothing else in common"
)]
pub fn next_release(
    previous: Option<&Files>,
    root_file: &[u8],
    targets: &Files,
    now: i64,
    lives: &Lives,
) -> Result<Release, BuildError> {
    let root_envelope = read("root.json", root_file)?;
    let mut files: Files = previous.map(roots).unwrap_or_default();
    files.insert(
        repository::root(version(&root_envelope)),
        root_file.to_vec(),
    );
    let named = place(targets, &mut files)?;
    let next = |role: Role| next_version(previous, role);
    let of =
        |role, version, life: i64, body| unsigned(role, version, now.saturating_add(life), body);
    let targets_version = next(Role::Targets)?;
    let snapshot_version = next(Role::Snapshot)?;
    let targets = json!({ "targets": named });
    let snapshot = json!({ "meta": { "targets.json": { "version": targets_version } } });
    let timestamp = json!({ "meta": { "snapshot.json": { "version": snapshot_version } } });
    Ok(Release {
        root: root("root.json", &root_envelope)?,
        root_envelope,
        files,
        targets: of(Role::Targets, targets_version, lives.targets, targets),
        snapshot: of(Role::Snapshot, snapshot_version, lives.snapshot, snapshot),
        timestamp: of(
            Role::Timestamp,
            next(Role::Timestamp)?,
            lives.timestamp,
            timestamp,
        ),
    })
}

/// Adds a signature per key and role it belongs to. A role that has its threshold takes no more:
/// the file above names its hash. A role above an unfinished one waits for a later turn.
pub fn sign(release: &mut Release, keys: &[SecretKey]) -> SignReport {
    let mut roles = vec![report(&release.root_envelope, &release.root, Role::Root, 0)];
    for role in [Role::Targets, Role::Snapshot, Role::Timestamp] {
        let is_waiting = roles.iter().skip(1).any(|below| below.have < below.need);
        roles.push(release.sign_role(role, is_waiting, keys));
    }
    SignReport { roles }
}

impl Release {
    /// Everything so far, to be stored between two people's turns.
    #[must_use]
    pub fn drafts(&self) -> Files {
        let mut files = self.files.clone();
        files.insert(
            repository::targets(version(&self.targets)),
            write(&self.targets),
        );
        files.insert(
            repository::snapshot(version(&self.snapshot)),
            write(&self.snapshot),
        );
        files.insert(repository::TIMESTAMP.to_owned(), write(&self.timestamp));
        files
    }

    /// Takes up a release stored by [`Release::drafts`].
    ///
    /// # Errors
    /// When a file is missing or cannot be read.
    pub fn resume(files: Files) -> Result<Self, BuildError> {
        let newest = |ending: &str| {
            let bytes = repository::newest(&files, ending);
            let missing = || BuildError::file(&format!("metadata/N{ending}"), "is not there");
            read(&format!("metadata/N{ending}"), bytes.ok_or_else(missing)?)
        };
        let root_envelope = newest(".root.json")?;
        let timestamp = files
            .get(repository::TIMESTAMP)
            .map(Vec::as_slice)
            .unwrap_or_default();
        Ok(Self {
            root: root("root.json", &root_envelope)?,
            root_envelope,
            targets: newest(".targets.json")?,
            snapshot: newest(".snapshot.json")?,
            timestamp: read(repository::TIMESTAMP, timestamp)?,
            files: files
                .into_iter()
                .filter(|(path, _)| is_kept(path))
                .collect(),
        })
    }

    /// The files to publish: what the reader of this very crate accepts, and nothing else.
    ///
    /// # Errors
    /// The first role below its threshold, or the step at which clients would refuse.
    pub fn files(&self) -> Result<Files, Missing> {
        for (role, envelope) in [
            (Role::Root, &self.root_envelope),
            (Role::Targets, &self.targets),
            (Role::Snapshot, &self.snapshot),
            (Role::Timestamp, &self.timestamp),
        ] {
            let RoleReport {
                role, have, need, ..
            } = report(envelope, &self.root, role, 0);
            if have < need {
                return Err(Missing::Signatures { role, have, need });
            }
        }
        let files = self.drafts();
        let first = files
            .get(&repository::root(1))
            .map(Vec::as_slice)
            .unwrap_or_default();
        open(&TrustAnchor::of_root(first), &files, 0)?;
        Ok(files)
    }

    /// Versions of targets, snapshot and timestamp.
    #[must_use]
    pub fn versions(&self) -> [u64; 3] {
        [&self.targets, &self.snapshot, &self.timestamp].map(version)
    }

    fn sign_role(&mut self, role: Role, is_waiting: bool, keys: &[SecretKey]) -> RoleReport {
        let (below, name) = match role {
            Role::Snapshot => (Some(&self.targets), "targets.json"),
            Role::Timestamp => (Some(&self.snapshot), "snapshot.json"),
            Role::Root | Role::Targets => (None, ""),
        };
        let meta = below.map(|below| file_meta(version(below), &write(below)));
        let envelope = match role {
            Role::Snapshot => &mut self.snapshot,
            Role::Timestamp => &mut self.timestamp,
            Role::Root | Role::Targets => &mut self.targets,
        };
        let before = report(envelope, &self.root, role, 0);
        if is_waiting || before.have >= before.need {
            return before;
        }
        if let Some(meta) = meta {
            set_meta(envelope, name, meta);
        }
        let added = add(envelope, &self.root, role, keys);
        report(envelope, &self.root, role, added)
    }
}

/// Puts the targets where the repository has them; returns what the targets file says of them.
fn place<'a>(
    targets: &'a Files,
    files: &mut Files,
) -> Result<BTreeMap<&'a str, TargetMeta>, BuildError> {
    let mut named = BTreeMap::new();
    for (name, bytes) in targets {
        let meta = TargetMeta {
            length: bytes.len() as u64,
            hashes: Hashes::of(bytes),
        };
        let path = verify::target_path(name, &meta)
            .map_err(|refusal| BuildError::file(name, refusal.found))?;
        files.insert(path, bytes.clone());
        named.insert(name.as_str(), meta);
    }
    Ok(named)
}

fn file_meta(version: u64, bytes: &[u8]) -> FileMeta {
    FileMeta {
        version,
        length: Some(bytes.len() as u64),
        hashes: Some(Hashes::of(bytes)),
    }
}

/// Writes what `name` must be; signatures over something else fall away.
fn set_meta(envelope: &mut Envelope, name: &str, meta: FileMeta) {
    let meta = json!({ name: meta });
    if let Value::Object(signed) = &mut envelope.signed
        && signed.get("meta") != Some(&meta)
    {
        signed.insert("meta".to_owned(), meta);
        envelope.signatures.clear();
    }
}

/// One more than the published version of this role; 1 when there is none.
fn next_version(previous: Option<&Files>, role: Role) -> Result<u64, BuildError> {
    let Some(previous) = previous else {
        return Ok(1);
    };
    let path = match role {
        Role::Timestamp => repository::TIMESTAMP.to_owned(),
        _ => format!("metadata/N.{role}.json"),
    };
    let bytes = match role {
        Role::Timestamp => previous.get(repository::TIMESTAMP).map(Vec::as_slice),
        _ => repository::newest(previous, &format!(".{role}.json")),
    };
    let bytes = bytes.ok_or_else(|| BuildError::file(&path, "is not among the published files"))?;
    Ok(version(&read(&path, bytes)?).saturating_add(1))
}

fn roots(previous: &Files) -> Files {
    let roots = previous
        .iter()
        .filter(|(path, _)| path.ends_with(".root.json"));
    roots
        .map(|(path, bytes)| (path.clone(), bytes.clone()))
        .collect()
}

fn is_kept(path: &str) -> bool {
    path.ends_with(".root.json") || path.starts_with("targets/")
}
