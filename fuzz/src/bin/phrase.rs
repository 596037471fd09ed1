//! The phrases of a topic: a language in the first line, then a phrase in each, and exceptions behind `!`.
//! Read or refused; what is made of them is read from its bytes as it was, and finds what it finds in bounded time.
#![no_main]

use fuzz::world::post;
use libfuzzer_sys::fuzz_target;
use policy::topics::build::{Phrases, TopicSource, build};
use policy::topics::{Found, TopicIndex, TopicKind};

fuzz_target!(|text: &str| {
    let (language, rest) = text.split_once('\n').unwrap_or(("en", text));
    let (excepts, fires): (Vec<&str>, Vec<&str>) =
        rest.lines().partition(|line| line.starts_with('!'));
    let source = TopicSource {
        id: "topic".into(),
        kind: TopicKind::Ordinary,
        languages: vec![(
            language.into(),
            Phrases {
                fires: fires.iter().map(ToString::to_string).collect(),
                excepts: excepts.iter().map(|line| line[1..].to_owned()).collect(),
            },
        )],
    };
    match build(&[source]) {
        Ok(index) => {
            let bytes = postcard::to_allocvec(&index).expect("tables can be packed");
            assert_eq!(
                postcard::from_bytes::<TopicIndex>(&bytes).as_ref(),
                Ok(&index)
            );
            let draft = post(rest);
            let _ = Found::new(&index, &draft).words_in_draft(&["topic".into()]);
        }
        Err(errors) => {
            for error in errors {
                let _ = error.error.to_string();
            }
        }
    }
});
