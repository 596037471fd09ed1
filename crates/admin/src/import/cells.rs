//! One cell of an export in the form in which it is kept: a name, a handle, an address, a domain.
//!
//! What cannot be read is `None` or says why; what that means for the row is left to `party`. Which
//! domains and names mean one company is `policy::names`' business, the same for the whole product.

use std::cell::RefCell;
use std::collections::HashMap;

use policy::AccountKey;
use policy::names::{OrganisationError, OrganisationKey};

use super::reason::Reason;

/// Nobody has a longer name; what is kept per entry stays small whatever a file says.
const LONGEST: usize = 200;

/// One line without control characters and double spaces, of a length to keep.
pub(crate) fn clean(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(LONGEST).collect()
}

/// For comparing names: case and white space aside.
pub(crate) fn fold(text: &str) -> String {
    clean(text).to_lowercase()
}

/// An X handle without `@`, from a handle or from the address of a profile.
pub(crate) fn handle(text: &str) -> Option<String> {
    let rest = strip_scheme(text.trim());
    let after_host = ["x.com/", "twitter.com/"]
        .iter()
        .find_map(|host| strip_prefix_folded(rest, host));
    let name = after_host.map_or(rest, |path| until(path, &['/', '?', '#']));
    let key = AccountKey::x(name).ok()?;
    key.as_str().strip_prefix("x:@").map(str::to_owned)
}

/// An X user id: digits. A spreadsheet's `1.23E+18` has lost some and is none.
pub(crate) fn x_user_id(text: &str) -> Option<String> {
    let digits = text.trim();
    let is_id = (1..=20).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_id.then(|| digits.to_owned())
}

/// Where a LinkedIn address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// A person's profile.
    Person(String),
    /// A company's, school's or product's page.
    Company(String),
}

/// A LinkedIn address of any form. A bare name is taken for one of the folder given: `in` or `company`.
pub(crate) fn linkedin(text: &str, folder: &str) -> Option<Page> {
    let text = text.trim();
    let is_bare = !text.is_empty() && !text.contains(['/', '.', '@', ' ']);
    let address = match text.split_once("/sales/company/") {
        // Sales Navigator shows companies by the number that their page has, too.
        Some((_host, number)) => format!("/company/{}", until(number, &['/', '?', ','])),
        None if is_bare => format!("/{folder}/{text}"),
        None => strip_scheme(text).to_owned(),
    };
    let key = AccountKey::linkedin(&address).ok()?;
    let path = key.as_str().strip_prefix("in:")?;
    let url = format!("https://www.linkedin.com{path}/");
    Some(if path.starts_with("/in/") {
        Page::Person(url)
    } else {
        Page::Company(url)
    })
}

/// The domain that the employer behind an e-mail address has registered.
pub(crate) fn email_domain(text: &str) -> Result<String, Reason> {
    let (_, address) = text.rsplit_once('<').unwrap_or(("", text));
    let address = address.trim().trim_end_matches('>');
    if address.contains('@') {
        domain(address)
    } else {
        Err(Reason::Domain)
    }
}

/// The domain that the owner of a website, or of a bare domain, has registered.
pub(crate) fn web_domain(text: &str) -> Result<String, Reason> {
    domain(text.trim())
}

/// In letters as people write them: what was registered, of the host that stands there.
fn domain(text: &str) -> Result<String, Reason> {
    let key = OrganisationKey::domain(text).map_err(|error| match error {
        OrganisationError::FreeMail(_) => Reason::FreeMail,
        OrganisationError::Shared(_) => Reason::SharedHost,
        OrganisationError::Name(_)
        | OrganisationError::Domain(_)
        | OrganisationError::Suffix(_) => Reason::Domain,
    })?;
    let registered = key.as_str().trim_start_matches("dom:").to_owned();
    if !registered.contains("xn--") {
        return Ok(registered);
    }
    let parts = registered.split('.').count();
    let host = until(strip_scheme(text), &['/', '?', '#']);
    let host = host.rsplit_once('@').map_or(host, |(_user, host)| host);
    let host = until(host, &[':']).trim_end_matches('.').to_lowercase();
    let written: Vec<&str> = host.rsplit('.').take(parts).collect();
    let written = written.into_iter().rev().collect::<Vec<_>>().join(".");
    let is_same = OrganisationKey::domain(&written).is_ok_and(|other| other == key);
    Ok(if is_same { written } else { registered })
}

/// For comparing names of companies: legal forms, case, accents and punctuation aside.
pub(crate) fn fold_company(name: &str) -> String {
    thread_local! {
        // An export names the same company on many rows in a row, and the legal forms of forty
        // countries take their time.
        static KNOWN: RefCell<HashMap<String, String>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(folded) = known.get(name) {
            return folded.clone();
        }
        let key = OrganisationKey::name(name);
        let folded = key.map_or_else(|_| fold(name), |key| key.as_str().to_owned());
        if known.len() >= 1024 {
            known.clear();
        }
        known.insert(name.to_owned(), folded.clone());
        folded
    })
}

/// The parts of a cell with several values; HubSpot separates them by `;`.
pub(crate) fn several(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', ','])
        .map(str::trim)
        .filter(|one| !one.is_empty())
}

/// `true`, `1`, `yes`: what exports write for "yes".
pub(crate) fn is_yes(text: &str) -> bool {
    ["true", "1", "yes", "x"]
        .iter()
        .any(|yes| text.eq_ignore_ascii_case(yes))
}

fn strip_scheme(text: &str) -> &str {
    ["https://", "http://", "//", "www."]
        .iter()
        .fold(text, |rest, scheme| {
            strip_prefix_folded(rest, scheme).unwrap_or(rest)
        })
}

fn strip_prefix_folded<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

fn until<'a>(text: &'a str, ends: &[char]) -> &'a str {
    text.split(ends).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_handles_and_addresses_of_profiles() {
        for text in [
            "@Elena_M",
            " elena_m ",
            "https://x.com/elena_m?s=20",
            "HTTPS://www.Twitter.com/elena_m/status/1",
        ] {
            assert_eq!(handle(text).as_deref(), Some("elena_m"), "{text}");
        }
        for text in ["", "n/a", "elena m", "https://evil.example/elena_m"] {
            assert_eq!(handle(text), None, "{text}");
        }
    }

    #[test]
    fn reads_linkedin_addresses_of_people_and_companies() {
        let person = |name| Some(Page::Person(format!("https://www.linkedin.com/in/{name}/")));
        let company = |name| {
            Some(Page::Company(format!(
                "https://www.linkedin.com/company/{name}/"
            )))
        };
        let cases = [
            (
                "https://de.linkedin.com/in/Jane-Doe?trk=1",
                "in",
                person("jane-doe"),
            ),
            ("linkedin.com/in/j%C3%BCrgen", "company", person("jürgen")),
            ("www.linkedin.com/company/Acme/posts", "in", company("acme")),
            (
                "https://www.linkedin.com/sales/company/4711?x=y",
                "company",
                company("4711"),
            ),
            ("jane-doe", "in", person("jane-doe")),
            ("acme", "company", company("acme")),
            ("https://www.linkedin.com/sales/lead/ACwAAB,x", "in", None),
            ("acme.example", "company", None),
            ("", "in", None),
        ];
        for (text, folder, expected) in cases {
            assert_eq!(linkedin(text, folder), expected, "{text}");
        }
    }

    #[test]
    fn takes_what_the_employer_has_registered() {
        for text in ["Jane.Doe@mail.Acme.Example", "Jane <jane@acme.example>"] {
            assert_eq!(email_domain(text).as_deref(), Ok("acme.example"), "{text}");
        }
        for text in ["", "jane", "jane@", "jane@localhost", "jane@10.0.0.1"] {
            assert_eq!(email_domain(text), Err(Reason::Domain), "{text}");
        }
        for text in [
            "acme.example",
            "https://www.acme.example/en?x#y",
            "HTTP://user@ACME.example:8080",
        ] {
            assert_eq!(web_domain(text).as_deref(), Ok("acme.example"), "{text}");
        }
        for text in ["", "none", "http://", "-", "acme..example", "co.uk"] {
            assert_eq!(web_domain(text), Err(Reason::Domain), "{text}");
        }
    }

    #[test]
    fn keeps_domains_in_the_letters_that_people_write() {
        for text in [
            "www.münchen.example",
            "https://MÜNCHEN.example/a",
            "a@post.münchen.example",
        ] {
            assert_eq!(web_domain(text).as_deref(), Ok("münchen.example"), "{text}");
        }
    }

    #[test]
    fn knows_addresses_that_say_nothing_about_a_company() {
        assert_eq!(email_domain("jane@gmail.com"), Err(Reason::FreeMail));
        assert_eq!(
            web_domain("https://facebook.com/acme"),
            Err(Reason::SharedHost)
        );
        assert_eq!(
            email_domain("jane@gmail.example").as_deref(),
            Ok("gmail.example")
        );
    }

    #[test]
    fn names_of_one_company_are_one() {
        assert_eq!(
            fold_company("Okafor Shipping, Ltd."),
            fold_company("OKAFOR  shipping")
        );
        assert_ne!(fold_company("Okafor Shipping"), fold_company("Okafor Rail"));
        assert_eq!(fold_company("!!!"), "!!!");
    }

    #[test]
    fn refuses_ids_that_a_spreadsheet_has_rounded() {
        assert_eq!(x_user_id(" 44196397 ").as_deref(), Some("44196397"));
        for text in ["", "1.23E+18", "-1", "123456789012345678901"] {
            assert_eq!(x_user_id(text), None, "{text}");
        }
    }

    #[test]
    fn keeps_names_on_one_short_line() {
        assert_eq!(clean(" Ann\r\n\u{1f} the  first\0"), "Ann the first");
        assert_eq!(clean(&"ü".repeat(999)).chars().count(), LONGEST);
    }
}
