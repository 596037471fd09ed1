//! What holds for every policy and every situation: exemptions and history never make it louder, order
//! says nothing, merging twice is merging once, and nothing panics.

#![expect(clippy::expect_used, reason = "the test's helpers are part of it")]

use std::collections::BTreeSet;

use litemap::LiteMap;

use policy::decide::merged;
use policy::topics::build::{Phrases, TopicSource, build};
use policy::topics::{TopicIndex, TopicKind};
use policy::{
    AccountKey, Audience, AudienceClass, Author, Colleague, Day, DealState, Decision, Desk, Draft,
    Exception, ExceptionKind, Facts, History, Known, KnownStanding, Matcher, Membership, Minute,
    ParentPost, Past, PastEvent, Policy, Recipient, Relation, Route, Rule, RuleText, Rulebook,
    Seniority, Site, Surface, TextReading, Tier, TitleClass, Via, decide, explain,
};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const NOW: Minute = Minute(29_922_330);

fn account(number: usize) -> AccountKey {
    AccountKey::x(&format!("p{number}")).expect("a handle")
}

fn audiences() -> Vec<&'static str> {
    vec!["clients", "prospects", "competitors"]
}

/// Every kind of condition, over a small world so that they often hold.
fn matcher() -> impl Strategy<Value = Matcher> {
    prop_oneof![
        subsequence(audiences(), 1..=3)
            .prop_map(|any| Matcher::Audience(any.into_iter().map(Into::into).collect())),
        select(vec![AudienceClass::Client, AudienceClass::Competitor])
            .prop_map(|class| Matcher::Class(vec![class])),
        select(vec![DealState::Lead, DealState::Negotiation])
            .prop_map(|state| Matcher::State(vec![state])),
        select(Via::ALL.to_vec()).prop_map(|via| Matcher::Match(vec![via])),
        Just(Matcher::Sure),
        select(Seniority::ALL.to_vec()).prop_map(|level| Matcher::Seniority(vec![level])),
        select(TitleClass::ALL.to_vec()).prop_map(|title| Matcher::Title(vec![title])),
        (1..=4u8).prop_map(Matcher::AboveAuthorBy),
        select(vec!["sales", "engineer"]).prop_map(|role| Matcher::Role(vec![role.into()])),
        select(vec!["sales", "engineer"]).prop_map(|role| Matcher::NotRole(vec![role.into()])),
        select(vec![Surface::Reply, Surface::Post]).prop_map(|it| Matcher::Surface(vec![it])),
        Just(Matcher::Topic(vec!["pricing".into()])),
        Just(Matcher::ParentTopic(vec!["pricing".into()])),
        Just(Matcher::ParentAsks),
        (0..=2u32).prop_map(|by| Matcher::From(Minute(NOW.0 - 1 + by))),
        (0..=2u32).prop_map(|by| Matcher::Until(Minute(NOW.0 - 1 + by))),
    ]
}

fn rules() -> impl Strategy<Value = Vec<Rule>> {
    let parts = (
        prop::collection::vec(matcher(), 0..=3),
        select(vec![Tier::Note, Tier::Nudge, Tier::Pause]),
        prop::bool::ANY,
    );
    prop::collection::vec(parts, 0..=8).prop_map(|all| {
        let rule = |(number, (when, tier, to_owner)): (usize, (Vec<Matcher>, Tier, bool))| Rule {
            id: format!("rule-{number}").as_str().into(),
            tier,
            when,
            route: if to_owner {
                Route::Owner
            } else {
                Route::Desk("press".into())
            },
            text: LiteMap::from_iter([("en".into(), words())]),
        };
        all.into_iter().enumerate().map(rule).collect()
    })
}

fn words() -> RuleText {
    RuleText {
        title: "T".to_owned(),
        body: "B".to_owned(),
        why: "W".to_owned(),
        suggestion: None,
    }
}

fn policy(rules: Vec<Rule>) -> Policy {
    let classes = [
        AudienceClass::Client,
        AudienceClass::Prospect,
        AudienceClass::Competitor,
    ];
    let audience = |(id, class): (&'static str, AudienceClass)| {
        let label = id.to_owned();
        (
            id.into(),
            Audience {
                label,
                class,
                desk: None,
            },
        )
    };
    let desk = Desk {
        name: "Press".to_owned(),
        link: "mailto:press@aldermoor.example".to_owned(),
    };
    Policy {
        company: "Aldermoor Bank".to_owned(),
        language: "en".into(),
        roles: LiteMap::new(),
        audiences: audiences().into_iter().zip(classes).map(audience).collect(),
        desks: LiteMap::from_iter([("press".into(), desk)]),
        sites: LiteMap::new(),
        text_reading: TextReading::On,
        rules,
    }
}

fn topics() -> TopicIndex {
    let topic = |id: &str, kind, phrase: &str| TopicSource {
        id: id.into(),
        kind,
        languages: vec![(
            "en".into(),
            Phrases {
                fires: vec![phrase.to_owned()],
                excepts: vec![],
            },
        )],
    };
    build(&[
        topic("pricing", TopicKind::Ordinary, "discount"),
        topic("protected-speech", TopicKind::Protected, "our union"),
    ])
    .expect("topics that can be read")
}

fn membership() -> impl Strategy<Value = Membership> {
    let parts = (
        0..4usize,
        select(audiences()),
        select(Via::ALL.to_vec()),
        prop::option::of(select(vec![DealState::Lead, DealState::Negotiation])),
        prop::option::of(0..400i64),
        prop::option::of(-2..3i64),
    );
    parts.prop_map(|(who, audience, via, state, confirmed, ends)| {
        let day = |from_now: i64| Day::from_unix_seconds((i64::from(NOW.0) + from_now * 1440) * 60);
        Membership {
            account: account(who),
            audience: audience.into(),
            via,
            employer: None,
            state,
            owner: None,
            backup: None,
            team: None,
            confirmed_on: confirmed.map(|days| day(-days)),
            valid_until: ends.map(day),
        }
    })
}

/// Who is addressed, what is known, what is written.
fn situation() -> impl Strategy<Value = (Draft, Known)> {
    let text = select(vec![
        "",
        "Hello!",
        "A discount?",
        "Our union says no",
        "discount 🎉 día",
    ]);
    let parts = (
        subsequence(vec![0, 1, 2, 3], 0..=4),
        prop::collection::vec(membership(), 0..=6),
        prop::collection::vec((0..4usize, select(Seniority::ALL.to_vec())), 0..=3),
        prop::option::of(text.clone()),
        text,
        select(vec![Surface::Reply, Surface::Post]),
        prop::option::of(select(Seniority::ALL.to_vec())),
    );
    parts.prop_map(
        |(to, mut memberships, levels, parent, text, surface, seniority)| {
            // A look-up names an account once for each list it is on.
            let mut seen = BTreeSet::new();
            memberships
                .retain(|it: &Membership| seen.insert((it.account.clone(), it.audience.clone())));
            let recipient = |who: &usize| Recipient {
                account: account(*who),
                name: None,
                headline: None,
                relation: Relation::Addressed,
            };
            let draft = Draft {
                site: Site::X,
                surface,
                text: text.to_owned(),
                recipients: to.iter().map(recipient).collect(),
                parent: parent.map(|text| ParentPost {
                    author: account(0),
                    text: text.to_owned(),
                }),
                own_account: None,
            };
            let standing = |(who, level)| KnownStanding {
                account: account(who),
                seniority: Some(level),
                titles: vec![TitleClass::Analyst],
            };
            let known = Known {
                memberships,
                standings: levels.into_iter().map(standing).collect(),
                author: Author {
                    roles: vec!["engineer".into()],
                    seniority,
                    ..Author::default()
                },
                ..Known::default()
            };
            (draft, known)
        },
    )
}

fn judge(book: &Rulebook, (draft, known): (&Draft, &Known), history: &History) -> Decision {
    let facts = facts((draft, known), history);
    decide(book, &facts)
}

fn facts<'a>((draft, known): (&'a Draft, &'a Known), history: &'a History) -> Facts<'a> {
    Facts {
        draft,
        known,
        history,
        text_reading: TextReading::On,
        now: NOW,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_says_nothing(rules in rules(), (draft, known) in situation(), turn in 0..8usize) {
        let mut turned = rules.clone();
        let by = turn % turned.len().max(1);
        turned.rotate_left(by);
        turned.reverse();
        let mut other = draft.clone();
        other.recipients.reverse();
        let one = judge(&Rulebook::new(policy(rules), topics()), (&draft, &known), &History::default());
        let two = judge(&Rulebook::new(policy(turned), topics()), (&other, &known), &History::default());
        prop_assert_eq!(one.reasons, two.reasons);
        prop_assert_eq!(one.speech, two.speech);
    }

    #[test]
    fn an_exemption_never_makes_it_louder(
        rules in rules(), (draft, known) in situation(), who in 0..4usize, kind in 0..4u8,
    ) {
        let book = Rulebook::new(policy(rules), topics());
        let before = judge(&book, (&draft, &known), &History::default());
        let mut exempt = known.clone();
        match kind {
            0 => exempt.colleagues.push(Colleague { account: account(who), person: "p".into() }),
            1 => exempt.exceptions.push(Exception {
                kind: ExceptionKind::GoAhead, account: Some(account(who)), audience: None, until: Minute::MAX,
            }),
            2 => exempt.exceptions.push(Exception {
                kind: ExceptionKind::Correction, account: None, audience: Some("clients".into()), until: Minute::MAX,
            }),
            _ => exempt.memberships.iter_mut().filter(|it| it.account == account(who)).for_each(|it| {
                it.valid_until = Some(Day::from_unix_seconds(0));
            }),
        }
        let after = judge(&book, (&draft, &exempt), &History::default());
        prop_assert!(after.tier() <= before.tier(), "{before:?} became {after:?}");
        for reason in &after.reasons {
            prop_assert!(before.reasons.iter().any(|it| it.rule == reason.rule && it.account == reason.account));
        }
    }

    #[test]
    fn history_never_makes_it_louder(
        rules in rules(), (draft, known) in situation(), who in 0..4usize, number in 0..8usize, ago in 0..50_000u32,
        what in select(vec![PastEvent::Shown, PastEvent::ShownHere, PastEvent::Dismissed]),
    ) {
        let book = Rulebook::new(policy(rules), topics());
        let before = judge(&book, (&draft, &known), &History::default());
        let past = Past {
            rule: format!("rule-{number}").as_str().into(),
            account: Some(account(who)), at: Minute(NOW.0 - ago), what,
        };
        let after = judge(&book, (&draft, &known), &History { past: vec![past.clone(), past.clone(), past] });
        prop_assert!(after.tier() <= before.tier());
        prop_assert!(after.presence() <= before.presence());
    }

    #[test]
    fn merging_twice_is_merging_once(rules in rules(), (draft, known) in situation()) {
        let book = Rulebook::new(policy(rules), topics());
        let reasons = judge(&book, (&draft, &known), &History::default()).reasons;
        prop_assert_eq!(&merged(reasons.clone()), &reasons);
        let twice: Vec<_> = reasons.iter().rev().chain(&reasons).cloned().collect();
        prop_assert_eq!(merged(twice), reasons);
    }

    #[test]
    fn the_index_leaves_no_rule_out(rules in rules(), (draft, known) in situation()) {
        let book = Rulebook::new(policy(rules), topics());
        let history = History::default();
        let facts = facts((&draft, &known), &history);
        let mut explained: Vec<_> = explain(&book, &facts).rules.into_iter()
            .filter(|it| it.verdict == policy::Verdict::Holds)
            .map(|it| (it.rule, it.account))
            .collect();
        let decided = decide(&book, &facts).reasons.into_iter();
        let mut decided: Vec<_> = decided.map(|it| (it.rule, it.account)).collect();
        explained.sort();
        explained.dedup();
        decided.sort();
        decided.dedup();
        prop_assert_eq!(explained, decided);
    }

    #[test]
    fn any_text_and_any_minute_are_judged(text in any::<String>(), parent in any::<String>(), now in any::<u32>()) {
        let rule = Rule {
            id: "r".into(), tier: Tier::Nudge, when: vec![Matcher::Topic(vec!["pricing".into()])],
            route: Route::Desk("press".into()), text: LiteMap::from_iter([("en".into(), words())]),
        };
        let book = Rulebook::new(policy(vec![rule]), topics());
        let draft = Draft {
            site: Site::X, surface: Surface::Reply, text, recipients: vec![],
            parent: Some(ParentPost { author: account(0), text: parent }), own_account: None,
        };
        let (known, history) = (Known::default(), History::default());
        let facts = Facts { now: Minute(now), ..facts((&draft, &known), &history) };
        let _ = decide(&book, &facts);
        let _ = explain(&book, &facts);
    }
}
