//! Replays recorded cases of the public TUF conformance suite (`theupdateframework/tuf-conformance`
//! 2.4.0, Apache-2.0 or MIT), as python-tuf 7.0.0 met them: after each step our client must have
//! accepted or refused as it did, and hold the same trusted metadata.
//!
//! `cases/` holds the recorded cases. All of them sign with ECDSA P-256.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests stop at the first surprise, in their helpers too"
)]

#[expect(clippy::disallowed_methods, reason = "the recorded cases are files")]
mod case;
mod held;

use crate::case::{Case, Step};
use crate::held::Held;

/// How many cases were recorded.
const RECORDED: usize = 53;

#[test]
fn every_recorded_case_is_replayed() {
    assert_eq!(Case::all().len(), RECORDED);
}

#[test]
fn accepts_and_refuses_as_the_recorded_cases_do() {
    let mut differences = Vec::new();
    for case in Case::all() {
        let mut held = Held::default();
        for (number, step) in case.steps.iter().enumerate() {
            differences.extend(
                difference(&mut held, step)
                    .map(|what| format!("{} step {number}: {what}", case.nodeid)),
            );
        }
    }
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

/// Plays a step; says in what the outcome differs from the recorded one.
fn difference(held: &mut Held, step: &Step) -> Option<String> {
    let outcome = match step.cmd.as_str() {
        "init" => held.init(step),
        "refresh" => held.refresh(step),
        "download" => held.download(step),
        other => panic!("unknown command `{other}`"),
    };
    let exit = i32::from(outcome.is_err());
    if exit != step.exit {
        return Some(format!("expected exit {}, found {outcome:?}", step.exit));
    }
    let (expected, found) = (step.trusted_metadata(), held.trusted_metadata());
    (expected != found)
        .then(|| format!("expected to hold {expected:#?}, holds {found:#?} after {outcome:?}"))
}
