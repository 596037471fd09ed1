//! How often a topic was found where it was, and how often where it was not.

use std::fmt;

use crate::posts::Expect;

/// Outcomes over a number of posts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// About the topic, and found.
    pub(crate) found: usize,
    /// About the topic, and not found.
    pub(crate) missed: usize,
    /// Not about the topic, and found.
    pub(crate) mistaken: usize,
    /// Not about the topic, and not found.
    pub(crate) silent: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, expect: Expect, is_found: bool) {
        let count = match (expect, is_found) {
            (Expect::Fires, true) => &mut self.found,
            (Expect::Fires, false) => &mut self.missed,
            (Expect::Silent, true) => &mut self.mistaken,
            (Expect::Silent, false) => &mut self.silent,
        };
        *count += 1;
    }

    /// How much of what was found was right, in thousandths.
    pub(crate) fn precision(&self) -> usize {
        thousandths(self.found, self.found + self.mistaken)
    }

    /// How much of what was there was found, in thousandths.
    pub(crate) fn recall(&self) -> usize {
        thousandths(self.found, self.found + self.missed)
    }
}

/// Rounded down: a bar is not reached by rounding.
fn thousandths(part: usize, of: usize) -> usize {
    (part * 1_000).checked_div(of).unwrap_or(0)
}

/// `12/14 found, 0/14 mistaken, precision 1.000, recall 0.857`.
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            found,
            missed,
            mistaken,
            silent,
        } = self;
        let (precision, recall) = (self.precision(), self.recall());
        write!(
            f,
            "{found:>2}/{:<2} found {mistaken:>2}/{:<2} mistaken  precision {}.{:03}  recall {}.{:03}",
            found + missed,
            mistaken + silent,
            precision / 1_000,
            precision % 1_000,
            recall / 1_000,
            recall % 1_000,
        )
    }
}
