//! Finding the phrases of one lexicon in the words of a text.

use super::automaton::Node;
use super::tokens::Tokens;
use super::{Effect, GAP, GAP_WORDS, Lexicon};

/// Most steps along phrases in one text. Real lexicons take a few per word; one made to be slow finds
/// nothing more, and the post goes.
const MAX_STEPS: u32 = 200_000;

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
    let mut walk = Walk::new(lexicon, tokens);
    if let Some(root) = lexicon.phrases.root() {
        for first in 0..tokens.tokens.len() {
            if walk.words(first).next().is_some() {
                walk.along(root, (first, first));
            }
        }
    }
    let hits = walk.hits;
    let excepted = |hit: &Hit| {
        hits.iter().any(|other| {
            let overlaps = other.start < hit.end && hit.start < other.end;
            other.effect == Effect::Excepts && other.topic == hit.topic && overlaps
        })
    };
    let fires = hits.iter().filter(|hit| hit.effect == Effect::Fires);
    fires.filter(|hit| !excepted(hit)).copied().collect()
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
        let (mut numbers, mut ends) = (Vec::new(), Vec::new());
        for at in 0..tokens.tokens.len() {
            look_up(lexicon, tokens.folded(at), &mut numbers);
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

    fn words(&self, at: usize) -> impl Iterator<Item = u16> + use<'a> {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(at).copied().unwrap_or_default();
        let numbers = self.numbers.get(start.copied().unwrap_or_default()..end);
        numbers.unwrap_or_default().to_vec().into_iter()
    }

    /// Goes on from `node`, which the words from `first` to before `at` led to.
    fn along(&mut self, node: Node, (first, at): (usize, usize)) {
        let Some(steps_left) = self.steps_left.checked_sub(1) else {
            return;
        };
        self.steps_left = steps_left;
        self.note(node, (first, at));
        if !self.is_same_sentence(first, at) {
            return;
        }
        for word in self.words(at) {
            if let Some(next) = self.lexicon.phrases.step(node, word) {
                self.along(next, (first, at + 1));
            }
        }
        if let Some(gap) = self.lexicon.phrases.step(node, GAP) {
            for skipped in 0..=GAP_WORDS {
                if self.is_same_sentence(first, at + skipped) {
                    self.along(gap, (first, at + skipped));
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
        self.hits.extend(outputs.iter().map(|output| Hit {
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
        let stems = lexicon.words.value(node);
        let stems = stems.and_then(|value| lexicon.stems.get(usize::from(value)));
        let ending = folded.get(at + 1..);
        for stem in stems.into_iter().flatten() {
            let endings = lexicon.endings.get(usize::from(stem.endings));
            let fits = |endings: &Vec<String>| {
                let search = |ending: &str| endings.binary_search_by(|it| it.as_str().cmp(ending));
                ending.is_some_and(|ending| search(ending).is_ok())
            };
            if endings.is_some_and(fits) {
                numbers.push(stem.word);
            }
        }
    }
}
