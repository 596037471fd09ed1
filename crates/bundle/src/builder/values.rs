//! Small values that stand in several files: short names, languages, links, addresses.

use policy::Language;

use super::code::Code;
use super::notes::Notes;
use super::texts::Spot;

/// Help for a short name that is none.
const ID_HELP: &str = "expected letters `a-z`, digits and `-`, like `key-accounts`";

/// Whether a text may name something in the company's files.
pub(crate) fn is_id(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty() && text.len() <= 64 && text.chars().all(allowed)
}

/// Notes a short name that is none.
pub(crate) fn check_id(id: &str, spot: Spot, notes: &Notes) -> bool {
    let is_id = is_id(id);
    if !is_id {
        let found = format!("`{id}` is not a short name");
        notes.add((Code::BadId, spot), found, ID_HELP);
    }
    is_id
}

/// Whether a text is a language tag in lower case.
#[must_use]
pub fn is_language(tag: &str) -> bool {
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    tag.len() >= 2 && tag.chars().all(letters)
}

/// A language; one that is none is noted.
pub(crate) fn language(tag: &str, spot: Spot, notes: &Notes) -> Language {
    if !is_language(tag) {
        let found = format!("`{tag}` is not a language");
        let help = "expected a tag in lower case like `en`, `de` or `pt-br`";
        notes.add((Code::BadLanguage, spot), found, help);
    }
    tag.into()
}

/// Only links that cannot run anything: a nudge opens them on a click.
pub(crate) fn check_link(link: &str, spot: Spot, notes: &Notes) {
    let is_safe = (link.starts_with("https://") && link.len() > "https://".len())
        || (link.starts_with("mailto:") && link.contains('@'));
    let is_plain = !link.chars().any(|c| c.is_whitespace() || c.is_control());
    if !is_safe || !is_plain {
        let found = format!("unsafe link `{link}`");
        let help = "expected `https://…` or `mailto:name@company`";
        notes.add((Code::BadLink, spot), found, help);
    }
}

/// Whether a text could be an e-mail address.
pub(crate) fn is_email(text: &str) -> bool {
    let is_plain = !text.chars().any(|c| c.is_whitespace() || c.is_control());
    let parts = text.rsplit_once('@');
    is_plain && parts.is_some_and(|(name, domain)| !name.is_empty() && is_domain(domain))
}

/// Whether a text could be a domain, with letters of any script.
pub(crate) fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        let letters = |c: char| c.is_alphanumeric() || c == '-';
        !label.is_empty() && label.chars().all(letters)
    };
    text.contains('.') && text.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_addresses_from_other_words() {
        for text in ["a@b.example", "jörg.o'neill+x@kühn.example"] {
            assert!(is_email(text), "{text}");
        }
        for text in ["a@b", "@b.example", "a b@c.example", "a@b..example", "a"] {
            assert!(!is_email(text), "{text}");
        }
    }
}
