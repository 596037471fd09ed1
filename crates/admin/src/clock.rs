//! The only place of this command that asks for the time.

use std::time::{SystemTime, UNIX_EPOCH};

use policy::{Day, Minute};

/// Seconds since the Unix epoch.
pub(crate) fn now() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// A day given on the command line, or today (UTC).
pub(crate) fn day_or_today(day: Option<Day>) -> Day {
    day.unwrap_or_else(|| Day::from_unix_seconds(now()))
}

/// The noon (UTC) of a day given on the command line, or now.
pub(crate) fn minute_or_now(day: Option<Day>) -> Minute {
    let noon = day.map(|day| {
        let days = day.days_since(Day::from_unix_seconds(0));
        i64::from(days) * 86_400 + 43_200
    });
    Minute::from_unix_seconds(noon.unwrap_or_else(now))
}
