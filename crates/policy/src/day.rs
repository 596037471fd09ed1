//! A calendar day without time or zone: the unit in which audience entries age.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Days since 1970-01-01. Written `2026-11-22` in files and in JSON, as a number in compact formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// The day (UTC) that contains this moment, in seconds since the Unix epoch.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Self {
        Self(i32::try_from(seconds.div_euclid(86_400)).unwrap_or(i32::MAX))
    }

    /// How many days lie between `earlier` and `self`; negative when `earlier` is later.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }
}

/// The text is not a date of the form `YYYY-MM-DD` between 1970 and 9999.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayError(String);

impl fmt::Display for DayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a date like `2026-11-22`", self.0)
    }
}

impl std::error::Error for DayError {}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        let parsed = parse(text).map(|(year, month, day)| Self(days_from_civil(year, month, day)));
        match parsed {
            // Round trip: refuses 30 February and unpadded numbers.
            Some(day) if day.to_string() == text => Ok(day),
            _ => Err(DayError(text.to_owned())),
        }
    }
}

fn parse(text: &str) -> Option<(i32, i32, i32)> {
    let mut parts = text.splitn(3, '-').map(|part| part.parse::<u16>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let in_range = (1970..=9999).contains(&year) && (1..=12).contains(&month) && day <= 31;
    in_range.then_some((year.into(), month.into(), day.into()))
}

/// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
fn days_from_civil(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

impl fmt::Display for Day {
    /// The same source, `civil_from_days`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let z = i64::from(self.0) + 719_468;
        let (era, doe) = (z.div_euclid(146_097), z.rem_euclid(146_097));
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let (day, month) = (
            doy - (153 * mp + 2) / 5 + 1,
            if mp < 10 { mp + 3 } else { mp - 9 },
        );
        let year = yoe + era * 400 + i64::from(month <= 2);
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_i32(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = String::deserialize(deserializer)?;
            text.parse().map_err(de::Error::custom)
        } else {
            i32::deserialize(deserializer).map(Self)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_known_unix_times() {
        // Source: `date -u -d DATE +%s` divided by 86400.
        for (text, days) in [
            ("1970-01-01", 0),
            ("2000-02-29", 11_016),
            ("2026-11-22", 20_779),
        ] {
            assert_eq!(text.parse::<Day>(), Ok(Day(days)));
            assert_eq!(Day(days).to_string(), text);
        }
        assert_eq!(
            Day::from_unix_seconds(1_795_305_600 + 86_399).to_string(),
            "2026-11-22"
        );
    }

    #[test]
    fn is_written_for_people_in_json() {
        let day: Day = serde_json::from_str("\"2026-11-22\"").unwrap();
        assert_eq!(day, Day(20_779));
        assert_eq!(serde_json::to_string(&day).unwrap(), "\"2026-11-22\"");
        assert!(serde_json::from_str::<Day>("\"22.11.2026\"").is_err());
        assert!(serde_json::from_str::<Day>("20779").is_err());
    }

    #[test]
    fn refuses_what_is_not_a_day() {
        for text in [
            "",
            "2026-2-3",
            "2026-02-30",
            "2026-13-01",
            "22.11.2026",
            "2026-11-22T00:00",
        ] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }
}
