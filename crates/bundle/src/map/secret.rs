//! The key of a cohort, and what follows from it: where a person's record lies, and what opens it.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hkdf::Hkdf;
use sha2::Sha256;

use super::kdf::Derived;

/// What the employees of one cohort have, and nobody else: it comes with enrolment, never from the host.
#[derive(Clone, PartialEq, Eq)]
pub struct CohortKey(pub [u8; 32]);

impl fmt::Debug for CohortKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CohortKey(…)")
    }
}

/// Not the base64url form of 32 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the key of a sealed list: 43 letters, digits, `-` or `_`")]
pub struct CohortKeyError;

impl FromStr for CohortKey {
    type Err = CohortKeyError;

    fn from_str(text: &str) -> Result<Self, CohortKeyError> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| CohortKeyError)?;
        Ok(Self(bytes.try_into().map_err(|_| CohortKeyError)?))
    }
}

impl CohortKey {
    /// The form in which enrolment carries it.
    #[must_use]
    pub fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// By which a browser sees that its key is the one a map was sealed with. Says nothing about the key.
    #[must_use]
    pub fn id(&self) -> String {
        let [id] = expand::<8, 1>(&self.0, &[], &[b"fineline key id 1"]);
        hex::encode(id)
    }

    /// Where the records of a key lie, and what opens them.
    #[must_use]
    pub fn opener(&self, derived: &Derived, epoch: u32) -> Opener {
        self.expand(derived, (b"fineline record 1", epoch))
    }

    /// The same for a row of the owners.
    #[must_use]
    pub fn row_opener(&self, derived: &Derived, epoch: u32) -> Opener {
        self.expand(derived, (b"fineline owner 1", epoch))
    }

    /// A name under which a browser can keep what it derived from something, for its session. Without the key
    /// nobody can tell whether it is the name of anything.
    #[must_use]
    pub fn keepsake(&self, what: &[&[u8]]) -> [u8; 16] {
        let label: &[u8] = b"fineline keepsake 1";
        let [name] = expand::<16, 1>(&self.0, &[], &[&[label], what].concat());
        name
    }

    fn expand(&self, derived: &Derived, (label, epoch): (&[u8], u32)) -> Opener {
        let epoch = epoch.to_be_bytes();
        Opener::new(
            expand::<8, 5>(&derived.0, &self.0, &[label, epoch.as_slice()]),
            epoch,
        )
    }
}

/// `N` pieces of `SIZE` bytes by HKDF-SHA-256 (RFC 5869).
fn expand<const SIZE: usize, const N: usize>(
    material: &[u8],
    salt: &[u8],
    info: &[&[u8]],
) -> [[u8; SIZE]; N] {
    let mut pieces = [[0; SIZE]; N];
    // Fails for more than 8,160 bytes only; nobody asks for more than 40.
    let _ = Hkdf::<Sha256>::new(Some(salt), material)
        .expand_multi_info(info, pieces.as_flattened_mut());
    pieces
}

/// What is authenticated beside a secret: where it lies, and in which epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Context {
    pub(super) tag: [u8; 8],
    epoch: [u8; 4],
}

impl Context {
    /// The associated data: tag, then epoch, both as they are stored.
    pub(super) fn bytes(self) -> [u8; 12] {
        let mut bytes = [0; 12];
        for (to, from) in bytes.iter_mut().zip(self.tag.iter().chain(&self.epoch)) {
            *to = *from;
        }
        bytes
    }
}

/// Opens what lies under one tag, and nothing else.
#[derive(Clone)]
pub struct Opener {
    pub(super) context: Context,
    pub(super) key: [u8; 32],
}

impl fmt::Debug for Opener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opener(…)")
    }
}

impl Opener {
    /// Of a place as [`Opener::place`] gives it.
    #[must_use]
    pub fn at(place: &[u8; 40], epoch: u32) -> Self {
        let mut pieces = [[0; 8]; 5];
        for (to, from) in pieces.as_flattened_mut().iter_mut().zip(place) {
            *to = *from;
        }
        Self::new(pieces, epoch.to_be_bytes())
    }

    fn new([tag, key @ ..]: [[u8; 8]; 5], epoch: [u8; 4]) -> Self {
        let mut opener = Self {
            context: Context { tag, epoch },
            key: [0; 32],
        };
        for (to, from) in opener.key.iter_mut().zip(key.as_flattened()) {
            *to = *from;
        }
        opener
    }

    /// Where it lies.
    #[must_use]
    pub fn tag(&self) -> [u8; 8] {
        self.context.tag
    }

    /// Tag and key, all that was derived but for the epoch.
    #[must_use]
    pub fn place(&self) -> [u8; 40] {
        let mut place = [0; 40];
        let both = self.context.tag.iter().chain(&self.key);
        for (to, from) in place.iter_mut().zip(both) {
            *to = *from;
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_shorter() {
        let key = CohortKey([7; 32]);
        assert_eq!(key.encode().parse(), Ok(key.clone()));
        for text in ["", "BwcH", &format!("{}A", key.encode())] {
            assert_eq!(text.parse::<CohortKey>(), Err(CohortKeyError), "{text}");
        }
    }

    /// Expected: `HKDF` of Python's `cryptography` 50, salt = cohort key, info = label and epoch.
    #[test]
    fn follows_from_key_person_and_epoch_as_written_down() {
        let opener = CohortKey([7; 32]).opener(&Derived([9; 32]), 3);
        assert_eq!(hex::encode(opener.tag()), "2c438273aae92db7");
        assert_eq!(
            hex::encode(opener.key),
            "5737cdff6875245fd0d726b2cc1327c7ea3f505263f8f29bbe10cb30a0d968c2"
        );
        assert_eq!(CohortKey([7; 32]).id(), "ec2646b21b2ab06c");
    }

    /// Expected: the two values above, one after the other.
    #[test]
    fn a_place_that_was_kept_opens_what_it_opened() {
        let opener = CohortKey([7; 32]).opener(&Derived([9; 32]), 3);
        let place = opener.place();
        assert_eq!(
            hex::encode(place),
            "2c438273aae92db75737cdff6875245fd0d726b2cc1327c7ea3f505263f8f29bbe10cb30a0d968c2"
        );
        let again = Opener::at(&place, 3);
        assert_eq!((again.context, again.key), (opener.context, opener.key));
    }

    /// Expected: `HKDF` of Python's `cryptography` 50, without a salt.
    #[test]
    fn a_keepsake_has_another_name_with_another_key() {
        let name = |key: u8| hex::encode(CohortKey([key; 32]).keepsake(&[b"a", b"bc"]));
        assert_eq!(name(7), "184ec964be4ba69a2cfdfe97390e6ed5");
        assert_ne!(name(7), name(8));
    }

    #[test]
    fn another_cohort_person_or_epoch_or_kind_is_another_place() {
        let (key, derived) = (CohortKey([7; 32]), Derived([9; 32]));
        let tag = key.opener(&derived, 3).tag();
        assert_ne!(tag, key.opener(&derived, 4).tag());
        assert_ne!(tag, key.row_opener(&derived, 3).tag());
        assert_ne!(tag, key.opener(&Derived([8; 32]), 3).tag());
        assert_ne!(tag, CohortKey([8; 32]).opener(&derived, 3).tag());
    }
}
