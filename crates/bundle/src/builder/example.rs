//! `[[rule.example]]`: who writes what to whom, and what they should see.
//!
//! What examples and cases have in common is read in `situation`; playing them is left to `scene`.

use policy::{RuleId, Tier};
use serde::Deserialize;

use super::code::Code;
use super::rule_file::Setting;
use super::situation::{Situation, situation};
use super::texts::Spot;
use super::tree::Table;

/// An example of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The rule it belongs to.
    pub rule: RuleId,
    /// Where its `expect` stands.
    pub spot: Spot,
    /// Who writes what to whom.
    pub situation: Situation,
    /// What the author sees; nothing means silence.
    pub expect: Option<Tier>,
}

/// The examples of a rule: at least one in which it speaks and one in which nothing does.
pub(crate) fn examples(table: &Table<'_>, rule: &RuleId, setting: Setting<'_>) -> Vec<Example> {
    let tables = table.tables("example");
    let read = |one| example(one, rule, setting);
    let examples: Vec<Example> = tables.iter().filter_map(read).collect();
    if examples.len() < tables.len() {
        return examples;
    }
    let speaks = examples.iter().any(|example| example.expect.is_some());
    let silent = examples.iter().any(|example| example.expect.is_none());
    for (there, kind) in [(speaks, "speaks"), (silent, "stays silent")] {
        if !there {
            let found = format!("rule `{rule}` has no example in which it {kind}");
            let help = "add a [[rule.example]]: `check` plays it each time";
            table.note(Code::MissingExample, found, help);
        }
    }
    examples
}

fn example(table: &Table<'_>, rule: &RuleId, setting: Setting<'_>) -> Option<Example> {
    let situation = situation(table, setting);
    let expect = expect(table);
    table.finish();
    let (spot, expect) = expect?;
    Some(Example {
        rule: rule.clone(),
        spot,
        situation: situation?,
        expect,
    })
}

/// What the author sees, which has to be there, and where it stands.
pub(crate) fn expect(table: &Table<'_>) -> Option<(Spot, Option<Tier>)> {
    let spot = table.entry("expect").map(|entry| entry.spot);
    let expect: Option<Expect> = table.one_of("expect");
    Some((spot.unwrap_or(table.spot), expect?.tier()))
}

/// What an employee sees, as written in an example.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Expect {
    Silent,
    Note,
    Nudge,
    Pause,
}

impl Expect {
    fn tier(self) -> Option<Tier> {
        match self {
            Self::Silent => None,
            Self::Note => Some(Tier::Note),
            Self::Nudge => Some(Tier::Nudge),
            Self::Pause => Some(Tier::Pause),
        }
    }
}
