//! The published snapshot under a new timestamp, which says something else beside it: what a kill switch
//! needs signed, and nothing more.
//!
//! Which timestamp is published, and putting the new one in its place, is left to the command.

use serde_json::{Value, json};

use super::key::Signer;
use super::unsigned::{
    POINTER, add, merge, read, report, root, same_but_for_life, set_member, version, write,
};
use super::{BuildError, SignReport};
use crate::metadata::{Envelope, Role, Root};
use crate::moment::Moment;
use crate::{Files, Pointer, repository};

/// A timestamp on its way to its signatures.
#[derive(Clone, Debug)]
pub struct Repointed {
    root: Root,
    timestamp: Envelope,
}

impl Repointed {
    /// The timestamp after the published one, saying this, until `expires` (Unix seconds). `published` are
    /// verified files: their newest root names the keys.
    ///
    /// # Errors
    /// When a file is missing or cannot be read, or there is no higher version.
    pub fn after(published: &Files, pointer: &Pointer, expires: i64) -> Result<Self, BuildError> {
        let missing = |path: &str| BuildError::file(path, "is not there");
        let newest = repository::newest(published, ".root.json");
        let newest = read("root.json", newest.ok_or_else(|| missing("root.json"))?)?;
        let path = repository::TIMESTAMP;
        let mut timestamp = read(path, published.get(path).ok_or_else(|| missing(path))?)?;
        let next = version(&timestamp).checked_add(1);
        let next = next.ok_or_else(|| BuildError::file(path, "has the last version there is"))?;
        let mut pointer = pointer.clone();
        pointer.off.since = (!pointer.off.is_nothing()).then_some(next);
        set_member(&mut timestamp, "version", json!(next));
        set_member(
            &mut timestamp,
            "expires",
            json!(Moment(expires).to_string()),
        );
        set_member(&mut timestamp, POINTER, json!(pointer));
        Ok(Self {
            root: root("root.json", &newest)?,
            timestamp,
        })
    }

    /// Takes over the signatures of a draft that says the same and is good after `now` (Unix seconds), be it
    /// our own from before or a colleague's. Returns how many there were.
    pub fn take_over(&mut self, draft: &[u8], now: i64) -> usize {
        let Ok(draft) = read(repository::TIMESTAMP, draft) else {
            return 0;
        };
        let is_same = version(&draft) == version(&self.timestamp)
            && same_but_for_life(&draft, &self.timestamp)
            && expires(&draft).is_some_and(|at| at > now);
        if !is_same {
            return 0;
        }
        if self.report(Vec::new()).have == 0 {
            // The first draft decides how long it lives.
            self.timestamp.signed = draft.signed.clone();
            self.timestamp.signatures.clear();
        }
        merge(&mut self.timestamp, &draft, &self.root, Role::Timestamp).len()
    }

    /// Adds a signature per signer that may sign timestamps.
    ///
    /// # Errors
    /// When a signer has no signature; those made before stay.
    pub fn sign_with<S: Signer>(&mut self, signers: &[S]) -> Result<SignReport, S::Error> {
        let role = Role::Timestamp;
        let mut made = Vec::new();
        if !self.report(Vec::new()).is_complete() {
            made = add(&mut self.timestamp, &self.root, role, signers)?;
        }
        let roles = vec![self.report(made)];
        Ok(SignReport { roles })
    }

    /// Version of the new timestamp.
    #[must_use]
    pub fn version(&self) -> u64 {
        version(&self.timestamp)
    }

    /// The new timestamp, with the signatures it has by now.
    #[must_use]
    pub fn file(&self) -> Vec<u8> {
        write(&self.timestamp)
    }

    fn report(&self, made: Vec<super::key::KeyId>) -> super::RoleReport {
        report(&self.timestamp, &self.root, Role::Timestamp, made)
    }
}

fn expires(envelope: &Envelope) -> Option<i64> {
    let expires = envelope.signed.get("expires").and_then(Value::as_str)?;
    let moment: Moment = serde_json::from_value(json!(expires)).ok()?;
    Some(moment.0)
}
