//! A moment, exact to the minute: the unit of embargoes, quiet periods and exceptions.
//!
//! Time zones and summer time are resolved when a policy is compiled; here a minute is a minute.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::Day;

const PER_DAY: u32 = 24 * 60;

/// Whole minutes since 1970-01-01T00:00Z, to the year 10135. Written `2026-11-22T09:30Z` in JSON, as a
/// number in compact formats. 32 bits: arithmetic with 64 is slow where the core runs as JavaScript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minute(pub u32);

impl Minute {
    /// Later than any other.
    pub const MAX: Self = Self(u32::MAX);

    /// The minute that contains this moment, in seconds since the Unix epoch; earlier ones count as the epoch.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Self {
        let minutes = seconds.max(0) / 60;
        Self(u32::try_from(minutes).unwrap_or(u32::MAX))
    }

    /// The day (UTC) that contains this minute.
    #[must_use]
    pub fn day(self) -> Day {
        Day::from_unix_seconds(i64::from(self.0) * 60)
    }

    /// How many minutes lie between `earlier` and `self`; 0 when `earlier` is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> u32 {
        self.0.saturating_sub(earlier.0)
    }
}

/// The text is not a minute of the form `YYYY-MM-DDThh:mmZ`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinuteError(String);

impl fmt::Display for MinuteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a minute like `2026-11-22T09:30Z`", self.0)
    }
}

impl std::error::Error for MinuteError {}

impl std::str::FromStr for Minute {
    type Err = MinuteError;

    fn from_str(text: &str) -> Result<Self, MinuteError> {
        match parse(text) {
            // Round trip: refuses missing zeros and a 25th hour.
            Some(minute) if minute.to_string() == text => Ok(minute),
            _ => Err(MinuteError(text.to_owned())),
        }
    }
}

fn parse(text: &str) -> Option<Minute> {
    let (date, clock) = text.strip_suffix('Z')?.split_once('T')?;
    let (hours, minutes) = clock.split_once(':')?;
    let day: Day = date.parse().ok()?;
    let days = u32::try_from(day.days_since(Day::from_unix_seconds(0))).ok()?;
    let (hours, minutes) = (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?);
    let in_day = hours.checked_mul(60)?.checked_add(minutes)?;
    days.checked_mul(PER_DAY)?.checked_add(in_day).map(Minute)
}

impl fmt::Display for Minute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of_day = self.0 % PER_DAY;
        write!(f, "{}T{:02}:{:02}Z", self.day(), of_day / 60, of_day % 60)
    }
}

impl Serialize for Minute {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_u32(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Minute {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = String::deserialize(deserializer)?;
            text.parse().map_err(de::Error::custom)
        } else {
            u32::deserialize(deserializer).map(Self)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_known_unix_times() {
        // Source: `date -u -d TEXT +%s` divided by 60.
        for (text, minutes) in [
            ("1970-01-01T00:00Z", 0),
            ("2026-11-22T09:30Z", 29_922_330),
            ("2000-02-29T23:59Z", 15_864_479),
        ] {
            assert_eq!(text.parse(), Ok(Minute(minutes)), "{text}");
            assert_eq!(Minute(minutes).to_string(), text);
        }
        assert_eq!(Minute::from_unix_seconds(1_795_339_859).0, 29_922_330);
        assert_eq!(Minute::from_unix_seconds(-5).0, 0);
    }

    #[test]
    fn refuses_what_is_not_a_minute() {
        for text in [
            "",
            "2026-11-22",
            "2026-11-22T09:30",
            "2026-11-22T9:30Z",
            "2026-11-22T24:00Z",
            "2026-11-22T09:60Z",
        ] {
            assert!(text.parse::<Minute>().is_err(), "{text}");
        }
    }
}
