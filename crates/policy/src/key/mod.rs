//! How an account is named: one normal form per network, used by the builder and the extension alike.
//!
//! | Normal form | Names | Version |
//! |---|---|---|
//! | `x:@jdoe` | a handle of X | 1 |
//! | `x:#12345` | a user id of X, which stays when the handle changes | 2 |
//! | `in:/in/jane-doe`, `in:/in/ACoAA…` | a member of LinkedIn by slug or member id | 1 |
//! | `in:/company/acme`, `in:/company/12345` | a company page by slug or number | 1 |
//!
//! Version 2 also takes full-width letters, marks, emoji and invisible characters in slugs, folds
//! `ς` and keeps the case of `ACwAA…`. Changing a normal form changes what old bundles mean: raise
//! [`NORMALISATION`] with it; a bundle is refused by a reader with another number.
//!
//! No Unicode tables in the page: capitals beyond ASCII are left there as they stand, and folded
//! where the map is asked ([`AccountKey::folded`]). A slug whose accents are written as separate marks
//! stays different from the composed one. Companies and titles are left to `names`.

use std::fmt;

use serde::{Deserialize, Serialize};

mod address;
mod linkedin;
mod x;

/// Version of the normal forms here and in `names`; a bundle states the one it was built with.
pub const NORMALISATION: u32 = 2;

/// An account in normal form: `x:@jdoe`, `x:#12345`, `in:/in/jane-doe` or `in:/company/acme`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AccountKey(String);

/// The text does not name an account on that network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// Not 1 to 20 letters, digits or `_`, with or without `@`.
    Handle(String),
    /// A page of X that is nobody's, like `/home`.
    Page(String),
    /// Not a user id of X.
    UserId(String),
    /// Not an address with `/in/NAME` or `/company/NAME` on linkedin.com.
    Profile(String),
    /// A LinkedIn address of the old form `/pub/NAME/1/2/3`.
    Legacy(String),
    /// An address inside LinkedIn's Sales Navigator or Recruiter.
    Tool(String),
    /// Nothing that names an account on either network.
    Unknown(String),
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (text, what) = match self {
            Self::Handle(text) => (text, "not an X handle like `@jdoe`"),
            Self::Page(text) => (text, "a page of X, not an account"),
            Self::UserId(text) => (text, "not a user id of X like `12345`"),
            Self::Profile(text) => (
                text,
                "not a LinkedIn address like `https://www.linkedin.com/in/jane-doe/`",
            ),
            Self::Legacy(text) => (text, "a LinkedIn address of the old form"),
            Self::Tool(text) => (text, "an address of a LinkedIn tool, not of a profile"),
            Self::Unknown(text) => (text, "not an account on X or LinkedIn"),
        };
        write!(f, "`{text}` is {what}")
    }
}

impl std::error::Error for KeyError {}

impl KeyError {
    /// What to write instead.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Handle(_) => "expected 1 to 20 letters, digits or `_`, or `https://x.com/jdoe`",
            Self::Page(_) => "open the account's own page and copy its address",
            Self::UserId(_) => {
                "expected digits only; a spreadsheet rounds long numbers unless the column is text"
            }
            Self::Profile(_) => "expected `linkedin.com/in/NAME` or `linkedin.com/company/NAME`",
            Self::Legacy(_) => "open it in a browser and copy the address with `/in/` it leads to",
            Self::Tool(_) => "open the public profile there and copy its address",
            Self::Unknown(_) => {
                "expected `@jdoe`, `x.com/jdoe`, `linkedin.com/in/jane-doe` or `/company/acme`"
            }
        }
    }
}

impl AccountKey {
    /// From anything a person may paste: `@jdoe`, `x.com/jdoe`, `linkedin.com/in/jane`, `/in/jane`,
    /// `/company/acme`, `#12345` for a user id of X, or a normal form.
    ///
    /// A bare word is a handle of X. Bare digits are refused: they may be a handle or a user id.
    ///
    /// # Errors
    /// Names what was written; [`KeyError::help`] says what would do.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let folded = address::fold(text);
        let text = folded.trim_matches(|c: char| c.is_whitespace() || "<>\",;".contains(c));
        // A spreadsheet keeps `@name` from being a formula with an apostrophe.
        let text = text.trim_start_matches('\'');
        if let Some(rest) = text.strip_prefix("x:") {
            return Self::parse_x(rest);
        }
        if let Some(rest) = text.strip_prefix("in:") {
            return Self::linkedin(rest);
        }
        if text.starts_with("in/") || text.starts_with("company/") {
            return Self::linkedin(&format!("/{text}"));
        }
        if linkedin::path(text).is_some() {
            return Self::linkedin(text);
        }
        Self::parse_x(text)
    }

    fn parse_x(text: &str) -> Result<Self, KeyError> {
        let is_marked = text.starts_with('@') || text.contains('/');
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        match text.strip_prefix('#') {
            Some(id) => Self::x_id(id),
            None if is_marked => Self::x(text),
            None if is_number => Err(KeyError::Unknown(text.to_owned())),
            None => Self::x(text).map_err(|error| match error {
                KeyError::Handle(text) => KeyError::Unknown(text),
                other => other,
            }),
        }
    }

    /// The normal form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The normal form of an account that a page named: see [`NORMALISATION`] for what a page leaves.
    #[cfg(feature = "names")]
    #[must_use]
    pub fn folded(&self) -> Self {
        if self.0.is_ascii() {
            return self.clone();
        }
        Self(linkedin::fold_case(&self.0))
    }

    /// How a person would write it: `@jdoe`, `x.com/i/user/12345` or `linkedin.com/in/jane-doe`.
    #[must_use]
    pub fn display(&self) -> String {
        match self.0.split_once(':') {
            Some(("x", handle)) => match handle.strip_prefix('#') {
                Some(id) => format!("x.com/i/user/{id}"),
                None => handle.to_owned(),
            },
            Some(("in", path)) => format!("linkedin.com{path}"),
            _ => self.0.clone(),
        }
    }
}

impl fmt::Display for AccountKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::AccountKey;

    #[cfg(feature = "names")]
    #[test]
    fn folds_what_a_page_left() {
        let of_a_page = AccountKey("in:/in/JÜRGEN-Σ".to_owned());
        let listed = AccountKey::parse("/in/jürgen-ς");
        assert_eq!(Ok(of_a_page.folded()), listed);
        let member = AccountKey("in:/in/ACoAAAbC".to_owned());
        assert_eq!(member.folded(), member);
    }

    /// What is pasted, and the normal form; `!` and a part of the message when it is refused.
    const PASTED: &[(&str, &str)] = &[
        ("@jdoe", "x:@jdoe"),
        ("jdoe", "x:@jdoe"),
        ("x.com/jdoe", "x:@jdoe"),
        ("<https://twitter.com/JDoe>", "x:@jdoe"),
        ("\"@jdoe\",", "x:@jdoe"),
        ("'@jdoe", "x:@jdoe"),
        ("x:@jdoe", "x:@jdoe"),
        ("#12345", "x:#12345"),
        ("x:#12345", "x:#12345"),
        ("https://x.com/i/user/12345", "x:#12345"),
        ("@12345", "x:@12345"),
        ("linkedin.com/in/jane", "in:/in/jane"),
        ("/in/jane", "in:/in/jane"),
        ("in/jane", "in:/in/jane"),
        ("in:/in/jane", "in:/in/jane"),
        ("/company/acme", "in:/company/acme"),
        ("company/12345", "in:/company/12345"),
        ("https://it.linkedin.com/in/jane?trk=x", "in:/in/jane"),
        ("12345", "!not an account on X or LinkedIn"),
        ("", "!not an account on X or LinkedIn"),
        ("Jane Doe", "!not an account on X or LinkedIn"),
        ("jane@acme.example", "!not an account on X or LinkedIn"),
        ("linkedin.com", "!not an account on X or LinkedIn"),
        ("home", "!a page of X"),
        ("x.com/search?q=jdoe", "!a page of X"),
        ("https://acme.example/in/jane", "!not an X handle"),
        ("linkedin.com/pub/jane-doe/1/2/3", "!the old form"),
    ];

    #[test]
    fn parses_what_people_paste() {
        for (text, expected) in PASTED {
            match (AccountKey::parse(text), expected.strip_prefix('!')) {
                (Ok(key), None) => assert_eq!(key.as_str(), *expected, "{text}"),
                (Err(error), Some(part)) => {
                    assert!(error.to_string().contains(part), "{text}: {error}");
                }
                (found, _) => panic!("{text}: {found:?}, expected {expected}"),
            }
        }
    }

    #[test]
    fn displays_what_can_be_pasted_again() {
        for (text, expected) in PASTED {
            let Ok(key) = AccountKey::parse(text) else {
                continue;
            };
            assert_eq!(AccountKey::parse(&key.display()), Ok(key), "{expected}");
        }
    }
}
