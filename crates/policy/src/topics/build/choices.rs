//! Phrases with alternatives → one automaton, without spelling out every way to say them.
//!
//! All phrases together are a graph with several ways from a place (a nondeterministic automaton); the
//! sets of places that the same symbols lead to are the nodes of the deterministic one (subset
//! construction: Rabin and Scott, 1959).

use std::collections::{BTreeMap, BTreeSet};

use super::super::phrases::{FIRST_SET, PhraseTable};
use super::super::{Automaton, Output};
use super::Numbered;
use super::minimal::{Store, halves};

/// All phrases of one language.
#[derive(Debug)]
pub(super) struct Graph {
    places: Vec<Place>,
}

/// Somewhere between the words of a phrase.
#[derive(Clone, Debug, Default)]
struct Place {
    arcs: Vec<(u16, usize)>,
    /// Where one may go on without a word.
    skips: Vec<usize>,
    output: Option<Output>,
}

/// The words that may stand at one place of a phrase, each some symbols.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) ways: Vec<Vec<u16>>,
    /// May be left out.
    pub(super) is_optional: bool,
}

impl Default for Graph {
    fn default() -> Self {
        Self {
            places: vec![Place::default()],
        }
    }
}

impl Graph {
    /// Adds a phrase.
    pub(super) fn add(&mut self, phrase: &[Choice], output: Output) {
        let mut at = 0;
        for choice in phrase {
            let next = self.place();
            for way in &choice.ways {
                self.connect(at, next, way);
            }
            if choice.is_optional
                && let Some(place) = self.places.get_mut(at)
            {
                place.skips.push(next);
            }
            at = next;
        }
        if let Some(place) = self.places.get_mut(at) {
            place.output = Some(output);
        }
    }

    fn place(&mut self) -> usize {
        self.places.push(Place::default());
        self.places.len() - 1
    }

    fn connect(&mut self, mut from: usize, to: usize, way: &[u16]) {
        for (number, symbol) in way.iter().enumerate() {
            let is_last = number + 1 == way.len();
            let next = if is_last { to } else { self.place() };
            if let Some(place) = self.places.get_mut(from) {
                place.arcs.push((*symbol, next));
            }
            from = next;
        }
    }

    /// The tables; what values stand for goes to `outputs`.
    pub(super) fn finish(&self, outputs: &mut Numbered<Vec<Output>>) -> PhraseTable {
        let mut work = Work {
            store: Store::default(),
            outputs,
            done: BTreeMap::new(),
            sets: Sets::default(),
        };
        let root = self.node(&self.open(&BTreeSet::from([0])), &mut work);
        PhraseTable {
            nodes: work.store.finish(root),
            sets: work.sets.finish(),
        }
    }

    /// Stores the node of a set of places; its place in the bytes.
    fn node(&self, set: &BTreeSet<usize>, work: &mut Work<'_>) -> u32 {
        if let Some(node) = work.done.get(set) {
            return *node;
        }
        let mut by_symbol: BTreeMap<u16, BTreeSet<usize>> = BTreeMap::new();
        let mut spoken: BTreeSet<Output> = BTreeSet::new();
        for place in set.iter().filter_map(|at| self.places.get(*at)) {
            spoken.extend(place.output);
            for (symbol, target) in &place.arcs {
                by_symbol.entry(*symbol).or_default().insert(*target);
            }
        }
        let mut by_target: BTreeMap<u32, Vec<u16>> = BTreeMap::new();
        for (symbol, targets) in by_symbol {
            let target = self.node(&self.open(&targets), work);
            by_target.entry(target).or_default().push(symbol);
        }
        let arcs = by_target.into_iter();
        let labelled = |(target, symbols)| work.sets.label(symbols).map(move |it| (it, target));
        let mut arcs: Vec<(u16, u32)> = arcs.flat_map(labelled).collect();
        arcs.sort_unstable();
        let outputs = &mut work.outputs;
        let value = (!spoken.is_empty()).then(|| outputs.number(spoken.into_iter().collect()));
        let node = work.store.add(value, arcs);
        work.done.insert(set.clone(), node);
        node
    }

    /// A set with everything that it leads to without a word.
    fn open(&self, set: &BTreeSet<usize>) -> BTreeSet<usize> {
        let mut open = set.clone();
        let mut waiting: Vec<usize> = set.iter().copied().collect();
        while let Some(at) = waiting.pop() {
            let skips = self.places.get(at).map_or(&[][..], |place| &place.skips);
            waiting.extend(skips.iter().filter(|next| open.insert(**next)));
        }
        open
    }
}

struct Work<'a> {
    store: Store,
    outputs: &'a mut Numbered<Vec<Output>>,
    done: BTreeMap<BTreeSet<usize>, u32>,
    sets: Sets,
}

/// Words that lead to the same place: they share a label.
#[derive(Default)]
struct Sets {
    numbers: BTreeMap<Vec<u16>, u16>,
}

impl Sets {
    /// The labels for these words: one if there is room for another set, else one for each.
    fn label(&mut self, words: Vec<u16>) -> impl Iterator<Item = u16> + use<> {
        let next = u16::try_from(self.numbers.len()).ok();
        let next = next.and_then(|count| FIRST_SET.checked_add(count));
        let is_set = words.len() > 1;
        let known = self.numbers.get(&words).copied();
        match known.or(next).filter(|_| is_set) {
            Some(label) => {
                self.numbers.insert(words, label);
                vec![label].into_iter()
            }
            None => words.into_iter(),
        }
    }

    fn finish(self) -> Automaton {
        let mut of_words: Vec<Vec<u16>> = Vec::new();
        let mut by_label: Vec<_> = self.numbers.into_iter().collect();
        by_label.sort_by_key(|(_, label)| *label);
        for (words, label) in by_label {
            for word in words.into_iter().map(usize::from) {
                if of_words.len() <= word {
                    of_words.resize(word + 1, Vec::new());
                }
                of_words
                    .get_mut(word)
                    .into_iter()
                    .for_each(|it| it.push(label));
            }
        }
        let mut place = u32::try_from(2 * of_words.len()).unwrap_or(u32::MAX);
        let (mut places, mut lists) = (Vec::new(), Vec::new());
        for labels in of_words {
            places.extend(halves(place));
            lists.push(u16::try_from(labels.len()).unwrap_or(u16::MAX));
            place = place.saturating_add(u32::try_from(labels.len() + 1).unwrap_or(u32::MAX));
            lists.extend(labels);
        }
        let units = places.into_iter().chain(lists);
        Automaton(units.flat_map(u16::to_le_bytes).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Effect;
    use super::*;

    fn accepted(table: &PhraseTable, symbols: &[u16]) -> Option<u16> {
        let mut node = table.root()?;
        for symbol in symbols {
            node = table.step(node, *symbol)?;
        }
        table.value(node)
    }

    #[test]
    fn accepts_every_way_and_nothing_else() {
        let mut graph = Graph::default();
        let choice = |ways: &[&[u16]], is_optional| Choice {
            ways: ways.iter().map(|way| way.to_vec()).collect(),
            is_optional,
        };
        let output = |topic| Output {
            topic,
            effect: Effect::Fires,
        };
        // (1 | 2 3) 4? 5, and 1 5 for another topic.
        let phrase = [
            choice(&[&[1], &[2, 3]], false),
            choice(&[&[4]], true),
            choice(&[&[5]], false),
        ];
        graph.add(&phrase, output(0));
        graph.add(&[choice(&[&[1]], false), choice(&[&[5]], false)], output(1));
        let mut outputs = Numbered::default();
        let table = graph.finish(&mut outputs);
        let topics = |symbols: &[u16]| -> Vec<u16> {
            let value = accepted(&table, symbols).map(usize::from);
            let spoken = value.and_then(|value| outputs.items.get(value));
            spoken.into_iter().flatten().map(|it| it.topic).collect()
        };
        assert_eq!(topics(&[1, 5]), [0, 1]);
        for way in [&[1, 4, 5][..], &[2, 3, 5], &[2, 3, 4, 5]] {
            assert_eq!(topics(way), [0], "{way:?}");
        }
        for other in [&[1][..], &[2, 5], &[4, 5], &[5], &[1, 4, 4, 5], &[]] {
            assert!(topics(other).is_empty(), "{other:?}");
        }
    }

    #[test]
    fn many_alternatives_stay_small() {
        let ways = |from: u16| (from..from + 40).map(|symbol| vec![symbol]).collect();
        let slot = |from| Choice {
            ways: ways(from),
            is_optional: false,
        };
        let mut graph = Graph::default();
        let output = Output {
            topic: 0,
            effect: Effect::Fires,
        };
        // 40 × 40 × 40 × 40 × 40 ways.
        graph.add(
            &[slot(1), slot(50), slot(100), slot(150), slot(200)],
            output,
        );
        let table = graph.finish(&mut Numbered::default());
        let bytes = table.nodes.0.len() + table.sets.0.len();
        // Six nodes of ten bytes, 240 words each with a place and a set.
        assert!(bytes < 2_100, "{bytes} bytes");
    }
}
