//! One line of a topic: `send/drop your ?updated cv` → what may stand at each place.
//!
//! Words stand one after the other. `a/b` is either, `?word` may be left out, `=word` is this very
//! form and no inflected one, `..` is a gap of up to three words.

use std::fmt;

use super::super::words;
use super::plain_alphabet;

/// One word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    /// In lower case, with its diacritics: stemmers need them.
    pub text: String,
    /// Which of its forms count.
    pub forms: Forms,
}

/// Which forms of a word count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Forms {
    /// All inflected ones.
    Inflected,
    /// The one that is written.
    Exact,
}

/// A place of a phrase, and what may stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// One of these; each is a word, or several where a boundary runs through it.
    Words {
        /// The alternatives.
        alternatives: Vec<Vec<Word>>,
        /// May be left out.
        is_optional: bool,
    },
    /// Up to three words of any kind.
    Gap,
}

/// What is wrong with a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhraseError {
    /// No word in it, or none that must be there.
    NoWord,
    /// A gap at the beginning or the end.
    GapAtEdge,
    /// More than [`MAX_SLOTS`] words and gaps.
    TooLong,
    /// Nothing beside a `/`.
    EmptyAlternative,
}

/// Most words and gaps of a phrase.
pub const MAX_SLOTS: usize = 12;

impl fmt::Display for PhraseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoWord => f.write_str("there is no word that must be there"),
            Self::GapAtEdge => f.write_str("a gap `..` stands between two words"),
            Self::TooLong => write!(f, "it has more than {MAX_SLOTS} words"),
            Self::EmptyAlternative => f.write_str("a word is missing beside `/`"),
        }
    }
}

/// The places of a phrase, in order.
///
/// # Errors
/// A phrase that says nothing, or far too much.
pub fn read(phrase: &str) -> Result<Vec<Slot>, PhraseError> {
    let slots = phrase.split_whitespace().map(slot);
    let slots: Vec<Slot> = slots.collect::<Result<_, _>>()?;
    let needed = |slot: &Slot| {
        matches!(
            slot,
            Slot::Words {
                is_optional: false,
                ..
            }
        )
    };
    if !slots.iter().any(needed) {
        return Err(PhraseError::NoWord);
    }
    if slots.len() > MAX_SLOTS {
        return Err(PhraseError::TooLong);
    }
    let is_optional = |slot: &&Slot| {
        matches!(
            slot,
            Slot::Words {
                is_optional: true,
                ..
            }
        )
    };
    // A word that may be left out would leave a gap at the edge.
    let first = slots.iter().find(|slot| !is_optional(slot));
    let last = slots.iter().rev().find(|slot| !is_optional(slot));
    if first == Some(&Slot::Gap) || last == Some(&Slot::Gap) {
        return Err(PhraseError::GapAtEdge);
    }
    Ok(slots)
}

fn slot(part: &str) -> Result<Slot, PhraseError> {
    if part == ".." {
        return Ok(Slot::Gap);
    }
    let rest = part.strip_prefix('?');
    let alternatives = rest.unwrap_or(part).split('/').map(alternative);
    Ok(Slot::Words {
        alternatives: alternatives.collect::<Result<_, _>>()?,
        is_optional: rest.is_some(),
    })
}

/// `e-mail` is two words, as it is in a text.
fn alternative(text: &str) -> Result<Vec<Word>, PhraseError> {
    let (forms, text) = match text.strip_prefix('=') {
        Some(rest) => (Forms::Exact, rest),
        None => (Forms::Inflected, text),
    };
    let words = words(&text.to_lowercase(), plain_alphabet());
    let word = |text: String| Word { text, forms };
    let words: Vec<Word> = words.into_iter().map(word).collect();
    if words.is_empty() {
        return Err(PhraseError::EmptyAlternative);
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(phrase: &str) -> Result<String, PhraseError> {
        let word = |word: &Word| match word.forms {
            Forms::Exact => format!("={}", word.text),
            Forms::Inflected => word.text.clone(),
        };
        let words = |words: &Vec<Word>| words.iter().map(word).collect::<Vec<_>>().join("-");
        let slot = |slot: &Slot| match slot {
            Slot::Gap => "..".to_owned(),
            Slot::Words {
                alternatives,
                is_optional,
            } => {
                let alternatives: Vec<_> = alternatives.iter().map(words).collect();
                format!(
                    "{}{}",
                    if *is_optional { "?" } else { "" },
                    alternatives.join("/")
                )
            }
        };
        let slots = read(phrase)?;
        Ok(slots.iter().map(slot).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn reads_words_alternatives_gaps_and_forms() {
        for (phrase, expected) in [
            ("Join our  team", "join our team"),
            ("send/drop your cv", "send/drop your cv"),
            ("we are ?now hiring", "we are ?now hiring"),
            ("looking for .. Engineer", "looking for .. engineer"),
            ("=Apple e-mail", "=apple e-mail"),
            ("pay .. .. rise", "pay .. .. rise"),
            ("can't/=won't do", "can-t/=won-=t do"),
        ] {
            assert_eq!(check(phrase).unwrap(), expected, "{phrase}");
        }
    }

    #[test]
    fn refuses_what_says_nothing_or_too_much() {
        for (phrase, expected) in [
            ("", PhraseError::NoWord),
            ("?maybe", PhraseError::NoWord),
            ("..", PhraseError::NoWord),
            ("hello ..", PhraseError::GapAtEdge),
            ("?well .. hello", PhraseError::GapAtEdge),
            ("a/ b", PhraseError::EmptyAlternative),
            ("!! b", PhraseError::EmptyAlternative),
            ("a b c d e f g h i j k l m", PhraseError::TooLong),
        ] {
            assert_eq!(check(phrase), Err(expected), "{phrase}");
        }
    }
}
