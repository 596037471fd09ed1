//! The list of surfaces, as written by hand.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Deserialize;

/// What is to be shown of each surface, in the order of the table's columns, with its key in the list.
pub(super) const COLUMNS: [(&str, &str); 8] = [
    ("detected", "detected"),
    ("recipients", "recipients"),
    ("own-account", "own account"),
    ("nudge", "nudge"),
    ("held", "pause held"),
    ("released", "released once"),
    ("inserted", "insertion"),
    ("side-panel", "side panel"),
];

/// The whole list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listed {
    /// What holds of every surface that says nothing else: column to explanation.
    #[serde(default)]
    pub(super) gaps: BTreeMap<String, String>,
    /// In the order of the table.
    pub(super) surface: Vec<Surface>,
}

/// One place to write in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Surface {
    /// `x` or `linkedin`.
    pub(super) site: String,
    /// Its number in the table, e.g. `X3`.
    pub(super) id: String,
    /// What people call it.
    pub(super) name: String,
    /// Saved pages without their ending; a `*` at the end stands for anything.
    #[serde(default)]
    pub(super) pages: Vec<String>,
    /// Column to the browser tests that show it, e.g. `surfaces_x::a_message_is_held_and_sent_once`.
    #[serde(default)]
    pub(super) tests: BTreeMap<String, Vec<String>>,
    /// Column to why nothing shows it.
    #[serde(default)]
    pub(super) gaps: BTreeMap<String, String>,
}

impl Listed {
    /// Reads it.
    pub(super) fn read(text: &str) -> Result<Self> {
        Ok(toml::from_str(text)?)
    }

    /// Columns that are named somewhere and do not exist.
    pub(super) fn unknown_columns(&self) -> Vec<String> {
        let gaps = self.surface.iter().flat_map(|it| it.gaps.keys());
        let tests = self.surface.iter().flat_map(|it| it.tests.keys());
        let named = self.gaps.keys().chain(gaps).chain(tests);
        named
            .filter(|name| !COLUMNS.iter().any(|(key, _)| key == name))
            .cloned()
            .collect()
    }
}
