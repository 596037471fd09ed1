//! The only place of this command that asks for the time.

use std::time::{SystemTime, UNIX_EPOCH};

use policy::Day;

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
