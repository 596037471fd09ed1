//! (being written) Secret keys.

use super::BuildError;

/// An Ed25519 secret key. Written as PKCS #8 PEM.
pub struct SecretKey(ed25519_dalek::SigningKey);

impl SecretKey {
    /// A new key from the system's randomness.
    ///
    /// # Errors
    /// When the system gives none.
    pub fn generate() -> Result<Self, BuildError> {
        Err(BuildError::Randomness)
    }

    /// Reads PKCS #8 PEM.
    ///
    /// # Errors
    /// When it is something else.
    pub fn from_pem(_pem: &str) -> Result<Self, BuildError> {
        Err(BuildError::Pem)
    }

    /// Writes PKCS #8 PEM.
    ///
    /// # Errors
    /// Never in practice.
    pub fn to_pem(&self) -> Result<String, BuildError> {
        Err(BuildError::Pem)
    }

    /// Its public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }
}

/// (moves to `bundle::key::PublicKey`)
pub struct PublicKey(#[expect(dead_code, reason = "being written")] ed25519_dalek::VerifyingKey);
