//! Topics as people write them → the tables a page walks. Never part of an extension.
//!
//! Reading order: [`phrase`] (one line of a topic file), [`forms`] and `endings` (all forms of a word),
//! [`dictionary`] (what is known of them), `folding` (the table of spellings), `classes` (that of word
//! boundaries), `choices` and [`minimal`] (automata as bytes). How topic files look is left to `bundle`.

mod choices;
mod classes;
mod common;
pub mod dictionary;
mod endings;
mod folding;
pub mod forms;
pub mod minimal;
pub mod phrase;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use self::choices::{Choice, Graph};
pub use self::classes::classes;
use self::dictionary::Dictionary;
pub use self::folding::folding;
pub use self::forms::{Inflection, Shape};
use self::minimal::Builder;
use self::phrase::Slot;
pub use self::phrase::{PhraseError, Word};
use super::{Alphabet, Effect, Folding, GAP, Lexicon, Output, Stem, Topic, TopicIndex, TopicKind};
use crate::{Language, TopicId};

/// One topic as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicSource {
    /// Its name.
    pub id: TopicId,
    /// What finding it means.
    pub kind: TopicKind,
    /// Its phrases by language.
    pub languages: Vec<(Language, Phrases)>,
}

/// The phrases of a topic in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrases {
    /// Any of these fires.
    pub fires: Vec<String>,
    /// What any of these covers does not count.
    pub excepts: Vec<String>,
}

/// A phrase that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicError {
    /// The topic.
    pub topic: TopicId,
    /// The language.
    pub language: Language,
    /// The phrase, as written.
    pub phrase: String,
    /// What is wrong with it.
    pub error: PhraseError,
}

/// Builds the tables of all topics. The same sources always give the same bytes.
///
/// # Errors
/// Every phrase that cannot be read.
pub fn build(sources: &[TopicSource]) -> Result<TopicIndex, Vec<TopicError>> {
    build_with(sources, &Dictionary::default()).map(|built| built.index)
}

/// Tables, and what making them took.
#[derive(Clone, Debug)]
pub struct Built {
    /// The tables.
    pub index: TopicIndex,
    /// How many words the dictionary did not know: each asks a stemmer hundreds of times.
    pub asked: usize,
}

/// The same tables, sooner: with what is known of the words.
///
/// # Errors
/// Every phrase that cannot be read.
pub fn build_with(
    sources: &[TopicSource],
    dictionary: &Dictionary<'_>,
) -> Result<Built, Vec<TopicError>> {
    let alphabet = Alphabet {
        classes: plain_alphabet().classes.clone(),
        folding: folding(),
    };
    let (mut makers, mut errors) = (BTreeMap::<Language, Maker<'_>>::new(), Vec::new());
    for (place, source) in (0..).zip(sources) {
        for (language, phrases) in &source.languages {
            let maker = makers
                .entry(language.clone())
                .or_insert_with(|| Maker::new(language, dictionary));
            let fires = phrases.fires.iter().map(|it| (it, Effect::Fires));
            let excepts = phrases.excepts.iter().map(|it| (it, Effect::Excepts));
            for (phrase, effect) in fires.chain(excepts) {
                match phrase::read(phrase) {
                    Ok(slots) => maker.add(
                        &slots,
                        Output {
                            topic: place,
                            effect,
                        },
                    ),
                    Err(error) => errors.push(TopicError {
                        topic: source.id.clone(),
                        language: language.clone(),
                        phrase: phrase.clone(),
                        error,
                    }),
                }
            }
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let topics = sources.iter().map(|source| Topic {
        id: source.id.clone(),
        kind: source.kind,
    });
    let mut asked = 0;
    let lexicon = |maker: Maker<'_>| maker.finish(&alphabet.folding, &mut asked);
    let lexicons = makers.into_values().map(lexicon).collect();
    let index = TopicIndex {
        topics: topics.collect(),
        lexicons,
        alphabet,
    };
    Ok(Built { index, asked })
}

/// The alphabet without any folding: stemmers need the diacritics of a phrase.
#[must_use]
pub fn plain_alphabet() -> &'static Alphabet {
    static PLAIN: LazyLock<Alphabet> = LazyLock::new(|| Alphabet {
        classes: classes(),
        ..Alphabet::default()
    });
    &PLAIN
}

/// The last number before those of sets.
const NO_WORD: u16 = super::phrases::FIRST_SET - 1;

/// Collects the words and phrases of one language.
struct Maker<'a> {
    language: Language,
    inflection: Inflection,
    dictionary: &'a Dictionary<'a>,
    /// What the language takes for one word, with its number and the words as written.
    words: BTreeMap<Word, (u16, BTreeSet<Word>)>,
    /// The numbers of words as written.
    seen: BTreeMap<Word, u16>,
    phrases: Graph,
}

impl<'a> Maker<'a> {
    fn new(language: &Language, dictionary: &'a Dictionary<'a>) -> Self {
        Self {
            language: language.clone(),
            inflection: Inflection::of(language),
            dictionary,
            words: BTreeMap::new(),
            seen: BTreeMap::new(),
            phrases: Graph::default(),
        }
    }

    fn add(&mut self, slots: &[Slot], output: Output) {
        let choices = slots.iter().map(|slot| match slot {
            Slot::Gap => Choice {
                ways: vec![vec![GAP]],
                is_optional: false,
            },
            Slot::Words {
                alternatives,
                is_optional,
            } => Choice {
                ways: alternatives
                    .iter()
                    .map(|words| self.numbers(words))
                    .collect(),
                is_optional: *is_optional,
            },
        });
        let choices: Vec<Choice> = choices.collect();
        self.phrases.add(&choices, output);
    }

    fn numbers(&mut self, words: &[Word]) -> Vec<u16> {
        words.iter().map(|word| self.number(word)).collect()
    }

    /// The number of a word; two words that the language takes for one share it.
    fn number(&mut self, word: &Word) -> u16 {
        if let Some(number) = self.seen.get(word) {
            return *number;
        }
        // Nobody has so many words: those beyond share a number that no word of a text has.
        let next = u16::try_from(self.words.len() + 1).map_or(NO_WORD, |next| next.min(NO_WORD));
        let identity = match self.dictionary.stem(word, self.inflection) {
            Some(stem) => Word {
                text: stem.to_owned(),
                forms: word.forms,
            },
            None => forms::identity(word, self.inflection),
        };
        let (number, written) = self
            .words
            .entry(identity)
            .or_insert((next, BTreeSet::new()));
        written.insert(word.clone());
        self.seen.insert(word.clone(), *number);
        *number
    }

    /// The forms of words that are one to the language.
    fn shape(&self, written: &BTreeSet<Word>, folding: &Folding, asked: &mut usize) -> Shape<'a> {
        let shape = |word: &Word| {
            let known = self.dictionary.shape(word, self.inflection);
            known.unwrap_or_else(|| {
                let is_asked = self.inflection != Inflection::Unknown && forms::is_inflected(word);
                *asked += usize::from(is_asked);
                forms::shape(word, self.inflection, folding)
            })
        };
        Shape::joined(written.iter().map(shape).collect())
    }

    fn finish(self, folding: &Folding, asked: &mut usize) -> Lexicon {
        let mut endings = Numbered::<String>::default();
        let mut by_beginning: BTreeMap<String, Vec<Stem>> = BTreeMap::new();
        for (number, written) in self.words.values().filter(|it| it.0 != NO_WORD) {
            let shape = self.shape(written, folding, asked);
            let stem = Stem {
                endings: endings.number_of(&shape.endings),
                word: *number,
            };
            let beginning = shape.beginning.into_owned();
            by_beginning.entry(beginning).or_default().push(stem);
        }
        let (mut stems, mut outputs) = (Numbered::default(), Numbered::default());
        let mut words = Builder::default();
        for (beginning, of_beginning) in by_beginning {
            let symbols: Vec<u16> = beginning.bytes().map(u16::from).collect();
            words.insert(&symbols, stems.number(of_beginning));
        }
        let phrases = self.phrases.finish(&mut outputs);
        let lists = endings.items.iter();
        let lists = lists.map(|list| list.split(' ').map(str::to_owned).collect());
        Lexicon {
            common_words: common::common_words(&self.language),
            language: self.language,
            words: words.finish(),
            stems: stems.items,
            endings: lists.collect(),
            phrases,
            outputs: outputs.items,
        }
    }
}

/// Numbers things by first sight; equal things share a number.
#[derive(Debug)]
struct Numbered<T> {
    items: Vec<T>,
    numbers: BTreeMap<T, u16>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            numbers: BTreeMap::new(),
        }
    }
}

impl Numbered<String> {
    fn number_of(&mut self, text: &str) -> u16 {
        let known = self.numbers.get(text).copied();
        known.unwrap_or_else(|| self.number(text.to_owned()))
    }
}

impl<T: Ord + Clone> Numbered<T> {
    fn number(&mut self, item: T) -> u16 {
        if let Some(number) = self.numbers.get(&item) {
            return *number;
        }
        let number = u16::try_from(self.items.len()).unwrap_or(u16::MAX);
        self.items.push(item.clone());
        self.numbers.insert(item, number);
        number
    }
}
