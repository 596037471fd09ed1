//! Any policy, any situation, any minute: decided, explained and drawn. The trace and the decision agree,
//! and merging reasons again changes nothing.
#![no_main]

use std::collections::BTreeSet;

use arbitrary::Unstructured;
use fuzz::world::{TOPICS, World, world};
use libfuzzer_sys::fuzz_target;
use policy::decide::merged;
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
    let explained = explain(&book, &facts).rules.into_iter();
    let held = explained
        .filter(|it| it.verdict == Verdict::Holds)
        .map(|it| it.rule);
    let spoken = decision
        .reasons
        .iter()
        .chain(&decision.quiet)
        .map(|it| it.rule.clone());
    // A rule that stands there twice is explained under one name.
    assert_eq!(held.collect::<BTreeSet<_>>(), spoken.collect());
});
