//! What a client trusts before it has seen anything: the digest of the first root file.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// The SHA-256 digest of `metadata/1.root.json`, byte for byte. Written as 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrustAnchor([u8; 32]);

impl TrustAnchor {
    /// The anchor that fits this root file.
    #[must_use]
    pub fn of_root(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for TrustAnchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// The text is not a SHA-256 digest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the digest of the first root must be 64 hexadecimal digits")]
pub struct AnchorError;

impl FromStr for TrustAnchor {
    type Err = AnchorError;

    fn from_str(text: &str) -> Result<Self, AnchorError> {
        let mut digest = [0; 32];
        hex::decode_to_slice(text, &mut digest).map_err(|_| AnchorError)?;
        Ok(Self(digest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_shorter() {
        // FIPS 180-2, appendix B.1: SHA-256 of `abc`.
        let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(text.parse(), Ok(TrustAnchor::of_root(b"abc")));
        assert_eq!(TrustAnchor::of_root(b"abc").to_string(), text);
        assert_eq!("ba78".parse::<TrustAnchor>(), Err(AnchorError));
        assert_eq!("".parse::<TrustAnchor>(), Err(AnchorError));
    }
}
