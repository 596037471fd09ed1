//! Domains of organisations: from an e-mail address, a link or a bare domain to what is registered.
//!
//! The builder reduces a domain by the public suffix list (feature `public-suffix`) and keeps
//! `dom:acme.example`. The worker, which has no room for that list, asks for every domain that a host
//! lies under; all but the registered one are either longer than anything listed or a public suffix,
//! which the builder refuses. A difference remains where a public suffix lies under a registered
//! domain (`s3.amazonaws.com`); such providers are in `hosts`.

use icu_normalizer::uts46::Uts46MapperBorrowed;
use idna::punycode;

use super::company::OrganisationKey;
use super::hosts;

impl OrganisationKey {
    /// Every domain under which an e-mail address or a link may be listed, longest first.
    ///
    /// Empty for what is no domain; mailbox providers and sites of everybody are left out.
    #[must_use]
    pub fn domain_candidates(text: &str) -> Vec<Self> {
        let Some(host) = Host::read(text) else {
            return Vec::new();
        };
        let mut candidates = Vec::new();
        let mut rest = host.ascii.as_str();
        while let Some((_, parent)) = rest.split_once('.') {
            let is_nobodys = hosts::is_free_mail(rest) || host.is_link && hosts::is_shared(rest);
            if !is_nobodys {
                candidates.push(Self(format!("dom:{rest}")));
            }
            rest = parent;
        }
        candidates
    }
}

/// A host in ASCII, as the name service wants it, and whether a page was meant.
pub(super) struct Host {
    pub(super) ascii: String,
    pub(super) is_link: bool,
}

impl Host {
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix("mailto:").unwrap_or(text);
        let (rest, has_scheme) = match text.split_once("://") {
            Some((scheme, rest)) if scheme.chars().all(|c| c.is_ascii_alphanumeric()) => {
                (rest, true)
            }
            _ => (text, false),
        };
        let authority = rest.split(['/', '?', '#', '\\']).next()?;
        let path = rest.get(authority.len()..).unwrap_or_default();
        let host = authority.rsplit('@').next()?;
        let host = host.split(':').next()?;
        Some(Self {
            ascii: to_ascii(host)?,
            is_link: has_scheme || path.len() > 1,
        })
    }
}

/// The form of UTS 46 (non-transitional): Unicode and punycode, any case, any full stop give one.
fn to_ascii(host: &str) -> Option<String> {
    let unicode: Vec<String> = host.split('.').map(decoded).collect::<Option<_>>()?;
    let mapper = Uts46MapperBorrowed::new();
    let mapped: String = mapper.map_normalize(unicode.join(".").chars()).collect();
    let mapped = mapped.strip_suffix('.').unwrap_or(&mapped);
    let labels: Vec<String> = mapped.split('.').map(encoded).collect::<Option<_>>()?;
    let is_number = labels.last()?.bytes().all(|byte| byte.is_ascii_digit());
    let ascii = labels.join(".");
    (labels.len() > 1 && !is_number && ascii.len() <= 253).then_some(ascii)
}

/// A label in Unicode and lower case.
pub(super) fn decoded(label: &str) -> Option<String> {
    let lower = label.to_ascii_lowercase();
    match lower.strip_prefix("xn--") {
        // What punycode hides is never ASCII, and never punycode again.
        Some(code) => punycode::decode_to_string(code).filter(|label| !label.is_ascii()),
        None => Some(lower),
    }
}

fn encoded(label: &str) -> Option<String> {
    if label.starts_with("xn--") {
        return None;
    }
    let label = if label.is_ascii() {
        label.to_owned()
    } else {
        format!("xn--{}", punycode::encode_str(label)?)
    };
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_label = !label.starts_with('-') && !label.ends_with('-') && label.chars().all(allowed);
    (is_label && (1..=63).contains(&label.len())).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::OrganisationKey;

    fn candidates(text: &str) -> Vec<String> {
        let keys = OrganisationKey::domain_candidates(text);
        keys.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn offers_every_domain_above() {
        for text in [
            "https://www.shop.acme.example/about?x=y",
            "WWW.Shop.ACME.example.",
            "//www.shop.acme.example:8443".trim_start_matches('/'),
        ] {
            let expected = [
                "dom:www.shop.acme.example",
                "dom:shop.acme.example",
                "dom:acme.example",
            ];
            assert_eq!(candidates(text), expected, "{text}");
        }
        assert_eq!(candidates("jane@acme.example"), ["dom:acme.example"]);
    }

    #[test]
    fn leaves_out_what_is_nobodys() {
        for text in [
            "jane@gmail.com",
            "gmx.de",
            "https://github.com/jane",
            "localhost",
            "10.0.0.1",
            "",
        ] {
            assert!(candidates(text).is_empty(), "{text}");
        }
        assert_eq!(candidates("jane@github.com"), ["dom:github.com"]);
    }
}
