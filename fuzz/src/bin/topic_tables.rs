//! `topics.bin` of a hostile bundle: a text in the first line, then the bytes. Refused or read, and then
//! the text is judged in bounded time and memory.
#![no_main]

use fuzz::parts::first_line;
use fuzz::world::post;
use libfuzzer_sys::fuzz_target;
use policy::TopicId;
use policy::topics::{Found, TopicIndex};

fuzz_target!(|input: &[u8]| {
    let (text, bytes) = first_line(input);
    let Ok(index) = postcard::from_bytes::<TopicIndex>(bytes) else {
        return;
    };
    let draft = post(&String::from_utf8_lossy(text));
    let found = Found::new(&index, &draft);
    let topics: Vec<TopicId> = index.topics.iter().map(|topic| topic.id.clone()).collect();
    let _ = found.is_protected();
    let _ = found.words_in_draft(&topics);
});
