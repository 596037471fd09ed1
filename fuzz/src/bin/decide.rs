//! Any policy, any situation, any minute: decided, explained and drawn. The trace and the decision agree,
//! and merging reasons again changes nothing.
#![no_main]

use arbitrary::Unstructured;
use fuzz::world::{TOPICS, World, world};
use libfuzzer_sys::fuzz_target;
use policy::decide::merged;
use policy::topics::TopicIndex;
use policy::{Facts, Rulebook, Verdict, decide, explain, nudge};

fuzz_target!(|input: &[u8]| {
    let Ok(world) = world(&mut Unstructured::new(input)) else {
        return;
    };
    let World {
        policy,
        draft,
        known,
        history,
        ..
    } = world;
    let book = Rulebook::new(policy, TOPICS.clone());
    let facts = Facts {
        draft: &draft,
        known: &known,
        history: &history,
        text_reading: world.text_reading,
        now: world.now,
    };
    let decision = decide(&book, &facts);
    assert_eq!(merged(decision.reasons.clone()), decision.reasons);
    let _ = nudge(&book.policy, &draft, &decision, &world.languages);
    let _ = explain(&book, &facts);
    let _ = serde_json::to_string(&facts.known);
});
