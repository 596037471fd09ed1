//! The browser tests and the browsers that each runs in, as the macros of `tests/tests/browser/main.rs` say.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Result;

/// Browsers with builds of the core, each by the letter that stands for it in the table.
pub(super) type Browsers = &'static str;

/// Macro, and in which browsers it runs a test on X and on LinkedIn: C is WebAssembly in Chromium, J is JavaScript
/// there, F is Firefox.
const MACROS: [(&str, Browsers, Browsers); 4] = [
    ("in_every_cell", "CJF", "CJF"),
    ("in_both_builds", "CJF", "CJF"),
    ("on_both_sites", "CF", "J"),
    ("on_both_sites_in_chromium", "C", "J"),
];

/// By file and function (`pausing::escape_returns_to_the_draft`): the browsers on X and on LinkedIn.
pub(super) struct Tests(BTreeMap<String, (Browsers, Browsers)>);

impl Tests {
    /// Reads every file of the browser tests.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let mut tests = BTreeMap::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "rs") {
                let file = path.file_stem().unwrap_or_default().to_string_lossy();
                for (name, browsers) in listed(&fs::read_to_string(&path)?) {
                    tests.insert(format!("{file}::{name}"), browsers);
                }
            }
        }
        Ok(Self(tests))
    }

    /// The browsers that a test runs in on a site; none where there is no such test.
    pub(super) fn browsers(&self, test: &str, site: &str) -> Option<Browsers> {
        let (on_x, on_linkedin) = self.0.get(test)?;
        Some(if site == "x" { on_x } else { on_linkedin })
    }
}

/// The behaviours that a file hands to the macros.
fn listed(text: &str) -> Vec<(String, (Browsers, Browsers))> {
    let mut found = Vec::new();
    for (name, on_x, on_linkedin) in MACROS {
        for (at, opening) in text.match_indices(&format!("{name}!(")) {
            let is_call = at == 0 || text.get(..at).is_some_and(|before| before.ends_with('\n'));
            let rest = text.get(at + opening.len()..).unwrap_or_default();
            let inside = rest.split(");").next().unwrap_or_default();
            let names = inside.split(',').map(str::trim).filter(|it| !it.is_empty());
            if is_call {
                found.extend(names.map(|it| (it.to_owned(), (on_x, on_linkedin))));
            }
        }
    }
    found
}

#[cfg(test)]
mod reading {
    use super::*;

    #[test]
    fn a_call_lists_behaviours_and_a_mention_does_not() {
        let text = "//! See in_every_cell!(nothing);\n\non_both_sites!(\n    one,\n    two,\n);\nin_both_builds!(three);\n";
        assert_eq!(
            listed(text),
            [
                ("three".to_owned(), ("CJF", "CJF")),
                ("one".to_owned(), ("CF", "J")),
                ("two".to_owned(), ("CF", "J")),
            ]
        );
    }
}
