//! The one secret of a company that everything is sealed with: the key of each cohort and the salt follow from
//! it. It never leaves the administrator's machine; employees are given the keys of their cohorts.

use std::fmt;

use hkdf::Hkdf;
use sha2::Sha256;

use crate::builder::key::SecretKey;
use crate::map::kdf::Salt;
use crate::map::secret::CohortKey;

/// The secret. In a file it has the form of an Ed25519 key under a passphrase, and signs nothing.
#[derive(Clone)]
pub struct MapSecret([u8; 32]);

impl fmt::Debug for MapSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MapSecret(…)")
    }
}

impl MapSecret {
    /// The secret in a key file.
    #[must_use]
    pub fn of(key: &SecretKey) -> Self {
        Self(key.secret_for(b"fineline map 1"))
    }

    /// The key of a cohort.
    #[must_use]
    pub fn cohort_key(&self, cohort: &str) -> CohortKey {
        CohortKey(self.expand(&[b"cohort ", cohort.as_bytes()]))
    }

    /// The company's salt.
    #[must_use]
    pub fn salt(&self) -> Salt {
        Salt(self.expand(&[b"salt"]))
    }

    /// What derived keys are kept under on the administrator's machine.
    #[must_use]
    pub fn cache_key(&self) -> [u8; 32] {
        self.expand(&[b"cache"])
    }

    /// Where the search for the number of a new row begins.
    pub(super) fn row_number(&self, cohort: &str, row: &[u8]) -> u32 {
        u32::from_be_bytes(self.expand(&[b"row ", cohort.as_bytes(), b"\0", row]))
    }

    /// Fails for more than 8,160 bytes only; nobody asks for more than 32.
    fn expand<const N: usize>(&self, info: &[&[u8]]) -> [u8; N] {
        let mut bytes = [0; N];
        let _ = Hkdf::<Sha256>::new(None, &self.0).expand_multi_info(info, &mut bytes);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_use_has_a_secret_of_its_own() {
        let secret = MapSecret::of(&SecretKey::from_seed(&[1; 32]));
        let mut all = vec![
            secret.cohort_key("everyone").0,
            secret.cohort_key("for-sales").0,
            secret.cache_key(),
            MapSecret::of(&SecretKey::from_seed(&[2; 32])).cache_key(),
        ];
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 4);
    }
}
