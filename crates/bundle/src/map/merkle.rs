//! One digest over a whole state: the tree of RFC 9162 (2.1.1) with SHA-256.
//!
//! A leaf stands for a shard as it is now, without the work of laying changes into it: the digest of the shard
//! in the base, and the digest of what the changes say about its tags. Leaves for the shards of the owners come
//! after those for the shards of records.

use sha2::{Digest as _, Sha256};

use super::delta::{Delta, tag_of};
use super::owners;
use super::record::TAG;

/// A SHA-256 digest.
pub type Digest = [u8; 32];

/// The SHA-256 digest of bytes.
#[must_use]
pub fn digest(bytes: &[u8]) -> Digest {
    Sha256::digest(bytes).into()
}

/// The digest of no bytes: a shard that nothing falls into is neither published nor fetched.
pub const OF_NOTHING: Digest = [
    0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24,
    0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
];

/// The shard of a tag: its first bits. `shards` is a power of two.
#[must_use]
pub fn shard(tag: &[u8; TAG], shards: usize) -> usize {
    let bits = shards.trailing_zeros();
    let place = u64::from_be_bytes(*tag).checked_shr(64 - bits).unwrap_or(0);
    usize::try_from(place).unwrap_or(0)
}

/// The root over a base (digests of its shards, and of its shards of owners) and what changed since.
#[must_use]
pub fn root(list: &[Digest], owners: &[Digest], changes: &Delta) -> Digest {
    let mut leaves: Vec<Digest> = Vec::with_capacity(list.len() + owners.len());
    let (records, gone) = changes.records();
    let records = cut(records, list.len(), tag_of);
    let gone = cut(gone, list.len(), |tag| *tag);
    for ((base, came), gone) in list.iter().zip(records).zip(gone) {
        leaves.push(leaf(base, (came.as_flattened(), gone.as_flattened())));
    }
    let (rows, gone) = changes.rows();
    let rows = cut(rows.all(), owners.len(), |row| row.0);
    let gone = cut(gone, owners.len(), |tag| *tag);
    for ((base, came), gone) in owners.iter().zip(rows).zip(gone) {
        leaves.push(leaf(base, (&owners::to_bytes(came), gone.as_flattened())));
    }
    tree(&leaves)
}

/// What falls into each shard, of items in the order of their tags.
pub(crate) fn cut<T>(
    items: &[T],
    shards: usize,
    tag: impl Fn(&T) -> [u8; TAG],
) -> impl Iterator<Item = &[T]> {
    let mut rest = items;
    (0..shards).map(move |number| {
        let end = rest.partition_point(|it| shard(&tag(it), shards) <= number);
        let (mine, later) = rest.split_at_checked(end).unwrap_or((rest, &[]));
        rest = later;
        mine
    })
}

/// `SHA-256(0 ‖ base ‖ SHA-256(length of what came, u32 ‖ what came ‖ tags gone))`.
fn leaf(base: &Digest, (came, gone): (&[u8], &[u8])) -> Digest {
    let length = u32::try_from(came.len()).unwrap_or(u32::MAX).to_be_bytes();
    let changes = digest(&[length.as_slice(), came, gone].concat());
    digest(&[[0].as_slice(), base, &changes].concat())
}

fn tree(leaves: &[Digest]) -> Digest {
    match leaves {
        [] => digest(&[]),
        [leaf] => *leaf,
        _ => {
            // The largest power of two below their number.
            let half = leaves.len().div_ceil(2).next_power_of_two();
            let (left, right) = leaves.split_at_checked(half).unwrap_or((leaves, &[]));
            digest(&[[1].as_slice(), &tree(left), &tree(right)].concat())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::owners::Rows;

    #[test]
    fn the_shard_is_the_first_bits() {
        let tag = [0b1010_0000, 1, 2, 3, 4, 5, 6, 7];
        assert_eq!(
            [1, 2, 4, 8, 1024].map(|it| shard(&tag, it)),
            [0, 1, 2, 5, 640]
        );
    }

    /// Expected: worked out by Python's `hashlib` after RFC 9162, 2.1.1.
    #[test]
    fn the_tree_is_that_of_the_standard() {
        let leaves: Vec<Digest> = (0..5).map(|it| [it; 32]).collect();
        assert_eq!(
            hex::encode(tree(&leaves)),
            "6b47390ca4d50a07ca331591cb2663ca62ece03b8e58c88926185877238b09b6"
        );
        assert_eq!(hex::encode(tree(&[])), hex::encode(digest(b"")));
        assert_eq!(digest(b""), OF_NOTHING);
    }

    #[test]
    fn the_root_changes_with_every_part() {
        let list = [[1; 32], [2; 32]];
        let mut record = [0; 32];
        let mut changes = Vec::new();
        for tag in [0x10, 0x90] {
            record[0] = tag;
            changes.push(Delta::between(
                (&[], &Default::default()),
                (&[record], &Default::default()),
            ));
            changes.push(Delta::between(
                (&[record], &Default::default()),
                (&[], &Default::default()),
            ));
        }
        changes.push(Delta::default());
        let owners = [[3; 32], [4; 32]];
        for tag in [0x10, 0x90] {
            let row = Rows::new(vec![([tag; TAG], vec![7])]);
            changes.push(Delta::between((&[], &Rows::default()), (&[], &row)));
            changes.push(Delta::between((&[], &row), (&[], &Rows::default())));
        }
        let mut roots: Vec<Digest> = changes.iter().map(|it| root(&list, &owners, it)).collect();
        let nothing = Delta::default();
        roots.push(root(&list, &[[4; 32], [3; 32]], &nothing));
        roots.push(root(&list, &[[3; 32], [5; 32]], &nothing));
        roots.push(root(&[[1; 32], [5; 32]], &owners, &nothing));
        roots.push(root(&[[2; 32], [1; 32]], &owners, &nothing));
        let all = roots.len();
        roots.sort_unstable();
        roots.dedup();
        assert_eq!(roots.len(), all);
    }
}
