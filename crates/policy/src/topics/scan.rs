//! Finding the phrases of one lexicon in the words of a text.

use std::ops::Range;

use super::automaton::Node;
use super::tokens::Tokens;
use super::{Effect, GAP, GAP_WORDS, Lexicon};

/// Most steps along phrases in one text. Real lexicons take a few per word; one made to be slow finds
/// nothing more, and the post goes.
const MAX_STEPS: u32 = 200_000;
/// Longest phrase that is followed, in words and gaps: as deep as the walk goes. Written ones have a dozen.
const MAX_LENGTH: u16 = 200;
/// Most words that one word of a text may be a form of. In the topics that are shipped it is four.
const MAX_MEANINGS: usize = 32;
/// Most hits in one text: each is held against all the others.
const MAX_HITS: usize = 4_000;

/// A phrase in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// A place in the list of topics.
    pub(super) topic: u16,
    effect: Effect,
    /// Where it begins in the text, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
}

/// What a lexicon finds, without the hits that an exception covers.
pub(super) fn scan(lexicon: &Lexicon, tokens: &Tokens) -> Vec<Hit> {
    let hits = walked(lexicon, tokens).hits;
    let excepted = |hit: &Hit| {
        hits.iter().any(|other| {
            let overlaps = other.start < hit.end && hit.start < other.end;
            other.effect == Effect::Excepts && other.topic == hit.topic && overlaps
        })
    };
    let fires = hits.iter().filter(|hit| hit.effect == Effect::Fires);
    fires.filter(|hit| !excepted(hit)).copied().collect()
}

/// The walk from every word of the text.
fn walked<'a>(lexicon: &'a Lexicon, tokens: &'a Tokens) -> Walk<'a> {
    let mut walk = Walk::new(lexicon, tokens);
    if let Some(root) = lexicon.phrases.root() {
        for first in 0..tokens.tokens.len() {
            if !walk.words(first).is_empty() {
                walk.along(root, (first, first), MAX_LENGTH);
            }
        }
    }
    walk
}

/// The words of a text by their numbers in a lexicon, and the way through its phrases.
struct Walk<'a> {
    lexicon: &'a Lexicon,
    tokens: &'a Tokens,
    /// Numbers of all words, one after the other; a word may have several or none.
    numbers: Vec<u16>,
    /// For each word, where its numbers end.
    ends: Vec<usize>,
    hits: Vec<Hit>,
    steps_left: u32,
}

impl<'a> Walk<'a> {
    fn new(lexicon: &'a Lexicon, tokens: &'a Tokens) -> Self {
        let (mut numbers, mut ends) = (Vec::new(), Vec::with_capacity(tokens.tokens.len()));
        for at in 0..tokens.tokens.len() {
            look_up(lexicon, tokens.folded(at), &mut numbers);
            numbers.truncate(ends.last().copied().unwrap_or_default() + MAX_MEANINGS);
            ends.push(numbers.len());
        }
        Self {
            lexicon,
            tokens,
            numbers,
            ends,
            hits: Vec::new(),
            steps_left: MAX_STEPS,
        }
    }

    /// Where the numbers of a word stand.
    fn words(&self, at: usize) -> Range<usize> {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(at).copied().unwrap_or_default();
        start.copied().unwrap_or_default()..end
    }

    /// Goes on from `node`, which the words from `first` to before `at` led to, for at most `length` more.
    fn along(&mut self, node: Node, (first, at): (usize, usize), length: u16) {
        let left = self.steps_left.checked_sub(1).zip(length.checked_sub(1));
        let Some((steps_left, length)) = left else {
            return;
        };
        self.steps_left = steps_left;
        self.note(node, (first, at));
        if !self.is_same_sentence(first, at) {
            return;
        }
        for place in self.words(at) {
            let word = self.numbers.get(place);
            if let Some(next) = word.and_then(|&word| self.lexicon.phrases.step(node, word)) {
                self.along(next, (first, at + 1), length);
            }
        }
        if let Some(gap) = self.lexicon.phrases.step(node, GAP) {
            for skipped in 0..=GAP_WORDS {
                if self.is_same_sentence(first, at + skipped) {
                    self.along(gap, (first, at + skipped), length);
                }
            }
        }
    }

    fn is_same_sentence(&self, first: usize, at: usize) -> bool {
        let sentence = |at: usize| self.tokens.tokens.get(at).map(|token| token.sentence);
        sentence(at).is_some_and(|it| Some(it) == sentence(first))
    }

    fn note(&mut self, node: Node, (first, at): (usize, usize)) {
        let value = self.lexicon.phrases.value(node);
        let Some(outputs) = value.and_then(|value| self.lexicon.outputs.get(usize::from(value)))
        else {
            return;
        };
        let first = self.tokens.tokens.get(first);
        let last = at.checked_sub(1).and_then(|at| self.tokens.tokens.get(at));
        let (start, end) = (first.map_or(0, |it| it.start), last.map_or(0, |it| it.end));
        let room = MAX_HITS.saturating_sub(self.hits.len());
        self.hits
            .extend(outputs.iter().take(room).map(|output| Hit {
                topic: output.topic,
                effect: output.effect,
                start,
                end,
            }));
    }
}

/// Numbers of the words that `folded` is a form of.
fn look_up(lexicon: &Lexicon, folded: &str, numbers: &mut Vec<u16>) {
    let Some(mut node) = lexicon.words.root() else {
        return;
    };
    for (at, byte) in folded.bytes().enumerate() {
        match lexicon.words.step(node, byte.into()) {
            Some(next) => node = next,
            None => return,
        }
        let value = lexicon.words.value(node).map(usize::from);
        let Some(stems) = value.and_then(|value| lexicon.stems.get(value)) else {
            continue;
        };
        let Some(ending) = folded.get(at + 1..) else {
            continue;
        };
        for stem in stems.iter().take(MAX_MEANINGS) {
            let endings = lexicon.endings.get(usize::from(stem.endings));
            let found = endings.map(|it| it.binary_search_by(|it| it.as_str().cmp(ending)));
            if matches!(found, Some(Ok(_))) {
                numbers.push(stem.word);
            }
        }
    }
}

#[cfg(test)]
#[cfg(feature = "builder")]
mod tests {
    use super::super::automaton::HAS_VALUE;
    use super::super::build::{Phrases, TopicSource, build};
    use super::super::{Automaton, Output, PhraseTable, Stem, TopicIndex, TopicKind};
    use super::*;

    fn index() -> TopicIndex {
        let fires = ["we are .. hiring", "send/drop your ?new cv", "price list"];
        let phrases = Phrases {
            fires: fires.map(str::to_owned).to_vec(),
            excepts: Vec::new(),
        };
        let topic = TopicSource {
            id: "any".into(),
            kind: TopicKind::Ordinary,
            languages: vec![("en".into(), phrases)],
        };
        build(&[topic]).unwrap()
    }

    /// Counted, not timed: steps along phrases.
    fn steps(index: &TopicIndex, text: &str) -> u32 {
        let tokens = Tokens::new(text, &index.alphabet);
        MAX_STEPS - walked(&index.lexicons[0], &tokens).steps_left
    }

    #[test]
    fn work_grows_as_the_text_does() {
        let (index, text) = (
            index(),
            "We are, as you know, hiring: send your cv, not our price. ",
        );
        let once = steps(&index, &text.repeat(4));
        assert!(once > 40, "{once}");
        for times in [10, 50] {
            let many = steps(&index, &text.repeat(4 * times));
            assert_eq!(many, once * u32::try_from(times).unwrap());
        }
    }

    #[test]
    fn words_of_no_phrase_are_no_work() {
        assert_eq!(steps(&index(), &"nothing to see here ".repeat(100)), 0);
    }

    fn automaton(units: impl IntoIterator<Item = u16>) -> Automaton {
        Automaton(units.into_iter().flat_map(u16::to_le_bytes).collect())
    }

    /// Tables that no builder makes: `a` is a word, and phrases are these.
    fn hostile(phrases: Automaton, (stems, outputs): (usize, usize)) -> Lexicon {
        let output = Output {
            topic: 0,
            effect: Effect::Fires,
        };
        Lexicon {
            language: "en".into(),
            common_words: Vec::new(),
            // The end at 2, the root at 4 with an arc `a` to it.
            words: automaton([4, 0, HAS_VALUE, 0, 1, 97, 2, 0]),
            stems: vec![vec![
                Stem {
                    endings: 0,
                    word: 1
                };
                stems
            ]],
            endings: vec![vec![String::new()]],
            phrases: PhraseTable {
                nodes: phrases,
                sets: Automaton::default(),
            },
            outputs: vec![vec![output; outputs]],
        }
    }

    #[test]
    fn a_phrase_without_an_end_is_left_before_the_stack_is() {
        // At 2 an end; each node after it has a gap to the one before.
        let chain = (0..100_000_u32).flat_map(|number| {
            let before = if number == 0 { 2 } else { 3 + 4 * number };
            [1, GAP, before as u16, (before >> 16) as u16]
        });
        let root = 3 + 4 * 100_000_u32;
        let units = [root as u16, (root >> 16) as u16, HAS_VALUE, 0, 0, 0, 0];
        let lexicon = hostile(automaton(units.into_iter().chain(chain)), (1, 1));
        let tokens = Tokens::new("a", &index().alphabet);
        let walk = || walked(&lexicon, &tokens).steps_left;
        let small = std::thread::Builder::new().stack_size(256 * 1024);
        let left = std::thread::scope(|scope| small.spawn_scoped(scope, walk).unwrap().join());
        assert_eq!(MAX_STEPS - left.unwrap(), u32::from(MAX_LENGTH));
    }

    #[test]
    fn a_word_of_many_meanings_with_many_outputs_stays_small() {
        // The root at 4 with an arc for word 1 to the end at 2.
        let phrases = automaton([4, 0, HAS_VALUE, 0, 1, 1, 2, 0]);
        let lexicon = hostile(phrases, (100_000, 100_000));
        let tokens = Tokens::new(&"a ".repeat(1_000), &index().alphabet);
        let walk = walked(&lexicon, &tokens);
        assert_eq!(walk.numbers.len(), 1_000 * MAX_MEANINGS);
        assert_eq!(scan(&lexicon, &tokens).len(), MAX_HITS);
    }
}
