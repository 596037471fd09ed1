//! The words of a rule in each language: their length, and what is filled into them.

use std::collections::BTreeMap;

use policy::{Language, RuleId, RuleText};

use super::code::Code;
use super::diagnostic::quoted;
use super::tree::{At, File, Table};
use super::values::{is_language, language};

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

/// The words in every language there is. The first of `languages`, the company's own, has to be among
/// them; the others fall back to it.
pub(crate) fn texts(
    table: &Table<'_>,
    rule: &RuleId,
    subject: Subject,
    languages: &[Language],
) -> BTreeMap<Language, RuleText> {
    let mut texts = BTreeMap::new();
    let parent = table.table("text");
    for entry in parent.iter().flat_map(Table::entries) {
        let tag = language(entry.key, entry.key_spot, entry.file.notes);
        match entry.as_table() {
            Some(words) => {
                texts.insert(tag, text(&words, subject));
            }
            None => entry.wrong("a table with `title`, `body` and `why`"),
        }
    }
    let spoken = |language: &&Language| is_language(language.as_str());
    for (at, language) in languages.iter().filter(spoken).enumerate() {
        if texts.contains_key(language) {
            continue;
        }
        let found = format!("rule `{rule}` has no text in `{language}`");
        if at == 0 {
            let help =
                format!("add [rule.text.{language}]: it is used where a translation is missing");
            table.note(Code::MissingText, found, &help);
        } else {
            let help = format!(
                "add [rule.text.{language}]; until then people see `{}`",
                own(languages)
            );
            table.note(Code::MissingTranslation, found, &help);
        }
    }
    texts
}

fn own(languages: &[Language]) -> &str {
    languages.first().map_or("", Language::as_str)
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
        suggestion: words.optional_text("suggestion").map(|text| {
            check_names(words.file, &text, subject);
            text.value
        }),
    };
    words.finish();
    text
}

fn check_length(file: File<'_>, key: &str, text: &At<String>, most: Option<usize>) {
    let length = text.value.chars().count();
    if let Some(most) = most.filter(|most| length > *most) {
        let found = format!("`{key}` has {length} characters");
        let help = format!("up to {most} fit beside a draft");
        file.notes.add((Code::TextTooLong, text.spot), found, &help);
    }
}

fn check_names(file: File<'_>, text: &At<String>, subject: Subject) {
    let known = subject.names();
    let note = |part: &str, found: String, help: &str| {
        let spot = file.notes.part(text.spot, part);
        file.notes.add((Code::BadPlaceholder, spot), found, help);
    };
    for part in text.value.split('{').skip(1) {
        match part.split_once('}') {
            None => note(
                &format!("{{{part}"),
                "`{` is never closed".to_owned(),
                "write `{name}`",
            ),
            Some((name, _)) if !known.contains(&name) => {
                let part = format!("{{{name}}}");
                let found = format!("`{part}` cannot be filled in here");
                note(&part, found, &format!("this rule knows {}", quoted(&known)));
            }
            Some(_) => {}
        }
    }
}
