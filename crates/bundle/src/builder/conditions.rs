//! `who`, `whom` and `what` of a rule → matchers.
//!
//! Every condition is one row of [`CONDITIONS`]: the table and key it is written as, and how its value
//! is read. A new one needs nothing else here.

use policy::Matcher;
use serde::de::DeserializeOwned;

use super::code::Code;
use super::diagnostic::suggest;
use super::roster::{Roster, Thing};
use super::tree::{At, Entry, Table, name};

/// One condition as people write it.
struct Condition {
    /// `who` (the author), `whom` (the recipient) or `what` (the draft and what it answers).
    table: &'static str,
    key: &'static str,
    read: fn(&Value<'_>) -> Option<Matcher>,
}

/// Short for the table below.
const fn condition(
    table: &'static str,
    key: &'static str,
    read: fn(&Value<'_>) -> Option<Matcher>,
) -> Condition {
    Condition { table, key, read }
}

/// All conditions there are.
const CONDITIONS: &[Condition] = &[
    condition("who", "role", |v| v.known(Thing::Role).map(Matcher::Author)),
    condition("who", "not-role", |v| {
        v.known(Thing::Role).map(Matcher::AuthorNot)
    }),
    condition("whom", "audience", |v| {
        v.known(Thing::Audience).map(Matcher::Audience)
    }),
    condition("whom", "state", |v| v.one_of("state").map(Matcher::State)),
    condition("what", "surface", |v| {
        v.one_of("surface").map(Matcher::Surface)
    }),
    condition("what", "text", |v| v.phrases().map(Matcher::Text)),
    condition("what", "parent", |v| v.phrases().map(Matcher::Parent)),
];

/// The tables, in the order in which people read them.
pub(crate) const TABLES: [&str; 3] = ["who", "whom", "what"];

/// The value of a condition, and what it may refer to.
struct Value<'a> {
    entry: Entry<'a>,
    roster: &'a Roster,
}

impl Value<'_> {
    /// Names of things in the company's files.
    fn known<Id: for<'t> From<&'t str>>(&self, thing: Thing) -> Option<Vec<Id>> {
        let notes = self.entry.file.notes;
        self.each(|At { spot, value }| {
            let known = self.roster.check(thing, (value, *spot), notes);
            known.then(|| value.as_str().into())
        })
    }

    /// Names to choose from; `what` says of what, for problems.
    fn one_of<T: DeserializeOwned>(&self, what: &str) -> Option<Vec<T>> {
        self.each(|text| name(self.entry.file.notes, text, what))
    }

    /// Words and phrases.
    fn phrases(&self) -> Option<Vec<String>> {
        self.each(|At { spot, value }| {
            let has_word = value.chars().any(char::is_alphanumeric);
            if !has_word {
                let found = format!("`{value}` has no word in it");
                let notes = self.entry.file.notes;
                notes.add((Code::NoWord, *spot), found, "expected a word or a phrase");
            }
            has_word.then(|| value.clone())
        })
    }

    /// Each text of a list, which is judged alone; nothing when one of them is wrong, or none is there.
    fn each<T>(&self, read: impl Fn(&At<String>) -> Option<T>) -> Option<Vec<T>> {
        let texts = self.entry.texts();
        if texts.is_empty() {
            self.entry.wrong("at least one value");
            return None;
        }
        // Collected first: every value is looked at, whatever the others are.
        let read: Vec<Option<T>> = texts.iter().map(read).collect();
        read.into_iter().collect()
    }
}

/// All conditions of a rule; nothing when one of them is wrong.
pub(crate) fn conditions(rule: &Table<'_>, roster: &Roster) -> Option<Vec<Matcher>> {
    let tables = TABLES.map(|name| (name, rule.table(name)));
    let mut read = Vec::new();
    for (name, table) in &tables {
        let entries = table.iter().flat_map(Table::entries);
        read.extend(entries.map(|entry| one(name, Value { entry, roster })));
    }
    if read.is_empty() {
        let help = "add `who`, `whom` or `what`: a rule without any would speak always";
        rule.note(Code::NoCondition, "the rule has no condition", help);
        return None;
    }
    read.into_iter().collect()
}

fn one(table: &str, value: Value<'_>) -> Option<Matcher> {
    let key = value.entry.key;
    let found = CONDITIONS
        .iter()
        .find(|one| one.table == table && one.key == key);
    if found.is_none() {
        let message = format!("unknown condition `{key}`");
        let notes = value.entry.file.notes;
        let spot = value.entry.key_spot;
        notes.add((Code::UnknownKey, spot), message, &misplaced(table, key));
    }
    (found?.read)(&value)
}

/// Where a condition belongs, or which one was meant.
fn misplaced(table: &str, key: &str) -> String {
    let elsewhere = CONDITIONS.iter().find(|one| one.key == key);
    if let Some(Condition { table, .. }) = elsewhere {
        return format!("`{key}` stands in `{table}`");
    }
    let here = CONDITIONS.iter().filter(|one| one.table == table);
    let what = format!("conditions of `{table}`");
    suggest(key, &what, here.map(|one| one.key))
}
