//! Why nothing is imported at all, with what to do about it.

use std::fmt;

/// What was found, and a remedy on a line of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    found: String,
    help: String,
}

impl Refusal {
    pub(crate) fn new(found: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            found: found.into(),
            help: help.into(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  help: {}", self.found, self.help)
    }
}

impl std::error::Error for Refusal {}
