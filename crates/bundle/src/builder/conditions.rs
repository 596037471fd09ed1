//! `when = [{ audience = ["clients"] }, …]` → matchers. Their names come from `policy` alone: a new
//! matcher needs nothing here unless it refers to something.

use policy::{Matcher, Policy};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{MapAccessDeserializer, MapDeserializer};

use super::diagnostic::suggest;
use super::tree::{At, Entry, File, NameError, Table};

/// All conditions of a rule; nothing when one of them is wrong.
pub(crate) fn conditions(table: &Table<'_>, policy: &Policy) -> Option<Vec<Matcher>> {
    table.entry("when")?;
    let lines = table.tables("when");
    if lines.is_empty() {
        let found = "`when` has no condition".to_owned();
        let help = "a rule without one would speak always";
        table.file.note(table.line, found, help);
        return None;
    }
    let entries: Vec<_> = lines.iter().flat_map(Table::entries).collect();
    let read = entries
        .iter()
        .map(|entry| condition(table.file, entry, policy));
    // Collected first: every condition is looked at, whatever the others are.
    let read: Vec<Option<Matcher>> = read.collect();
    read.into_iter().collect()
}

/// `name = ["one", "another"]`. Each value is judged alone, so that its line can be told.
fn condition(file: &File, entry: &Entry<'_>, policy: &Policy) -> Option<Matcher> {
    let known = matcher_names();
    if !known.contains(&entry.key.as_str()) {
        let named = At {
            line: entry.line,
            value: entry.key.clone(),
        };
        NameError::Unknown(known).note(file, &named, "condition");
        return None;
    }
    let values = entry.texts();
    if values.is_empty() {
        entry.wrong("at least one value");
        return None;
    }
    let mut sound = true;
    for value in &values {
        sound &= match matcher(&entry.key, &[value.value.as_str()]) {
            Ok(matcher) => check_names(file, value, &matcher, policy),
            Err(error) => {
                error.note(file, value, &entry.key);
                false
            }
        };
    }
    let all: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
    matcher(&entry.key, &all).ok().filter(|_| sound)
}

fn matcher(key: &str, values: &[&str]) -> Result<Matcher, NameError> {
    let values: Vec<&str> = values.to_vec();
    let map = MapDeserializer::<_, NameError>::new(std::iter::once((key, values)));
    Matcher::deserialize(MapAccessDeserializer::new(map))
}

/// The names of all conditions, as serde knows them.
fn matcher_names() -> &'static [&'static str] {
    match Matcher::deserialize(IntoDeserializer::<NameError>::into_deserializer("?")) {
        Err(NameError::Unknown(names)) => names,
        _ => &[],
    }
}

/// Whether what one value names is there.
fn check_names(file: &File, value: &At<String>, matcher: &Matcher, policy: &Policy) -> bool {
    let found = value.value.as_str();
    let (what, help) = match matcher {
        Matcher::Audience(ids) if ids.iter().any(|id| !policy.audiences.contains_key(id)) => {
            let known = policy.audiences.keys().map(|id| id.as_str());
            ("audience", suggest(found, "audiences", known))
        }
        Matcher::Author(ids) | Matcher::AuthorNot(ids)
            if ids.iter().any(|id| !policy.roles.contains_key(id)) =>
        {
            let known = policy.roles.keys().map(|id| id.as_str());
            ("role", suggest(found, "roles", known))
        }
        Matcher::Text(_) | Matcher::Parent(_) if !found.chars().any(char::is_alphanumeric) => {
            let message = format!("`{found}` has no word in it");
            file.note(value.line, message, "expected a word or a phrase");
            return false;
        }
        _ => return true,
    };
    file.note(value.line, format!("unknown {what} `{found}`"), &help);
    false
}
