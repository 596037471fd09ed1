//! What the draft and the post it answers are about.

use super::scan::{Hit, scan};
use super::spoken::lexicons;
use super::tokens::Tokens;
use super::{TopicIndex, TopicKind};
use crate::{Draft, TopicId};

/// The topics found in a draft and in the post it answers.
#[derive(Debug)]
pub struct Found<'a> {
    index: &'a TopicIndex,
    draft: &'a str,
    parent: &'a str,
    in_draft: Vec<Hit>,
    in_parent: Vec<Hit>,
    parent_asks: bool,
}

impl<'a> Found<'a> {
    /// Reads both texts.
    #[must_use]
    pub fn new(index: &'a TopicIndex, draft: &'a Draft) -> Self {
        let parent = draft
            .parent
            .as_ref()
            .map_or("", |parent| parent.text.as_str());
        Self {
            index,
            draft: &draft.text,
            parent,
            in_draft: hits(index, &draft.text),
            in_parent: hits(index, parent),
            parent_asks: parent.contains(['?', '？', '؟']),
        }
    }

    /// Reads nothing, for a person or a company that does not want it.
    #[must_use]
    pub fn nothing(index: &'a TopicIndex) -> Self {
        Self {
            index,
            draft: "",
            parent: "",
            in_draft: Vec::new(),
            in_parent: Vec::new(),
            parent_asks: false,
        }
    }

    /// Whether the draft is about a topic.
    #[must_use]
    pub fn in_draft(&self, topic: &TopicId) -> bool {
        self.in_draft.iter().any(|hit| self.is(hit, topic))
    }

    /// Whether the post being answered is about a topic.
    #[must_use]
    pub fn in_parent(&self, topic: &TopicId) -> bool {
        self.in_parent.iter().any(|hit| self.is(hit, topic))
    }

    /// Whether the post being answered asks something.
    #[must_use]
    pub fn parent_asks(&self) -> bool {
        self.parent_asks
    }

    /// Whether either text is of a kind that the law protects.
    #[must_use]
    pub fn is_protected(&self) -> bool {
        let both = self.in_draft.iter().chain(&self.in_parent);
        both.filter_map(|hit| self.index.topics.get(usize::from(hit.topic)))
            .any(|topic| topic.kind == TopicKind::Protected)
    }

    /// Places of the topics found, in the draft and in the post being answered.
    pub(crate) fn topics(&self) -> (impl Iterator<Item = u16>, impl Iterator<Item = u16>) {
        (
            self.in_draft.iter().map(|hit| hit.topic),
            self.in_parent.iter().map(|hit| hit.topic),
        )
    }

    /// The words of the draft that speak of these topics, for traces.
    #[must_use]
    pub fn words_in_draft(&self, topics: &[TopicId]) -> String {
        self.quoted(&self.in_draft, self.draft, topics)
    }

    /// The words of the post being answered that speak of these topics, for traces.
    #[must_use]
    pub fn words_in_parent(&self, topics: &[TopicId]) -> String {
        self.quoted(&self.in_parent, self.parent, topics)
    }

    fn quoted(&self, hits: &[Hit], text: &str, topics: &[TopicId]) -> String {
        let of_topics = hits
            .iter()
            .filter(|hit| topics.iter().any(|topic| self.is(hit, topic)));
        let words = of_topics.filter_map(|hit| text.get(hit.start..hit.end));
        let mut quoted: Vec<String> = words.map(|words| format!("`{words}`")).collect();
        quoted.sort();
        quoted.dedup();
        quoted.join(", ")
    }

    fn is(&self, hit: &Hit, topic: &TopicId) -> bool {
        let found = self.index.topics.get(usize::from(hit.topic));
        found.is_some_and(|found| found.id == *topic)
    }
}

fn hits(index: &TopicIndex, text: &str) -> Vec<Hit> {
    if text.is_empty() || index.lexicons.is_empty() {
        return Vec::new();
    }
    let tokens = Tokens::new(text, &index.alphabet);
    let lexicons = lexicons(index, &tokens).into_iter();
    lexicons
        .flat_map(|lexicon| scan(lexicon, &tokens))
        .collect()
}
