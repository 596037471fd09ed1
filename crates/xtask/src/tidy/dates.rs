//! What was written for an old layout says when it may go: `// Drop after YYYY-MM.` Once that
//! month is over it is found here.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Result;

use crate::tidy::Finding;
use crate::tidy::tree::{Tree, numbered};

/// A month; later ones are greater.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Month {
    year: i64,
    /// From 1.
    month: i64,
}

/// The month we are in, in UTC.
pub(super) fn this_month() -> Result<Month> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    Ok(month_of(i64::try_from(seconds / 86_400)?))
}

/// The month of a day, counted from 1970-01-01; years begin in March so that the leap day is last.
fn month_of(day: i64) -> Month {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    Month {
        year: year_of_era + era * 400 + i64::from(month <= 2),
        month,
    }
}

pub(super) fn check(tree: &Tree, now: Month) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.files() {
        for (number, line) in numbered(text) {
            if drop_after(line).is_some_and(|month| month < now) {
                let help = "look at the site of today: delete this, or give it a new month";
                findings.push(Finding::new(
                    format!("{path}:{number}"),
                    format!("is overdue: {}", line.trim()),
                    help,
                ));
            }
        }
    }
    findings
}

fn drop_after(line: &str) -> Option<Month> {
    let (_before, date) = line.split_once("Drop after ")?;
    let (year, rest) = date.split_once('-')?;
    let month: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Some(Month {
        year: year.parse().ok()?,
        month: month.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Month = Month {
        year: 2026,
        month: 11,
    };

    fn check(line: &str, expected: usize) {
        assert_eq!(
            super::check(&Tree::of(&[("a.rs", line)]), NOW).len(),
            expected,
            "{line}"
        );
    }

    #[test]
    fn a_month_that_is_over_is_found() {
        check(concat!("// Drop ", "after 2026-10."), 1);
        check(concat!("// Drop ", "after 2025-12, the old layout."), 1);
    }

    #[test]
    fn this_month_and_later_ones_are_not() {
        check(concat!("// Drop ", "after 2026-11."), 0);
        check(concat!("// Drop ", "after 2027-01."), 0);
        check(concat!("// Drop ", "after YYYY-MM."), 0);
    }

    #[test]
    fn months_are_those_of_the_calendar() {
        assert_eq!(
            month_of(0),
            Month {
                year: 1970,
                month: 1
            }
        );
        assert_eq!(
            month_of(11_016),
            Month {
                year: 2000,
                month: 2
            }
        );
        assert_eq!(
            month_of(20_513),
            Month {
                year: 2026,
                month: 3
            }
        );
        assert_eq!(
            month_of(20_453),
            Month {
                year: 2025,
                month: 12
            }
        );
    }
}
