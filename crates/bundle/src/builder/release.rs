//! (being written) One release: targets → targets, snapshot and timestamp metadata to sign.

use super::key::SecretKey;
use super::{BuildError, SignReport};
use crate::Files;

/// How long each role lives, in seconds from now. May be negative in tests of expiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lives {
    /// 365 days.
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
        const DAY: i64 = 86_400;
        Self {
            root: 365 * DAY,
            targets: 35 * DAY,
            snapshot: 7 * DAY,
            timestamp: 3 * DAY,
        }
    }
}

/// A release on its way to its signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    files: Files,
}

/// A role below its threshold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("role `{role}` has {have} of {need} signatures")]
pub struct Missing {
    /// The role.
    pub role: String,
    /// Signatures of distinct keys so far.
    pub have: usize,
    /// Signatures needed.
    pub need: usize,
}

/// The next release after `previous` (the published files; none for the first), under this root
/// file. `targets` is target name → content. Versions are the previous ones plus one.
///
/// # Errors
/// When a previous file or the root cannot be read.
pub fn next_release(
    _previous: Option<&Files>,
    _root: &[u8],
    _targets: &Files,
    _now: i64,
    _lives: &Lives,
) -> Result<Release, BuildError> {
    Err(BuildError::Randomness)
}

/// Adds a signature per key and role it belongs to. Snapshot and timestamp name the hash of what
/// is below them, so they are signed once the file below has its threshold: the report says so.
pub fn sign(_release: &mut Release, _keys: &[SecretKey]) -> SignReport {
    SignReport::default()
}

impl Release {
    /// Everything so far, to be stored between two people's turns.
    #[must_use]
    pub fn drafts(&self) -> &Files {
        &self.files
    }

    /// Takes up a release stored by [`Release::drafts`].
    ///
    /// # Errors
    /// When a file is missing or cannot be read.
    pub fn resume(files: Files) -> Result<Self, BuildError> {
        Ok(Self { files })
    }

    /// The files to publish.
    ///
    /// # Errors
    /// The first role below its threshold.
    pub fn files(&self) -> Result<Files, Missing> {
        Ok(self.files.clone())
    }
}
