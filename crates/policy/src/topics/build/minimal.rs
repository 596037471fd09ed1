//! Sequences of symbols → the smallest acyclic automaton that accepts them, as bytes.
//!
//! For words; phrases, with their alternatives, come by way of `choices`. Equal nodes are made once (hash-consing, from the ends backwards): what sequences share at their end
//! is stored once, as is what they share at their beginning. The layout is `super::super::automaton`'s.

use std::collections::BTreeMap;

use super::super::automaton::{Automaton, HAS_VALUE};

/// Collects sequences with their values.
#[derive(Debug, Default)]
pub struct Builder {
    root: Draft,
}

/// A node while it can still grow.
#[derive(Debug, Default)]
struct Draft {
    value: Option<u16>,
    arcs: BTreeMap<u16, Draft>,
}

impl Builder {
    /// Adds a sequence; a later value takes the place of an earlier one.
    pub fn insert(&mut self, symbols: &[u16], value: u16) {
        let mut node = &mut self.root;
        for symbol in symbols {
            node = node.arcs.entry(*symbol).or_default();
        }
        node.value = Some(value);
    }

    /// The automaton of everything that was added.
    #[must_use]
    pub fn finish(self) -> Automaton {
        let mut store = Store::default();
        let root = add(&self.root, &mut store);
        store.finish(root)
    }
}

/// Stores a node after everything it leads to; its place.
fn add(node: &Draft, store: &mut Store) -> u32 {
    let arcs = node.arcs.iter();
    let arcs = arcs.map(|(symbol, target)| (*symbol, add(target, store)));
    let arcs = arcs.collect();
    store.add(node.value, arcs)
}

/// Nodes as they are laid out; equal ones share a place.
#[derive(Debug)]
pub(super) struct Store {
    units: Vec<u16>,
    places: BTreeMap<Node, u32>,
}

/// The value and the arcs of a node, by rising symbols.
type Node = (Option<u16>, Vec<(u16, u32)>);

impl Default for Store {
    fn default() -> Self {
        Self {
            // Room for the place of the root, which is known last.
            units: vec![0, 0],
            places: BTreeMap::new(),
        }
    }
}

impl Store {
    /// Adds a node whose targets are stored already; its place.
    pub(super) fn add(&mut self, value: Option<u16>, arcs: Vec<(u16, u32)>) -> u32 {
        let node = (value, arcs);
        if let Some(place) = self.places.get(&node) {
            return *place;
        }
        let place = u32::try_from(self.units.len()).unwrap_or(u32::MAX);
        let (value, arcs) = &node;
        let count = u16::try_from(arcs.len()).unwrap_or(HAS_VALUE - 1);
        self.units.push(count | value.map_or(0, |_| HAS_VALUE));
        self.units.extend(value);
        self.units.extend(arcs.iter().map(|(symbol, _)| *symbol));
        let targets = arcs.iter().flat_map(|(_, target)| halves(*target));
        self.units.extend(targets);
        self.places.insert(node, place);
        place
    }

    /// The bytes.
    pub(super) fn finish(mut self, root: u32) -> Automaton {
        for (unit, half) in self.units.iter_mut().zip(halves(root)) {
            *unit = half;
        }
        Automaton(self.units.into_iter().flat_map(u16::to_le_bytes).collect())
    }
}

/// Lower half first.
pub(super) fn halves(place: u32) -> [u16; 2] {
    let [a, b, c, d] = place.to_le_bytes();
    [u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d])]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(words: &[(&str, u16)]) -> Automaton {
        let mut builder = Builder::default();
        for (word, value) in words {
            let symbols: Vec<u16> = word.bytes().map(u16::from).collect();
            builder.insert(&symbols, *value);
        }
        builder.finish()
    }

    fn value(automaton: &Automaton, word: &str) -> Option<u16> {
        let mut node = automaton.root()?;
        for byte in word.bytes() {
            node = automaton.step(node, byte.into())?;
        }
        automaton.value(node)
    }

    #[test]
    fn accepts_what_was_added_and_nothing_else() {
        let automaton = built(&[("hire", 1), ("hired", 2), ("tired", 2), ("", 9)]);
        for (word, expected) in [
            ("hire", Some(1)),
            ("hired", Some(2)),
            ("tired", Some(2)),
            ("", Some(9)),
            ("hir", None),
            ("tire", None),
            ("hiredx", None),
        ] {
            assert_eq!(value(&automaton, word), expected, "{word}");
        }
    }

    #[test]
    fn shares_ends() {
        let apart = built(&[("hired", 1), ("tired", 2)]).0.len();
        let shared = built(&[("hired", 1), ("tired", 1)]).0.len();
        assert!(shared < apart, "{shared} bytes against {apart}");
    }
}
