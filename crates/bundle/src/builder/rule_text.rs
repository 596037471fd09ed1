//! The words of a rule in each language: their length, and what is filled into them.

use std::collections::BTreeMap;

use policy::{Language, Policy, RuleId, RuleText};

use super::diagnostic::quoted;
use super::policy_file::{is_language, language};
use super::tree::{At, File, Table};

/// What the words of a rule may speak of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject {
    /// Somebody on a list, and who looks after them.
    pub(crate) people: bool,
    /// A desk.
    pub(crate) desk: bool,
}

impl Subject {
    fn names(self) -> Vec<&'static str> {
        let people: &[&str] = if self.people {
            &["recipient", "owner", "team", "audience"]
        } else {
            &[]
        };
        let desk: &[&str] = if self.desk { &["desk"] } else { &[] };
        people
            .iter()
            .chain(desk)
            .chain(&["company"])
            .copied()
            .collect()
    }
}

/// The words in every language there is; the policy's own has to be among them.
pub(crate) fn texts(
    table: &Table<'_>,
    rule: &RuleId,
    subject: Subject,
    policy: &Policy,
) -> BTreeMap<Language, RuleText> {
    let mut texts = BTreeMap::new();
    let parent = table.table("text");
    for entry in parent.iter().flat_map(Table::entries) {
        let at = At {
            line: entry.line,
            value: entry.key.clone(),
        };
        match entry.as_table() {
            Some(words) => {
                texts.insert(language(table.file, at), text(&words, subject));
            }
            None => entry.wrong("a table with `title`, `body` and `why`"),
        }
    }
    let own = &policy.language;
    if is_language(own.as_str()) && !texts.contains_key(own) {
        let help = format!("add [rule.text.{own}]: it is used where a translation is missing");
        let found = format!("rule `{rule}` has no text in `{own}`");
        table.file.note(table.line, found, &help);
    }
    texts
}

fn text(words: &Table<'_>, subject: Subject) -> RuleText {
    let part = |key, most: Option<usize>| {
        let text = words.text(key);
        if let Some(text) = &text {
            check_length(words.file, key, text, most);
            check_names(words.file, text, subject);
        }
        text.map(|text| text.value).unwrap_or_default()
    };
    let text = RuleText {
        title: part("title", Some(RuleText::TITLE_MAX)),
        body: part("body", Some(RuleText::BODY_MAX)),
        why: part("why", None),
    };
    words.finish();
    text
}

fn check_length(file: &File, key: &str, text: &At<String>, most: Option<usize>) {
    let length = text.value.chars().count();
    if let Some(most) = most.filter(|most| length > *most) {
        let found = format!("`{key}` has {length} characters");
        let help = format!("up to {most} fit beside a draft");
        file.note(text.line, found, &help);
    }
}

fn check_names(file: &File, text: &At<String>, subject: Subject) {
    let known = subject.names();
    for part in text.value.split('{').skip(1) {
        match part.split_once('}') {
            None => file.note(
                text.line,
                "`{` is never closed".to_owned(),
                "write `{name}`",
            ),
            Some((name, _)) if !known.contains(&name) => {
                let found = format!("`{{{name}}}` cannot be filled in here");
                let help = format!("this rule knows {}", quoted(&known));
                file.note(text.line, found, &help);
            }
            Some(_) => {}
        }
    }
}
