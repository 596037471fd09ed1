//! How an account is named: one normal form per network, used by the builder and the extension alike.
//!
//! Changing a normal form changes what old bundles mean: raise [`NORMALISATION`] with it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Version of the normal forms below; a bundle states the one it was built with.
pub const NORMALISATION: u32 = 1;

/// An account in normal form: `x:@jdoe`, `in:/in/jane-doe` or `in:/company/acme`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AccountKey(String);

/// The text does not name an account on that network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// Not 1 to 20 letters, digits or `_`, with or without `@`.
    Handle(String),
    /// Not an address with `/in/NAME` or `/company/NAME` on linkedin.com.
    Profile(String),
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Handle(text) => write!(f, "`{text}` is not an X handle like `@jdoe`"),
            Self::Profile(text) => {
                write!(
                    f,
                    "`{text}` is not a LinkedIn address like `https://www.linkedin.com/in/jane-doe/`"
                )
            }
        }
    }
}

impl std::error::Error for KeyError {}

impl AccountKey {
    /// From an X handle, with or without `@`, in any case.
    ///
    /// X allows 15 characters today and 20 on legacy accounts.
    pub fn x(handle: &str) -> Result<Self, KeyError> {
        let trimmed = handle.trim();
        let name = trimmed.strip_prefix('@').unwrap_or(trimmed);
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if name.is_empty() || name.len() > 20 || !name.chars().all(allowed) {
            return Err(KeyError::Handle(trimmed.to_owned()));
        }
        Ok(Self(format!("x:@{}", name.to_ascii_lowercase())))
    }

    /// From a LinkedIn address or path: any host of linkedin.com, any query, percent-encoded or not.
    ///
    /// Member ids (`/in/ACoA…`) keep their case, since they are case-sensitive; vanity names are folded.
    pub fn linkedin(address: &str) -> Result<Self, KeyError> {
        let error = || KeyError::Profile(address.trim().to_owned());
        let path = linkedin_path(address.trim()).ok_or_else(error)?;
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let kind = match parts.next() {
            Some("in") => "in",
            Some("company" | "school" | "showcase") => "company",
            _ => return Err(error()),
        };
        let name = parts.next().and_then(percent_decode).ok_or_else(error)?;
        let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '&' | '\'');
        if name.chars().count() > 200 || !name.chars().all(allowed) {
            return Err(error());
        }
        let is_member_id = kind == "in" && name.starts_with("ACoA") && name.is_ascii();
        let name = if is_member_id {
            name
        } else {
            name.to_lowercase()
        };
        Ok(Self(format!("in:/{kind}/{name}")))
    }

    /// The normal form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How a person would write it: `@jdoe` or `linkedin.com/in/jane-doe`.
    #[must_use]
    pub fn display(&self) -> String {
        match self.0.split_once(':') {
            Some(("x", handle)) => handle.to_owned(),
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

/// The path of a LinkedIn address, or of a bare path; nothing for another host.
fn linkedin_path(address: &str) -> Option<&str> {
    let address = address.split(['?', '#']).next()?;
    if address.starts_with('/') {
        return Some(address);
    }
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"));
    let (host, path) = rest.unwrap_or(address).split_once('/')?;
    let host = host.to_ascii_lowercase();
    let is_linkedin = host == "linkedin.com" || host.ends_with(".linkedin.com");
    is_linkedin.then_some(path)
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let value = digit()? * 16 + digit()?;
        bytes.push(u8::try_from(value).ok()?);
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn x(text: &str) -> String {
        AccountKey::x(text).map_or_else(|error| error.to_string(), |key| key.to_string())
    }

    fn linkedin(text: &str) -> String {
        AccountKey::linkedin(text).map_or_else(|error| error.to_string(), |key| key.to_string())
    }

    #[test]
    fn folds_x_handles() {
        assert_eq!(x("@JDoe_1"), "x:@jdoe_1");
        assert_eq!(x(" jdoe_1 "), "x:@jdoe_1");
        assert!(x("@j.doe").contains("not an X handle"));
        assert!(x("@").contains("not an X handle"));
        assert!(x("@a2345678901234567890x").contains("not an X handle"));
    }

    #[test]
    fn folds_linkedin_addresses() {
        let forms = [
            "https://www.linkedin.com/in/Jane-Doe/",
            "http://de.linkedin.com/in/jane-doe?trk=abc",
            "linkedin.com/in/jane-doe/recent-activity/",
            "/in/jane-doe/",
            "/in/j%61ne-doe",
        ];
        for form in forms {
            assert_eq!(linkedin(form), "in:/in/jane-doe", "{form}");
        }
        assert_eq!(linkedin("/in/j%C3%BCrgen"), "in:/in/jürgen");
        assert_eq!(linkedin("/company/Acme/posts/"), "in:/company/acme");
    }

    #[test]
    fn keeps_the_case_of_member_ids() {
        assert_eq!(linkedin("/in/ACoAAAbC12"), "in:/in/ACoAAAbC12");
    }

    #[test]
    fn refuses_other_places() {
        for form in [
            "https://evil.example/in/jane",
            "https://notlinkedin.com/in/jane",
            "/feed/",
            "/in/",
            "/in/%",
            "/in/a b",
        ] {
            assert!(linkedin(form).contains("not a LinkedIn address"), "{form}");
        }
    }
}
