//! `tests/cases/world.toml`: who is on which list, and what texts can be about. The same for every file of cases.

use policy::topics::build::{Phrases, TopicSource, build};
use policy::topics::{TopicIndex, TopicKind};
use policy::{Colleague, Exception, KnownStanding, Language, Membership, Policy, TopicId};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct World {
    pub(crate) policy: Policy,
    #[serde(rename = "membership")]
    pub(crate) memberships: Vec<Membership>,
    #[serde(rename = "colleague")]
    pub(crate) colleagues: Vec<Colleague>,
    #[serde(rename = "standing")]
    pub(crate) standings: Vec<KnownStanding>,
    /// Those that everybody in the world has.
    #[serde(rename = "exception")]
    pub(crate) exceptions: Vec<Exception>,
    #[serde(rename = "topic")]
    topics: Vec<Topic>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Topic {
    id: TopicId,
    #[serde(default = "ordinary")]
    kind: TopicKind,
    phrases: BTreeMap<Language, Vec<String>>,
}

fn ordinary() -> TopicKind {
    TopicKind::Ordinary
}

impl World {
    pub(crate) fn topics(&self) -> TopicIndex {
        let source = |topic: &Topic| TopicSource {
            id: topic.id.clone(),
            kind: topic.kind,
            languages: topic
                .phrases
                .iter()
                .map(|(language, fires)| {
                    let phrases = Phrases {
                        fires: fires.clone(),
                        excepts: vec![],
                    };
                    (language.clone(), phrases)
                })
                .collect(),
        };
        let sources: Vec<TopicSource> = self.topics.iter().map(source).collect();
        build(&sources).expect("topics that can be read")
    }
}
