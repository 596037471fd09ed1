//! What the stemmers make of many words, worked out once and kept as text: finding the forms of words is
//! nine tenths of making tables.
//!
//! A word that is not in here is looked up with its stemmer, with the same outcome. Whose words are worth
//! keeping is left to the caller.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::forms::{self, Inflection, Shape};
use super::phrase::{self, Forms, Slot, Word};
use super::{Phrases, folding};
use crate::Language;

/// Words with what is known about them, by language.
#[derive(Clone, Debug, Default)]
pub struct Dictionary<'a> {
    /// Sorted by the word.
    languages: BTreeMap<&'a str, Vec<Entry<'a>>>,
    /// Lists of endings, shared by many words.
    endings: Vec<&'a str>,
}

/// A word, what it is one with, and how its forms begin.
#[derive(Clone, Copy, Debug)]
struct Entry<'a> {
    word: &'a str,
    stem: &'a str,
    beginning: &'a str,
    endings: &'a str,
}

impl<'a> Dictionary<'a> {
    /// Reads what [`write`] wrote. Lines that are none of it are passed over: their words are unknown.
    #[must_use]
    pub fn read(text: &'a str) -> Self {
        let mut read = Self::default();
        let mut language = "";
        for line in text.lines() {
            let mut parts = line.split('\t');
            match (parts.next(), parts.next(), parts.next(), parts.next()) {
                (Some(""), Some(endings), None, None) => read.endings.push(endings),
                (Some(tag), None, ..) => language = tag,
                (Some(word), Some(stem), Some(beginning), Some(list)) => {
                    let list = list.parse().ok().and_then(|at: usize| read.endings.get(at));
                    let entry = list.map(|endings| Entry {
                        word,
                        stem,
                        beginning,
                        endings,
                    });
                    read.languages.entry(language).or_default().extend(entry);
                }
                _ => {}
            }
        }
        read
    }

    /// The forms of a word.
    pub(super) fn shape(&self, word: &Word, inflection: Inflection) -> Option<Shape<'a>> {
        let entry = self.entry(word, inflection)?;
        Some(Shape {
            beginning: entry.beginning.into(),
            endings: entry.endings.into(),
        })
    }

    /// What a word shares with every word that the language takes for the same.
    pub(super) fn stem(&self, word: &Word, inflection: Inflection) -> Option<&'a str> {
        Some(self.entry(word, inflection)?.stem)
    }

    fn entry(&self, word: &Word, inflection: Inflection) -> Option<&Entry<'a>> {
        let Inflection::Known(_, tag, _) = inflection else {
            return None;
        };
        let entries = self.languages.get(tag)?;
        let at = entries.binary_search_by(|entry| entry.word.cmp(word.text.as_str()));
        entries.get(at.ok().filter(|_| word.forms == Forms::Inflected)?)
    }
}

/// Everything about the words of these phrases that a stemmer has to be asked for. Phrases that cannot
/// be read have none.
#[must_use]
pub fn write<'a>(phrases: impl IntoIterator<Item = (&'a Language, &'a Phrases)>) -> String {
    let mut by_language: BTreeMap<&str, (Inflection, BTreeSet<Word>)> = BTreeMap::new();
    for (language, phrases) in phrases {
        let inflection = Inflection::of(language);
        if let Inflection::Known(_, tag, _) = inflection {
            let (_, words) = by_language
                .entry(tag)
                .or_insert((inflection, BTreeSet::new()));
            words.extend(words_of(phrases).filter(forms::is_inflected));
        }
    }
    let (folding, mut lists, mut lines) = (folding(), Lists::default(), String::new());
    for (tag, (inflection, words)) in by_language {
        lines += &format!("{tag}\n");
        for word in words {
            let shape = forms::shape(&word, inflection, &folding);
            let list = lists.number(shape.endings.into_owned());
            let stem = forms::identity(&word, inflection).text;
            let (word, beginning) = (word.text, shape.beginning);
            // Writing to a text cannot fail.
            let _ = writeln!(lines, "{word}\t{stem}\t{beginning}\t{list}");
        }
    }
    lists.lines + &lines
}

fn words_of(phrases: &Phrases) -> impl Iterator<Item = Word> {
    let slots = phrases.fires.iter().chain(&phrases.excepts);
    let slots = slots.flat_map(|phrase| phrase::read(phrase).unwrap_or_default());
    slots.flat_map(|slot| match slot {
        Slot::Gap => Vec::new(),
        Slot::Words { alternatives, .. } => alternatives.into_iter().flatten().collect(),
    })
}

/// Lists of endings as they are written, each once.
#[derive(Default)]
struct Lists {
    numbers: BTreeMap<String, usize>,
    lines: String,
}

impl Lists {
    fn number(&mut self, list: String) -> usize {
        let next = self.numbers.len();
        let lines = &mut self.lines;
        *self.numbers.entry(list).or_insert_with_key(|list| {
            *lines += &format!("\t{list}\n");
            next
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{TopicSource, build, build_with};
    use super::*;
    use crate::topics::TopicKind;

    fn source(language: &str, fires: &[&str]) -> TopicSource {
        let phrases = Phrases {
            fires: fires.iter().map(|it| (*it).to_owned()).collect(),
            excepts: vec!["hire car".to_owned()],
        };
        TopicSource {
            id: "test".into(),
            kind: TopicKind::Ordinary,
            languages: vec![(language.into(), phrases)],
        }
    }

    fn written(sources: &[TopicSource]) -> String {
        write(
            sources
                .iter()
                .flat_map(|it| &it.languages)
                .map(|(tag, phrases)| (tag, phrases)),
        )
    }

    // Both a word and its forms, exact ones, short ones, and words of a language without a stemmer.
    fn sources() -> [TopicSource; 4] {
        [
            source(
                "en",
                &["we are hiring/hire", "=hired a/b c", "planning/plan"],
            ),
            source("de", &["wir suchen .. kündigen/kündigung", "Rabatt"]),
            source("pl", &["umowa"]),
            source("en-gb", &["hired planner"]),
        ]
    }

    #[test]
    fn tables_are_the_same_with_and_without_it() {
        let sources = sources();
        let text = written(&sources);
        let built = build_with(&sources, &Dictionary::read(&text)).unwrap();
        assert_eq!(built.index, build(&sources).unwrap());
    }

    #[test]
    fn a_stemmer_is_asked_about_other_words_only() {
        let text = written(&sources());
        let dictionary = Dictionary::read(&text);
        let asked = |sources: &[TopicSource]| build_with(sources, &dictionary).unwrap().asked;
        assert_eq!(asked(&sources()), 0);
        let more = [source("en", &["hired sailors/sailor", "=cranes xy"])];
        assert_eq!(asked(&more), 2);
        // `hire` and `car` of the exception, and three of the phrase: `=` and short words ask nothing.
        let none = build_with(&more, &Dictionary::default());
        assert_eq!(none.unwrap().asked, 5);
    }

    #[test]
    fn what_it_cannot_read_it_does_not_know() {
        for text in [
            "",
            "\n",
            "en\nhire\thire\thir\t0\n",
            "en\n\te ed\nhire\tx\n",
            "\t\t\n",
        ] {
            let dictionary = Dictionary::read(text);
            let sources = [source("en", &["hire"])];
            let built = build_with(&sources, &dictionary).unwrap();
            assert_eq!(built.index, build(&sources).unwrap(), "{text:?}");
        }
    }
}
