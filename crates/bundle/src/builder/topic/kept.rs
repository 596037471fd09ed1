//! Tables kept from one run to the next, as bytes in somebody else's hands.
//!
//! Making them is most of the work of `fineline explain`, and they change only with the topics that rules
//! ask for. Bytes that do not fit are passed over, and tables made anew. Where they are kept, and that
//! nothing is ever signed out of them, is left to the command.

use policy::topics::TopicIndex;
use sha2::{Digest as _, Sha256};

/// What the tables are made of, in short.
pub(crate) type Key = [u8; LENGTH];

const LENGTH: usize = 32;

/// The key of tables made of these parts, in this order, by the code of this build.
pub(crate) fn key(parts: impl IntoIterator<Item = String>) -> Key {
    let mut hash = Sha256::new();
    // Of the tables of the whole library: another library and other code make others. See build.rs.
    hash.update(env!("FINELINE_LIBRARY_TABLES"));
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// The bytes to keep; nothing for tables that cannot be written as bytes.
pub(crate) fn pack(key: &Key, index: &TopicIndex) -> Option<Vec<u8>> {
    let tables = postcard::to_allocvec(index).ok()?;
    let digest = Sha256::digest(&tables);
    Some([&key[..], &digest[..], &tables[..]].concat())
}

/// The tables that were kept under this key.
pub(crate) fn unpack(key: &Key, bytes: &[u8]) -> Option<TopicIndex> {
    let (found, rest) = bytes.split_at_checked(LENGTH)?;
    let (digest, tables) = rest.split_at_checked(LENGTH)?;
    let is_whole = found == key && digest == &Sha256::digest(tables)[..];
    postcard::from_bytes(Some(tables).filter(|_| is_whole)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(parts: &[&str]) -> Key {
        key(parts.iter().map(|part| (*part).to_owned()))
    }

    #[test]
    fn what_was_kept_comes_back_under_its_key_alone() {
        let (index, ours) = (TopicIndex::default(), of(&["pricing", "hiring"]));
        let bytes = pack(&ours, &index).expect("bytes");
        assert_eq!(unpack(&ours, &bytes), Some(index));
        for other in [
            of(&["pricing"]),
            of(&["hiring", "pricing"]),
            of(&["pricinghiring"]),
        ] {
            assert_eq!(unpack(&other, &bytes), None);
        }
    }

    #[test]
    fn what_was_damaged_does_not() {
        let key = of(&[]);
        let bytes = pack(&key, &TopicIndex::default()).expect("bytes");
        for length in 0..bytes.len() {
            assert_eq!(unpack(&key, &bytes[..length]), None, "{length}");
            let mut damaged = bytes.clone();
            damaged[length] ^= 1;
            assert_eq!(unpack(&key, &damaged), None, "{length}");
        }
    }
}
