//! A moment as TUF writes it, `2026-11-22T09:30:00Z`, and as everything here counts it: Unix seconds.

use std::fmt;

use policy::Day;
use serde::{Deserialize, Serialize};

const DAY: i64 = 86_400;

/// Seconds since 1970-01-01T00:00:00Z, from then to the year 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment(pub i64);

/// The text is not a moment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a moment like `2026-11-22T09:30:00Z`")]
pub struct MomentError(String);

impl TryFrom<String> for Moment {
    type Error = MomentError;

    fn try_from(text: String) -> Result<Self, MomentError> {
        match parse(&text) {
            // Round trip: refuses signs, missing zeros and a 25th hour.
            Some(moment) if moment.to_string() == text => Ok(moment),
            _ => Err(MomentError(text)),
        }
    }
}

fn parse(text: &str) -> Option<Moment> {
    let (date, clock) = text.strip_suffix('Z')?.split_once('T')?;
    let day: Day = date.parse().ok()?;
    let days = day.days_since(Day::from_unix_seconds(0));
    let mut parts = clock.splitn(3, ':').map(|part| part.parse::<i64>().ok());
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    let in_range =
        (0..24).contains(&hours) && (0..60).contains(&minutes) && (0..60).contains(&seconds);
    in_range.then_some(Moment(
        i64::from(days) * DAY + hours * 3600 + minutes * 60 + seconds,
    ))
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (day, second) = (Day::from_unix_seconds(self.0), self.0.rem_euclid(DAY));
        write!(
            f,
            "{day}T{:02}:{:02}:{:02}Z",
            second / 3600,
            second / 60 % 60,
            second % 60
        )
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_known_unix_times() {
        // Source: `date -u -d TEXT +%s`.
        for (text, seconds) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2026-11-22T09:30:01Z", 1_795_339_801),
            ("2000-02-29T23:59:59Z", 951_868_799),
        ] {
            assert_eq!(Moment::try_from(text.to_owned()), Ok(Moment(seconds)));
            assert_eq!(Moment(seconds).to_string(), text);
        }
    }

    #[test]
    fn refuses_what_is_not_a_moment() {
        for text in [
            "",
            "2026-11-22",
            "2026-11-22T24:00:00Z",
            "2026-11-22T9:30:00Z",
            "2026-11-22T09:30:00+01:00",
        ] {
            assert!(Moment::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
