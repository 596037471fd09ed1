//! A small company that is fine: what an input replaces. It is the one that `fineline`'s own tests of bad
//! input begin with.

use bundle::builder::source::Sources;

use crate::parts::Part;

macro_rules! base {
    ($($path:literal),+) => {
        &[$(($path, include_str!(concat!("../../crates/admin/tests/bad-input/base/", $path)))),+]
    };
}

const BASE: &[(&str, &str)] = base![
    "fineline.toml",
    "people.csv",
    "desks.toml",
    "rules/client.toml",
    "audiences/clients.toml",
    "audiences/clients.csv"
];

/// In place of the shipped one, whose tables would take all the time.
const PROTECTED: (&str, &str) = (
    "topics/protected-speech.toml",
    "label = \"Protected\"\nprotected = true\n[en]\nphrases = [\"our union\"]\nfires = [\"our union\"]\nsilent = [\"a union\"]\n",
);

/// Its files with these in their place. A part with nothing in it takes the file away.
#[must_use]
pub fn with(parts: &[Part<'_>]) -> Sources {
    let base = BASE.iter().chain([&PROTECTED]);
    let kept = base.filter(|(path, _)| parts.iter().all(|part| part.0 != *path));
    let kept = kept.map(|(path, text)| (*path, text.as_bytes()));
    let given = parts.iter().filter(|part| !part.1.is_empty()).copied();
    kept.chain(given).collect()
}
