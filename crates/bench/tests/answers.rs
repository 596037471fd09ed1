//! The rules as other engines take them mean what they mean to us: evaluated as plainly as can be, without
//! any index, they give our answers. What is measured side by side is the same work.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "the test's helpers are part of it"
)]

use bench::core::{Case, Core};
use bench::facts;
use bench::world::{Size, World};
use serde_json::Value;

/// Whether all conditions of a plain rule hold for plain facts.
fn holds(rule: &Value, facts: &Value) -> bool {
    let when = rule["when"].as_array().expect("conditions");
    when.iter().all(|condition| {
        let fact = &facts[condition["fact"].as_str().expect("the name of a fact")];
        if condition["op"] == "holds" {
            return *fact == true;
        }
        let op = condition["op"].as_object().expect("an operator");
        let (kind, value) = op.iter().next().expect("its name");
        let any = |value: &Value| value.as_array().expect("values").clone();
        match kind.as_str() {
            "one-of" => any(value).contains(fact),
            "shares" => any(value).iter().any(|one| any(fact).contains(one)),
            "shares-none" => !any(value).iter().any(|one| any(fact).contains(one)),
            "at-least" => fact.as_u64() >= value.as_u64(),
            "below" => fact.as_u64() < value.as_u64(),
            other => panic!("add `{other}`"),
        }
    })
}

fn company(rules: usize) -> (Core, Vec<Case>) {
    let topic_words = 1000;
    let world = World::new(Size { rules, topic_words });
    (Core::new(world.rules()), world.drafts(150, 280))
}

#[test]
fn a_plain_evaluation_of_every_rule_gives_our_answers() {
    for rules in [50, 300] {
        let (core, cases) = company(rules);
        let plain = facts::rules(&core.book.policy.rules);
        let plain = serde_json::to_value(plain).expect("plain rules");
        let (mut compared, mut silent) = (0, 0);
        for case in &cases {
            let Some(facts) = facts::plain(&core, case) else {
                continue;
            };
            let facts = serde_json::to_value(facts).expect("plain facts");
            let all = plain.as_array().expect("rules").iter();
            let holding = all.filter(|rule| holds(rule, &facts));
            let mut expected: Vec<_> = holding.filter_map(|rule| rule["id"].as_str()).collect();
            expected.sort_unstable();
            assert_eq!(core.answer(case), expected, "{facts}");
            compared += 1;
            silent += usize::from(expected.is_empty());
        }
        // Some fire and some are silent, or nothing was compared.
        let firing = compared - silent;
        assert!(
            compared > 80 && firing > 20 && silent > 20,
            "{firing} of {compared}"
        );
    }
}

#[test]
fn a_draft_is_as_long_as_asked_for_and_the_same_in_every_run() {
    let (_, one) = company(50);
    let (_, other) = company(50);
    for (one, other) in one.iter().zip(&other) {
        assert_eq!(one.draft.text.chars().count(), 280);
        assert_eq!((&one.draft, &one.known), (&other.draft, &other.known));
    }
}
