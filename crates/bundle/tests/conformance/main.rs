//! Replays recorded cases of the public TUF conformance suite (`theupdateframework/tuf-conformance`
//! 2.4.0, Apache-2.0 or MIT), as python-tuf 7.0.0 met them: after each step our client must have
//! accepted or refused as it did, and hold the same trusted metadata.
//!
//! `cases/` holds the recorded cases with top-level roles only; [`NEED_DELEGATIONS`] counts the rest.
//! All of them sign with ECDSA P-256, hence the feature `ecdsa` of this crate.
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

/// Recorded cases that need delegated roles, which this client does not follow yet.
const NEED_DELEGATIONS: [&str; 15] = [
    "test_delegation_not_in_snapshot",
    "test_graph_traversal[cyclic-graph]",
    "test_graph_traversal[single-level-delegations]",
    "test_graph_traversal[three-level-delegation-test-DFS-order-of-traversal]",
    "test_graph_traversal[three-level-terminating-ignores-all-but-roles-descendants]",
    "test_graph_traversal[two-level-ignores-all-branches-not-matching-paths]",
    "test_graph_traversal[two-roles-delegating-to-a-third]",
    "test_targetfile_search[targetpath is not delegated by all roles in the chain]",
    "test_targetfile_search[targetpath matches question mark wildcard]",
    "test_targetfile_search[targetpath matches wildcard]",
    "test_targetfile_search[wildcard does not match path separator]",
    "test_targets_role_removal",
    "test_unusual_role_name[../delegatedrole]",
    "test_unusual_role_name[/delegatedrole]",
    "test_unusual_role_name[?]",
];

/// What the suite is: 53 recorded cases.
const RECORDED: usize = 53;

#[test]
fn every_recorded_case_is_replayed_or_named_with_a_reason() {
    assert_eq!(Case::all().len() + NEED_DELEGATIONS.len(), RECORDED);
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
