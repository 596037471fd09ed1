//! The company's rules: who × whom × what, each part with the share it has among the rules that the
//! example company and its kind write.

use policy::{
    Audience, AudienceClass, AudienceId, DealState, Desk, Matcher, Minute, Policy, PostingIdentity,
    RoleId, Route, Rule, RuleId, RuleText, Seniority, Surface, TeamId, TextReading, Tier,
    TitleClass, TopicId, Via,
};

use super::topics::Library;
use crate::core::NOW;
use crate::random::Random;

/// What the company calls its roles, teams and lists.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) roles: Vec<RoleId>,
    pub(super) teams: Vec<TeamId>,
    pub(super) audiences: Vec<AudienceId>,
}

/// Every composer.
pub(super) const SURFACES: [Surface; 7] = [
    Surface::Reply,
    Surface::Comment,
    Surface::Post,
    Surface::Quote,
    Surface::DirectMessage,
    Surface::InvitationNote,
    Surface::InMail,
];

/// Every state of a deal.
pub(super) const STATES: [DealState; 4] = [
    DealState::Negotiation,
    DealState::Lead,
    DealState::Won,
    DealState::Lost,
];

impl Names {
    /// Roles and teams are a matter of the company; with more rules there are more lists, ten rules each.
    pub(super) fn new(rules: usize) -> Self {
        let audience = |at| AudienceId(format!("list-{at:03}"));
        Self {
            roles: (0..12).map(|at| RoleId(format!("role-{at:02}"))).collect(),
            teams: (0..20).map(|at| TeamId(format!("team-{at:02}"))).collect(),
            audiences: (0..10 + rules / 10).map(audience).collect(),
        }
    }

    /// What the people on the list at this place are; lists of a kind are spread over all of them.
    pub(super) fn class(at: usize) -> AudienceClass {
        let classes = AudienceClass::ALL;
        *classes.get(at % classes.len()).expect("there are classes")
    }
}

/// The policy.
pub(super) fn policy(names: &Names, library: &Library, rules: usize) -> Policy {
    let mut random = Random::new(0x5eed_0003);
    let audiences = names.audiences.iter().enumerate();
    let audience = |(at, id): (usize, &AudienceId)| {
        let label = format!("List {at}");
        let (class, desk) = (Names::class(at), None);
        (id.clone(), Audience { label, class, desk })
    };
    let desk = Desk {
        name: "Press desk".to_owned(),
        link: "mailto:press@aldermoor.example".to_owned(),
    };
    Policy {
        company: "Aldermoor Bank".to_owned(),
        language: "en".into(),
        roles: names
            .roles
            .iter()
            .map(|id| (id.clone(), id.to_string()))
            .collect(),
        audiences: audiences.map(audience).collect(),
        desks: [("press".into(), desk)].into_iter().collect(),
        sites: std::iter::empty().collect(),
        text_reading: TextReading::On,
        rules: (0..rules)
            .map(|at| rule((names, library), &mut random, at))
            .collect(),
    }
}

fn rule(company: (&Names, &Library), random: &mut Random, at: usize) -> Rule {
    let mut when = Vec::new();
    who(company.0, random, &mut when);
    whom((company.0, &company.1.topics), random, &mut when);
    what(company.1, random, &mut when);
    let names_a_list = when.iter().any(Matcher::needs_membership);
    // Nobody writes a rule for everything that somebody in a role posts.
    if !names_a_list && !when.iter().any(Matcher::reads_text) {
        when.push(Matcher::Topic(random.some(&company.1.topics, 3)));
    }
    Rule {
        id: name(random, at),
        tier: *random.pick(&[Tier::Note, Tier::Nudge, Tier::Nudge, Tier::Pause]),
        when,
        route: if names_a_list && random.chance(80) {
            Route::Owner
        } else {
            Route::Desk("press".into())
        },
        text: [("en".into(), text(random))].into_iter().collect(),
    }
}

/// Of any length, as people name rules.
fn name(random: &mut Random, at: usize) -> RuleId {
    let parts = [
        "client",
        "live-deal",
        "quiet-period",
        "ask",
        "hiring",
        "press",
        "partner",
    ];
    let named: Vec<&str> = (0..=random.below(3))
        .map(|_| *random.pick(&parts))
        .collect();
    RuleId(format!("{}-{at}", named.join("-")))
}

fn who(names: &Names, random: &mut Random, when: &mut Vec<Matcher>) {
    if random.chance(30) {
        when.push(Matcher::Role(random.some(&names.roles, 3)));
    } else if random.chance(60) {
        when.push(Matcher::NotRole(random.some(&names.roles, 3)));
    }
    if random.chance(6) {
        when.push(Matcher::NotTeam(random.some(&names.teams, 2)));
    }
    if random.chance(4) {
        when.push(Matcher::Team(random.some(&names.teams, 4)));
    }
    if random.chance(10) {
        when.push(Matcher::AuthorSeniority(random.some(&Seniority::ALL, 3)));
    }
    if random.chance(6) {
        when.push(Matcher::PostingAs(vec![PostingIdentity::BrandAccount]));
    }
}

fn whom((names, topics): (&Names, &[TopicId]), random: &mut Random, when: &mut Vec<Matcher>) {
    let lists = random.below(100);
    if lists < 45 {
        when.push(Matcher::Audience(random.some(&names.audiences, 3)));
    } else if lists < 70 {
        when.push(Matcher::Class(random.some(&AudienceClass::ALL, 2)));
    }
    // A rule about a whole class says more than that: a state, a title or a topic.
    if lists < 70 && random.chance(30) {
        when.push(Matcher::State(random.some(&STATES, 2)));
    } else if (45..70).contains(&lists) {
        when.push(Matcher::Topic(random.some(topics, 3)));
    }
    if lists < 70 && random.chance(8) {
        when.push(Matcher::Sure);
    }
    if lists < 70 && random.chance(4) {
        when.push(Matcher::Match(random.some(&Via::ALL, 2)));
    }
    if random.chance(8) {
        when.push(Matcher::Seniority(random.some(&Seniority::ALL, 3)));
    }
    if random.chance(8) {
        when.push(Matcher::Title(random.some(&TitleClass::ALL, 2)));
    }
    if random.chance(5) {
        when.push(Matcher::AboveAuthorBy(2));
    }
}

fn what(library: &Library, random: &mut Random, when: &mut Vec<Matcher>) {
    if random.chance(40) {
        when.push(Matcher::Surface(random.some(&SURFACES, 4)));
    }
    let has_topic = when.iter().any(Matcher::reads_text);
    if !has_topic && random.chance(45) {
        when.push(Matcher::Topic(random.some(&library.topics, 3)));
    }
    if random.chance(12) {
        when.push(Matcher::ParentTopic(random.some(&library.topics, 3)));
    }
    if random.chance(6) {
        when.push(Matcher::ParentAsks);
    }
    if random.chance(8) {
        when.push(Matcher::Until(Minute(NOW.0 + 1000)));
    }
    if random.chance(4) {
        when.push(Matcher::From(Minute(NOW.0 + 1000)));
    }
}

fn text(random: &mut Random) -> RuleText {
    let suggestion = random.chance(30);
    RuleText {
        title: "{recipient} is on {audience}".to_owned(),
        body: "A word with {owner} of {team} first keeps things simple for everybody at {company}."
            .to_owned(),
        why: "Friendly remarks to {audience} can read like an offer of {company}".to_owned(),
        suggestion: suggestion.then(|| "Congratulations, {recipient}!".to_owned()),
    }
}
