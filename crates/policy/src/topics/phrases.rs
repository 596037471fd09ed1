//! The phrases of one language as bytes: an acyclic automaton over word numbers, walked in place.
//!
//! Alternatives (`hire/recruit/employ`) mostly occur as wholes, so arcs are labelled with sets of words:
//! spelled out they take two and a half times the room. Nodes and sets are units of 16 bits,
//! little-endian, places in them are two units, the lower half first.
//!
//! [`PhraseTable::nodes`]: the place of the root, then the nodes. A node is its head (number of arcs; the
//! highest bit says that a value follows), the value, the labels of its arcs in rising order, and their
//! targets. A label below [`FIRST_SET`] is the number of a word, others are sets.
//! [`PhraseTable::sets`]: for each word, by its number, the place of its list; then the lists: how many sets
//! the word belongs to, and which ones in rising order.
//!
//! Bundles are hostile input: every access is checked, and a target must lie before its node, so that no
//! walk runs in circles.

use serde::{Deserialize, Serialize};

use super::automaton::{Automaton, Node};

/// The first label that stands for a set of words.
pub const FIRST_SET: u16 = 0x8000;

/// The tables; without any bytes they have no phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhraseTable {
    /// The automaton.
    pub nodes: Automaton,
    /// Which sets a word belongs to.
    pub sets: Automaton,
}

impl PhraseTable {
    /// Where every walk begins.
    #[must_use]
    pub fn root(&self) -> Option<Node> {
        self.nodes.root()
    }

    /// The value of a node that ends a phrase.
    #[must_use]
    pub fn value(&self, node: Node) -> Option<u16> {
        self.nodes.value(node)
    }

    /// Along the arc with this word, or with a set that it belongs to.
    #[must_use]
    pub fn step(&self, node: Node, word: u16) -> Option<Node> {
        let alone = self.nodes.step(node, word).filter(|_| word < FIRST_SET);
        alone.or_else(|| {
            let mut sets = self.sets_of(word);
            sets.find_map(|set| self.nodes.step(node, set))
        })
    }

    fn sets_of(&self, word: u16) -> impl Iterator<Item = u16> {
        let list = self.sets.place(2 * u32::from(word));
        let count = list.and_then(|list| self.sets.unit(list)).unwrap_or(0);
        let place = move |number: u16| Some(list? + 1 + u32::from(number));
        (0..count).map_while(move |number| self.sets.unit(place(number)?))
    }
}

#[cfg(test)]
mod tests {
    use super::super::automaton::HAS_VALUE;
    use super::*;

    fn bytes(units: &[u16]) -> Automaton {
        Automaton(units.iter().flat_map(|unit| unit.to_le_bytes()).collect())
    }

    #[test]
    fn walks_words_and_sets_that_are_laid_out_by_hand() {
        // At 2 an end with value 7; at 4 the root: word 1 leads to the end, and so does set 0.
        let table = PhraseTable {
            nodes: bytes(&[4, 0, HAS_VALUE, 7, 2, 1, FIRST_SET, 2, 0, 2, 0]),
            // Words 0, 1 and 3 have the empty list at 8, word 2 is in the set.
            sets: bytes(&[8, 0, 8, 0, 9, 0, 8, 0, 0, 1, FIRST_SET]),
        };
        let root = table.root().unwrap();
        for word in [1, 2] {
            let end = table.step(root, word).unwrap();
            assert_eq!(table.value(end), Some(7), "{word}");
            assert_eq!(table.step(end, word), None);
        }
        for word in [0, 3, 4, 500, FIRST_SET, u16::MAX] {
            assert_eq!(table.step(root, word), None, "{word}");
        }
    }

    #[test]
    fn broken_lists_of_sets_are_left_where_they_break() {
        for units in [&[][..], &[0], &[9, 0], &[2, 0, 5, FIRST_SET], &[0, 0xffff]] {
            let table = PhraseTable {
                nodes: bytes(&[4, 0, HAS_VALUE, 7, 1, FIRST_SET + 1, 2, 0]),
                sets: bytes(units),
            };
            assert_eq!(table.step(table.root().unwrap(), 0), None, "{units:?}");
        }
    }
}
