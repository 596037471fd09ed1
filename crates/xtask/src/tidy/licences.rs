//! The licences, bans and sources of `deny.toml`, checked against every package that Cargo may use.
//! The file is cargo-deny's, for who has that tool; advisories are left to it.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::tidy::Finding;
use crate::tidy::packages::{Package, Packages};
use crate::tidy::tree::Tree;

const DENY: &str = "deny.toml";

#[derive(Deserialize)]
struct Deny {
    licenses: Licences,
    #[serde(default)]
    bans: Bans,
}

#[derive(Deserialize)]
struct Licences {
    allow: BTreeSet<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: BTreeSet<String>,
}

#[derive(Deserialize, Default)]
struct Bans {
    #[serde(default)]
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    reason: String,
}

pub(super) fn check(tree: &Tree, packages: &Packages) -> Vec<Finding> {
    match toml::from_str::<Deny>(tree.text(DENY)) {
        Ok(deny) => packages
            .packages
            .iter()
            .flat_map(|package| judge(&deny, package))
            .collect(),
        Err(error) => vec![Finding::new(
            DENY,
            format!("cannot be read: {}", error.message()),
            "see cargo-deny's book",
        )],
    }
}

fn judge(deny: &Deny, package: &Package) -> Vec<Finding> {
    let place = format!("{} {}", package.name, package.version);
    let mut findings = Vec::new();
    let exception = deny
        .licenses
        .exceptions
        .iter()
        .find(|exception| exception.name == package.name);
    let allowed = |licence: &str| {
        deny.licenses.allow.contains(licence)
            || exception.is_some_and(|exception| exception.allow.contains(licence))
    };
    let licence = package.license.as_deref().unwrap_or("none");
    if !permits(licence, &allowed) {
        let help = format!(
            "do without it, or, once somebody has read the licence, add it to `allow` in {DENY}"
        );
        findings.push(Finding::new(
            &place,
            format!("has the licence `{licence}`"),
            help,
        ));
    }
    if let Some(ban) = deny.bans.deny.iter().find(|ban| ban.name == package.name) {
        findings.push(Finding::new(
            &place,
            format!("is banned: {}", ban.reason),
            format!("find who brings it: `cargo tree -i {}`", package.name),
        ));
    }
    if package.source.as_ref().is_some_and(|source| {
        !source.starts_with("registry+https://github.com/rust-lang/crates.io-index")
    }) {
        findings.push(Finding::new(
            &place,
            "does not come from crates.io",
            "use a published version",
        ));
    }
    findings
}

/// Whether a licence expression (SPDX, or the old form `MIT/Apache-2.0`) can be met by what is
/// allowed. `OR` binds weaker than `AND`, as there.
fn permits(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut parser = Parser {
        words: &words,
        allowed,
    };
    let permitted = parser.any();
    permitted && parser.words.is_empty()
}

struct Parser<'a> {
    words: &'a [&'a str],
    allowed: &'a dyn Fn(&str) -> bool,
}

impl Parser<'_> {
    fn next_is(&mut self, word: &str) -> bool {
        let rest = self
            .words
            .split_first()
            .filter(|(first, _rest)| **first == word)
            .map(|(_first, rest)| rest);
        rest.map(|rest| self.words = rest).is_some()
    }

    fn any(&mut self) -> bool {
        let mut permitted = self.all();
        while self.next_is("OR") {
            permitted |= self.all();
        }
        permitted
    }

    fn all(&mut self) -> bool {
        let mut permitted = self.one();
        while self.next_is("AND") {
            permitted &= self.one();
        }
        permitted
    }

    fn one(&mut self) -> bool {
        if self.next_is("(") {
            let permitted = self.any();
            return self.next_is(")") && permitted;
        }
        let Some((licence, rest)) = self.words.split_first() else {
            return false;
        };
        self.words = rest;
        if !self.next_is("WITH") {
            return (self.allowed)(licence);
        }
        let Some((exception, rest)) = self.words.split_first() else {
            return false;
        };
        self.words = rest;
        (self.allowed)(&format!("{licence} WITH {exception}")) || (self.allowed)(licence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expression: &str, expected: bool) {
        let allowed = |licence: &str| ["MIT", "Apache-2.0", "Unicode-3.0"].contains(&licence);
        assert_eq!(permits(expression, &allowed), expected, "{expression}");
    }

    #[test]
    fn one_allowed_licence_of_a_choice_is_enough() {
        check("MIT", true);
        check("GPL-3.0 OR MIT", true);
        check("Zlib/MIT", true);
        check("Apache-2.0 WITH LLVM-exception OR GPL-2.0", true);
    }

    #[test]
    fn all_licences_of_a_sum_are_needed() {
        check("(MIT OR Apache-2.0) AND Unicode-3.0", true);
        check("(MIT OR Apache-2.0) AND OpenSSL", false);
        check("MIT OR Apache-2.0 AND OpenSSL", true);
    }

    #[test]
    fn what_is_not_allowed_or_not_understood_is_refused() {
        check("GPL-3.0", false);
        check("none", false);
        check("", false);
        check("MIT custom", false);
        check("(MIT", false);
    }
}
