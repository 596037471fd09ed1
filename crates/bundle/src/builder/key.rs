//! Secret keys: made, stored as PEM, and used to sign. Where the files lie and who may read them is
//! left to the command.

use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use ed25519_dalek::{Signer, SigningKey};

use super::BuildError;
pub use crate::key::PublicKey;
use crate::metadata::SignatureEntry;

/// An Ed25519 secret key. Written as PKCS #8 PEM.
pub struct SecretKey(SigningKey);

impl SecretKey {
    /// A new key from the system's randomness.
    ///
    /// # Errors
    /// When the system gives none.
    pub fn generate() -> Result<Self, BuildError> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|_| BuildError::Randomness)?;
        Ok(Self::from_seed(&seed))
    }

    /// The key that this seed stands for: for tests and for keys kept elsewhere.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// Reads PKCS #8 PEM.
    ///
    /// # Errors
    /// When it is something else.
    pub fn from_pem(pem: &str) -> Result<Self, BuildError> {
        SigningKey::from_pkcs8_pem(pem)
            .map(Self)
            .map_err(|_| BuildError::Pem)
    }

    /// Writes PKCS #8 PEM.
    ///
    /// # Errors
    /// When the key cannot be written, which no key has shown yet.
    pub fn to_pem(&self) -> Result<String, BuildError> {
        let pem = self
            .0
            .to_pkcs8_pem(LineEnding::LF)
            .map_err(|_| BuildError::Pem)?;
        Ok(pem.as_str().to_owned())
    }

    /// Its public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey::Ed25519(self.0.verifying_key())
    }

    pub(super) fn sign(&self, message: &[u8]) -> SignatureEntry {
        let sig = hex::encode(self.0.sign(message).to_bytes());
        SignatureEntry {
            keyid: self.public().id(),
            sig,
        }
    }
}

impl std::fmt::Debug for SecretKey {
    /// Never the secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SecretKey({})", self.public().id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // RFC 8410, section 10.3.
    const PEM: &str = "-----BEGIN PRIVATE KEY-----\n\
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n\
        -----END PRIVATE KEY-----\n";

    #[test]
    fn reads_the_published_file_and_what_it_writes_itself() {
        // The public half stands in the same section of the RFC.
        let public = "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1";
        let key = SecretKey::from_pem(PEM).unwrap();
        assert!(key.public().to_json().to_string().contains(public));
        let again = SecretKey::from_pem(&key.to_pem().unwrap()).unwrap();
        assert_eq!(again.public(), key.public());
    }

    #[test]
    fn refuses_other_files() {
        assert_eq!(SecretKey::from_pem("").unwrap_err(), BuildError::Pem);
        assert_eq!(
            SecretKey::from_pem(&PEM.replace("PRIVATE", "PUBLIC")).unwrap_err(),
            BuildError::Pem
        );
    }

    #[test]
    fn two_new_keys_differ_and_do_not_print_themselves() {
        let (one, two) = (
            SecretKey::generate().unwrap(),
            SecretKey::generate().unwrap(),
        );
        assert_ne!(one.public(), two.public());
        let pem = one.to_pem().unwrap();
        assert!(!pem.contains(&format!("{one:?}")) && format!("{one:?}").len() == 64 + 11);
    }
}
