//! (being written) The root file: which keys may sign which role.

use super::key::{PublicKey, SecretKey};
use super::{BuildError, SignReport};

/// The keys of one role and how many of them must sign.
pub struct RoleKeys {
    /// Public keys.
    pub keys: Vec<PublicKey>,
    /// At least 1 and at most the number of keys.
    pub threshold: u32,
}

/// What a root file says.
pub struct RootSpec {
    /// 1 for the first, then one more each time.
    pub version: u64,
    /// Unix seconds.
    pub expires: i64,
    /// Keys of the role `root`.
    pub root: RoleKeys,
    /// Keys of the role `targets`.
    pub targets: RoleKeys,
    /// Keys of the role `snapshot`.
    pub snapshot: RoleKeys,
    /// Keys of the role `timestamp`.
    pub timestamp: RoleKeys,
}

/// The root file, unsigned.
///
/// # Errors
/// When a role's threshold cannot be met.
pub fn make_root(_spec: &RootSpec) -> Result<Vec<u8>, BuildError> {
    Err(BuildError::Randomness)
}

/// Adds a signature of each key that the role `root` names in this root or in `previous`.
/// Several people may sign in turns. With `previous`, both thresholds are needed.
///
/// # Errors
/// When `root` or `previous` is not a root file.
pub fn sign_root(
    _root: &[u8],
    _previous: Option<&[u8]>,
    _keys: &[SecretKey],
) -> Result<(Vec<u8>, SignReport), BuildError> {
    Err(BuildError::Randomness)
}
