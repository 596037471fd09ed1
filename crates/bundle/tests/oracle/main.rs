//! Ten thousand ways to spoil a repository, five hundred of them in CI: what python-tuf, the reference
//! implementation, or `tough` refuses, we must not accept. (That we refuse more is fine: we are stricter on
//! purpose.) Half of the repositories have delegated roles.
//!
//! `FINELINE_MUTANTS=10000 cargo test -p bundle --test oracle` plays them all; `FINELINE_SEED` begins
//! elsewhere. Reading order: [`delegated`] (a repository with roles), [`mutant`] (how one
//! is spoilt), [`python`] and [`tough`] (the oracles).
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests stop at the first surprise, and the oracle reads files"
)]

mod delegated;
#[path = "../hostile/lab.rs"]
#[expect(dead_code, reason = "attacks use more of it")]
mod lab;
mod mutant;
mod python;
mod tough;

use std::env;

use bundle::{Files, open};

use crate::delegated::with_roles;
use crate::lab::*;
use crate::mutant::{Mutant, Random};
use crate::python::Python;
use crate::tough::Tough;

fn number(name: &str, usual: u64) -> u64 {
    env::var(name).map_or(usual, |text| text.parse().unwrap())
}

/// What a client holds, and what is on the server.
struct Honest {
    held: Files,
    server: Files,
}

/// A client holds the metadata of the first release, the second is on the server. All clients fetch all targets.
fn honest(roles: Roles) -> Honest {
    let add = |release: Files, version| match roles {
        Roles::TopLevel => release,
        Roles::Delegated => with_roles(release, version),
    };
    let first = release(None, "{\"rules\":1}");
    let second = release(Some(&first), "{\"rules\":2}");
    let mut held = refresh(&add(first, 1)).unwrap().files;
    held.retain(|path, _| path.starts_with("metadata/"));
    let server = add(second, 2);
    Honest { held, server }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Roles {
    TopLevel,
    Delegated,
}

/// The targets that we find, or nothing if we refuse.
fn ours(held: &Files, server: &Files) -> Option<Files> {
    let update = refresh_at(server, held, NOW).ok()?;
    let opened = open(&anchor(server), &update.files, NOW).unwrap();
    Some(opened.targets)
}

#[test]
fn all_find_the_same_in_honest_repositories() {
    let (mut python, tough) = (Python::start(NOW), Tough::start());
    for (roles, count) in [(Roles::TopLevel, 2), (Roles::Delegated, 5)] {
        let Honest { held, server } = honest(roles);
        let ours = ours(&held, &server).unwrap();
        assert_eq!(ours.len(), count);
        assert_eq!(python.ask((&held, &server), &ours), "accepted");
        assert_eq!(tough.ask(&held, &server).unwrap(), ours);
        assert_eq!(tough.ask(&Files::new(), &server).unwrap(), ours);
    }
}

#[test]
fn excuses_are_narrow() {
    for (what, is_one) in [
        (
            "metadata/2.sales.json: signed/delegations/a member more, signed by 1 of 1",
            true,
        ),
        (
            "metadata/2.targets.json: signed/delegations/roles/1/a member more",
            true,
        ),
        (
            "metadata/2.targets.json: signed/delegations/roles/1/paths/a member more",
            false,
        ),
        (
            "metadata/2.targets.json: signed/delegations/keys/a member more",
            false,
        ),
        (
            "metadata/2.targets.json: signed/a member more, signed by 2 of 2",
            false,
        ),
        (
            "metadata/2.targets.json: signed/delegations/roles/1/without name",
            false,
        ),
    ] {
        assert_eq!(tough::is_its_own(what), is_one, "{what}");
    }
}

#[test]
fn what_an_oracle_refuses_is_not_accepted() {
    let repositories = [honest(Roles::TopLevel), honest(Roles::Delegated)];
    let (count, seed) = (number("FINELINE_MUTANTS", 500), number("FINELINE_SEED", 1));
    let (mut python, tough) = (Python::start(NOW), Tough::start());
    let (mut accepted, mut excused, mut worse) = (0, 0, Vec::new());
    for number in seed..seed + count {
        let Honest { held, server } = &repositories[usize::from(number % 2 == 0)];
        let Mutant { files, what } = Mutant::of(server, held, Random::new(number));
        let Some(ours) = ours(held, &files) else {
            continue;
        };
        accepted += 1;
        let answer = python.ask((held, &files), &ours);
        if answer != "accepted" {
            worse.push(format!("seed {number}: {what}: python-tuf {answer}"));
        }
        match tough.ask(held, &files) {
            Ok(theirs)
                if ours
                    .iter()
                    .all(|(name, bytes)| theirs.get(name) == Some(bytes)) => {}
            Err(_) if tough::is_its_own(&what) => excused += 1,
            other => worse.push(format!("seed {number}: {what}: tough {other:?}")),
        }
    }
    println!(
        "of {count} mutants we accept {accepted}; of them tough refuses {excused} for its own reasons"
    );
    assert!(worse.is_empty(), "we accept:\n{}", worse.join("\n"));
    assert!(accepted > 0, "mutants that do no harm are accepted");
}
