//! Accounts on LinkedIn: members and company pages, by address or path.

use super::address::{fold, path_on};
use super::{AccountKey, KeyError};

impl AccountKey {
    /// From a LinkedIn address or path: any host of linkedin.com, any query, percent-encoded or not.
    ///
    /// Member ids (`/in/ACoAA…`) keep their case, since they are case-sensitive; slugs are folded.
    ///
    /// # Errors
    /// Refuses every other page, and legacy and Sales Navigator addresses by an error of their own.
    pub fn linkedin(address: &str) -> Result<Self, KeyError> {
        let address = fold(address);
        key_at(&address).map_err(|error| error(address))
    }
}

/// The path of a LinkedIn address, or of a bare path.
pub(super) fn path(address: &str) -> Option<&str> {
    path_on(address, is_host)
}

/// Countries and languages have hosts of their own: `de.linkedin.com`, `www.linkedin.com`.
fn is_host(host: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    host.strip_suffix("linkedin.com").is_some_and(|before| {
        before.is_empty() || before.ends_with('.') && before.chars().all(allowed)
    })
}

/// The key, or which error it is.
fn key_at(address: &str) -> Result<AccountKey, fn(String) -> KeyError> {
    let path = path(address).unwrap_or_default();
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
    let kind = match kind.as_str() {
        "in" => "in",
        "company" | "school" | "showcase" => "company",
        "pub" => return Err(KeyError::Legacy),
        "sales" | "talent" | "recruiter" => return Err(KeyError::Tool),
        _ => return Err(KeyError::Profile),
    };
    let name = parts.next().and_then(percent_decode).unwrap_or_default();
    let name = fold(&name);
    let is_name = name.chars().any(char::is_alphanumeric) && name.chars().all(is_allowed);
    if !is_name || name.chars().count() > 200 {
        return Err(KeyError::Profile);
    }
    let is_member_id = kind == "in" && (name.starts_with("ACoAA") || name.starts_with("ACwAA"));
    let name = if is_member_id && name.is_ascii() {
        name
    } else {
        fold_case(&name)
    };
    Ok(AccountKey(format!("in:/{kind}/{name}")))
}

/// Slugs made from names hold marks, emoji and signs of any script; of ASCII, few signs.
fn is_allowed(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '&' | '\'')
    } else {
        !c.is_control() && !c.is_whitespace()
    }
}

/// Lower case, with one small sigma.
#[cfg(feature = "names")]
pub(super) fn fold_case(name: &str) -> String {
    name.to_lowercase().replace('ς', "σ")
}

/// In a page, lower case of ASCII only: the tables of all scripts are 17 kB, and LinkedIn writes its
/// own addresses in lower case. Whoever looks a page's account up folds the rest.
#[cfg(not(feature = "names"))]
pub(super) fn fold_case(name: &str) -> String {
    name.to_ascii_lowercase()
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
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::AccountKey;

    fn linkedin(text: &str) -> String {
        AccountKey::linkedin(text).map_or_else(|error| error.to_string(), |key| key.to_string())
    }

    #[test]
    fn folds_addresses_of_members() {
        let forms = [
            "https://www.linkedin.com/in/Jane-Doe/",
            "http://de.linkedin.com/in/jane-doe?trk=abc&u=https://acme.example",
            "//www.linkedin.com/in/jane-doe",
            "HTTPS://WWW.LINKEDIN.COM/IN/JANE-DOE",
            "linkedin.com/in/jane-doe/recent-activity/",
            "uk.linkedin.com/in/jane-doe/en#about",
            "/in/jane-doe/",
            "/in/j%61ne-doe",
            "/in/ｊａｎｅ－ｄｏｅ",
            "\u{200e}/in/jane-doe\u{200e}",
            "/in/jane\u{200b}-doe",
        ];
        for form in forms {
            assert_eq!(linkedin(form), "in:/in/jane-doe", "{form}");
        }
    }

    #[test]
    fn folds_addresses_of_companies() {
        for form in [
            "/company/Acme/posts/",
            "https://fr.linkedin.com/school/acme",
            "/showcase/acme/",
        ] {
            assert_eq!(linkedin(form), "in:/company/acme", "{form}");
        }
        assert_eq!(linkedin("/company/0012345/"), "in:/company/0012345");
        assert_eq!(linkedin("/company/ben-&-co"), "in:/company/ben-&-co");
    }

    #[test]
    fn keeps_every_script() {
        for (form, expected) in [
            ("/in/j%C3%BCrgen", "in:/in/jürgen"),
            ("/in/J%C3%9CRGEN", "in:/in/jürgen"),
            ("/in/ΜΑΡΙΑΣ-Δ", "in:/in/μαριασ-δ"),
            ("/in/μαριας-δ", "in:/in/μαριασ-δ"),
            ("/in/ИВАН-7", "in:/in/иван-7"),
            ("/in/प्रिया-शर्मा", "in:/in/प्रिया-शर्मा"),
            ("/in/山田太郎", "in:/in/山田太郎"),
            ("/in/jane-%F0%9F%9A%80-1", "in:/in/jane-🚀-1"),
            // The emoji's variation selector is not seen and not kept.
            ("/in/jane-%E2%9A%95%EF%B8%8F-1", "in:/in/jane-⚕-1"),
        ] {
            assert_eq!(linkedin(form), expected, "{form}");
        }
    }

    #[test]
    fn keeps_the_case_of_member_ids() {
        assert_eq!(linkedin("/in/ACoAAAbC12"), "in:/in/ACoAAAbC12");
        assert_eq!(linkedin("/in/ACwAAAbC12"), "in:/in/ACwAAAbC12");
        assert_eq!(linkedin("/in/ACoAching-Anna"), "in:/in/acoaching-anna");
        assert_eq!(linkedin("/company/ACoAAB"), "in:/company/acoaab");
    }

    #[test]
    fn refuses_old_and_inner_addresses_by_name() {
        let old = linkedin("https://uk.linkedin.com/pub/jane-doe/12/345/678");
        assert!(old.contains("of the old form"), "{old}");
        let inner = linkedin("https://www.linkedin.com/sales/lead/ACwAAA1,NAME_SEARCH");
        assert!(inner.contains("of a LinkedIn tool"), "{inner}");
    }

    #[test]
    fn refuses_other_places() {
        let long = format!("/in/{}", "a".repeat(201));
        for form in [
            "https://evil.example/in/jane",
            "https://notlinkedin.com/in/jane",
            "https://evil.example\\@.linkedin.com/in/jane",
            "ftp://linkedin.com/in/jane",
            "linkedin.com",
            "/feed/",
            "/in/",
            "/in/%",
            "/in/%E0%80",
            "/in/a b",
            "/in/a%2Fb",
            "/in/..",
            "/in/%E2%80%8B",
            &long,
        ] {
            assert!(linkedin(form).contains("not a LinkedIn address"), "{form}");
        }
    }
}
