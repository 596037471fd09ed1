//! Any text, read for all the topics that are shipped: as a draft and as the post that is answered.
#![no_main]

use std::sync::LazyLock;

use bundle::builder::topic::library;
use fuzz::world::post;
use libfuzzer_sys::fuzz_target;
use policy::topics::{Found, TopicIndex};
use policy::{AccountKey, ParentPost, TopicId};

static INDEX: LazyLock<TopicIndex> =
    LazyLock::new(|| library::index().expect("the shipped topics"));
/// Read before the clock of the first input starts.
static TOPICS: LazyLock<Vec<TopicId>> =
    LazyLock::new(|| INDEX.topics.iter().map(|topic| topic.id.clone()).collect());

fuzz_target!(init: { let _ = TOPICS.len(); }, |text: &str| {
    let mut draft = post(text);
    draft.parent = Some(ParentPost {
        author: AccountKey::x("somebody").expect("a handle"),
        text: text.to_owned(),
    });
    let found = Found::new(&INDEX, &draft);
    for topic in TOPICS.iter() {
        assert_eq!(
            found.in_draft(topic),
            found.in_parent(topic),
            "{topic} in {text:?}"
        );
    }
    assert_eq!(
        found.words_in_draft(&TOPICS),
        found.words_in_parent(&TOPICS),
        "{text:?}"
    );
});
