//! The company's own cases, played: what came out otherwise, and which rules they make speak.
//!
//! Printing is left to the command.

use std::collections::{BTreeMap, BTreeSet};

use policy::{Minute, RuleId};

use super::case_file::{Case, ExpectedRoute};
use super::company::Company;
use super::scene::{Played, Stage, outcome, play_situation};

/// A case that was played.
#[derive(Clone, Debug)]
pub struct Trial<'a> {
    /// The case.
    pub case: &'a Case,
    /// What came of it.
    pub played: Played,
    /// What came out otherwise; empty when the case holds.
    pub differences: Vec<Difference>,
}

/// One thing that came out otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// `outcome`, `rules` or `route`.
    pub what: &'static str,
    /// What the case says, sorted; empty for nothing.
    pub expected: BTreeSet<String>,
    /// What came of it.
    pub found: BTreeSet<String>,
}

/// How often a rule speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// In cases.
    pub cases: usize,
    /// In the examples of all rules.
    pub examples: usize,
}

/// Plays every case, at one minute unless it names another.
#[must_use]
pub fn play_cases<'a>(stage: &Stage<'a>, now: Minute) -> Vec<Trial<'a>> {
    let company = stage.company;
    let trial = |case: &'a Case| {
        let played = play_situation(stage, &case.situation, now);
        let checks = [
            differs("outcome", [wanted_outcome(case)], [found_outcome(&played)]),
            case.rules.as_ref().and_then(|rules| {
                let wanted = rules.iter().map(ToString::to_string);
                differs(
                    "rules",
                    wanted,
                    spoken(&played).iter().map(ToString::to_string),
                )
            }),
            case.route.as_ref().and_then(|route| {
                let found = played.nudge.iter().filter_map(|nudge| nudge.route.as_ref());
                let found = found.map(|route| route.name.clone());
                differs("route", [name_of(company, route)], found)
            }),
        ];
        Trial {
            case,
            played,
            differences: checks.into_iter().flatten().collect(),
        }
    };
    company.cases.iter().map(trial).collect()
}

fn wanted_outcome(case: &Case) -> String {
    outcome(case.expect).to_owned()
}

fn found_outcome(played: &Played) -> String {
    outcome(played.decision.tier()).to_owned()
}

fn differs(
    what: &'static str,
    expected: impl IntoIterator<Item = String>,
    found: impl IntoIterator<Item = String>,
) -> Option<Difference> {
    let difference = Difference {
        what,
        expected: expected.into_iter().collect(),
        found: found.into_iter().collect(),
    };
    (difference.expected != difference.found).then_some(difference)
}

/// The rules that determined a decision, each once.
fn spoken(played: &Played) -> BTreeSet<&RuleId> {
    let reasons = played.decision.reasons.iter();
    reasons.map(|reason| &reason.rule).collect()
}

/// A route as a nudge shows it.
fn name_of(company: &Company, route: &ExpectedRoute) -> String {
    let name = match route {
        ExpectedRoute::Desk(id) => company.policy.desks.get(id).map(|desk| &desk.name),
        ExpectedRoute::Person(id) => {
            let mut people = company.people.iter();
            people.find(|one| one.id == *id).map(|one| &one.name)
        }
    };
    name.cloned().unwrap_or_default()
}

/// How often every rule speaks in the trials, and in the examples of all rules.
#[must_use]
pub fn coverage(
    stage: &Stage<'_>,
    (trials, now): (&[Trial<'_>], Minute),
) -> BTreeMap<RuleId, Coverage> {
    let company = stage.company;
    let rules = company.policy.rules.iter();
    let mut covered: BTreeMap<RuleId, Coverage> = rules
        .map(|rule| (rule.id.clone(), Coverage::default()))
        .collect();
    let mut count = |played: &Played, add: fn(&mut Coverage)| {
        for rule in spoken(played) {
            if let Some(coverage) = covered.get_mut(rule) {
                add(coverage);
            }
        }
    };
    for trial in trials {
        count(&trial.played, |coverage| coverage.cases += 1);
    }
    for example in &company.examples {
        let played = play_situation(stage, &example.situation, now);
        count(&played, |coverage| coverage.examples += 1);
    }
    covered
}
