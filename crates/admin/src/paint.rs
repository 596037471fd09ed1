//! A little colour. `main` prints through a stream that takes it out again where there is no
//! terminal, or where `NO_COLOR` says so.

/// For what the eye should find first.
pub(crate) fn strong(text: &str) -> String {
    format!("\u{1b}[1m{text}\u{1b}[0m")
}

/// For what may be skipped.
pub(crate) fn dim(text: &str) -> String {
    format!("\u{1b}[2m{text}\u{1b}[0m")
}

/// For what is done.
pub(crate) fn green(text: &str) -> String {
    format!("\u{1b}[32m{text}\u{1b}[0m")
}

/// For what is in the way.
pub(crate) fn red(text: &str) -> String {
    format!("\u{1b}[31m{text}\u{1b}[0m")
}
