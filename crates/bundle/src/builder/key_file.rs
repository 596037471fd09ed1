//! How keys are written into files: PKCS #8 PEM, under a passphrase or plain, and public halves as PEM or
//! as a root file has them. Asking for a passphrase is left to the command.

use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::KeypairBytes;
use p256::ecdsa::SigningKey as P256Key;
use pkcs8::pkcs5::{pbes2, scrypt};
use pkcs8::{
    DecodePrivateKey as _, DecodePublicKey as _, EncodePrivateKey as _, EncryptedPrivateKeyInfoRef,
    LineEnding, PrivateKeyInfoRef, SecretDocument,
};

use super::BuildError;
use super::key::{Inner, PublicKey, SecretKey};

/// N = 2^14, r = 8, p = 5: one of the settings that OWASP's password storage cheat sheet calls equal, and
/// the one of them that OpenSSL 3 reads, too (it allows 32 MB).
const SCRYPT: (u8, u32, u32) = (14, 8, 5);

const PRIVATE: &str = "PRIVATE KEY";
const ENCRYPTED: &str = "ENCRYPTED PRIVATE KEY";
const PUBLIC: &str = "PUBLIC KEY";

/// Whether a PEM file asks for a passphrase.
#[must_use]
pub fn is_encrypted(pem: &str) -> bool {
    label(pem) == Some(ENCRYPTED)
}

fn label(pem: &str) -> Option<&str> {
    pem.trim_start()
        .strip_prefix("-----BEGIN ")?
        .split("-----")
        .next()
}

impl SecretKey {
    /// Reads PKCS #8 PEM without a passphrase.
    ///
    /// # Errors
    /// When it is something else.
    pub fn from_pem(pem: &str) -> Result<Self, BuildError> {
        let (found, document) = SecretDocument::from_pem(pem).map_err(|_| BuildError::Pem)?;
        if found != PRIVATE {
            return Err(BuildError::Pem);
        }
        from_document(&document).ok_or(BuildError::Pem)
    }

    /// Reads PKCS #8 PEM under a passphrase.
    ///
    /// # Errors
    /// When the passphrase is another one, or the file something else.
    pub fn from_encrypted_pem(pem: &str, passphrase: &str) -> Result<Self, BuildError> {
        let (found, document) = SecretDocument::from_pem(pem).map_err(|_| BuildError::Pem)?;
        let read = EncryptedPrivateKeyInfoRef::try_from(document.as_bytes());
        let (Ok(info), ENCRYPTED) = (read, found) else {
            return Err(BuildError::Pem);
        };
        // A wrong passphrase shows in the padding, or at last in what the padding lets through.
        let document = info.decrypt(passphrase).map_err(|error| match error {
            pkcs8::Error::EncryptedPrivateKey(pkcs8::pkcs5::Error::EncryptFailed)
            | pkcs8::Error::EncryptedPrivateKey(pkcs8::pkcs5::Error::DecryptFailed)
            | pkcs8::Error::Asn1(_) => BuildError::Passphrase,
            _ => BuildError::Pem,
        })?;
        from_document(&document).ok_or(BuildError::Passphrase)
    }

    /// Writes PKCS #8 PEM without a passphrase.
    ///
    /// # Errors
    /// When the key cannot be written, which no key has shown yet.
    pub fn to_pem(&self) -> Result<String, BuildError> {
        pem(PRIVATE, &self.document()?)
    }

    /// Writes PKCS #8 PEM under a passphrase: PBES2 with scrypt and AES-256-CBC.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn to_encrypted_pem(&self, passphrase: &str) -> Result<String, BuildError> {
        let (mut salt, mut iv) = ([0; 16], [0; 16]);
        getrandom::fill(&mut salt).map_err(|_| BuildError::Randomness)?;
        getrandom::fill(&mut iv).map_err(|_| BuildError::Randomness)?;
        let (log_n, r, p) = SCRYPT;
        let cost = scrypt::Params::new(log_n, r, p).map_err(|_| BuildError::Pem)?;
        let how = pbes2::Parameters::generate_scrypt_aes256cbc(cost, &salt, iv);
        let how = how.map_err(|_| BuildError::Pem)?;
        let document = self.document()?;
        let info = PrivateKeyInfoRef::try_from(document.as_bytes());
        let info = info.map_err(|_| BuildError::Pem)?;
        let sealed = info.encrypt_with_params(how, passphrase);
        pem(ENCRYPTED, &sealed.map_err(|_| BuildError::Pem)?)
    }

    fn document(&self) -> Result<SecretDocument, BuildError> {
        let document = match &self.0 {
            // Without the public half: with it, the file is of a version that OpenSSL 3.0 does not read.
            Inner::Ed25519(key) => KeypairBytes {
                secret_key: key.to_bytes(),
                public_key: None,
            }
            .to_pkcs8_der(),
            Inner::EcdsaP256(key) => key.to_pkcs8_der(),
        };
        document.map_err(|_| BuildError::Pem)
    }
}

fn from_document(document: &SecretDocument) -> Option<SecretKey> {
    let der = document.as_bytes();
    let ed25519 = || {
        Some(Inner::Ed25519(Box::new(
            SigningKey::from_pkcs8_der(der).ok()?,
        )))
    };
    let p256 = || {
        Some(Inner::EcdsaP256(Box::new(
            P256Key::from_pkcs8_der(der).ok()?,
        )))
    };
    ed25519().or_else(p256).map(SecretKey)
}

fn pem(label: &'static str, document: &SecretDocument) -> Result<String, BuildError> {
    let text = document.to_pem(label, LineEnding::LF);
    Ok(text.map_err(|_| BuildError::Pem)?.as_str().to_owned())
}

/// A public key in a file: PEM as hardware and services export it, or JSON as a root file has it.
///
/// # Errors
/// When it is neither, or of a kind that clients do not know, or weak.
pub fn public_key(file: &str) -> Result<PublicKey, BuildError> {
    let from_pem = || {
        let ed25519 = ed25519_dalek::VerifyingKey::from_public_key_pem(file);
        let p256 = || p256::ecdsa::VerifyingKey::from_public_key_pem(file);
        let key = ed25519.map(PublicKey::Ed25519);
        key.or_else(|_| p256().map(PublicKey::EcdsaP256)).ok()
    };
    let found = match label(file) {
        Some(PUBLIC) => from_pem().map(|key| key.to_json()),
        Some(_) => None,
        None => serde_json::from_str(file).ok(),
    };
    // The reader of root files decides what a key is.
    let key = found.as_ref().and_then(PublicKey::from_json);
    // Browsers know these two, whatever else the native reader was built with.
    let key = key.filter(|key| matches!(key, PublicKey::Ed25519(_) | PublicKey::EcdsaP256(_)));
    key.ok_or(BuildError::PublicKey)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builder::key::KeyKind;

    // RFC 8410, section 10.3.
    const PEM: &str = "-----BEGIN PRIVATE KEY-----\n\
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n\
        -----END PRIVATE KEY-----\n";

    #[test]
    fn reads_the_published_file_and_writes_the_same() {
        // The public half stands in the same section of the RFC.
        let public = "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1";
        let key = SecretKey::from_pem(PEM).unwrap();
        assert!(key.public().to_json().to_string().contains(public));
        assert_eq!(key.to_pem().unwrap(), PEM);
    }

    #[test]
    fn refuses_other_files() {
        for pem in [
            "",
            "-----BEGIN PRIVATE KEY-----",
            &PEM.replace("PRIVATE", "PUBLIC"),
        ] {
            assert_eq!(SecretKey::from_pem(pem).unwrap_err(), BuildError::Pem);
            let error = SecretKey::from_encrypted_pem(pem, "a").unwrap_err();
            assert_eq!(error, BuildError::Pem);
        }
        assert_eq!(
            SecretKey::from_encrypted_pem(PEM, "a").unwrap_err(),
            BuildError::Pem
        );
    }

    #[test]
    fn a_passphrase_opens_what_it_closed_and_no_other_does() {
        for kind in [KeyKind::Ed25519, KeyKind::EcdsaP256] {
            let key = SecretKey::generate_kind(kind).unwrap();
            let pem = key.to_encrypted_pem("correct horse").unwrap();
            assert!(is_encrypted(&pem) && !is_encrypted(&key.to_pem().unwrap()));
            let opened = SecretKey::from_encrypted_pem(&pem, "correct horse").unwrap();
            assert_eq!(opened.public(), key.public());
            for wrong in ["correct horsf", "", "Correct horse"] {
                let error = SecretKey::from_encrypted_pem(&pem, wrong).unwrap_err();
                assert_eq!(error, BuildError::Passphrase, "{kind:?}");
            }
            assert_eq!(SecretKey::from_pem(&pem).unwrap_err(), BuildError::Pem);
            // The same key and passphrase never make the same file.
            assert_ne!(pem, key.to_encrypted_pem("correct horse").unwrap());
        }
    }

    #[test]
    fn reads_what_openssl_encrypted() {
        for (pem, public) in OPENSSL {
            let key = SecretKey::from_encrypted_pem(pem, "correct horse battery").unwrap();
            assert_eq!(key.public(), public_key(public).unwrap());
        }
    }

    #[test]
    fn refuses_public_keys_of_no_use() {
        let neutral = format!("01{}", "00".repeat(31));
        let weak = serde_json::json!({ "keytype": "ed25519", "scheme": "ed25519", "keyval": { "public": neutral } });
        for file in [
            "",
            "{}",
            PEM,
            "-----BEGIN PUBLIC KEY-----",
            &weak.to_string(),
        ] {
            assert_eq!(
                public_key(file).unwrap_err(),
                BuildError::PublicKey,
                "{file}"
            );
        }
        let key = SecretKey::from_pem(PEM).unwrap().public();
        assert_eq!(public_key(&key.to_json().to_string()), Ok(key));
    }

    // Source: `openssl genpkey`, `openssl pkcs8 -topk8 -scrypt` (and `-v2 aes-256-cbc`, with PBKDF2), `openssl
    // pkey -pubout`; OpenSSL 3.0.19.
    const OPENSSL: [(&str, &str); 2] = [
        (
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\n\
             MIGTME8GCSqGSIb3DQEFDTBCMCEGCSsGAQQB2kcECzAUBAiwQl6vuxQcyAICQAAC\n\
             AQgCAQEwHQYJYIZIAWUDBAEqBBDrHvPJ9XoGsj5YdReFSYpbBEAnjxLlQezsTwHi\n\
             xFikxW6pmHNUkzeJpsBIWapVCVX9mICk5Rq6gxEe8NTYf91wYPw/lnuhzk2cB1s4\n\
             pQHRFNJN\n\
             -----END ENCRYPTED PRIVATE KEY-----\n",
            "-----BEGIN PUBLIC KEY-----\n\
             MCowBQYDK2VwAyEAd5kFKoGy5PbtyEwwiJcP/7Y9EaUjximLLlo70NdI8gI=\n\
             -----END PUBLIC KEY-----\n",
        ),
        (
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\n\
             MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhV4M3ogFpJUAICCAAw\n\
             DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEM8ZmM+WcXH2TaJK6S4zCekEgZBC\n\
             RN0e+HRvJj+8kaQtb3L1YusdaKcJYhvtbcucaISmtx3HZ39XiKoSAsu6UYoZ161p\n\
             uZ7J8e7RGG11/x2gn9F1DUywUP0x4yrDFd7QUATkD6tmRnjCRrzXW6Y08i10Z6ou\n\
             J6BYYrlMwG+057Sp1jpVPCR3chKjRFFGUJzpkzWNt+ya9dYt+jKjJ0oAOalEjfM=\n\
             -----END ENCRYPTED PRIVATE KEY-----\n",
            "-----BEGIN PUBLIC KEY-----\n\
             MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEPSDnHXD0N7ji615oh9BCOmI8ucJZ\n\
             EsAswbD03LMArvqfqJX5LLlw9AsQ3dBFaUNMkKIumoR8p04w9EB2XVmo6A==\n\
             -----END PUBLIC KEY-----\n",
        ),
    ];
}
