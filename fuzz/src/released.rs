//! Compiles a company that was read without problems: what was read can be released.

use std::convert::Infallible;

use bundle::builder::company::Company;
use bundle::builder::compile::release;
use bundle::builder::seal::{SealError, open_lists};
use policy::Day;

/// Compiles it, with its open lists; sealed ones would take a derivation for each name.
///
/// # Panics
/// When it cannot be compiled although reading it found no problem.
pub fn released(company: &Company, day: Day) {
    let lists: Result<_, SealError<Infallible>> = open_lists(company, None, day);
    let lists = lists.expect("what was read has room in a map");
    release(company, &lists).expect("a company without problems is compiled");
}
