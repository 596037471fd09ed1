//! The only place where bytes become [`Verified`]: signatures by a threshold of distinct keys,
//! hashes, and the versions that one file demands of the next.
//!
//! Nothing is taken from a file before its signatures hold, save what judging them needs: the
//! envelope, and in a new root its own keys. Rollback and expiry are left to [`crate::checks`],
//! limits while downloading to [`crate::client`].

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::canonical::canonical;
use crate::delegation::Delegation;
use crate::key::{KeyId, PublicKey};
use crate::metadata::{
    Envelope, FileMeta, Metadata, Role, RoleKeys, Root, Snapshot, TargetMeta, Targets, Timestamp,
};
use crate::{Refusal, Step, TrustAnchor, repository};

/// Something whose signatures or hash hold. Made in this file only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified<T> {
    value: T,
}

impl<T> Verified<T> {
    /// The verified thing.
    #[must_use]
    pub fn get(&self) -> &T {
        &self.value
    }

    /// The verified thing, no longer marked as such.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.value
    }
}

/// The first root: its digest is the anchor's, and it carries its own threshold.
///
/// # Errors
/// [`Step::TrustedRoot`].
pub fn first_root(bytes: &[u8], anchor: &TrustAnchor) -> Result<Verified<Root>, Refusal> {
    let step = Step::TrustedRoot;
    let offered = TrustAnchor::of_root(bytes);
    if offered != *anchor {
        let found = format!("the first root has the digest {offered}, expected {anchor}");
        return Err(Refusal::new(step, found));
    }
    let envelope = envelope(step, bytes)?;
    let root: Root = content(step, &envelope)?;
    threshold(step, &envelope, &Signers::of_role(&root, Role::Root))?;
    consistent(root)
}

/// The next root: signed by the thresholds of the trusted one and its own, version plus one.
/// A root that repeats the trusted version is refused, as python-tuf does; the specification lets
/// a client pass over it.
///
/// # Errors
/// [`Step::RootSignatures`], [`Step::RootRollback`], [`Step::RootConsistency`].
pub fn next_root(bytes: &[u8], trusted: &Verified<Root>) -> Result<Verified<Root>, Refusal> {
    let step = Step::RootSignatures;
    let envelope = envelope(step, bytes)?;
    threshold(
        step,
        &envelope,
        &Signers::of_role(trusted.get(), Role::Root),
    )?;
    let root: Root = content(step, &envelope)?;
    threshold(step, &envelope, &Signers::of_role(&root, Role::Root))?;
    let expected = trusted.get().version().saturating_add(1);
    same_version(Step::RootRollback, root.version(), expected)?;
    consistent(root)
}

/// A timestamp signed as the root demands.
///
/// # Errors
/// [`Step::TimestampSignatures`].
pub fn timestamp(bytes: &[u8], root: &Verified<Root>) -> Result<Verified<Timestamp>, Refusal> {
    signed(Step::TimestampSignatures, bytes, root)
}

/// The snapshot that this timestamp names.
///
/// # Errors
/// [`Step::SnapshotHash`], [`Step::SnapshotSignatures`], [`Step::SnapshotVersion`].
pub fn snapshot(
    bytes: &[u8],
    root: &Verified<Root>,
    timestamp: &Verified<Timestamp>,
) -> Result<Verified<Snapshot>, Refusal> {
    let meta = timestamp.get().snapshot();
    named_hash(Step::SnapshotHash, bytes, meta)?;
    let snapshot = any_snapshot(bytes, root)?;
    same_version(
        Step::SnapshotVersion,
        snapshot.get().version(),
        meta.version,
    )?;
    Ok(snapshot)
}

/// Some snapshot signed as the root demands, whichever timestamp named it: enough to learn which
/// versions were trusted before, not enough to use it.
///
/// # Errors
/// [`Step::SnapshotSignatures`].
pub fn any_snapshot(bytes: &[u8], root: &Verified<Root>) -> Result<Verified<Snapshot>, Refusal> {
    signed(Step::SnapshotSignatures, bytes, root)
}

/// The targets file that this snapshot names.
///
/// # Errors
/// [`Step::TargetsHash`], [`Step::TargetsSignatures`], [`Step::TargetsVersion`].
pub fn targets(
    bytes: &[u8],
    root: &Verified<Root>,
    snapshot: &Verified<Snapshot>,
) -> Result<Verified<Targets>, Refusal> {
    let signers = Signers::of_role(root.get(), Role::Targets);
    any_targets(bytes, &signers, snapshot)
}

/// The file of a delegated role that this snapshot names, signed as *this* delegation demands: that
/// another one was content with it says nothing.
///
/// # Errors
/// [`Step::TargetsHash`], [`Step::TargetsSignatures`], [`Step::TargetsVersion`].
pub fn delegated(
    bytes: &[u8],
    delegation: &Delegation,
    snapshot: &Verified<Snapshot>,
) -> Result<Verified<Targets>, Refusal> {
    any_targets(bytes, &Signers::of_delegation(delegation), snapshot)
}

fn any_targets(
    bytes: &[u8],
    signers: &Signers<'_>,
    snapshot: &Verified<Snapshot>,
) -> Result<Verified<Targets>, Refusal> {
    let meta = targets_meta(snapshot.get(), signers.role)?;
    named_hash(Step::TargetsHash, bytes, meta)?;
    let envelope = envelope(Step::TargetsSignatures, bytes)?;
    threshold(Step::TargetsSignatures, &envelope, signers)?;
    let targets: Targets = content(Step::TargetsSignatures, &envelope)?;
    same_version(Step::TargetsVersion, targets.version(), meta.version)?;
    Ok(Verified { value: targets })
}

/// What a snapshot says of the targets file of a role: `targets` or a delegated one.
///
/// # Errors
/// [`Step::TargetsVersion`] when it says nothing.
pub fn targets_meta<'a>(snapshot: &'a Snapshot, role: &str) -> Result<&'a FileMeta, Refusal> {
    let meta = snapshot.meta.get(&format!("{role}.json"));
    meta.ok_or_else(|| {
        let found = format!("the snapshot names no `{role}.json`");
        Refusal::new(Step::TargetsVersion, found)
    })
}

/// A target with the length and hashes that the targets file names.
///
/// # Errors
/// [`Step::TargetHash`].
pub fn target(name: &str, bytes: Vec<u8>, meta: &TargetMeta) -> Result<Verified<Vec<u8>>, Refusal> {
    if bytes.len() as u64 == meta.length && meta.hashes.match_bytes(&bytes) {
        return Ok(Verified { value: bytes });
    }
    let found = format!("`{name}` does not have the length and hash that the targets file names");
    Err(Refusal::new(Step::TargetHash, found))
}

/// Who may sign a file.
struct Signers<'a> {
    role: &'a str,
    /// Where that is said.
    by: String,
    keys: BTreeMap<&'a KeyId, &'a PublicKey>,
    threshold: usize,
}

impl<'a> Signers<'a> {
    fn of_role(root: &'a Root, role: Role) -> Self {
        let RoleKeys { keyids, threshold } = root.roles.of(role);
        let key = |id| root.keys.0.get(id).map(|key| (id, key));
        Self {
            role: role.name(),
            by: format!("root version {}", root.version()),
            keys: keyids.iter().filter_map(key).collect(),
            threshold: threshold.get() as usize,
        }
    }

    fn of_delegation(delegation: &'a Delegation) -> Self {
        Self {
            role: &delegation.name,
            by: "the delegation".to_owned(),
            keys: delegation.keys.iter().collect(),
            threshold: delegation.threshold.get() as usize,
        }
    }

    /// INVARIANT (threshold): the only function that counts signatures. A key counts once, however
    /// often or under however many ids it signs; keys of other roles, unknown keys and signatures
    /// that do not hold count for nothing.
    fn count(&self, envelope: &Envelope) -> usize {
        let Ok(message) = canonical(&envelope.signed) else {
            return 0;
        };
        let mut signers: Vec<&PublicKey> = Vec::new();
        for entry in &envelope.signatures {
            let known = self.keys.get(&entry.keyid);
            let Some(key) = known.filter(|key| !signers.contains(key)) else {
                continue;
            };
            if key.verifies(&message, &entry.sig) {
                signers.push(key);
            }
        }
        signers.len()
    }
}

/// How many signatures of a top-level file count.
#[cfg(feature = "builder")]
pub(crate) fn signatures(envelope: &Envelope, root: &Root, role: Role) -> usize {
    Signers::of_role(root, role).count(envelope)
}

fn threshold(step: Step, envelope: &Envelope, signers: &Signers<'_>) -> Result<(), Refusal> {
    let Signers { role, by, .. } = signers;
    let ids: BTreeSet<&KeyId> = envelope
        .signatures
        .iter()
        .map(|entry| &entry.keyid)
        .collect();
    if ids.len() < envelope.signatures.len() {
        return Err(Refusal::new(
            step,
            format!("the {role} file names a signing key id twice"),
        ));
    }
    let (have, need) = (signers.count(envelope), signers.threshold);
    if have >= need {
        return Ok(());
    }
    let found = format!("{have} of {need} signatures that {by} demands for {role}");
    Err(Refusal::new(step, found))
}

fn signed<T: Metadata>(
    step: Step,
    bytes: &[u8],
    root: &Verified<Root>,
) -> Result<Verified<T>, Refusal> {
    let envelope = envelope(step, bytes)?;
    threshold(step, &envelope, &Signers::of_role(root.get(), T::ROLE))?;
    Ok(Verified {
        value: content(step, &envelope)?,
    })
}

fn envelope(step: Step, bytes: &[u8]) -> Result<Envelope, Refusal> {
    serde_json::from_slice(bytes)
        .map_err(|error| Refusal::new(step, format!("not a metadata file: {error}")))
}

/// Read from the very value whose canonical form is signed, never from the bytes again.
fn content<T: Metadata>(step: Step, envelope: &Envelope) -> Result<T, Refusal> {
    let role = T::ROLE;
    let text = |name: &str| {
        envelope
            .signed
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let (kind, spec) = (text("_type"), text("spec_version"));
    if kind != role.name() {
        return Err(Refusal::new(
            step,
            format!("a `{kind}` file where `{role}` was expected"),
        ));
    }
    if !is_known_specification(spec) {
        return Err(Refusal::new(
            step,
            format!("specification version `{spec}`, expected `1.x`"),
        ));
    }
    let value = T::deserialize(&envelope.signed)
        .map_err(|error| Refusal::new(step, format!("not a {role} file: {error}")))?;
    match value.version() {
        0 => Err(Refusal::new(step, format!("the {role} file has version 0"))),
        _ => Ok(value),
    }
}

fn consistent(root: Root) -> Result<Verified<Root>, Refusal> {
    match root.consistent_snapshot {
        true => Ok(Verified { value: root }),
        false => Err(Refusal::new(
            Step::RootConsistency,
            "`consistent_snapshot` is not `true`",
        )),
    }
}

/// `1.0` or `1.0.31`, with any numbers behind the first.
fn is_known_specification(version: &str) -> bool {
    let mut parts = version.split('.');
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    parts.next() == Some("1") && matches!(parts.clone().count(), 1 | 2) && parts.all(is_number)
}

fn named_hash(step: Step, bytes: &[u8], meta: &FileMeta) -> Result<(), Refusal> {
    let length = bytes.len() as u64;
    let hashes = meta.hashes.as_ref();
    let is_named = meta.length.is_none_or(|named| named == length)
        && hashes.is_none_or(|hashes| hashes.match_bytes(bytes));
    is_named
        .then_some(())
        .ok_or_else(|| Refusal::new(step, "the file does not have the named length and hash"))
}

fn same_version(step: Step, found: u64, expected: u64) -> Result<(), Refusal> {
    if found == expected {
        return Ok(());
    }
    Err(Refusal::new(
        step,
        format!("the file has version {found}, expected {expected}"),
    ))
}

/// Where a target lies. Only plain names and known hashes are fetched: the path becomes part of an
/// address and of a storage key.
///
/// # Errors
/// [`Step::TargetDescription`].
pub fn target_path(name: &str, meta: &TargetMeta) -> Result<String, Refusal> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_part =
        |part: &str| !part.is_empty() && part != "." && part != ".." && part.chars().all(is_plain);
    if !name.split('/').all(is_part) {
        let found = format!(
            "`{}` is not a target name this client fetches",
            name.escape_debug()
        );
        return Err(Refusal::new(Step::TargetDescription, found));
    }
    let digest = meta.hashes.digest().ok_or_else(|| {
        Refusal::new(
            Step::TargetDescription,
            format!("`{name}` has no hash of a known kind"),
        )
    })?;
    Ok(repository::target(name, digest))
}
