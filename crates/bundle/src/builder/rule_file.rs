//! One `[[rule]]` of `policy.toml`, put together from its parts: `conditions`, `rule_text`, [`super::example`].
//!
//! Who the rule's owner is, is asked in `company`.

use policy::{Day, Matcher, PersonId, Policy, Route, Rule, RuleId};

use super::conditions::conditions;
use super::diagnostic::suggest;
use super::example::{Example, examples};
use super::policy_file::{ID_HELP, is_id};
use super::rule_text::{Subject, texts};
use super::tree::{Entry, File, Table};

/// What came of reading one rule.
#[derive(Debug)]
pub(crate) struct ReadRule {
    /// The rule as it is shipped; none when something is wrong with it.
    pub(crate) rule: Option<Rule>,
    pub(crate) notes: RuleNotes,
    pub(crate) examples: Vec<Example>,
}

/// What the company keeps to itself about a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleNotes {
    /// The rule.
    pub rule: RuleId,
    /// Where it begins in `policy.toml`.
    pub line: usize,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// Why it is there.
    pub reason: Option<String>,
    /// When somebody should look at it again.
    pub review_on: Option<Day>,
}

/// Reads one rule; nothing when it has no id to speak of it. It may refer to what `policy` holds.
pub(crate) fn read(table: &Table<'_>, policy: &Policy) -> Option<ReadRule> {
    let id = table.text("id")?;
    if !is_id(&id.value) {
        let found = format!("`{}` is not a short name", id.value);
        table.file.note(id.line, found, ID_HELP);
    }
    let id = RuleId(id.value);
    let tier = table.one_of("tier");
    let when = conditions(table, policy);
    let route = table
        .entry("route")
        .and_then(|entry| route(table.file, &entry, policy));
    let subject = subject(when.as_deref(), route.as_ref());
    if route == Some(Route::Owner) && !subject.people {
        let found = format!("rule `{id}` points to an owner without naming an audience");
        let help = "add `{ audience = [\"…\"] }` to `when`, or point to a desk";
        table.file.note(table.line, found, help);
    }
    let text = texts(table, &id, subject, policy);
    let notes = notes(table, &id);
    let examples = examples(table, &id);
    table.finish();
    let rule = tier.zip(route).zip(when).map(|((tier, route), when)| Rule {
        id,
        tier,
        when,
        route,
        text,
    });
    Some(ReadRule {
        rule,
        notes,
        examples,
    })
}

/// What the words may speak of. Where a part could not be read, anything: one problem is enough.
fn subject(when: Option<&[Matcher]>, route: Option<&Route>) -> Subject {
    Subject {
        people: when.is_none_or(|when| when.iter().any(Matcher::needs_membership)),
        desk: route != Some(&Route::Owner),
    }
}

fn notes(table: &Table<'_>, id: &RuleId) -> RuleNotes {
    let text = |key| table.optional_text(key).map(|text| text.value);
    RuleNotes {
        rule: id.clone(),
        line: table.line,
        owner: text("owner").map(PersonId),
        reason: text("reason"),
        review_on: table.optional_day("review_on").map(|day| day.value),
    }
}

fn route(file: &File, entry: &Entry<'_>, policy: &Policy) -> Option<Route> {
    if entry.as_text() == Some("owner") {
        return Some(Route::Owner);
    }
    let Some(table) = entry.as_table() else {
        entry.wrong("\"owner\" or { desk = \"…\" }");
        return None;
    };
    let desk = table.text("desk")?;
    table.finish();
    let id = desk.value.as_str().into();
    if !policy.desks.contains_key(&id) {
        let known = policy.desks.keys().map(|id| id.as_str());
        let help = suggest(&desk.value, "desks", known);
        file.note(desk.line, format!("unknown desk `{}`", desk.value), &help);
        return None;
    }
    Some(Route::Desk(id))
}
