//! Calm progress: one line when a step begins, with the time since the start, and a sign of life
//! when a step is long. No colours and no rewriting, so that a log reads like a screen.

use std::fmt::Display;
use std::time::{Duration, Instant};

/// How long a step may be silent before it is said what it does.
pub(crate) const SIGN_OF_LIFE: Duration = Duration::from_secs(20);

/// Tells what is being done, with the time since the command began.
pub(crate) struct Progress {
    started: Instant,
    stream: Stream,
}

/// Where progress is told.
enum Stream {
    Output,
    Errors,
}

impl Progress {
    /// Begins to count.
    pub(crate) fn start() -> Self {
        Self {
            started: Instant::now(),
            stream: Stream::Output,
        }
    }

    /// The same, told beside an output that a program reads.
    pub(crate) fn aside() -> Self {
        Self {
            stream: Stream::Errors,
            ..Self::start()
        }
    }

    /// Says what is done now. A whole thought, in lower case, without a full stop.
    pub(crate) fn say(&self, what: impl Display) {
        let line = format!("[{}] {what}", clock(self.started.elapsed()));
        match self.stream {
            Stream::Output => println!("{line}"),
            Stream::Errors => eprintln!("{line}"),
        }
    }
}

/// Minutes and seconds, as on a clock: `0:07`, `12:30`.
pub(crate) fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// A duration as a person says it: `0.4 s`, `38 s`, `2 min 05 s`.
pub(crate) fn spoken(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{:.1} s", time.as_secs_f32()),
        seconds @ 10..120 => format!("{seconds} s"),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_has_two_digits_for_the_seconds() {
        assert_eq!(clock(Duration::from_secs(7)), "0:07");
        assert_eq!(clock(Duration::from_secs(750)), "12:30");
    }

    #[test]
    fn a_duration_is_as_exact_as_it_is_short() {
        assert_eq!(spoken(Duration::from_millis(440)), "0.4 s");
        assert_eq!(spoken(Duration::from_secs(38)), "38 s");
        assert_eq!(spoken(Duration::from_secs(125)), "2 min 05 s");
    }
}
