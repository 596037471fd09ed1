//! Names to choose from: the enums of `policy`, as people write them.
//!
//! The types that are read know their names; nobody lists them a second time.

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer};

use super::code::Code;
use super::diagnostic::{quoted, suggest};
use super::notes::Notes;
use super::texts::Spot;
use super::tree::At;

/// Reads one name of an enum of `policy`; notes an unknown one with the names there are.
pub(crate) fn name<T: DeserializeOwned>(notes: &Notes, text: &At<String>, what: &str) -> Option<T> {
    by_name(&text.value)
        .map_err(|error| error.note(notes, text.spot, (&text.value, what)))
        .ok()
}

/// One name of an enum.
pub(crate) fn by_name<T: DeserializeOwned>(text: &str) -> Result<T, NameError> {
    let reader: StrDeserializer<'_, NameError> = text.into_deserializer();
    T::deserialize(reader)
}

/// The names of an enum, in its own order; none for a type that is no enum.
pub(crate) fn names_of<T: DeserializeOwned>() -> &'static [&'static str] {
    match by_name::<T>("") {
        Err(NameError::Unknown(names)) => names,
        _ => &[],
    }
}

/// What serde says about a name, kept as data.
#[derive(Debug)]
pub(crate) enum NameError {
    Unknown(&'static [&'static str]),
    Other(String),
}

impl NameError {
    pub(crate) fn note(self, notes: &Notes, spot: Spot, (found, what): (&str, &str)) {
        let (found, help) = self.explain(found, what);
        notes.add((Code::UnknownName, spot), found, &help);
    }

    /// What was found, and a help.
    pub(crate) fn explain(self, found: &str, what: &str) -> (String, String) {
        let what = match what {
            "expect" => "outcome",
            "posting-as" => "posting identity",
            other => other,
        };
        match self {
            Self::Unknown(known) => {
                let help = match suggest(found, "names", known.iter().copied()) {
                    help if help.starts_with("did you mean") => help,
                    _ => format!("expected {}", one_of(known)),
                };
                (format!("unknown {what} `{found}`"), help)
            }
            Self::Other(problem) => (format!("{what} `{found}`: {problem}"), String::new()),
        }
    }
}

/// `` `a`, `b` or `c` ``.
fn one_of(names: &[&str]) -> String {
    let names = quoted(names);
    match names.rsplit_once(" and ") {
        Some((before, last)) => format!("{before} or {last}"),
        None => names,
    }
}

impl std::fmt::Display for NameError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for NameError {}

impl serde::de::Error for NameError {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self::Other(message.to_string())
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::Unknown(expected)
    }
}
