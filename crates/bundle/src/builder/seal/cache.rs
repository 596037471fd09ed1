//! What was derived before, so that only what is new is paid for: rows of 64 bytes that mean nothing to whoever
//! does not have the company's secret.
//!
//! A row is `id16 ‖ AES-SIV(key, id16, derived32)`; the id is a keyed digest of price, salt and name. Rows are
//! appended while deriving goes on, so a run that was interrupted goes on where it was; half a row at the end
//! is left out. Reading and writing the file is left to the command.

use std::collections::HashMap;

use aes_siv::KeyInit as _;
use aes_siv::siv::Aes128Siv;
use sha2::{Digest as _, Sha256};

use super::secret::MapSecret;
use crate::map::kdf::{Derived, Profile};

/// Length of a row in bytes.
pub const ROW: usize = 64;
const ID: usize = 16;

/// Rows by their ids, opened when they are asked for.
pub struct Cache {
    key: [u8; 32],
    salt: [u8; 16],
    profile: Profile,
    rows: HashMap<[u8; ID], [u8; ROW - ID]>,
}

impl std::fmt::Debug for Cache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Cache({} rows)", self.rows.len())
    }
}

impl Cache {
    /// Reads the rows of a file, which may be empty.
    #[must_use]
    pub fn read(bytes: &[u8], secret: &MapSecret, profile: Profile) -> Self {
        let rows = bytes.as_chunks::<ROW>().0.iter();
        let split = |row: &[u8; ROW]| {
            let (id, sealed) = row.split_first_chunk::<ID>()?;
            Some((*id, sealed.try_into().ok()?))
        };
        Self {
            key: secret.cache_key(),
            salt: secret.salt().0,
            profile,
            rows: rows.filter_map(split).collect(),
        }
    }

    /// What was derived from a key before. A row that does not open, of another secret or spoilt, is none.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Derived> {
        let id = self.id(key);
        let sealed = self.rows.get(&id)?;
        let opened = self.siv().decrypt([id], sealed).ok()?;
        Some(Derived(opened.try_into().ok()?))
    }

    /// Keeps what was derived; returns the row to append to the file.
    pub fn keep(&mut self, key: &str, derived: &Derived) -> Vec<u8> {
        let id = self.id(key);
        // Fails for more than 126 headers only.
        let sealed = self.siv().encrypt([id], &derived.0).unwrap_or_default();
        let row = [id.as_slice(), &sealed].concat();
        if let Ok(sealed) = sealed.try_into() {
            self.rows.insert(id, sealed);
        }
        row
    }

    fn siv(&self) -> Aes128Siv {
        Aes128Siv::new((&self.key).into())
    }

    fn id(&self, key: &str) -> [u8; ID] {
        let digest = Sha256::new()
            .chain_update(b"fineline cache 1")
            .chain_update(self.key)
            .chain_update(self.salt)
            .chain_update([self.profile as u8])
            .chain_update(key);
        let digest: [u8; 32] = digest.finalize().into();
        digest.first_chunk().copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builder::key::SecretKey;

    fn cache(bytes: &[u8], seed: u8, profile: Profile) -> Cache {
        let secret = MapSecret::of(&SecretKey::from_seed(&[seed; 32]));
        Cache::read(bytes, &secret, profile)
    }

    #[test]
    fn gives_back_what_it_kept_to_the_same_secret_at_the_same_price() {
        let file = cache(&[], 1, Profile::Sealed).keep("x:@jdoe", &Derived([7; 32]));
        assert_eq!(file.len(), ROW);
        let read = |bytes: &[u8], seed, profile| cache(bytes, seed, profile).get("x:@jdoe");
        assert_eq!(read(&file, 1, Profile::Sealed), Some(Derived([7; 32])));
        assert_eq!(read(&file, 2, Profile::Sealed), None);
        assert_eq!(read(&file, 1, Profile::SealedLight), None);
        assert_eq!(cache(&file, 1, Profile::Sealed).get("x:@other"), None);
        assert_eq!(read(&file[1..], 1, Profile::Sealed), None, "cut off");
        for place in 0..ROW {
            let mut spoilt = file.clone();
            spoilt[place] ^= 1;
            assert_eq!(read(&spoilt, 1, Profile::Sealed), None, "byte {place}");
        }
    }

    #[test]
    fn a_file_that_was_cut_off_while_writing_keeps_its_whole_rows() {
        let mut empty = cache(&[], 1, Profile::Sealed);
        let mut file = empty.keep("x:@one", &Derived([1; 32]));
        file.extend(empty.keep("x:@two", &Derived([2; 32])));
        let read = cache(&file[..ROW + 9], 1, Profile::Sealed);
        assert_eq!(read.get("x:@one"), Some(Derived([1; 32])));
        assert_eq!(read.get("x:@two"), None);
    }
}
