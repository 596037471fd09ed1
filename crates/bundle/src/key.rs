//! Public keys and key ids as TUF writes them.
//!
//! How many keys must sign is left to [`crate::verify`]; secret keys are left to the builder.

use std::fmt;

use ed25519_dalek::{Signature, VerifyingKey};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::canonical::canonical;

/// The SHA-256 digest of a key's canonical JSON, 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeyId(String);

impl KeyId {
    /// The id of a key as written in a root file; none when it has no canonical form.
    #[must_use]
    pub fn of(key: &Value) -> Option<Self> {
        Some(Self(hex::encode(Sha256::digest(canonical(key).ok()?))))
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A key that can verify.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicKey {
    /// `keytype` and `scheme` are `ed25519`; the public part is 32 bytes in hexadecimal.
    Ed25519(VerifyingKey),
    /// `keytype` is `ecdsa`, `scheme` is `ecdsa-sha2-nistp256`; the public part is PEM.
    EcdsaP256(p256::ecdsa::VerifyingKey),
    /// `keytype` is `rsa`, `scheme` is `rsassa-pss-sha256`; the public part is PEM.
    #[cfg(feature = "rsa")]
    RsaPss(rsa::RsaPublicKey),
}

/// Shorter RSA keys can be broken (NIST SP 800-131A).
#[cfg(feature = "rsa")]
const RSA_LEAST_BITS: usize = 2048;

/// A key as written in a root file.
#[derive(Deserialize)]
struct Written {
    keytype: String,
    scheme: String,
    keyval: WrittenValue,
}

#[derive(Deserialize)]
struct WrittenValue {
    public: String,
}

impl PublicKey {
    /// Reads a key of a root file; none for a kind this client does not know or a key too weak to
    /// mean anything. Such a key is no error: it counts for nothing.
    #[must_use]
    pub fn from_json(key: &Value) -> Option<Self> {
        let written = Written::deserialize(key).ok()?;
        match (written.keytype.as_str(), written.scheme.as_str()) {
            ("ed25519", "ed25519") => {
                let mut bytes = [0; 32];
                hex::decode_to_slice(&written.keyval.public, &mut bytes).ok()?;
                let key = VerifyingKey::from_bytes(&bytes).ok()?;
                (!key.is_weak()).then_some(Self::Ed25519(key))
            }
            ("ecdsa", "ecdsa-sha2-nistp256") => {
                use p256::pkcs8::DecodePublicKey as _;
                let key = p256::ecdsa::VerifyingKey::from_public_key_pem(&written.keyval.public);
                key.ok().map(Self::EcdsaP256)
            }
            #[cfg(feature = "rsa")]
            ("rsa", "rsassa-pss-sha256") => {
                use rsa::pkcs8::DecodePublicKey as _;
                use rsa::traits::PublicKeyParts as _;
                let key = rsa::RsaPublicKey::from_public_key_pem(&written.keyval.public).ok()?;
                (key.size() * 8 >= RSA_LEAST_BITS).then_some(Self::RsaPss(key))
            }
            _ => None,
        }
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> KeyId {
        // What `to_json` writes has strings only, so there is always a canonical form.
        KeyId::of(&self.to_json()).unwrap_or_else(|| KeyId(String::new()))
    }

    /// How a root file writes this key.
    #[must_use]
    pub fn to_json(&self) -> Value {
        match self {
            Self::Ed25519(key) => json!({
                "keytype": "ed25519",
                "scheme": "ed25519",
                "keyval": { "public": hex::encode(key.as_bytes()) },
            }),
            Self::EcdsaP256(key) => {
                use p256::pkcs8::{EncodePublicKey as _, LineEnding};
                let pem = key.to_public_key_pem(LineEnding::LF).unwrap_or_default();
                json!({
                    "keytype": "ecdsa",
                    "scheme": "ecdsa-sha2-nistp256",
                    "keyval": { "public": pem },
                })
            }
            #[cfg(feature = "rsa")]
            Self::RsaPss(key) => {
                use rsa::pkcs8::{EncodePublicKey as _, LineEnding};
                let pem = key.to_public_key_pem(LineEnding::LF).unwrap_or_default();
                json!({
                    "keytype": "rsa",
                    "scheme": "rsassa-pss-sha256",
                    "keyval": { "public": pem },
                })
            }
        }
    }

    /// Whether `signature` (hexadecimal) is this key's over `message`.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &str) -> bool {
        let Ok(signature) = hex::decode(signature) else {
            return false;
        };
        match self {
            // Strict: no second signature can be made from a first without the key.
            Self::Ed25519(key) => Signature::from_slice(&signature)
                .is_ok_and(|signature| key.verify_strict(message, &signature).is_ok()),
            Self::EcdsaP256(key) => {
                use p256::ecdsa::signature::Verifier as _;
                p256::ecdsa::DerSignature::from_bytes(&signature)
                    .is_ok_and(|signature| key.verify(message, &signature).is_ok())
            }
            #[cfg(feature = "rsa")]
            Self::RsaPss(key) => {
                use rsa::pss::{Signature, VerifyingKey};
                use rsa::signature::Verifier as _;
                let key = VerifyingKey::<rsa::sha2::Sha256>::new(key.clone());
                Signature::try_from(signature.as_slice())
                    .is_ok_and(|signature| key.verify(message, &signature).is_ok())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // RFC 8032, section 7.1, test 2.
    const PUBLIC: &str = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    const SIGNATURE: &str = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    fn written(kind: &str, public: &str) -> Value {
        json!({ "keytype": kind, "scheme": kind, "keyval": { "public": public } })
    }

    #[test]
    fn accepts_the_published_signature_and_nothing_near_it() {
        let key = PublicKey::from_json(&written("ed25519", PUBLIC)).unwrap();
        assert!(key.verifies(&[0x72], SIGNATURE));
        assert!(!key.verifies(&[0x73], SIGNATURE));
        assert!(!key.verifies(&[0x72], &SIGNATURE.replace("92a0", "92a1")));
        assert!(!key.verifies(&[0x72], ""));
        assert!(!key.verifies(&[0x72], "zz"));
    }

    #[test]
    fn the_id_agrees_with_sha256sum_over_the_canonical_form() {
        // Source: `printf '{"keytype":"ed25519","keyval":{"public":"3d40…"},"scheme":"ed25519"}' | sha256sum`.
        let key = written("ed25519", PUBLIC);
        let id = "eaf1e23f6c823132f437a2eaa299a7950f7386631deff273db195bbd26209e2b";
        assert_eq!(KeyId::of(&key).unwrap().to_string(), id);
        assert_eq!(PublicKey::from_json(&key).unwrap().to_json(), key);
    }

    #[test]
    fn ignores_unknown_and_weak_keys() {
        assert_eq!(PublicKey::from_json(&written("ecdsa", PUBLIC)), None);
        assert_eq!(PublicKey::from_json(&written("ed25519", "00")), None);
        // The neutral element: every signature (R, s) with R = sB would verify loosely.
        let neutral = format!("01{}", "00".repeat(31));
        assert_eq!(PublicKey::from_json(&written("ed25519", &neutral)), None);
    }
}
