//! One release: target files → targets, snapshot and timestamp metadata to sign.
//!
//! Snapshot and timestamp name the hash of the file below them, signatures included; so each is
//! filled in and signed once the one below has its threshold. Writing to disk is left to the command.

use std::collections::BTreeMap;
use std::convert::Infallible;

use serde_json::json;

use super::key::{KeyId, SecretKey, Signer};
use super::unsigned::{
    POINTER, add, merge, read, report, root, same_but_for_life, set_member, unsigned, version,
    write,
};
use super::{BuildError, RoleReport, SignReport};
use crate::metadata::{Envelope, FileMeta, Hashes, Role, Root, TargetMeta};
use crate::{Files, Pointer, Refusal, TrustAnchor, open, repository, verify};

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
    let root = root("root.json", &root_envelope)?;
    let next = |role: Role| {
        let next = next_version(previous, role, &root)?;
        Ok::<_, BuildError>(next.unwrap_or_else(|| restart(now).max(after_all(previous, role))))
    };
    let of =
        |role, version, life: i64, body| unsigned(role, version, now.saturating_add(life), body);
    let targets_version = next(Role::Targets)?;
    let snapshot_version = next(Role::Snapshot)?;
    let targets = json!({ "targets": named });
    let snapshot = json!({ "meta": { "targets.json": { "version": targets_version } } });
    let timestamp = json!({ "meta": { "snapshot.json": { "version": snapshot_version } } });
    let timestamp_version = next(Role::Timestamp)?;
    Ok(Release {
        root,
        root_envelope,
        files,
        targets: of(Role::Targets, targets_version, lives.targets, targets),
        snapshot: of(Role::Snapshot, snapshot_version, lives.snapshot, snapshot),
        timestamp: of(
            Role::Timestamp,
            timestamp_version,
            lives.timestamp,
            timestamp,
        ),
    })
}

/// Adds a signature per key and role it belongs to, as [`sign_with`].
pub fn sign(release: &mut Release, keys: &[SecretKey]) -> SignReport {
    let Ok(report) = sign_with(release, keys);
    report
}

/// Adds a signature per signer and role it belongs to. A role that has its threshold takes no more:
/// the file above names its hash. A role above an unfinished one waits for a later turn.
///
/// # Errors
/// When a signer has no signature; those made before stay.
pub fn sign_with<S: Signer>(release: &mut Release, signers: &[S]) -> Result<SignReport, S::Error> {
    release.each_role(|envelope, root, role| add(envelope, root, role, signers))
}

impl Release {
    /// Lets the timestamp say this beside its snapshot; signatures over something else fall away.
    pub fn point(&mut self, pointer: &Pointer) {
        set_member(&mut self.timestamp, POINTER, json!(pointer));
    }

    /// What the timestamp says beside its snapshot.
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        let said = self.timestamp.signed.get(POINTER).cloned();
        let said = said.and_then(|said| serde_json::from_value(said).ok());
        said.unwrap_or_default()
    }

    /// Whether another release has the same content, whatever its versions and lives.
    #[must_use]
    pub fn says_what(&self, other: &Self) -> bool {
        same_but_for_life(&self.targets, &other.targets)
    }

    /// Takes over the signatures that somebody else collected for the same content, and the versions and
    /// lives that these are over. Roles that have their threshold stay; signatures that do not hold are left out.
    pub fn merge(&mut self, other: &Self) -> SignReport {
        let Ok(report) = self.each_role::<Infallible>(|envelope, root, role| {
            let theirs = other.envelope(role);
            let is_signed = !report(theirs, root, role, Vec::new()).signed.is_empty();
            if is_signed && envelope.signed != theirs.signed && same_but_for_life(envelope, theirs)
            {
                envelope.signed = theirs.signed.clone();
                envelope.signatures.clear();
            }
            Ok(merge(envelope, theirs, root, role))
        });
        report
    }

    /// Adds root files between the first and the newest, without which no client gets from one to the other.
    pub fn add_roots(&mut self, all: &Files) {
        self.files.extend(roots(all));
    }

    /// What has been signed so far.
    #[must_use]
    pub fn report(&self) -> SignReport {
        sign(&mut self.clone(), &[])
    }

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

    /// Adds files that targets name by their digests, such as those of sealed maps: they are published with the
    /// targets, and no metadata lists them.
    pub fn add_objects(&mut self, objects: Files) {
        self.files.extend(objects);
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
            } = report(envelope, &self.root, role, Vec::new());
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

    fn envelope(&self, role: Role) -> &Envelope {
        match role {
            Role::Root => &self.root_envelope,
            Role::Targets => &self.targets,
            Role::Snapshot => &self.snapshot,
            Role::Timestamp => &self.timestamp,
        }
    }

    /// Lets `sign` add to each role in the order of signing.
    fn each_role<E>(
        &mut self,
        sign: impl Fn(&mut Envelope, &Root, Role) -> Result<Vec<KeyId>, E>,
    ) -> Result<SignReport, E> {
        let root = report(&self.root_envelope, &self.root, Role::Root, Vec::new());
        let mut roles = vec![root];
        for role in [Role::Targets, Role::Snapshot, Role::Timestamp] {
            let is_waiting = roles.iter().skip(1).any(|below| !below.is_complete());
            let before = report(self.envelope(role), &self.root, role, Vec::new());
            if is_waiting || before.is_complete() {
                roles.push(before);
                continue;
            }
            let (envelope, root) = self.ready(role);
            let made = sign(envelope, root, role)?;
            roles.push(report(envelope, root, role, made));
        }
        Ok(SignReport { roles })
    }

    /// The file of a role, naming what is below it as it is now.
    fn ready(&mut self, role: Role) -> (&mut Envelope, &Root) {
        let below = match role {
            Role::Snapshot => Some(("targets.json", &self.targets)),
            Role::Timestamp => Some(("snapshot.json", &self.snapshot)),
            Role::Root | Role::Targets => None,
        };
        let meta = below.map(|(name, file)| (name, file_meta(version(file), &write(file))));
        let envelope = match role {
            Role::Snapshot => &mut self.snapshot,
            Role::Timestamp => &mut self.timestamp,
            Role::Root | Role::Targets => &mut self.targets,
        };
        if let Some((name, meta)) = meta {
            set_meta(envelope, name, meta);
        }
        (envelope, &self.root)
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
    set_member(envelope, "meta", json!({ name: meta }));
}

/// Higher than any version that is reached by publishing, even once a second for a lifetime.
const FAR: u64 = 1 << 40;

/// Where versions start again after an attacker with a key, revoked by now, has used up the numbers
/// (fast-forward): at the second of the day, which is higher than any honest version and was never in use,
/// so that no cache holds another file of this name.
fn restart(now: i64) -> u64 {
    u64::try_from(now).unwrap_or(1).max(1)
}

/// One more than every version of this role within reach: the thief's file stays the highest for good, and
/// what was published since the start anew must not be published again.
fn after_all(previous: Option<&Files>, role: Role) -> u64 {
    let ending = format!(".{role}.json");
    let version = |path: &String| -> Option<u64> {
        let name = path.strip_prefix("metadata/")?;
        name.strip_suffix(&ending)?.parse().ok()
    };
    let versions = previous
        .into_iter()
        .flat_map(Files::keys)
        .filter_map(version);
    versions
        .filter(|version| *version < FAR)
        .max()
        .map_or(1, |last| last + 1)
}

/// One more than the published version of this role; 1 when there is none. Nothing when the published
/// one is beyond reach and none of this root's keys signed it: clients forget it, too (step 5.3.11).
fn next_version(
    previous: Option<&Files>,
    role: Role,
    root: &Root,
) -> Result<Option<u64>, BuildError> {
    let Some(previous) = previous else {
        return Ok(Some(1));
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
    let published = read(&path, bytes)?;
    let last = version(&published);
    let is_ours = report(&published, root, role, Vec::new()).is_complete();
    match last.checked_add(1) {
        Some(next) if is_ours || last < FAR => Ok(Some(next)),
        _ if !is_ours => Ok(None),
        _ => {
            let found =
                format!("has version {last}, the last there is: revoke the keys of `{role}`");
            Err(BuildError::file(&path, found))
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_thief_versions_go_on_below_the_thiefs() {
        let names = ["5", "1795352703", "9007199254740992"];
        let mut files: Files = names
            .map(|number| (format!("metadata/{number}.snapshot.json"), Vec::new()))
            .into();
        assert_eq!(after_all(Some(&files), Role::Snapshot), 1_795_352_704);
        assert_eq!(after_all(Some(&files), Role::Targets), 1);
        files.clear();
        assert_eq!(after_all(Some(&files), Role::Snapshot), 1);
        assert_eq!(after_all(None, Role::Snapshot), 1);
    }
}
