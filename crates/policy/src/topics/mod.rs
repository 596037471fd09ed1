//! What a text is about: recognising topics by the words and phrases that a policy lists.
//!
//! Reading order: [`TopicIndex`] (what a bundle carries), [`automaton`] and [`phrases`] (its tables), [`classes`]
//! (which characters make words), [`fold`] (one form for all spellings), `tokens` (a text as words), `spoken` (which lexicons it is
//! read with), `scan` (phrases in it), [`Found`] (the outcome).
//!
//! Everything that can be worked out beforehand is: inflected forms, alternatives and foldings are in
//! the tables, made by `build` (feature `builder`). A page loads bytes and walks them; it builds nothing.

pub mod automaton;
#[cfg(feature = "builder")]
pub mod build;
pub mod classes;
pub mod fold;
mod found;
pub mod phrases;
mod scan;
mod spoken;
mod tokens;

use serde::{Deserialize, Serialize};

pub use self::automaton::Automaton;
pub use self::classes::Classes;
pub use self::fold::Folding;
pub use self::found::Found;
pub use self::phrases::PhraseTable;
pub use self::tokens::words;
use crate::{Language, TopicId};

/// All topics of a policy and how to recognise them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicIndex {
    /// The topics; lexicons name them by their place here.
    pub topics: Vec<Topic>,
    /// How characters are read, in texts and lexicons alike.
    pub alphabet: Alphabet,
    /// One for each language.
    pub lexicons: Vec<Lexicon>,
}

/// How characters are read. Comes with the bundle, so that a page carries no Unicode tables.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alphabet {
    /// Which characters make words.
    pub classes: Classes,
    /// Which characters are taken for which.
    pub folding: Folding,
}

/// Something texts are about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Its name in rules.
    pub id: TopicId,
    /// What finding it means.
    pub kind: TopicKind,
}

/// What finding a topic means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TopicKind {
    /// Rules may ask for it.
    Ordinary,
    /// Speech that the law protects (pay, hours, conditions, organising): it ends the evaluation.
    Protected,
}

/// The words and phrases of one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lexicon {
    /// The language.
    pub language: Language,
    /// Short words, sorted and folded, that tell this language from the others; none where nobody knows.
    pub common_words: Vec<String>,
    /// Over the bytes of folded words: what several forms of a word begin with → [`Lexicon::stems`].
    pub words: Automaton,
    /// Which endings may follow a beginning, and which words that makes.
    pub stems: Vec<Vec<Stem>>,
    /// Sorted lists of endings, shared by many words.
    pub endings: Vec<Vec<String>>,
    /// Over word numbers, with [`GAP`] for up to [`GAP_WORDS`] words of any kind → [`Lexicon::outputs`].
    pub phrases: PhraseTable,
    /// What a phrase speaks for.
    pub outputs: Vec<Vec<Output>>,
}

/// The beginning of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stem {
    /// Its endings, a place in [`Lexicon::endings`].
    pub endings: u16,
    /// The number of the word.
    pub word: u16,
}

/// What a phrase speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Output {
    /// A place in [`TopicIndex::topics`].
    pub topic: u16,
    /// What the phrase does.
    pub effect: Effect,
}

/// What a phrase does for a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Effect {
    /// The text is about the topic.
    Fires,
    /// Words in this phrase do not count for the topic.
    Excepts,
}

/// In place of a word number in a phrase: up to [`GAP_WORDS`] words of any kind.
pub const GAP: u16 = 0;
/// How many words a gap may hold.
pub const GAP_WORDS: usize = 3;
