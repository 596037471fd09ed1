//! (being written) A stored state, verified again without a network.

use std::collections::BTreeMap;

use crate::{Files, Refusal, Step, TrustAnchor};

/// How old a verified state is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// Nothing has expired.
    Fresh,
    /// Timestamp or snapshot has expired: keep advising, and say so.
    Stale,
    /// Targets or root has expired.
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
}

impl Opened {
    /// How old it is at another moment, in Unix seconds.
    #[must_use]
    pub fn freshness_at(&self, _now: i64) -> Freshness {
        self.freshness
    }
}

/// Verifies a stored state: signatures, versions and hashes; expiry gives a freshness, no refusal.
///
/// # Errors
/// The step that refused.
pub fn open(_anchor: &TrustAnchor, _files: &Files, _now: i64) -> Result<Opened, Refusal> {
    Err(Refusal::new(Step::TrustedRoot, "not written yet"))
}
