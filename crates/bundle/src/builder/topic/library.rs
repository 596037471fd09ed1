//! The topics shipped with the command, in English, German, French, Spanish and Italian. How well they
//! do is measured by `tests/topics`, on posts that nobody saw who wrote them.

use std::sync::LazyLock;

use policy::topics::TopicIndex;
use policy::topics::build::dictionary::Dictionary;
use policy::topics::build::{Built, TopicError, TopicSource, build_with};

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
    let built = built(&sources).map_err(|errors| {
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
        Ok(built) if !notes.has_errors() => Ok(built.index),
        _ => Err(notes.finish()),
    }
}

/// The tables of some topics. What the stemmers make of the words of the library is known by then.
pub(crate) fn built(sources: &[TopicSource]) -> Result<Built, Vec<TopicError>> {
    static KNOWN: LazyLock<Dictionary<'static>> = LazyLock::new(|| {
        // Written by build.rs.
        Dictionary::read(include_str!(concat!(env!("OUT_DIR"), "/dictionary.txt")))
    });
    build_with(sources, &KNOWN)
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

#[cfg(test)]
mod tests {
    use policy::topics::TopicKind;
    use policy::topics::build::{Phrases, build};

    use super::*;

    fn sources() -> Vec<TopicSource> {
        let notes = Notes::default();
        let written = written(&notes).into_iter();
        written.map(|topic| topic.source).collect()
    }

    #[test]
    fn no_stemmer_is_asked_about_the_words_of_the_library() {
        let mut sources = sources();
        assert_eq!(sources.len(), LIBRARY.len());
        assert_eq!(built(&sources).expect("the library").asked, 0);
        // An own topic with a word that is nowhere else, and one that is.
        let phrases = Phrases {
            fires: vec!["quaybollards price".to_owned()],
            excepts: Vec::new(),
        };
        sources.push(TopicSource {
            id: "own".into(),
            kind: TopicKind::Ordinary,
            languages: vec![("en".into(), phrases)],
        });
        assert_eq!(built(&sources).expect("one more").asked, 1);
    }

    #[test]
    fn what_was_known_beforehand_changes_no_table() {
        let few: Vec<TopicSource> = sources().into_iter().take(2).collect();
        let (known, asked) = (built(&few).expect("topics"), build(&few));
        assert_eq!(known.index, asked.expect("topics"));
    }
}
