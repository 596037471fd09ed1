//! One topic as it is written: phrases by language, and examples that fire and that stay silent.

use policy::topics::build::{Phrases, TopicSource};
use policy::topics::{Found, TopicIndex, TopicKind};
use policy::{Language, TopicId};

use super::super::code::Code;
use super::super::notes::Notes;
use super::super::texts::Spot;
use super::super::tree::{At, Table};
use super::super::values::language;
use super::{is_protected, post};

/// A topic file.
#[derive(Clone, Debug)]
pub(crate) struct WrittenTopic {
    pub(crate) source: TopicSource,
    /// Written by the company; else shipped with the command.
    pub(crate) is_own: bool,
    phrases: Vec<(Language, At<String>)>,
    examples: Vec<TopicExample>,
}

/// A text, and whether it is about the topic.
#[derive(Clone, Debug)]
struct TopicExample {
    text: At<String>,
    expect: Expect,
}

/// What an example should do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expect {
    Fires,
    Silent,
}

/// Reads a file whose name is `id`.
pub(crate) fn topic(root: &Table<'_>, id: &str) -> WrittenTopic {
    if let Some(written) = root
        .optional_text("id")
        .filter(|written| written.value != id)
    {
        let found = format!("the topic calls itself `{}`", written.value);
        let help = format!("its file is called `{id}`: leave `id` out, or let both be the same");
        root.file
            .notes
            .add((Code::BadId, written.spot), found, &help);
    }
    root.text("label");
    root.optional_text("reason");
    let kind = match root.switch("protected", false) {
        true => TopicKind::Protected,
        false => TopicKind::Ordinary,
    };
    let mut topic = WrittenTopic {
        source: TopicSource {
            id: TopicId::from(id),
            kind,
            languages: Vec::new(),
        },
        is_own: true,
        phrases: Vec::new(),
        examples: Vec::new(),
    };
    for entry in root.entries() {
        if ["id", "label", "reason", "protected"].contains(&entry.key) {
            continue;
        }
        let tag = language(entry.key, entry.key_spot, entry.file.notes);
        match entry.as_table() {
            Some(table) => in_language(&table, tag, &mut topic),
            None => entry.wrong("a table of a language, like `[en]`"),
        }
    }
    topic
}

fn in_language(table: &Table<'_>, tag: Language, topic: &mut WrittenTopic) {
    let (fires, excepts) = (table.texts("phrases"), table.texts("except"));
    let values = |texts: &[At<String>]| texts.iter().map(|it| it.value.clone()).collect();
    let phrases = Phrases {
        fires: values(&fires),
        excepts: values(&excepts),
    };
    topic.source.languages.push((tag.clone(), phrases));
    let both = fires.into_iter().chain(excepts);
    topic
        .phrases
        .extend(both.map(|phrase| (tag.clone(), phrase)));
    for (key, expect) in [("fires", Expect::Fires), ("silent", Expect::Silent)] {
        let texts = table.texts(key);
        if texts.is_empty() {
            let found = format!("`{key}` has no example in `{tag}`");
            let help = "add a text or two: `check` plays them each time";
            table.note(Code::MissingExample, found, help);
        }
        let example = |text| TopicExample { text, expect };
        topic.examples.extend(texts.into_iter().map(example));
    }
    table.finish();
}

impl WrittenTopic {
    /// The same, as shipped with the command.
    pub(crate) fn shipped(self) -> Self {
        Self {
            is_own: false,
            ..self
        }
    }

    /// Where a phrase stands.
    pub(crate) fn spot_of(&self, language: &Language, phrase: &str) -> Option<Spot> {
        let mut phrases = self.phrases.iter();
        let found = phrases.find(|(tag, text)| tag == language && text.value == phrase);
        found.map(|(_, text)| text.spot)
    }

    /// Notes what of it is speech that the law protects: there no rule ever speaks. A topic that is protected
    /// itself is left alone.
    pub(crate) fn note_overlap(&self, index: &TopicIndex, notes: &Notes) {
        if self.source.kind == TopicKind::Protected {
            return;
        }
        let fires = |example: &&TopicExample| example.expect == Expect::Fires;
        let texts = self.examples.iter().filter(fires);
        let texts = texts.map(|example| (example.text.spot, example.text.value.clone()));
        let languages = self.source.languages.iter();
        let phrases = languages.flat_map(|(language, phrases)| {
            let spot_of = |phrase: &String| Some((self.spot_of(language, phrase)?, plain(phrase)));
            phrases.fires.iter().filter_map(spot_of)
        });
        for (spot, text) in texts.chain(phrases) {
            if is_protected(index, &text) {
                let found = format!("`{text}` is speech that the law protects");
                let help = "no rule ever speaks there, whatever this topic says: take it out, or be sure that people know";
                notes.add((Code::ProtectedOverlap, spot), found, help);
            }
        }
    }

    /// Notes every example that comes out otherwise. A topic that no rule asks for is not in the index.
    pub(crate) fn play(&self, index: &TopicIndex, notes: &Notes) {
        let id = &self.source.id;
        if index.topics.iter().all(|topic| topic.id != *id) {
            return;
        }
        for TopicExample { text, expect } in &self.examples {
            let draft = post(&text.value);
            let found = Found::new(index, &draft);
            let words = found.words_in_draft(std::slice::from_ref(id));
            let (says, help) = match (expect, found.in_draft(id)) {
                (Expect::Fires, false) => ("is not about", "add a phrase, or move it to `silent`"),
                (Expect::Silent, true) => ("is about", "add it to `except`, or move it to `fires`"),
                _ => continue,
            };
            let by = if words.is_empty() {
                String::new()
            } else {
                format!(" by {words}")
            };
            let found = format!("this text {says} `{id}`{by}");
            notes.add((Code::TopicDiffers, text.spot), found, help);
        }
    }
}

/// A phrase as somebody would write it: the first of alternatives, without the signs.
fn plain(phrase: &str) -> String {
    let words = phrase.split_whitespace().filter(|word| *word != "..");
    let first = |word: &str| {
        let word = word.trim_start_matches(['?', '=']);
        word.split('/').next().unwrap_or_default().to_owned()
    };
    words.map(first).collect::<Vec<_>>().join(" ")
}
