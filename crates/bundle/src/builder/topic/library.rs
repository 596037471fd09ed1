//! The topics shipped with the command, in English, German, French, Spanish and Italian. How well they
//! do is measured by `tests/topics`, on posts that nobody saw who wrote them.

use policy::topics::TopicIndex;
use policy::topics::build::{TopicSource, build};

use super::super::code::Code;
use super::super::diagnostic::Report;
use super::super::notes::Notes;
use super::super::source::Sources;
use super::super::tree;
use super::SYNTAX;
use super::file::{self, WrittenTopic};

/// Every topic: its name and its file.
pub const LIBRARY: [(&str, &str); 10] = [
    (
        "buying-interest",
        include_str!("../library/buying-interest.toml"),
    ),
    ("complaint", include_str!("../library/complaint.toml")),
    ("confidential", include_str!("../library/confidential.toml")),
    (
        "financial-results",
        include_str!("../library/financial-results.toml"),
    ),
    ("hiring", include_str!("../library/hiring.toml")),
    ("legal", include_str!("../library/legal.toml")),
    ("pricing", include_str!("../library/pricing.toml")),
    (
        "product-praise",
        include_str!("../library/product-praise.toml"),
    ),
    (
        "protected-speech",
        include_str!("../library/protected-speech.toml"),
    ),
    ("support-plea", include_str!("../library/support-plea.toml")),
];

/// The tables of the whole library.
///
/// # Errors
/// Files and phrases of it that cannot be read.
pub fn index() -> Result<TopicIndex, Report> {
    let notes = Notes::default();
    let written = written(&notes);
    let sources: Vec<TopicSource> = written.iter().map(|it| it.source.clone()).collect();
    let built = build(&sources).map_err(|errors| {
        for error in errors {
            let of = |it: &&WrittenTopic| it.source.id == error.topic;
            let topic = written.iter().find(of);
            if let Some(spot) = topic.and_then(|it| it.spot_of(&error.language, &error.phrase)) {
                let found = format!("`{}` cannot be read: {}", error.phrase, error.error);
                notes.add((Code::BadPhrase, spot), found, SYNTAX);
            }
        }
    });
    match built {
        Ok(index) if !notes.has_errors() => Ok(index),
        _ => Err(notes.finish()),
    }
}

/// Plays the examples that are kept with the topics of the library.
#[must_use]
pub fn play(index: &TopicIndex) -> Report {
    let notes = Notes::default();
    for topic in written(&notes) {
        topic.play(index, &notes);
    }
    notes.finish()
}

fn written(notes: &Notes) -> Vec<WrittenTopic> {
    let topics = LIBRARY.iter().map(|(id, _)| topic(id, notes));
    topics.flatten().collect()
}

/// Reads one of them; nothing when there is none of this name.
pub(crate) fn topic(id: &str, notes: &Notes) -> Option<WrittenTopic> {
    let (_, text) = LIBRARY.iter().find(|(name, _)| *name == id)?;
    let path = format!("library/{id}.toml");
    let sources = Sources::from_iter([(path.as_str(), *text)]);
    let opened = sources.open(&path, notes)?;
    let topic = tree::read(&opened, notes, |root| file::topic(root, id))?;
    Some(topic.shipped())
}
