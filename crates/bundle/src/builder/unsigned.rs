//! One metadata file on its way to its signatures.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::key::SecretKey;
use super::{BuildError, RoleReport};
use crate::canonical::canonical;
use crate::metadata::{Envelope, Role, Root};
use crate::moment::Moment;
use crate::verify;

/// The version of the specification that is followed.
const SPEC_VERSION: &str = "1.0.31";

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

/// Adds a signature of each key that `root` names for this role; replaces an earlier one of the
/// same key. Returns how many.
pub(super) fn add(envelope: &mut Envelope, root: &Root, role: Role, keys: &[SecretKey]) -> usize {
    let Ok(message) = canonical(&envelope.signed) else {
        return 0;
    };
    let keyids = &root.roles.of(role).keyids;
    let mut added = 0;
    for entry in keys.iter().map(|key| key.sign(&message)) {
        let is_new = !envelope.signatures.contains(&entry);
        if keyids.contains(&entry.keyid) && is_new {
            envelope.signatures.retain(|old| old.keyid != entry.keyid);
            envelope.signatures.push(entry);
            added += 1;
        }
    }
    added
}

/// How many signatures a file has for this role of this root.
pub(super) fn report(envelope: &Envelope, root: &Root, role: Role, added: usize) -> RoleReport {
    RoleReport {
        role: role.name().to_owned(),
        added,
        have: verify::signatures(envelope, root, role),
        need: root.roles.of(role).threshold.get() as usize,
    }
}
