//! Ten thousand ways to spoil a repository, five hundred of them in CI: what python-tuf, the reference
//! implementation, refuses, we must not accept. (That we refuse more is fine: we are stricter on purpose.)
//!
//! `FINELINE_MUTANTS=10000 cargo test -p bundle --test oracle` plays them all; `FINELINE_SEED` begins
//! elsewhere. Reading order: [`mutant`] (how a repository is spoilt), [`python`] (the oracle).
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests stop at the first surprise, and the oracle reads files"
)]

#[path = "../hostile/lab.rs"]
#[expect(dead_code, reason = "attacks use more of it")]
mod lab;
mod mutant;
mod python;

use std::env;

use bundle::Files;

use crate::lab::*;
use crate::mutant::{Mutant, Random};
use crate::python::Python;

fn number(name: &str, usual: u64) -> u64 {
    env::var(name).map_or(usual, |text| text.parse().unwrap())
}

/// A client holds the metadata of the first release, the second is on the server. Both clients fetch all
/// targets.
fn honest() -> (Files, Files) {
    let first = release(None, "{\"rules\":1}");
    let mut held = refresh(&first).unwrap().files;
    held.retain(|path, _| path.starts_with("metadata/"));
    let second = release(Some(&first), "{\"rules\":2}");
    (held, second)
}

#[test]
fn the_honest_repository_is_accepted_by_both() {
    let (held, server) = honest();
    assert!(refresh_at(&server, &held, NOW).is_ok());
    let mut python = Python::start();
    assert_eq!(python.ask(&held, &server), "accepted");
}

#[test]
fn what_the_reference_refuses_is_not_accepted() {
    let (held, server) = honest();
    let (count, seed) = (number("FINELINE_MUTANTS", 500), number("FINELINE_SEED", 1));
    let mut python = Python::start();
    let (mut both, mut worse) = (0, Vec::new());
    for number in seed..seed + count {
        let Mutant { files, what } = Mutant::of(&server, &held, Random::new(number));
        if refresh_at(&files, &held, NOW).is_err() {
            continue;
        }
        let answer = python.ask(&held, &files);
        if answer == "accepted" {
            both += 1;
        } else {
            worse.push(format!("seed {number}: {what}: {answer}"));
        }
    }
    println!("of {count} mutants both accept {both}");
    assert!(worse.is_empty(), "we accept:\n{}", worse.join("\n"));
    assert!(both > 0, "mutants that do no harm are accepted");
}
