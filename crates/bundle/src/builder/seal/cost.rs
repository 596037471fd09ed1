//! What it costs to find out who is on a sealed list by trying every handle there is, for somebody who has the
//! bundle and the key of a cohort: an employee, or who has their browser.
//!
//! Cores: the reference implementation of Argon2 (argon2-cffi 25.1) on one core of the machine of docs/benchmarks.md,
//! 2026-11-22: 19.3 ms with 19 MiB in 2 passes, 3.4 ms with 8 MiB in 1 pass. The graphics card (14 and 2.4 hours for
//! all) is the figure of the first design; it was not measured again.

use crate::map::kdf::Profile;

/// How many handles somebody who tries them all has to try.
pub const HANDLES: f64 = 500e6;

/// What trying them all takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// On eight cores, in seconds.
    pub cores: f64,
    /// On one graphics card, in seconds.
    pub card: f64,
}

impl Cost {
    /// Of a profile. `test` costs nothing worth a figure.
    #[must_use]
    pub fn of(profile: Profile) -> Option<Self> {
        let (core_seconds, card_hours) = match profile {
            Profile::Sealed => (0.0193, 14.0),
            Profile::SealedLight => (0.0034, 2.4),
            Profile::Test => return None,
        };
        Some(Self {
            cores: HANDLES * core_seconds / 8.0,
            card: card_hours * 3600.0,
        })
    }
}

/// A time as people say it.
#[must_use]
pub fn told(seconds: f64) -> String {
    match seconds {
        hours if hours < 48.0 * 3600.0 => format!("{:.1} hours", hours / 3600.0),
        days => format!("{:.1} days", days / 86_400.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected: by hand. 5e8 × 19.3 ms ÷ 8 = 1,206,250 s; 5e8 × 3.4 ms ÷ 8 = 212,500 s.
    #[test]
    fn the_cost_is_told_in_hours_or_days() {
        let told_of = |profile| Cost::of(profile).map(|it| (told(it.cores), told(it.card)));
        let pair = |one: &str, two: &str| Some((one.to_owned(), two.to_owned()));
        assert_eq!(told_of(Profile::Sealed), pair("14.0 days", "14.0 hours"));
        assert_eq!(told_of(Profile::SealedLight), pair("2.5 days", "2.4 hours"));
        assert_eq!(told_of(Profile::Test), None);
    }
}
