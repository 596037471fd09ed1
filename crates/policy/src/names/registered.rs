//! What the owner of a domain registered, by the public suffix list: for the builder.

use super::company::{OrganisationError, OrganisationKey};
use super::domain::{Host, decoded};
use super::hosts;

impl OrganisationKey {
    /// From an e-mail address, a link or a domain: what its owner registered.
    ///
    /// A link (with `://` or a path) to a site where everybody has pages is nobody's domain; as an e-mail
    /// address or bare domain the same site is its owner's.
    ///
    /// # Errors
    /// Refuses mailbox providers, sites of everybody, public suffixes, addresses in numbers.
    pub fn domain(text: &str) -> Result<Self, OrganisationError> {
        let host = Host::read(text).ok_or_else(|| OrganisationError::Domain(shown(text)))?;
        let Some(registered) = registered(&host.ascii) else {
            return Err(OrganisationError::Suffix(shown(text)));
        };
        if hosts::is_free_mail(registered) {
            return Err(OrganisationError::FreeMail(shown(text)));
        }
        if host.is_link && hosts::is_shared(registered) {
            return Err(OrganisationError::Shared(shown(text)));
        }
        Ok(Self(format!("dom:{registered}")))
    }
}

fn shown(text: &str) -> String {
    text.trim().chars().take(200).collect()
}

/// The part of a host that its owner registered; nothing for a public suffix itself.
fn registered(host: &str) -> Option<&str> {
    // The list knows its suffixes in Unicode only.
    let labels: Option<Vec<String>> = host.split('.').map(decoded).collect();
    let unicode = labels?.join(".");
    let dots = psl::domain_str(&unicode)?.matches('.').count();
    let (start, _) = host.rmatch_indices('.').nth(dots).unwrap_or((0, ""));
    host.get(start..)
        .map(|domain| domain.trim_start_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::OrganisationKey;

    fn domain(text: &str) -> String {
        OrganisationKey::domain(text).map_or_else(|error| error.to_string(), |key| key.to_string())
    }

    #[test]
    fn takes_what_was_registered() {
        for (text, expected) in [
            ("acme.example", "dom:acme.example"),
            ("Jane.Doe@mail.ACME.example", "dom:acme.example"),
            ("mailto:jane@acme.co.uk", "dom:acme.co.uk"),
            ("https://www.acme.com.br/sobre", "dom:acme.com.br"),
            ("http://user:pw@acme.de:8080/", "dom:acme.de"),
            ("acme.github.io", "dom:acme.github.io"),
            ("https://intranet.acme.co.jp./", "dom:acme.co.jp"),
            ("jane@github.com", "dom:github.com"),
        ] {
            assert_eq!(domain(text), expected, "{text}");
        }
    }

    #[test]
    fn unicode_and_punycode_are_one() {
        for text in [
            "müller.example",
            "MÜLLER.example",
            "mu\u{308}ller.example",
            "www.xn--mller-kva.example",
            "XN--MLLER-KVA.EXAMPLE",
            "ｍüller。example",
        ] {
            assert_eq!(domain(text), "dom:xn--mller-kva.example", "{text}");
        }
        // A suffix in Chinese: the test vectors of the public suffix list.
        assert_eq!(domain("www.食狮.公司.cn"), "dom:xn--85x722f.xn--55qx5d.cn");
        assert_eq!(
            domain("www.xn--85x722f.xn--55qx5d.cn"),
            "dom:xn--85x722f.xn--55qx5d.cn"
        );
        assert_ne!(domain("straße.example"), domain("strasse.example"));
    }

    #[test]
    fn refuses_what_is_no_employers() {
        for (text, part) in [
            ("jane@gmail.com", "mail provider"),
            ("gmx.de", "mail provider"),
            ("jane@yahoo.co.uk", "mail provider"),
            ("https://github.com/jane", "everybody has pages"),
            ("https://linktr.ee/jane", "everybody has pages"),
            ("co.uk", "public suffix"),
            ("github.io", "public suffix"),
            ("公司.cn", "public suffix"),
            ("acme", "not a domain"),
            ("", "not a domain"),
            ("192.168.0.1", "not a domain"),
            ("a..example", "not a domain"),
            ("-a.example", "not a domain"),
            ("a b.example", "not a domain"),
            ("Acme Inc.", "not a domain"),
        ] {
            assert!(domain(text).contains(part), "{text}: {}", domain(text));
        }
    }

    #[test]
    fn what_is_registered_is_a_candidate() {
        for text in [
            "https://a.b.acme.co.uk/x",
            "jane@mail.acme.example",
            "www.食狮.公司.cn",
        ] {
            let key = OrganisationKey::domain(text).expect("a domain");
            assert!(
                OrganisationKey::domain_candidates(text).contains(&key),
                "{text}"
            );
        }
    }
}
