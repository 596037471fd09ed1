//! `cases/*.toml` → situations of the company's own, and what their authors should see.

use std::collections::BTreeMap;

use policy::{DeskId, PersonId, RuleId, Tier};

use super::code::Code;
use super::example::expect;
use super::layout::{self, Kind};
use super::notes::Notes;
use super::roster::{Roster, Thing};
use super::rule_file::Setting;
use super::situation::{Situation, situation};
use super::source::Sources;
use super::texts::Spot;
use super::tree::{self, At, Entry, Table};

/// A situation, and what should come of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What it is about, in a few words; each has its own.
    pub name: String,
    /// Where it begins.
    pub spot: Spot,
    /// Who writes what to whom.
    pub situation: Situation,
    /// What the author sees; nothing means silence.
    pub expect: Option<Tier>,
    /// The rules that determine it, in any order; unasked if left out.
    pub rules: Option<Vec<RuleId>>,
    /// Whom the nudge points to; unasked if left out.
    pub route: Option<ExpectedRoute>,
}

/// Whom a nudge should point to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpectedRoute {
    /// A colleague.
    Person(PersonId),
    /// A desk.
    Desk(DeskId),
}

/// Reads every file, in the order of their names.
pub(crate) fn read(sources: &Sources, setting: Setting<'_>, notes: &Notes) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut seen = BTreeMap::new();
    for path in sources.paths() {
        if layout::kind(path) != Some(Kind::Cases) {
            continue;
        }
        if let Some(opened) = sources.open(path, notes) {
            tree::read(&opened, notes, |root| {
                for table in root.tables("case") {
                    cases.extend(case(&table, setting, &mut seen));
                }
                root.finish();
            });
        }
    }
    cases
}

fn case(
    table: &Table<'_>,
    setting: Setting<'_>,
    seen: &mut BTreeMap<String, Spot>,
) -> Option<Case> {
    let name = table.text("name");
    if let Some(At { spot, value }) = &name {
        let notes = table.file.notes;
        let first = *seen.entry(value.clone()).or_insert(*spot);
        if first != *spot {
            let found = format!("case `{value}` is in {} already", notes.place(first));
            notes.add(
                (Code::DuplicateId, *spot),
                found,
                "give each case its own `name`",
            );
        }
    }
    let situation = situation(table, setting);
    let expect = expect(table);
    let rules = expected_rules(table, setting.roster);
    let route = table.entry("route").map(|entry| route(&entry, setting));
    table.finish();
    Some(Case {
        name: name?.value,
        spot: table.spot,
        situation: situation?,
        expect: expect?.1,
        rules,
        route: route.flatten(),
    })
}

fn expected_rules(table: &Table<'_>, roster: &Roster) -> Option<Vec<RuleId>> {
    let texts = table.entry("rules")?.texts();
    for At { spot, value } in &texts {
        roster.check(Thing::Rule, (value, *spot), table.file.notes);
    }
    Some(texts.into_iter().map(|text| RuleId(text.value)).collect())
}

/// `"mara"`, or `{ desk = "…" }`.
fn route(entry: &Entry<'_>, setting: Setting<'_>) -> Option<ExpectedRoute> {
    let (roster, notes) = (setting.roster, entry.file.notes);
    if let Some(person) = entry.as_text() {
        roster.check(Thing::Person, (person, entry.spot), notes);
        return Some(ExpectedRoute::Person(person.into()));
    }
    let Some(table) = entry.as_table() else {
        entry.wrong("a person, or { desk = \"…\" }");
        return None;
    };
    let desk = table.text("desk")?;
    table.finish();
    roster.check(Thing::Desk, (&desk.value, desk.spot), notes);
    Some(ExpectedRoute::Desk(DeskId(desk.value)))
}
