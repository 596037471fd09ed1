//! What `check` warns of: each warning with a company that has it and a twin that does not.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests stop at the first surprise"
)]

mod cards;
mod company;
mod lists;
mod rules;
mod sites;
mod speech;
mod words;

use bundle::builder::code::{Code, Severity};

use crate::company::{Files, rule};

/// Nothing to complain about.
const FINE: [&str; 0] = [];

#[test]
fn a_company_whose_files_fit_has_no_warnings() {
    let files = Files::new().with(
        "rules/a.toml",
        &rule("a", "note", "what.text = [\"discount\"]"),
    );
    assert_eq!(files.found(), FINE);
}

#[test]
fn every_warning_is_explained_in_the_documents() {
    let documents = include_str!("../../../../docs/files.md");
    for code in Code::ALL {
        let named = documents.contains(&format!("`{}`", code.id()));
        let is_warning = code.severity() == Severity::Warning;
        assert!(
            named || !is_warning,
            "docs/files.md does not explain `{}`",
            code.id()
        );
    }
}
