//! A minimal acyclic automaton as bytes: built when compiling, walked in place.
//!
//! Layout, in little-endian units of 16 bits: the place of the root (two units), then the nodes. A
//! node is its head (number of arcs; the highest bit says that a value follows), the value, the
//! symbols of its arcs in rising order, and their targets (two units each, the lower half first).
//!
//! Bundles are hostile input: every access is checked, and a target must lie before its node, so that
//! no walk runs in circles.

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The bytes of an automaton; without any, it accepts nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Automaton(pub Vec<u8>);

/// A place in an automaton.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node(u32);

/// The bit of a node's head that says that a value follows.
pub const HAS_VALUE: u16 = 0x8000;

impl Automaton {
    /// Where every walk begins.
    #[must_use]
    pub fn root(&self) -> Option<Node> {
        self.place(0).map(Node)
    }

    /// The value of a node that ends something.
    #[must_use]
    pub fn value(&self, node: Node) -> Option<u16> {
        let has_value = self.unit(node.0)? & HAS_VALUE != 0;
        has_value.then(|| self.unit(node.0 + 1)).flatten()
    }

    /// Along the arc with this symbol.
    #[must_use]
    pub fn step(&self, node: Node, symbol: u16) -> Option<Node> {
        let head = self.unit(node.0)?;
        let count = u32::from(head & !HAS_VALUE);
        let symbols = node.0 + 1 + u32::from(head & HAS_VALUE != 0);
        let start = usize::try_from(symbols).ok()? * 2;
        let end = start + usize::try_from(count).ok()? * 2;
        let (pairs, _) = self.0.get(start..end)?.as_chunks::<2>();
        let found = pairs.binary_search_by_key(&symbol, |pair| u16::from_le_bytes(*pair));
        let target = self.place(symbols + count + 2 * u32::try_from(found.ok()?).ok()?)?;
        (target < node.0).then_some(Node(target))
    }

    pub(super) fn place(&self, at: u32) -> Option<u32> {
        let (low, high) = (self.unit(at)?, self.unit(at + 1)?);
        // Far below the limit of the type, so that sums of a few places cannot overflow.
        (high < 0x4000).then_some(u32::from(high) << 16 | u32::from(low))
    }

    pub(super) fn unit(&self, at: u32) -> Option<u16> {
        let byte = usize::try_from(at).ok()? * 2;
        let pair = self.0.get(byte..byte + 2)?;
        <[u8; 2]>::try_from(pair).ok().map(u16::from_le_bytes)
    }
}

impl Serialize for Automaton {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Automaton {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_byte_buf(Bytes).map(Self)
    }
}

/// Takes bytes as a whole: one by one would be slow in a page.
struct Bytes;

impl<'de> Visitor<'de> for Bytes {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
        Ok(bytes.to_vec())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<u8>, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = items.next_element()? {
            bytes.push(byte);
        }
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(units: &[u16]) -> Automaton {
        Automaton(units.iter().flat_map(|unit| unit.to_le_bytes()).collect())
    }

    #[test]
    fn walks_what_is_laid_out_by_hand() {
        // At 2 an end with value 7; at 4 the root with arcs `a` and `c`, both to the end.
        let automaton = bytes(&[4, 0, HAS_VALUE, 7, 2, 97, 99, 2, 0, 2, 0]);
        let root = automaton.root().unwrap();
        assert_eq!(automaton.value(root), None);
        for symbol in [97, 99] {
            let end = automaton.step(root, symbol).unwrap();
            assert_eq!(automaton.value(end), Some(7));
            assert_eq!(automaton.step(end, symbol), None);
        }
        assert_eq!(automaton.step(root, 98), None);
    }

    #[test]
    fn refuses_circles_and_places_outside() {
        for units in [
            &[2, 0, 1, 97, 2, 0][..],
            &[2, 0, 1, 97, 9, 0],
            &[2, 0, 1, 97, 0, 0xffff],
            &[2, 0, 0x7fff, 97],
            &[2, 0, 1],
        ] {
            let automaton = bytes(units);
            let root = automaton.root().unwrap();
            assert_eq!(automaton.step(root, 97), None, "{units:?}");
        }
        assert_eq!(Automaton::default().root(), None);
    }
}
