//! One metadata file on its way to its signatures.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::key::{KeyId, SignRequest, Signer};
use super::{BuildError, RoleReport};
use crate::canonical::canonical;
use crate::metadata::{Envelope, Role, Root, SignatureEntry};
use crate::moment::Moment;
use crate::verify;

/// The version of the specification that is followed.
const SPEC_VERSION: &str = "1.0.31";

/// The member of a timestamp that [`crate::pointer`] reads.
pub(super) const POINTER: &str = "fineline";

/// A file without signatures: what all kinds have in common, and `body`.
pub(super) fn unsigned(role: Role, version: u64, expires: i64, body: Value) -> Envelope {
    let head = json!({
        "_type": role.name(),
        "spec_version": SPEC_VERSION,
        "version": version,
        "expires": Moment(expires).to_string(),
    });
    let mut signed = Map::new();
    for part in [head, body] {
        if let Value::Object(members) = part {
            signed.extend(members);
        }
    }
    Envelope {
        signatures: Vec::new(),
        signed: Value::Object(signed),
    }
}

/// The bytes that are published.
pub(super) fn write(envelope: &Envelope) -> Vec<u8> {
    // A value read from JSON or made by `json!` always serialises; empty bytes would be refused.
    serde_json::to_vec(envelope).unwrap_or_default()
}

/// Reads what [`write`] wrote.
pub(super) fn read(path: &str, bytes: &[u8]) -> Result<Envelope, BuildError> {
    serde_json::from_slice(bytes).map_err(|error| BuildError::file(path, error))
}

/// Whether two files say the same, versions and lives aside.
pub(super) fn same_but_for_life(one: &Envelope, other: &Envelope) -> bool {
    let content = |envelope: &Envelope| {
        let mut signed = envelope.signed.clone();
        if let Value::Object(members) = &mut signed {
            members.remove("version");
            members.remove("expires");
        }
        signed
    };
    content(one) == content(other)
}

/// Writes a member; signatures over something else fall away.
pub(super) fn set_member(envelope: &mut Envelope, name: &str, value: Value) {
    if let Value::Object(signed) = &mut envelope.signed
        && signed.get(name) != Some(&value)
    {
        signed.insert(name.to_owned(), value);
        envelope.signatures.clear();
    }
}

/// The version in a file.
pub(super) fn version(envelope: &Envelope) -> u64 {
    envelope
        .signed
        .get("version")
        .and_then(Value::as_u64)
        .unwrap_or_default()
}

/// The root in an envelope, without judging its signatures.
pub(super) fn root(path: &str, envelope: &Envelope) -> Result<Root, BuildError> {
    Root::deserialize(&envelope.signed).map_err(|error| BuildError::file(path, error))
}

/// Adds a signature of each signer that `root` names for this role and that has not signed yet. Returns
/// whose they are.
pub(super) fn add<S: Signer>(
    envelope: &mut Envelope,
    root: &Root,
    role: Role,
    signers: &[S],
) -> Result<Vec<KeyId>, S::Error> {
    let Ok(message) = canonical(&envelope.signed) else {
        return Ok(Vec::new());
    };
    let keyids = &root.roles.of(role).keyids;
    let request = SignRequest {
        role: role.name(),
        version: version(envelope),
        message: &message,
    };
    let mut made = Vec::new();
    for signer in signers {
        let keyid = signer.public().id();
        if !keyids.contains(&keyid) || signed_by(envelope, root, role).contains(&keyid) {
            continue;
        }
        let sig = hex::encode(signer.sign(&request)?);
        put(
            envelope,
            SignatureEntry {
                keyid: keyid.clone(),
                sig,
            },
        );
        made.push(keyid);
    }
    Ok(made)
}

/// Takes over the signatures of `other` that hold for this role and are not there yet, if both say the
/// same. Returns whose they are.
pub(super) fn merge(
    envelope: &mut Envelope,
    other: &Envelope,
    root: &Root,
    role: Role,
) -> Vec<KeyId> {
    if envelope.signed != other.signed {
        return Vec::new();
    }
    let mut taken = signed_by(other, root, role);
    taken.retain(|keyid| !signed_by(envelope, root, role).contains(keyid));
    for entry in &other.signatures {
        if taken.contains(&entry.keyid) {
            put(envelope, entry.clone());
        }
    }
    taken
}

/// In the order of key ids: the same signatures make the same file, whoever collected them.
fn put(envelope: &mut Envelope, entry: SignatureEntry) {
    envelope.signatures.retain(|old| old.keyid != entry.keyid);
    envelope.signatures.push(entry);
    envelope.signatures.sort_by(|a, b| a.keyid.cmp(&b.keyid));
}

/// Whose signatures hold, to tell people. Whether they are enough is decided in [`crate::verify`] alone.
fn signed_by(envelope: &Envelope, root: &Root, role: Role) -> Vec<KeyId> {
    let Ok(message) = canonical(&envelope.signed) else {
        return Vec::new();
    };
    let keyids = &root.roles.of(role).keyids;
    let holds = |entry: &&SignatureEntry| {
        let key = keyids.get(&entry.keyid).and_then(|id| root.keys.0.get(id));
        key.is_some_and(|key| key.verifies(&message, &entry.sig))
    };
    let held = envelope.signatures.iter().filter(holds);
    held.map(|entry| entry.keyid.clone()).collect()
}

/// The signatures that a file has for this role of this root.
pub(super) fn report(envelope: &Envelope, root: &Root, role: Role, made: Vec<KeyId>) -> RoleReport {
    let keys = root.roles.of(role);
    let signed = signed_by(envelope, root, role);
    let missing = keys.keyids.iter().filter(|id| !signed.contains(id));
    let message = canonical(&envelope.signed).unwrap_or_default();
    let expires = envelope.signed.get("expires").and_then(Value::as_str);
    RoleReport {
        role: role.name().to_owned(),
        version: version(envelope),
        expires: expires.unwrap_or_default().to_owned(),
        sha256: hex::encode(Sha256::digest(message)),
        added: made.len(),
        have: verify::signatures(envelope, root, role),
        need: keys.threshold.get() as usize,
        missing: missing.cloned().collect(),
        made,
        signed,
    }
}
