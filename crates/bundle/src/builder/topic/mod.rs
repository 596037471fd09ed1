//! Topics → the tables a page reads texts with.
//!
//! Reading order: [`file`] (one topic file), [`library`] (those shipped with the command), [`Topics`]
//! (everything rules may ask for), [`Topics::index`] (what they do ask for, as tables), `kept` (the same
//! from the last time). How the tables
//! are made is `policy`'s business.

pub mod file;
mod kept;
pub mod library;

use std::collections::{BTreeMap, BTreeSet};

use policy::topics::build::{Phrases, TopicSource};
use policy::topics::{TopicIndex, TopicKind};
use policy::{Draft, Matcher, Rule, Site, Surface, TopicId, topics};

use self::file::WrittenTopic;
use super::code::Code;
use super::company_file::Product;
use super::layout::{self, Kind};
use super::notes::Notes;
use super::rule_file::RuleNotes;
use super::source::Sources;
use super::tree::{self, At};
use super::values::check_id;

/// Everything rules may ask for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Topics {
    /// The company's own; they take the place of shipped ones of the same name.
    written: BTreeMap<String, WrittenTopic>,
    /// Words that stand in rules, and those that mean products.
    inline: Vec<(TopicSource, Vec<At<String>>)>,
    /// Tables of the last time.
    kept: Option<Vec<u8>>,
}

/// Tables, and what to keep of them.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(crate) index: TopicIndex,
    /// Nothing when they are those of the last time.
    pub(crate) to_keep: Option<Vec<u8>>,
}

/// A language that no word is inflected in.
const AS_WRITTEN: &str = "und";

impl Topics {
    /// Reads the company's files. Those of the library are read when rules ask for them.
    pub(crate) fn read(sources: &Sources, notes: &Notes) -> Self {
        let mut written = BTreeMap::new();
        for path in sources.paths() {
            let Some(Kind::Topic(id)) = layout::kind(path) else {
                continue;
            };
            let opened = sources.open(path, notes);
            let topic = opened.and_then(|opened| {
                check_id(id, opened.spot, notes);
                tree::read(&opened, notes, |root| file::topic(root, id))
            });
            written.extend(topic.map(|topic| (id.to_owned(), topic)));
        }
        Self {
            written,
            inline: Vec::new(),
            kept: sources.kept.clone(),
        }
    }

    /// Names that rules may ask for.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let own = self.written.keys().map(String::as_str);
        own.chain(library::LIBRARY.iter().map(|(id, _)| *id))
    }

    /// Words as written, which mean nothing but themselves; the topic they make.
    pub(crate) fn add_words(&mut self, id: TopicId, words: Vec<At<String>>) {
        // Signs that mean something in a topic file mean nothing here.
        let plain = topics::build::plain_alphabet();
        let literal = |text: &At<String>| topics::words(&text.value, plain).join(" ");
        let phrases = Phrases {
            fires: words
                .iter()
                .map(literal)
                .filter(|it| !it.is_empty())
                .collect(),
            excepts: Vec::new(),
        };
        let source = TopicSource {
            id,
            kind: TopicKind::Ordinary,
            languages: vec![(AS_WRITTEN.into(), phrases)],
        };
        self.inline.push((source, words));
    }

    /// The words that mean a product.
    pub(crate) fn add_product(&mut self, id: &str, product: &Product) {
        let words = product.words.iter().chain(&product.codes).cloned();
        let spot = product.spot;
        let words = words.map(|value| At { spot, value }).collect();
        self.add_words(product_topic(id), words);
    }

    /// The tables of everything that these rules ask for, and of protected speech, which ends every
    /// evaluation.
    pub(crate) fn index(&mut self, rules: &[Rule], notes: &Notes) -> Tables {
        let asked = asked(rules);
        let key = self.key(&asked);
        let kept = self.kept.take();
        if let Some(index) = kept.and_then(|bytes| kept::unpack(&key, &bytes)) {
            let to_keep = None;
            return Tables { index, to_keep };
        }
        match self.made(&asked, notes) {
            Some(index) => Tables {
                to_keep: kept::pack(&key, &index),
                index,
            },
            None => Tables::default(),
        }
    }

    /// What the tables are made of: own topics and words in full, shipped ones by name.
    fn key(&self, asked: &BTreeSet<&TopicId>) -> kept::Key {
        let own = self.written.values().map(|it| &it.source);
        let own = own.chain(self.inline.iter().map(|(source, _)| source));
        let is_asked = |source: &&TopicSource| {
            source.kind == TopicKind::Protected || asked.contains(&source.id)
        };
        let own = own.filter(is_asked).map(|source| format!("{source:?}"));
        kept::key(own.chain(asked.iter().map(ToString::to_string)))
    }

    /// The tables, made anew; nothing when a phrase cannot be read.
    fn made(&mut self, asked: &BTreeSet<&TopicId>, notes: &Notes) -> Option<TopicIndex> {
        for (id, _) in library::LIBRARY {
            let is_needed = id == PROTECTED_SPEECH || asked.contains(&TopicId::from(id));
            if is_needed && !self.written.contains_key(id) {
                let topic = library::topic(id, notes);
                self.written
                    .extend(topic.map(|topic| (id.to_owned(), topic)));
            }
        }
        let written = self.written.values().filter(|topic| {
            topic.source.kind == TopicKind::Protected || asked.contains(&topic.source.id)
        });
        let inline = self.inline.iter().map(|(source, _)| source);
        let inline = inline.filter(|source| asked.contains(&source.id));
        let sources: Vec<TopicSource> = written
            .map(|it| &it.source)
            .chain(inline)
            .cloned()
            .collect();
        let built = library::built(&sources).map_err(|errors| {
            for error in errors {
                let topic = self.written.get(error.topic.as_str());
                let spot = topic.and_then(|topic| topic.spot_of(&error.language, &error.phrase));
                if let Some(spot) = spot {
                    let found = format!("`{}` cannot be read: {}", error.phrase, error.error);
                    notes.add((Code::BadPhrase, spot), found, SYNTAX);
                }
            }
        });
        Some(built.ok()?.index)
    }

    /// Plays the examples of the company's own topics, and holds every word of a rule against protected speech.
    pub(crate) fn check(&self, index: &TopicIndex, notes: &Notes) {
        for topic in self.written.values().filter(|topic| topic.is_own) {
            topic.play(index, notes);
            topic.note_overlap(index, notes);
        }
        let words = self.inline.iter().flat_map(|(_, words)| words);
        for At { spot, value } in words.filter(|words| is_protected(index, &words.value)) {
            let found = format!("`{value}` is speech that the law protects");
            notes.add((Code::ProtectedSpeech, *spot), found, PROTECTED);
        }
    }
}

impl Topics {
    /// Notes rules that ask for a topic of the company's own that is protected.
    pub(crate) fn check_rules(&self, (rules, places): (&[Rule], &[RuleNotes]), notes: &Notes) {
        let is_protected = |topic: &&TopicId| {
            let written = self.written.get(topic.as_str());
            written.is_some_and(|it| it.source.kind == TopicKind::Protected)
        };
        let mut own = self.written.values().filter(|topic| topic.is_own);
        if !own.any(|topic| topic.source.kind == TopicKind::Protected) {
            return;
        }
        for rule in rules {
            let of_rule = places.iter().find(|places| places.rule == rule.id);
            let spots = of_rule.map_or(&[][..], |places| &places.conditions);
            for (matcher, spot) in rule.when.iter().zip(spots) {
                let (Matcher::Topic(topics) | Matcher::ParentTopic(topics)) = matcher else {
                    continue;
                };
                if let Some(topic) = topics.iter().find(is_protected) {
                    let found = format!("rule `{}` is about `{topic}`", rule.id);
                    notes.add((Code::ProtectedSpeech, *spot), found, PROTECTED);
                }
            }
        }
    }
}

const SYNTAX: &str = "words one after the other; `a/b` either, `?word` may be left out, `=word` as \
    written, `..` up to three words between";
const PROTECTED: &str =
    "nothing is ever said about pay, hours, conditions or organising: a rule about it never speaks";

/// The shipped topic that is always looked for, and that no rule may ask for.
pub(crate) const PROTECTED_SPEECH: &str = "protected-speech";

/// The topic of the words that mean a product.
pub(crate) fn product_topic(id: &str) -> TopicId {
    TopicId(format!("product {id}"))
}

fn asked(rules: &[Rule]) -> BTreeSet<&TopicId> {
    let matchers = rules.iter().flat_map(|rule| &rule.when);
    let topics = matchers.flat_map(|matcher| match matcher {
        Matcher::Topic(any) | Matcher::ParentTopic(any) => any.as_slice(),
        _ => &[],
    });
    topics.collect()
}

/// Whether a text alone is protected speech.
pub(crate) fn is_protected(index: &TopicIndex, text: &str) -> bool {
    topics::Found::new(index, &post(text)).is_protected()
}

/// A text as a post of one's own.
pub(crate) fn post(text: &str) -> Draft {
    Draft {
        site: Site::X,
        surface: Surface::Post,
        text: text.to_owned(),
        recipients: Vec::new(),
        parent: None,
        own_account: None,
    }
}
