//! `[rule.text.en]`, `[rule.card.de]`: the same thing in several languages.

use std::collections::BTreeMap;

use policy::{Language, RuleId};

use super::code::Code;
use super::tree::Table;
use super::values::{is_language, language};

/// What stands in several languages.
#[derive(Clone, Copy)]
pub(crate) struct Translated<'a> {
    pub(crate) rule: &'a RuleId,
    /// The key in the rule's table, and what people call it.
    pub(crate) key: &'static str,
    /// What a language holds, for whoever writes something else.
    pub(crate) expected: &'static str,
    /// The company's own first.
    pub(crate) languages: &'a [Language],
}

/// Each language there is. The company's own has to be among them; the others fall back to it.
pub(crate) fn each<T>(
    table: &Table<'_>,
    what: Translated<'_>,
    read: impl Fn(&Table<'_>, &Language) -> T,
) -> BTreeMap<Language, T> {
    let mut found = BTreeMap::new();
    let parent = table.table(what.key);
    for entry in parent.iter().flat_map(Table::entries) {
        let tag = language(entry.key, entry.key_spot, entry.file.notes);
        match entry.as_table() {
            Some(words) => {
                let value = read(&words, &tag);
                found.insert(tag, value);
            }
            None => entry.wrong(what.expected),
        }
    }
    let spoken = |language: &&Language| is_language(language.as_str());
    for language in what.languages.iter().filter(spoken) {
        if !found.contains_key(language) {
            missing(table, what, language);
        }
    }
    found
}

fn missing(table: &Table<'_>, what: Translated<'_>, language: &Language) {
    let Translated {
        rule,
        key,
        languages,
        ..
    } = what;
    let found = format!("rule `{rule}` has no {key} in `{language}`");
    let own = languages.first();
    if own == Some(language) {
        let help =
            format!("add [rule.{key}.{language}]: it is used where a translation is missing");
        table.note(Code::MissingText, found, &help);
    } else {
        let own = own.map_or("", Language::as_str);
        let help = format!("add [rule.{key}.{language}]; until then people see `{own}`");
        table.note(Code::MissingTranslation, found, &help);
    }
}
