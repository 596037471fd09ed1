//! The words of a rule in each language: their length, what is filled into them, and (in `wording`) their tone.

use std::collections::BTreeMap;

use policy::{Language, RuleId, RuleText};

use super::code::Code;
use super::diagnostic::quoted;
use super::translations::{Translated, each};
use super::tree::{At, File, Table};
use super::wording::{check_blame, check_title};

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
    let what = Translated {
        rule,
        key: "text",
        expected: "a table with `title`, `body` and `why`",
        languages,
    };
    each(table, what, |words, language| {
        text(words, subject, language)
    })
}

fn text(words: &Table<'_>, subject: Subject, language: &Language) -> RuleText {
    let (tag, notes) = (language.as_str(), words.file.notes);
    let part = |key, most: Option<usize>| {
        let text = words.text(key)?;
        check_length(words.file, key, &text, most);
        check_names(words.file, &text, subject);
        check_blame(tag, &text, notes);
        Some(text)
    };
    let title = part("title", Some(RuleText::TITLE_MAX));
    let body = part("body", Some(RuleText::BODY_MAX));
    let why = part("why", None);
    if let Some((title, body)) = title.as_ref().zip(body.as_ref()) {
        check_title(tag, (title, &body.value), notes);
    }
    let value = |text: Option<At<String>>| text.map(|text| text.value).unwrap_or_default();
    let text = RuleText {
        title: value(title),
        body: value(body),
        why: value(why),
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
