//! Secret keys: made, and used to sign; and whatever else signs ([`Signer`]). How a key is written into a
//! file is left to `key_file`, where the files lie and who may read them to the command.

use std::convert::Infallible;

use ed25519_dalek::{Signer as _, SigningKey};
use hkdf::Hkdf;
use p256::ecdsa::{DerSignature, SigningKey as P256Key};
use sha2::Sha256;

use super::BuildError;
pub use super::key_file::{is_encrypted, public_key};
pub use crate::key::{KeyId, PublicKey};

/// A kind of key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyKind {
    /// Ed25519.
    #[default]
    Ed25519,
    /// ECDSA on the curve P-256 with SHA-256: what most hardware knows.
    EcdsaP256,
}

/// A secret key in memory. It is wiped when it is dropped.
pub struct SecretKey(pub(super) Inner);

pub(super) enum Inner {
    Ed25519(Box<SigningKey>),
    EcdsaP256(Box<P256Key>),
}

impl SecretKey {
    /// A new Ed25519 key from the system's randomness.
    ///
    /// # Errors
    /// When the system gives none.
    pub fn generate() -> Result<Self, BuildError> {
        Self::generate_kind(KeyKind::Ed25519)
    }

    /// A new key of this kind from the system's randomness.
    ///
    /// # Errors
    /// When the system gives none.
    pub fn generate_kind(kind: KeyKind) -> Result<Self, BuildError> {
        loop {
            let mut seed = [0; 32];
            getrandom::fill(&mut seed).map_err(|_| BuildError::Randomness)?;
            match kind {
                KeyKind::Ed25519 => return Ok(Self::from_seed(&seed)),
                // One number in 2^32 is none of the curve's: the next is taken.
                KeyKind::EcdsaP256 => {
                    if let Ok(key) = P256Key::from_slice(&seed) {
                        return Ok(Self(Inner::EcdsaP256(Box::new(key))));
                    }
                }
            }
        }
    }

    /// The Ed25519 key that this seed stands for: for tests and for keys kept elsewhere.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(Inner::Ed25519(Box::new(SigningKey::from_bytes(seed))))
    }

    /// Its public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        match &self.0 {
            Inner::Ed25519(key) => PublicKey::Ed25519(key.verifying_key()),
            Inner::EcdsaP256(key) => PublicKey::EcdsaP256(*key.verifying_key()),
        }
    }

    /// Another secret that follows from this one, for a purpose other than signing.
    #[must_use]
    pub fn secret_for(&self, purpose: &[u8]) -> [u8; 32] {
        let expand = |seed: &[u8]| {
            let mut secret = [0; 32];
            // Fails for more than 8,160 bytes only.
            let _ = Hkdf::<Sha256>::new(None, seed).expand(purpose, &mut secret);
            secret
        };
        match &self.0 {
            Inner::Ed25519(key) => expand(key.as_bytes()),
            Inner::EcdsaP256(key) => expand(&key.to_bytes()),
        }
    }

    /// Its signature over these bytes, as metadata has it: 64 bytes of Ed25519, or DER of ECDSA.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &self.0 {
            Inner::Ed25519(key) => key.sign(message).to_bytes().to_vec(),
            Inner::EcdsaP256(key) => {
                let signature: DerSignature = key.sign(message);
                signature.as_bytes().to_vec()
            }
        }
    }
}

impl std::fmt::Debug for SecretKey {
    /// Never the secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SecretKey({})", self.public().id())
    }
}

/// What is to be signed.
#[derive(Clone, Copy, Debug)]
pub struct SignRequest<'a> {
    /// The role it is signed for.
    pub role: &'a str,
    /// The version of the file.
    pub version: u64,
    /// The very bytes.
    pub message: &'a [u8],
}

/// Something that signs with one key, wherever the secret half is.
pub trait Signer {
    /// Why it may not be able to.
    type Error;

    /// The public half.
    fn public(&self) -> PublicKey;

    /// The signature over `request.message`, which must be one that [`Signer::public`] verifies.
    ///
    /// # Errors
    /// When there is none to be had.
    fn sign(&self, request: &SignRequest<'_>) -> Result<Vec<u8>, Self::Error>;
}

impl Signer for SecretKey {
    type Error = Infallible;

    fn public(&self) -> PublicKey {
        Self::public(self)
    }

    fn sign(&self, request: &SignRequest<'_>) -> Result<Vec<u8>, Infallible> {
        Ok(Self::sign(self, request.message))
    }
}

impl<S: Signer> Signer for &S {
    type Error = S::Error;

    fn public(&self) -> PublicKey {
        (*self).public()
    }

    fn sign(&self, request: &SignRequest<'_>) -> Result<Vec<u8>, S::Error> {
        (*self).sign(request)
    }
}

/// A signature as hardware and services return it, in the form that metadata has: ECDSA as DER, even if
/// it came as two numbers of 32 bytes. Whether it verifies is left to the caller.
#[must_use]
pub fn as_in_metadata(key: &PublicKey, signature: &[u8]) -> Vec<u8> {
    let is_der = || DerSignature::from_bytes(signature).is_ok();
    match (key, p256::ecdsa::Signature::from_slice(signature)) {
        (PublicKey::EcdsaP256(_), Ok(plain)) if !is_der() => plain.to_der().as_bytes().to_vec(),
        _ => signature.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_new_keys_differ_and_do_not_print_themselves() {
        for kind in [KeyKind::Ed25519, KeyKind::EcdsaP256] {
            let new = || SecretKey::generate_kind(kind).unwrap();
            let (one, two) = (new(), new());
            assert_ne!(one.public(), two.public());
            assert_eq!(
                format!("{one:?}"),
                format!("SecretKey({})", one.public().id())
            );
        }
    }

    #[test]
    fn both_kinds_sign_what_their_public_half_verifies_and_nothing_else() {
        for kind in [KeyKind::Ed25519, KeyKind::EcdsaP256] {
            let key = SecretKey::generate_kind(kind).unwrap();
            let signature = hex::encode(key.sign(b"this"));
            assert!(key.public().verifies(b"this", &signature), "{kind:?}");
            assert!(!key.public().verifies(b"that", &signature), "{kind:?}");
        }
    }

    #[test]
    fn two_numbers_become_der_and_der_stays() {
        let key = SecretKey::generate_kind(KeyKind::EcdsaP256).unwrap();
        let der = key.sign(b"this");
        let plain = p256::ecdsa::Signature::from_der(&der).unwrap().to_bytes();
        assert_eq!(as_in_metadata(&key.public(), &plain), der);
        assert_eq!(as_in_metadata(&key.public(), &der), der);
        // 64 bytes of the other kind are left alone.
        let key = SecretKey::from_seed(&[7; 32]);
        let signature = key.sign(b"this");
        assert_eq!(as_in_metadata(&key.public(), &signature), signature);
    }
}
