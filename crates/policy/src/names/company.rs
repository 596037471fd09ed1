//! Which organisation a name or an address means: `org:aldermoor-bank`, `dom:aldermoor.example`.
//!
//! A name loses case, diacritics, punctuation and its legal form (`forms`); `&`, `and`, `und`, `et`,
//! `y` and `e` between two words are one. Domains are in `domain`. What stays apart: abbreviations,
//! translations, words written together or not, and holding companies.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{fold, forms};

/// Longest name that is read, in characters.
const LONGEST: usize = 200;

/// An organisation in normal form: `org:` and words with `-`, or `dom:` and a registrable domain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrganisationKey(pub(super) String);

/// The text does not say which organisation it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrganisationError {
    /// No letter or digit, or far too long.
    Name(String),
    /// Not a domain, an e-mail address or a link.
    Domain(String),
    /// A provider of mailboxes for everybody, like gmail.com.
    FreeMail(String),
    /// A site where everybody has pages, like github.com.
    Shared(String),
    /// A part of the internet under which others register, like `co.uk`.
    Suffix(String),
}

impl fmt::Display for OrganisationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (text, what) = match self {
            Self::Name(text) => (text, "not the name of a company"),
            Self::Domain(text) => (text, "not a domain like `acme.example`"),
            Self::FreeMail(text) => (text, "a mail provider for everybody, not an employer"),
            Self::Shared(text) => (text, "a site where everybody has pages, not an employer's"),
            Self::Suffix(text) => (text, "a public suffix, not a domain of one owner"),
        };
        write!(f, "`{text}` is {what}")
    }
}

impl std::error::Error for OrganisationError {}

impl OrganisationError {
    /// What to write instead.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Name(_) => {
                "expected a name of at most 200 characters with a letter or digit in it"
            }
            Self::Domain(_) => "expected `acme.example`, `jane@acme.example` or a link",
            Self::FreeMail(_) | Self::Shared(_) => {
                "leave the cell empty, or write the domain that the company itself owns"
            }
            Self::Suffix(_) => "expected one label more, like `acme.co.uk`",
        }
    }
}

impl OrganisationKey {
    /// From the name of a company: `Aldermoor Bank plc` and `ALDERMOOR BANK, Ltd.` are one.
    ///
    /// # Errors
    /// Refuses what has no letter or digit, and what is longer than 200 characters, spelt out or not.
    pub fn name(text: &str) -> Result<Self, OrganisationError> {
        let error = || OrganisationError::Name(text.trim().chars().take(LONGEST).collect());
        if text.chars().count() > LONGEST {
            return Err(error());
        }
        let mut words = forms::without_legal_form(words(text));
        if !words.iter().any(|word| word.text != "&") {
            return Err(error());
        }
        let last = words.len() - 1;
        for (at, word) in words.iter_mut().enumerate() {
            if 0 < at && at < last && is_and(&word.text) {
                "and".clone_into(&mut word.text);
            }
        }
        let words: Vec<String> = words.into_iter().map(|word| word.text).collect();
        let name = words.join("-");
        // `&` and ligatures become longer: a normal form must be a name itself.
        if name.chars().count() > LONGEST {
            return Err(error());
        }
        Ok(Self(format!("org:{name}")))
    }

    /// The normal form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OrganisationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A word of a name, folded; `&` is a word, too.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    pub(super) text: String,
    /// What follows it stands in quotation marks, as after `UAB` in `UAB „Acme“`.
    pub(super) before_quote: bool,
}

fn is_and(word: &str) -> bool {
    matches!(word, "&" | "and" | "und" | "et" | "y" | "e")
}

/// The words of a name, initials joined: `S.p.A.` is `spa`, `J. P. Quill` is `jp quill`.
pub(super) fn words(text: &str) -> Vec<Word> {
    let folded = fold::fold(text);
    let mut words: Vec<Word> = Vec::new();
    let mut word = String::new();
    let mut initials = false;
    let mut chars = folded.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let is_plus_sign = c == '+' && before.is_whitespace() && next.is_whitespace();
        before = c;
        if fold::is_word(c) {
            word.push(c);
        } else if c != '\'' {
            initials = push(&mut words, &mut word, (initials, c == '.'));
            if c == '&' || is_plus_sign {
                initials = push(&mut words, &mut "&".to_owned(), (false, false));
            }
            mark_quote(&mut words, c);
        }
    }
    push(&mut words, &mut word, (initials, false));
    words
}

/// Adds a word, to the one before it if both are initials. Says whether initials may go on.
fn push(words: &mut Vec<Word>, word: &mut String, (initials, dotted): (bool, bool)) -> bool {
    if word.is_empty() {
        return initials;
    }
    let text = std::mem::take(word);
    let is_initial = text.chars().count() == 1 && text.chars().all(is_cased_letter);
    match words.last_mut() {
        Some(last) if is_initial && initials => last.text.push_str(&text),
        _ => words.push(Word {
            text,
            before_quote: false,
        }),
    }
    is_initial && dotted
}

/// Letters of scripts that abbreviate by initials: Latin, Greek, Cyrillic, Armenian.
fn is_cased_letter(c: char) -> bool {
    c.is_lowercase() && c < '\u{590}'
}

fn mark_quote(words: &mut [Word], c: char) {
    if matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
        && let Some(last) = words.last_mut()
    {
        last.before_quote = true;
    }
}

#[cfg(test)]
mod tests {
    use super::OrganisationKey;

    fn name(text: &str) -> String {
        OrganisationKey::name(text).map_or_else(|error| error.to_string(), |key| key.to_string())
    }

    #[test]
    fn punctuation_and_case_do_not_matter() {
        for text in [
            "Aldermoor Bank",
            "ALDERMOOR   BANK",
            "Aldermoor-Bank",
            "»Aldermoor« Bänk",
            "Aldermoor, Bank.",
            "Ａｌｄｅｒｍｏｏｒ Bank™",
        ] {
            assert_eq!(name(text), "org:aldermoor-bank", "{text}");
        }
        assert_eq!(name("L’Argile d'Or"), "org:largile-dor");
        assert_eq!(name("J. P. Quill"), name("J.P. Quill"));
        assert_eq!(name("I.Q.A."), "org:iqa");
        assert_eq!(name("Quill.com"), "org:quill-com");
        assert_eq!(name("C++ Works"), "org:c-works");
        assert_eq!(name("Ромашка"), "org:ромашка");
    }

    #[test]
    fn every_and_is_one() {
        for text in [
            "Finch & Sons",
            "Finch&Sons",
            "Finch and Sons",
            "Finch und Sons",
            "Finch et Sons",
            "Finch y Sons",
            "Finch e Sons",
            "Finch + Sons",
        ] {
            assert_eq!(name(text), "org:finch-and-sons", "{text}");
        }
        // At either end it is a word of the name.
        assert_eq!(name("Vitamin E"), "org:vitamin-e");
        assert_eq!(name("E Motors"), "org:e-motors");
        assert_eq!(name("Et Cetera"), "org:et-cetera");
    }

    #[test]
    fn different_names_stay_apart() {
        for (one, other) in [
            ("Aldermoor Bank", "Aldermoor"),
            ("Müller", "Mueller"),
            ("ガス", "カス"),
            ("Finch Sons", "Finch & Sons"),
            ("Aldermoor Holding", "Aldermoor"),
        ] {
            assert_ne!(name(one), name(other));
        }
    }

    #[test]
    fn refuses_what_is_no_name() {
        let (long, long_spelt_out) = ("a".repeat(201), format!("a{}b", "&".repeat(60)));
        for text in ["", " ", "–", "&", "'", "🚀", &long, &long_spelt_out] {
            assert!(name(text).contains("not the name"), "{text}");
        }
    }
}
