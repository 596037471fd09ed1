//! `rules/*.toml` → rules. Each is put together from its parts: `conditions`, `rule_text`, `card`,
//! [`super::example`].

use std::collections::BTreeMap;

use policy::{Day, Language, Matcher, PersonId, Route, Rule, RuleId};

use super::card::{Cards, cards};
use super::code::Code;
use super::conditions::{Words, conditions};
use super::example::{Example, examples};
use super::layout::{self, Kind};
use super::notes::Notes;
use super::roster::{Roster, Thing};
use super::rule_text::{Subject, texts};
use super::source::Sources;
use super::texts::Spot;
use super::tree::{self, At, Table};
use super::values::check_id;
use super::zone::Zone;

/// Every rule of every file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    /// As they are shipped.
    pub(crate) rules: Vec<Rule>,
    pub(crate) notes: Vec<RuleNotes>,
    pub(crate) examples: Vec<Example>,
    /// What is taught about them.
    pub(crate) cards: BTreeMap<RuleId, Cards>,
    /// Words and phrases that stand in conditions, by the topics they make.
    pub(crate) words: Words,
    /// How many files are no TOML, or cannot be read.
    pub(crate) unread: usize,
}

/// What the company keeps to itself about a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleNotes {
    /// The rule.
    pub rule: RuleId,
    /// Where it begins.
    pub spot: Spot,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// Why it is there.
    pub reason: Option<String>,
    /// When somebody should look at it again, and where that stands.
    pub review_on: Option<(Day, Spot)>,
    /// Where its conditions stand, in the order of the rule; none where one could not be read.
    pub conditions: Vec<Spot>,
}

/// What rules are held against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting<'a> {
    pub(crate) roster: &'a Roster,
    /// The company's own first; none when its file cannot be read.
    pub(crate) languages: &'a [Language],
    pub(crate) zone: &'a Zone,
}

/// Reads every file, in the order of their names.
pub(crate) fn read(sources: &Sources, setting: Setting<'_>, notes: &Notes) -> Rules {
    let mut read = Rules::default();
    let mut seen = BTreeMap::new();
    for path in sources.paths() {
        if layout::kind(path) != Some(Kind::Rules) {
            continue;
        }
        let opened = sources.open(path, notes);
        let whole = opened.and_then(|opened| {
            tree::read(&opened, notes, |root| {
                for table in root.tables("rule") {
                    rule(&table, setting, &mut seen, &mut read);
                }
                root.finish();
            })
        });
        read.unread += usize::from(whole.is_none());
    }
    read
}

/// Reads one rule; without an id there is nothing to speak of it.
fn rule(
    table: &Table<'_>,
    setting: Setting<'_>,
    seen: &mut BTreeMap<String, Spot>,
    read: &mut Rules,
) {
    let Some(id) = table.text("id") else {
        return;
    };
    check_single(&id, seen, table.file.notes);
    let id = RuleId(id.value);
    let tier = table.one_of("tier");
    let when = conditions(table, &id, setting);
    let mut spots = Vec::new();
    let when = when.map(|conditions| {
        read.words.extend(conditions.words);
        spots = conditions.spots;
        conditions.matchers
    });
    let route = route(table, setting.roster);
    let subject = subject(when.as_deref(), route.as_ref());
    if route == Some(Route::Owner) && !subject.people {
        let found = format!("rule `{id}` points to an owner without naming an audience");
        let help = "add `audience = [\"…\"]` to `whom`, or point to a desk";
        table.note(Code::OwnerWithoutAudience, found, help);
    }
    let text = texts(table, &id, subject, setting.languages);
    let cards = cards(table, &id, setting.languages);
    read.cards
        .extend((!cards.is_empty()).then(|| (id.clone(), cards)));
    read.notes.push(RuleNotes {
        conditions: spots,
        ..rule_notes(table, &id, setting.roster)
    });
    read.examples.extend(examples(table, &id, setting));
    table.finish();
    let whole = tier.zip(route).zip(when);
    read.rules.extend(whole.map(|((tier, route), when)| Rule {
        id,
        tier,
        when,
        route,
        text: text.into_iter().collect(),
    }));
}

/// Each rule has a short name of its own.
fn check_single(id: &At<String>, seen: &mut BTreeMap<String, Spot>, notes: &Notes) {
    let At { spot, value } = id;
    check_id(value, *spot, notes);
    let first = *seen.entry(value.clone()).or_insert(*spot);
    if first != *spot {
        let found = format!("rule `{value}` is in {} already", notes.place(first));
        let help = "give each rule its own `id`";
        notes.add((Code::DuplicateId, *spot), found, help);
    }
}

/// What the words may speak of. Where a part could not be read, anything: one problem is enough.
fn subject(when: Option<&[Matcher]>, route: Option<&Route>) -> Subject {
    Subject {
        people: when.is_none_or(|when| when.iter().any(Matcher::needs_membership)),
        desk: route != Some(&Route::Owner),
    }
}

fn rule_notes(table: &Table<'_>, id: &RuleId, roster: &Roster) -> RuleNotes {
    let owner = table.optional_text("owner");
    if let Some(At { spot, value }) = &owner {
        let notes = table.file.notes;
        roster.check_as((Thing::Person, "owner"), (value, *spot), notes);
    } else {
        let found = format!("nobody answers for rule `{id}`");
        let help = "add `owner = …`, somebody of people.csv";
        table.note(Code::RuleWithoutOwner, found, help);
    }
    RuleNotes {
        rule: id.clone(),
        spot: table.spot,
        owner: owner.map(|owner| PersonId(owner.value)),
        reason: table.optional_text("reason").map(|text| text.value),
        review_on: table
            .optional_day("review_on")
            .map(|day| (day.value, day.spot)),
        conditions: Vec::new(),
    }
}

/// `"owner"`, or `{ desk = "…" }`.
fn route(rule: &Table<'_>, roster: &Roster) -> Option<Route> {
    let expected = "\"owner\" or { desk = \"…\" }";
    let entry = rule.need("route", expected)?;
    if entry.as_text() == Some("owner") {
        return Some(Route::Owner);
    }
    let Some(table) = entry.as_table() else {
        entry.wrong(expected);
        return None;
    };
    let desk = table.text("desk")?;
    table.finish();
    let known = roster.check(Thing::Desk, (&desk.value, desk.spot), entry.file.notes);
    known.then(|| Route::Desk(desk.value.as_str().into()))
}
