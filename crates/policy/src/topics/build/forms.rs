//! All forms of a word, found by asking a stemmer: a candidate is a form if it has the same stem.
//!
//! So a page needs no stemmer, only the forms. They are stored as what they begin with and a list of
//! endings, which many words share. Stemmers: Snowball, by the crate `rust-stemmers`.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rust_stemmers::{Algorithm, Stemmer};

use super::super::Folding;
use super::endings;
use super::phrase::{Forms, Word};
use crate::Language;

/// How the words of a language are inflected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inflection {
    /// By this stemmer, with these endings; the tag says what the stemmer misses.
    Known(Algorithm, &'static str, &'static [&'static str]),
    /// Words match as written.
    Unknown,
}

impl Inflection {
    /// The inflection of a language, by its main tag: `pt-br` is as `pt`.
    #[must_use]
    pub fn of(language: &Language) -> Self {
        match language.as_str().split('-').next() {
            Some("en") => Self::Known(Algorithm::English, "en", endings::ENGLISH),
            Some("de") => Self::Known(Algorithm::German, "de", endings::GERMAN),
            Some("fr") => Self::Known(Algorithm::French, "fr", endings::FRENCH),
            Some("es") => Self::Known(Algorithm::Spanish, "es", endings::SPANISH),
            Some("it") => Self::Known(Algorithm::Italian, "it", endings::ITALIAN),
            _ => Self::Unknown,
        }
    }
}

/// Shortest word that is inflected: shorter ones are articles and the like, and share too many stems.
const SHORTEST_INFLECTED: usize = 3;
/// Fewest letters that stay.
const FEWEST_KEPT: usize = 2;

/// What all forms of a word or of several begin with, and how they end, folded and sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape<'a> {
    /// What they share.
    pub beginning: Cow<'a, str>,
    /// What comes after it, with a space between two.
    pub endings: Cow<'a, str>,
}

impl Shape<'_> {
    fn of(forms: &BTreeSet<String>) -> Self {
        let beginning = common_beginning(forms);
        let ending = |form: &String| form.get(beginning.len()..).unwrap_or_default().to_owned();
        let endings: Vec<String> = forms.iter().map(ending).collect();
        Self {
            beginning: beginning.into(),
            endings: endings.join(" ").into(),
        }
    }

    /// The shape of several words that are one to the language: they have the same [`identity`].
    #[must_use]
    pub fn joined(mut shapes: Vec<Self>) -> Self {
        shapes.dedup();
        if shapes.len() == 1
            && let Some(only) = shapes.pop()
        {
            return only;
        }
        let forms = shapes.iter().flat_map(|shape| {
            let form = |ending| format!("{}{ending}", shape.beginning);
            shape.endings.split(' ').map(form)
        });
        Self::of(&forms.collect())
    }
}

/// The shape of all forms of a word.
#[must_use]
pub fn shape(word: &Word, inflection: Inflection, folding: &Folding) -> Shape<'static> {
    let forms = forms(word, inflection);
    let folded = forms.iter().map(|form| {
        let mut folded = String::new();
        folding.fold(form, &mut folded);
        folded
    });
    Shape::of(&folded.collect())
}

/// What makes words one to the language: the stem, or the word itself where only it counts.
#[must_use]
pub fn identity(word: &Word, inflection: Inflection) -> Word {
    match inflection {
        Inflection::Known(algorithm, ..) if is_inflected(word) => Word {
            text: Stemmer::create(algorithm).stem(&word.text).into_owned(),
            forms: word.forms,
        },
        _ => Word {
            text: word.text.clone(),
            forms: Forms::Exact,
        },
    }
}

/// Whether a stemmer has a say about a word.
pub(super) fn is_inflected(word: &Word) -> bool {
    let is_word = word.text.chars().all(char::is_alphabetic);
    word.forms == Forms::Inflected && is_word && word.text.chars().count() >= SHORTEST_INFLECTED
}

/// All forms of a word, itself among them, with their diacritics.
#[must_use]
pub fn forms(word: &Word, inflection: Inflection) -> BTreeSet<String> {
    let mut forms = BTreeSet::from([word.text.clone()]);
    let Inflection::Known(algorithm, tag, endings) = inflection else {
        return forms;
    };
    if !is_inflected(word) {
        return forms;
    }
    forms.extend(missed(&word.text, tag));
    let stemmer = Stemmer::create(algorithm);
    let stem = stemmer.stem(&word.text).into_owned();
    for kept in beginnings(&word.text, &stem, tag) {
        for ending in endings {
            let candidate = format!("{kept}{ending}");
            if stemmer.stem(&candidate) == stem {
                forms.insert(candidate);
            }
        }
    }
    forms
}

/// What endings may follow: about as much of the word as its stem keeps. In English, also with the last
/// letter doubled: `plan`, `planning`.
fn beginnings(word: &str, stem: &str, tag: &str) -> Vec<String> {
    let longest = stem.chars().count();
    let shortest = longest.saturating_sub(1).max(FEWEST_KEPT);
    let mut beginnings = Vec::new();
    for length in shortest..=longest.max(shortest) {
        let kept: String = word.chars().take(length).collect();
        if let Some(last) = kept.chars().next_back().filter(|_| tag == "en") {
            beginnings.push(format!("{kept}{last}"));
        }
        beginnings.push(kept);
    }
    beginnings
}

/// Forms that the stemmer of a language misses.
fn missed(word: &str, tag: &str) -> impl Iterator<Item = String> {
    let of_language = endings::MISSED.iter().filter(move |(of, _, _)| *of == tag);
    of_language.flat_map(move |(_, ending, others)| {
        let kept = word.strip_suffix(ending).into_iter();
        kept.flat_map(|kept| others.iter().map(move |other| format!("{kept}{other}")))
    })
}

fn common_beginning(forms: &BTreeSet<String>) -> String {
    let (Some(first), Some(last)) = (forms.first(), forms.last()) else {
        return String::new();
    };
    // Of a sorted set, the first and the last share least.
    let same = first.chars().zip(last.chars()).take_while(|(a, b)| a == b);
    same.map(|(c, _)| c).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topics::build::folding;

    fn check(language: &str, word: &str, are: &[&str], are_not: &[&str]) {
        let forms = |forms: Forms| {
            let word = Word {
                text: word.to_owned(),
                forms,
            };
            let inflection = Inflection::of(&language.into());
            let Shape { beginning, endings } = shape(&word, inflection, &folding());
            let join = |ending| format!("{beginning}{ending}");
            endings.split(' ').map(join).collect::<Vec<_>>()
        };
        let found = forms(Forms::Inflected);
        for form in are {
            assert!(found.contains(&(*form).to_owned()), "{form}: {found:?}");
        }
        for form in are_not {
            assert!(!found.contains(&(*form).to_owned()), "{form}: {found:?}");
        }
        assert_eq!(forms(Forms::Exact).len(), 1);
    }

    // Expected: ordinary grammar, not the stemmer's output.
    #[test]
    fn knows_the_forms_of_a_word() {
        check(
            "en",
            "hire",
            &["hire", "hires", "hired", "hiring"],
            &["hi", "hirsute"],
        );
        check(
            "en",
            "plan",
            &["plans", "planned", "planning"],
            &["plane", "planet"],
        );
        check(
            "en",
            "price",
            &["prices", "priced", "pricing"],
            &["priceless", "prize"],
        );
        check(
            "de",
            "Rabatt".to_lowercase().as_str(),
            &["rabatt", "rabatte", "rabatten", "rabatts"],
            &["rabattcode"],
        );
        check(
            "de",
            "kündigen",
            &["kundigen", "kundige", "kundigt"],
            &["kunde"],
        );
        check(
            "fr",
            "recruter",
            &["recruter", "recrute", "recrutons", "recrutez"],
            &["recru"],
        );
        check(
            "es",
            "contratar",
            &["contratar", "contrata", "contratamos", "contratando"],
            &["contra"],
        );
        check(
            "it",
            "assumere",
            &["assumere", "assumiamo", "assumono"],
            &["assunto"],
        );
    }

    #[test]
    fn words_of_other_languages_match_as_written() {
        check("pl", "umowa", &["umowa"], &["umowy"]);
    }
}
