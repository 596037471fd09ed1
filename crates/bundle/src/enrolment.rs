//! What an employee is given once: where the bundles are, which root to trust, and who they are.
//!
//! Handing it over (managed configuration, a link, a pasted code) is left to the extension.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use policy::{PersonId, RoleId, TeamId};
use serde::{Deserialize, Serialize};

use crate::TrustAnchor;
use crate::map::secret::CohortKey;

/// One enrolment. As a code: `fl1.` and the base64url form of its JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    /// Base URL of the published folder: https, or http on loopback; no query, no fragment.
    pub url: String,
    /// SHA-256 of `metadata/1.root.json`, 64 hexadecimal digits.
    pub root_sha256: String,
    /// What the employee does for the company; may be empty, then they choose.
    #[serde(default)]
    pub roles: Vec<RoleId>,
    /// The employee in the people file, when the administrator names them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Teams they belong to.
    #[serde(default)]
    pub teams: Vec<TeamId>,
    /// The keys of the sealed lists that the employee receives, each as `COHORT:KEY`. Secret: whoever has one
    /// can ask a list about one person after another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
}

/// Why an enrolment is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnrolmentError {
    /// No `fl1.` code in it.
    #[error("this is not an enrolment code; a code starts with `fl1.`")]
    NoCode,
    /// Longer than [`Enrolment::MAX_BYTES`].
    #[error("this is longer than an enrolment code can be")]
    TooLong,
    /// Cut off or altered.
    #[error("the enrolment code is damaged; copy all of it again")]
    Damaged,
    /// Neither https nor http on this machine, or not a plain base URL.
    #[error("`{0}` is not an https address of a folder")]
    Address(String),
    /// The digest is not one.
    #[error(transparent)]
    Root(#[from] crate::AnchorError),
    /// A key of sealed lists is not one.
    #[error("a key of sealed lists is damaged: expected `COHORT:KEY`")]
    Key,
}

impl Enrolment {
    /// What a code starts with: the version of its layout. A reader refuses any other start.
    pub const PREFIX: &str = "fl1.";
    /// Longest link or code that is looked at, in bytes.
    pub const MAX_BYTES: usize = 8 * 1024;

    /// The code for this enrolment.
    #[must_use]
    pub fn encode(&self) -> String {
        // Serialising strings and lists of strings cannot fail; an empty code would be refused.
        let json = serde_json::to_vec(self).unwrap_or_default();
        format!("{}{}", Self::PREFIX, URL_SAFE_NO_PAD.encode(json))
    }

    /// Reads a code, or a link that carries one after `#`, and checks it as [`Enrolment::anchor`] does.
    ///
    /// # Errors
    /// When there is no code, it is damaged, or it names an address that is not allowed.
    pub fn decode(text: &str) -> Result<Self, EnrolmentError> {
        if text.len() > Self::MAX_BYTES {
            return Err(EnrolmentError::TooLong);
        }
        let text = text.trim();
        let text = text.rsplit_once('#').map_or(text, |(_, after)| after);
        let code = text
            .strip_prefix(Self::PREFIX)
            .ok_or(EnrolmentError::NoCode)?;
        let json = URL_SAFE_NO_PAD
            .decode(code)
            .map_err(|_| EnrolmentError::Damaged)?;
        let enrolment: Self = serde_json::from_slice(&json).map_err(|_| EnrolmentError::Damaged)?;
        enrolment.anchor()?;
        Ok(enrolment)
    }

    /// Checks the whole enrolment, however it came here, and gives what to trust.
    ///
    /// # Errors
    /// When the address is not allowed or the digest is not one.
    pub fn anchor(&self) -> Result<TrustAnchor, EnrolmentError> {
        if !is_allowed(&self.url) {
            return Err(EnrolmentError::Address(self.url.clone()));
        }
        self.cohort_keys()?;
        Ok(self.root_sha256.parse()?)
    }

    /// The keys of sealed lists by cohort.
    ///
    /// # Errors
    /// When one of them is not `COHORT:KEY`.
    pub fn cohort_keys(&self) -> Result<BTreeMap<String, CohortKey>, EnrolmentError> {
        let read = |text: &String| {
            let (cohort, key) = text.split_once(':').ok_or(EnrolmentError::Key)?;
            let key = key.parse().map_err(|_| EnrolmentError::Key)?;
            Ok((cohort.to_owned(), key))
        };
        self.keys.iter().map(read).collect()
    }

    /// The address of a file of the repository. The path comes from [`crate::Request`].
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        format!("{}/{path}", self.url.trim_end_matches('/'))
    }
}

/// https to any host, http to this machine only; nothing that could hide another host.
fn is_allowed(url: &str) -> bool {
    let plain =
        |c: char| c.is_ascii_graphic() && !matches!(c, '@' | '\\' | '?' | '#' | '"' | '<' | '>');
    if !url.chars().all(plain) {
        return false;
    }
    let Some((scheme, rest)) = url.split_once("://") else {
        return false;
    };
    let authority = rest.split('/').next().unwrap_or_default();
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.parse::<u16>().is_ok() => host,
        _ => authority,
    };
    match scheme {
        "https" => !host.is_empty(),
        "http" => matches!(host, "127.0.0.1" | "localhost" | "[::1]"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enrolment(url: &str) -> Enrolment {
        Enrolment {
            url: url.to_owned(),
            root_sha256: "ab".repeat(32),
            roles: vec!["engineer".into()],
            person: Some("alice".into()),
            teams: vec![],
            keys: vec![],
        }
    }

    #[test]
    fn reads_a_code_and_any_link_that_carries_it() {
        let alice = enrolment("https://bundles.aldermoor.example/fineline");
        let code = alice.encode();
        for text in [
            code.clone(),
            format!(" {code}\n"),
            format!("https://aldermoor.example/join#{code}"),
        ] {
            assert_eq!(Enrolment::decode(&text), Ok(alice.clone()), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_code() {
        let code = enrolment("https://a.example").encode();
        assert_eq!(Enrolment::decode(""), Err(EnrolmentError::NoCode));
        assert_eq!(
            Enrolment::decode(&code.replace("fl1.", "fl2.")),
            Err(EnrolmentError::NoCode)
        );
        assert_eq!(
            Enrolment::decode(&code.replace("fl1.", "fl1.!")),
            Err(EnrolmentError::Damaged)
        );
        assert_eq!(
            Enrolment::decode(&"x".repeat(9000)),
            Err(EnrolmentError::TooLong)
        );
        let cut: String = code.chars().take(40).collect();
        assert_eq!(Enrolment::decode(&cut), Err(EnrolmentError::Damaged));
    }

    #[test]
    fn refuses_addresses_that_are_not_https_or_this_machine() {
        for url in [
            "http://bundles.aldermoor.example",
            "http://127.0.0.1.evil.example/",
            "http://127.0.0.1@evil.example/",
            "http://localhost:80@evil.example/",
            "https:///nowhere",
            "https://a.example/?q",
            "https://a.example/ b",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "127.0.0.1",
            "",
        ] {
            let code = enrolment(url).encode();
            assert_eq!(
                Enrolment::decode(&code),
                Err(EnrolmentError::Address(url.to_owned()))
            );
        }
        for url in [
            "https://a.example:8443/x/",
            "http://127.0.0.1:8080",
            "http://localhost/",
            "http://[::1]:9/x",
        ] {
            assert!(Enrolment::decode(&enrolment(url).encode()).is_ok(), "{url}");
        }
    }

    #[test]
    fn refuses_a_digest_that_is_none() {
        let mut short = enrolment("https://a.example");
        short.root_sha256 = "ab".to_owned();
        assert_eq!(
            Enrolment::decode(&short.encode()),
            Err(EnrolmentError::Root(crate::AnchorError))
        );
    }

    #[test]
    fn joins_paths_with_one_slash() {
        for url in ["https://a.example/f", "https://a.example/f/"] {
            assert_eq!(
                enrolment(url).address("metadata/1.root.json"),
                "https://a.example/f/metadata/1.root.json"
            );
        }
    }
}
