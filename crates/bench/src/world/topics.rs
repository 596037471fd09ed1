//! The topics of the company: phrases over the invented vocabulary, most of two or three words.

use policy::TopicId;
use policy::topics::build::{Phrases, TopicSource, build};
use policy::topics::{TopicIndex, TopicKind};

use super::words::{TONGUES, Tongue, invented};
use crate::random::Random;

/// All topics, and what drafts are made of.
#[derive(Debug)]
pub(super) struct Library {
    /// Names of the topics that rules may ask for.
    pub(super) topics: Vec<TopicId>,
    /// Words of topics, by language.
    pub(super) words: Vec<Vec<String>>,
    /// English words that are in no topic.
    pub(super) fillers: Vec<String>,
    /// Phrases that fire, in a form that occurs in a text, of each topic that rules may ask for.
    pub(super) spoken: Vec<Vec<String>>,
    /// One for each topic; the last is protected speech.
    sources: Vec<TopicSource>,
}

impl Library {
    /// So many topics with exactly so many different words, the common ones included.
    pub(super) fn new(topics: usize, topic_words: usize) -> Self {
        let mut random = Random::new(0x5eed_0002);
        let topic = |at| TopicId(format!("topic-{at:03}"));
        let mut library = Self {
            topics: (0..topics - 1).map(topic).collect(),
            words: Vec::new(),
            fillers: Vec::new(),
            spoken: vec![Vec::new(); topics],
            sources: (0..topics)
                .map(|at| source(topic(at), at + 1 == topics))
                .collect(),
        };
        for tongue in &TONGUES {
            let count = topic_words * tongue.share / 100 - tongue.common.len();
            // Fillers come from the same source, so that they are no word of a topic.
            let mut words = invented(tongue, count + 400, &mut random);
            let fillers = words.split_off(count);
            library.add(tongue, &words, &mut random);
            library.words.push(words);
            if library.fillers.is_empty() {
                library.fillers = fillers;
            }
        }
        library
    }

    /// Every word stands in one phrase; topics take turns.
    fn add(&mut self, tongue: &Tongue, words: &[String], random: &mut Random) {
        for (at, common) in tongue.common.iter().enumerate() {
            let other = words.get(at).map_or("", String::as_str);
            self.put((at, tongue), (format!("{common} {other}"), None));
        }
        let (mut rest, mut turn) = (words, 0);
        while !rest.is_empty() {
            let (of_phrase, others) = rest.split_at((1 + random.below(4)).min(rest.len()));
            self.put((turn, tongue), phrase((turn, tongue), of_phrase, random));
            (rest, turn) = (others, turn + 1);
        }
    }

    fn put(
        &mut self,
        (turn, tongue): (usize, &Tongue),
        (written, spoken): (String, Option<String>),
    ) {
        let topic = turn % self.sources.len();
        let topics = self.sources.len();
        let Some(source) = self.sources.get_mut(topic) else {
            return;
        };
        if source
            .languages
            .last()
            .is_none_or(|(tag, _)| tag.as_str() != tongue.tag)
        {
            source
                .languages
                .push((tongue.tag.into(), Phrases::default()));
        }
        let Some((_, phrases)) = source.languages.last_mut() else {
            return;
        };
        // Drafts are in English, and none is about protected speech.
        if let Some(of_topic) = self.spoken.get_mut(topic)
            && tongue.tag == "en"
            && topic + 1 < topics
        {
            of_topic.extend(spoken.clone());
        }
        // One phrase in twenty takes back what another found.
        if turn % 20 == 19 {
            phrases.excepts.push(written);
        } else {
            phrases.fires.push(written);
        }
    }

    /// The tables that a page walks.
    pub(super) fn compiled(&self) -> TopicIndex {
        build(&self.sources).expect("invented phrases can be read")
    }
}

fn source(id: TopicId, is_last: bool) -> TopicSource {
    let kind = match is_last {
        true => TopicKind::Protected,
        false => TopicKind::Ordinary,
    };
    let languages = Vec::new();
    TopicSource {
        id,
        kind,
        languages,
    }
}

/// As written in a topic, and as it occurs in a text. Of one word only where nothing else is left: single
/// words are rare in topics, since they fire too often.
fn phrase(
    (turn, tongue): (usize, &Tongue),
    words: &[String],
    random: &mut Random,
) -> (String, Option<String>) {
    let common = random.pick(tongue.common);
    let (written, spoken) = match words {
        [one] => (format!("{common} {one}"), format!("{common} {one}")),
        [one, two] => (format!("{one} {two}"), format!("{one} {two}")),
        [one, two, three] if turn % 2 == 0 => {
            let spoken = format!("{one} {common} {three}");
            (format!("{one} .. {two}/{three}"), spoken)
        }
        [one, two, three] => (format!("{one}/{two} {three}"), format!("{two} {three}")),
        [one, two, three, four] => {
            let written = format!("{common} {one}/{two}/{three} ?={four} {one}");
            (written, format!("{common} {three} {one}"))
        }
        _ => (String::new(), String::new()),
    };
    // A phrase that takes back is not spoken.
    (written, (turn % 20 != 19).then_some(spoken))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn there_are_as_many_different_words_as_asked_for() {
        let library = Library::new(60, 5000);
        let mut words = BTreeSet::new();
        for (tag, phrases) in library.sources.iter().flat_map(|source| &source.languages) {
            for phrase in phrases.fires.iter().chain(&phrases.excepts) {
                let parts = phrase.split([' ', '/']).filter(|part| *part != "..");
                words.extend(parts.map(|part| (tag, part.trim_start_matches(['?', '=']))));
            }
        }
        assert_eq!(words.len(), 5000);
    }
}
