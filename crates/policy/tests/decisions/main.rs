//! Runs every case in `tests/cases/*.toml`: rules and facts in, reasons (and trace) out.
//!
//! A file holds `[[rule]]`s and `[[case]]`s about them; who is on which list stands in `world.toml`,
//! the same for all. A new matcher needs a file with one case that fires and one that stays silent.

#![expect(
    clippy::disallowed_methods,
    reason = "a test reads its cases from files"
)]
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "the test is allowed to, its helpers are part of it"
)]

mod case;
mod world;

use std::path::{Path, PathBuf};

use policy::{Matcher, Minute};

use crate::case::CaseFile;
use crate::world::World;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn read(name: &str) -> String {
    let path = folder().join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("add {}", path.display()))
}

fn cases(name: &str) -> CaseFile {
    toml::from_str(&read(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_case_gives_its_reasons() {
    let world: World = toml::from_str(&read("world.toml")).expect("world.toml");
    let (mut failures, mut count) = (Vec::new(), 0);
    for entry in std::fs::read_dir(folder()).expect("the folder of cases") {
        let name = entry.expect("an entry").file_name();
        let name = name.to_string_lossy();
        if name == "world.toml" {
            continue;
        }
        let file = cases(&name);
        for case in &file.cases {
            count += 1;
            let difference = case.difference(&world, &file.rules);
            failures.extend(difference.map(|text| format!("{name}: {}: {text}", case.name)));
        }
    }
    let failed = failures.len();
    assert!(
        failures.is_empty(),
        "{failed} of {count} cases:\n{}",
        failures.join("\n")
    );
    assert!(count >= 100, "only {count} cases were found");
}

/// The name of a matcher is its file; each has a case that fires and one that is silent.
#[test]
fn every_matcher_has_a_case_that_fires_and_one_that_is_silent() {
    for example in one_of_each() {
        let name = name(&example);
        let file = cases(&format!("{name}.toml"));
        let is_used = file.rules.iter().any(|rule| {
            let mut matchers = rule.when.iter();
            matchers.any(|it| std::mem::discriminant(it) == std::mem::discriminant(&example))
        });
        assert!(is_used, "{name}: no rule uses it");
        assert!(
            file.cases.iter().any(|case| !case.expect.is_empty()),
            "{name}: no case fires"
        );
        assert!(
            file.cases.iter().any(|case| case.expect.is_empty()),
            "{name}: no case is silent"
        );
    }
}

fn name(matcher: &Matcher) -> String {
    let json = serde_json::to_value(matcher).expect("a matcher as JSON");
    let of_object = || {
        json.as_object()
            .and_then(|object| object.keys().next().cloned())
    };
    let name = json.as_str().map(str::to_owned).or_else(of_object);
    name.expect("the name of a matcher")
}

fn one_of_each() -> Vec<Matcher> {
    let all = vec![
        Matcher::Role(vec![]),
        Matcher::NotRole(vec![]),
        Matcher::Team(vec![]),
        Matcher::NotTeam(vec![]),
        Matcher::AuthorSeniority(vec![]),
        Matcher::PostingAs(vec![]),
        Matcher::Audience(vec![]),
        Matcher::Class(vec![]),
        Matcher::State(vec![]),
        Matcher::Match(vec![]),
        Matcher::Sure,
        Matcher::Seniority(vec![]),
        Matcher::Title(vec![]),
        Matcher::AboveAuthorBy(1),
        Matcher::Surface(vec![]),
        Matcher::Topic(vec![]),
        Matcher::ParentTopic(vec![]),
        Matcher::ParentAsks,
        Matcher::From(Minute(0)),
        Matcher::Until(Minute(0)),
    ];
    for matcher in &all {
        // A new matcher breaks this match: add it above, and its file of cases.
        match matcher {
            Matcher::Role(_) | Matcher::NotRole(_) | Matcher::Team(_) | Matcher::NotTeam(_) => {}
            Matcher::AuthorSeniority(_) | Matcher::PostingAs(_) => {}
            Matcher::Audience(_) | Matcher::Class(_) | Matcher::State(_) => {}
            Matcher::Match(_) | Matcher::Sure => {}
            Matcher::Seniority(_) | Matcher::Title(_) | Matcher::AboveAuthorBy(_) => {}
            Matcher::Surface(_) | Matcher::Topic(_) | Matcher::ParentTopic(_) => {}
            Matcher::ParentAsks | Matcher::From(_) | Matcher::Until(_) => {}
        }
    }
    all
}
