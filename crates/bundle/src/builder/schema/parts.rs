//! What schemas are put together from: tables, lists and the kinds of values there are.
//!
//! Each takes the sentence that an editor shows. Every value carries an example: people see what is
//! meant, and the tests have something to hold against the reader.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::super::choice::names_of;

/// A short name: see `is_id`.
const ID: &str = "^[a-z0-9-]{1,64}$";
/// A language tag: see `is_language`.
const LANGUAGE: &str = "^[a-z0-9-]{2,}$";
const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
const MOMENT: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?([Zz]|[+-][0-9]{2}:[0-9]{2})?)?$";
/// Something other than spaces.
const FILLED: &str = "\\S";

/// A key of a table.
pub(crate) struct Key {
    name: &'static str,
    shape: Value,
    presence: Presence,
}

#[derive(PartialEq)]
enum Presence {
    Needed,
    Optional,
}

/// A key that has to be there.
pub(crate) fn need(name: &'static str, shape: Value) -> Key {
    let presence = Presence::Needed;
    Key {
        name,
        shape,
        presence,
    }
}

/// A key that may be left out.
pub(crate) fn may(name: &'static str, shape: Value) -> Key {
    let presence = Presence::Optional;
    Key {
        name,
        shape,
        presence,
    }
}

/// A table with these keys and no others.
pub(crate) fn table(about: &str, keys: impl IntoIterator<Item = Key>) -> Value {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for key in keys {
        if key.presence == Presence::Needed {
            required.push(key.name);
        }
        properties.insert(key.name.to_owned(), key.shape);
    }
    let mut table = json!({
        "type": "object",
        "description": about,
        "properties": properties,
        "additionalProperties": false,
    });
    if let (false, Some(members)) = (required.is_empty(), table.as_object_mut()) {
        members.insert("required".to_owned(), json!(required));
    }
    table
}

/// `[[key]]`.
pub(crate) fn tables(about: &str, table: Value) -> Value {
    json!({ "type": "array", "description": about, "items": table })
}

/// A table whose keys are short names that the company gives.
pub(crate) fn named(about: &str, value: Value) -> Value {
    map((about, ID), value)
}

/// A table whose keys are languages.
pub(crate) fn by_language(about: &str, value: Value) -> Value {
    map((about, LANGUAGE), value)
}

fn map((about, names): (&str, &str), value: Value) -> Value {
    json!({
        "type": "object",
        "description": about,
        "propertyNames": { "pattern": names },
        "additionalProperties": value,
    })
}

/// A text that says something.
pub(crate) fn text(about: &str, example: &str) -> Value {
    matching(about, FILLED, example)
}

/// The same, and short enough to stand beside a draft.
pub(crate) fn line((about, most): (&str, usize), example: &str) -> Value {
    let mut line = text(about, example);
    if let Some(members) = line.as_object_mut() {
        members.insert("maxLength".to_owned(), most.into());
    }
    line
}

/// A text that may be empty.
pub(crate) fn note(about: &str, example: &str) -> Value {
    json!({ "type": "string", "description": about, "examples": [example] })
}

/// A short name.
pub(crate) fn id(about: &str, example: &str) -> Value {
    matching(about, ID, example)
}

/// A language tag.
pub(crate) fn language(about: &str) -> Value {
    matching(about, LANGUAGE, "en")
}

/// A day, in quotes or without.
pub(crate) fn day(about: &str) -> Value {
    matching(about, DAY, "2027-05-31")
}

/// A day or a minute, in quotes or without.
pub(crate) fn moment(about: &str) -> Value {
    matching(about, MOMENT, "2027-03-02T07:00")
}

/// A link that cannot run anything: see `check_link`.
pub(crate) fn link(about: &str) -> Value {
    let safe = "^(https://[^\\s]+|mailto:[^\\s]*@[^\\s]*)$";
    matching(about, safe, "mailto:press@company.example")
}

/// An account on a site.
pub(crate) fn account(about: &str) -> Value {
    text(about, "@elena_marchetti")
}

fn matching(about: &str, pattern: &str, example: &str) -> Value {
    json!({ "type": "string", "description": about, "pattern": pattern, "examples": [example] })
}

/// `true` or `false`.
pub(crate) fn switch(about: &str, default: bool) -> Value {
    json!({ "type": "boolean", "description": about, "default": default, "examples": [default] })
}

/// `true` or `false`, where what is left out depends.
pub(crate) fn flag(about: &str) -> Value {
    json!({ "type": "boolean", "description": about, "examples": [true] })
}

/// `true`, or left out.
pub(crate) fn only_true(about: &str) -> Value {
    json!({ "type": "boolean", "description": about, "enum": [true], "examples": [true] })
}

/// A whole number within these bounds.
pub(crate) fn number(about: &str, (least, most): (u16, u16)) -> Value {
    json!({
        "type": "integer",
        "description": about,
        "minimum": least,
        "maximum": most,
        "examples": [least],
    })
}

/// One of the names of an enum, as its reader knows them.
pub(crate) fn one_of<T: DeserializeOwned>(about: &str) -> Value {
    let names = names_of::<T>();
    json!({
        "type": "string",
        "description": about,
        "enum": names,
        "examples": names.get(..1).unwrap_or_default(),
    })
}

/// One value or a list of such; nothing is no answer.
pub(crate) fn any_of(value: Value) -> Value {
    one_or_list(value, 1)
}

/// One text or a list of such, which may be empty.
pub(crate) fn texts(about: &str, example: &str) -> Value {
    one_or_list(note(about, example), 0)
}

/// One language or a list of such.
pub(crate) fn languages(about: &str) -> Value {
    one_or_list(language(about), 0)
}

/// One account or a list of such.
pub(crate) fn accounts(about: &str) -> Value {
    one_or_list(account(about), 0)
}

fn one_or_list(value: Value, least: usize) -> Value {
    let about = value.get("description").cloned();
    let list = json!({ "type": "array", "items": value, "minItems": least });
    either(about.unwrap_or_default(), [value, list])
}

/// A list of texts, so many of them.
pub(crate) fn list<const N: usize>(
    (about, (least, most)): (&str, (usize, usize)),
    example: [&str; N],
) -> Value {
    json!({
        "type": "array",
        "description": about,
        "items": { "type": "string", "pattern": FILLED },
        "minItems": least,
        "maxItems": most,
        "uniqueItems": true,
        "examples": [example.as_slice()],
    })
}

/// Either of two shapes; the second is the one with more to say.
pub(crate) fn either(about: impl Into<Value>, shapes: [Value; 2]) -> Value {
    json!({ "description": about.into(), "anyOf": shapes })
}
