//! Any policy, any situation, any minute: decided, explained and drawn. The trace and the decision agree,
//! and merging reasons again changes nothing.
#![no_main]

use std::collections::BTreeSet;

use arbitrary::Unstructured;
use fuzz::world::{TOPICS, World, world};
use libfuzzer_sys::fuzz_target;
use policy::decide::merged;
use policy::{Facts, Policy, Rulebook, Verdict, decide, explain, nudge};

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
    let held = explained.filter(|it| it.verdict == Verdict::Holds);
    let held: BTreeSet<_> = held.map(|it| it.rule).collect();
    let spoken = decision.reasons.iter().chain(&decision.quiet);
    let spoken: BTreeSet<_> = spoken.map(|it| it.rule.clone()).collect();
    // Rules without a name of their own, and lists that the policy does not name, are in no bundle that was
    // compiled: a decision may leave them out.
    if is_whole(&book.policy, &facts) {
        assert_eq!(held, spoken);
    }
});

fn is_whole(policy: &Policy, facts: &Facts<'_>) -> bool {
    let names: BTreeSet<_> = policy.rules.iter().map(|rule| &rule.id).collect();
    let mut lists = facts.known.memberships.iter();
    names.len() == policy.rules.len() && lists.all(|it| policy.audiences.contains_key(&it.audience))
}
