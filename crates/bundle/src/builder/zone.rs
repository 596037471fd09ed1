//! Dates and times as people write them → moments, in the company's time zone.
//!
//! The rules of every zone, summer time included, are compiled in: the same files give the same bundle
//! on every machine.

use jiff::civil::{DateTime, Time};
use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::diagnostic::suggest;
use crate::moment::Moment;

/// Where no zone is named.
pub(crate) static UTC: Zone = Zone(TimeZone::UTC);

/// A time zone by its name, like `Europe/Zurich`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Default for Zone {
    fn default() -> Self {
        UTC.clone()
    }
}

/// Which moment of a day is meant where a date has no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfDay {
    /// Its first.
    Begin,
    /// The middle of it.
    Noon,
    /// The first of the next day: what holds until a day holds on that day.
    End,
}

impl Zone {
    /// A zone by its name.
    ///
    /// # Errors
    /// A help for a name that there is not.
    pub fn named(name: &str) -> Result<Self, String> {
        let known = TimeZoneDatabase::bundled();
        known.get(name).map(Self).map_err(|_| {
            let names: Vec<String> = known.available().map(|name| name.to_string()).collect();
            match suggest(name, "zones", names.iter().map(String::as_str)) {
                help if help.starts_with("did you mean") => help,
                _ => "expected a name like `Europe/Zurich` or `UTC`".to_owned(),
            }
        })
    }

    /// `2026-11-22`, `2026-11-22T09:30`, with `:00` or a space if one likes, or with an offset
    /// (`Z`, `+01:00`), which then counts instead of the zone. Nothing for any other text.
    #[must_use]
    pub fn moment(&self, text: &str, of_day: OfDay) -> Option<Moment> {
        if let Ok(exact) = text.parse::<jiff::Timestamp>() {
            return Some(Moment(exact.as_second()));
        }
        let local = if text.contains([':']) {
            text.parse::<DateTime>().ok()?
        } else {
            let date: jiff::civil::Date = text.parse().ok()?;
            match of_day {
                OfDay::Begin => date.to_datetime(Time::midnight()),
                OfDay::Noon => date.at(12, 0, 0, 0),
                OfDay::End => date.tomorrow().ok()?.to_datetime(Time::midnight()),
            }
        };
        // A time that a change of clocks skips or repeats: as it would have been before the change.
        let ambiguous = self.0.to_ambiguous_timestamp(local);
        Some(Moment(ambiguous.compatible().ok()?.as_second()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(zone: &str, text: &str, of_day: OfDay) -> String {
        let zone = Zone::named(zone).expect("a zone");
        let moment = zone.moment(text, of_day);
        moment.map_or_else(|| "none".to_owned(), |moment| moment.to_string())
    }

    #[test]
    fn resolves_local_times_with_summer_time() {
        // Source: `TZ=UTC date -d 'TZ="ZONE" TEXT'`.
        for (zone, text, expected) in [
            ("Europe/Zurich", "2026-11-22T09:30", "2026-11-22T08:30:00Z"),
            ("Europe/Zurich", "2026-07-01 09:30", "2026-07-01T07:30:00Z"),
            (
                "Asia/Kolkata",
                "2026-07-01T09:30:00",
                "2026-07-01T04:00:00Z",
            ),
            (
                "Europe/Zurich",
                "2026-07-01T09:30:00Z",
                "2026-07-01T09:30:00Z",
            ),
            ("UTC", "2026-07-01T09:30:00-05:00", "2026-07-01T14:30:00Z"),
        ] {
            assert_eq!(at(zone, text, OfDay::Noon), expected, "{zone} {text}");
        }
    }

    #[test]
    fn a_date_is_a_whole_day() {
        let day = |of_day| at("Europe/Zurich", "2026-10-25", of_day);
        // The day on which summer time ends has 25 hours.
        assert_eq!(day(OfDay::Begin), "2026-10-24T22:00:00Z");
        assert_eq!(day(OfDay::Noon), "2026-10-25T11:00:00Z");
        assert_eq!(day(OfDay::End), "2026-10-25T23:00:00Z");
    }

    #[test]
    fn refuses_what_is_no_time() {
        for text in [
            "",
            "soon",
            "22.11.2026",
            "2026-02-30",
            "2026-11-22T25:00",
            "09:30",
        ] {
            assert_eq!(at("UTC", text, OfDay::Noon), "none", "{text}");
        }
    }

    #[test]
    fn suggests_zones() {
        let help = Zone::named("Europe/Zürich").expect_err("no such zone");
        assert_eq!(help, "did you mean `Europe/Zurich`?");
        assert!(Zone::named("CET+1 or so").is_err());
    }
}
