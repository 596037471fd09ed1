//! Sealed lists from a company's files to an answer: the same as with open lists for whoever has the key, nothing
//! for everybody else; and what a change costs.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests stop at the first surprise, and read what was kept"
)]

mod answers;
mod bank;
mod changes;
mod golden;
mod secrets;
