//! A policy and a situation of any shape, over a small world so that rules often hold.

use std::sync::LazyLock;

use arbitrary::{Result, Unstructured};
use policy::topics::build::{Phrases, TopicSource, build};
use policy::topics::{TopicIndex, TopicKind};
use policy::{
    AccountKey, Audience, AudienceClass, Author, Colleague, Contact, Day, DealState, Desk, Draft,
    Exception, ExceptionKind, History, Known, KnownStanding, Language, Matcher, Membership, Minute,
    ParentPost, Past, PastEvent, Policy, PostingIdentity, Recipient, Relation, Route, Rule,
    RuleText, Seniority, Site, SiteSwitch, Surface, TextReading, Tier, TitleClass, Via,
};

/// Names that rules, lists, people, teams, topics and desks share, so that they refer to each other.
const NAMES: [&str; 4] = ["clients", "pricing", "jonas", ""];
const SURFACES: [Surface; 7] = [
    Surface::Post,
    Surface::Reply,
    Surface::Comment,
    Surface::Quote,
    Surface::DirectMessage,
    Surface::InvitationNote,
    Surface::InMail,
];
const STATES: [DealState; 4] = [
    DealState::Lead,
    DealState::Negotiation,
    DealState::Won,
    DealState::Lost,
];

/// Everything that a decision is made from.
pub struct World {
    /// The rules.
    pub policy: Policy,
    /// What is written.
    pub draft: Draft,
    /// What is known.
    pub known: Known,
    /// What was seen before.
    pub history: History,
    /// Whether the employee lets texts be read.
    pub text_reading: TextReading,
    /// When.
    pub now: Minute,
    /// The languages of the browser.
    pub languages: Vec<Language>,
}

/// Makes one from bytes.
///
/// # Errors
/// When the bytes are at an end.
pub fn world(bytes: &mut Unstructured<'_>) -> Result<World> {
    Ok(World {
        policy: policy(bytes)?,
        draft: draft(bytes)?,
        known: known(bytes)?,
        history: History {
            past: some(bytes, past)?,
        },
        text_reading: text_reading(bytes)?,
        now: minute(bytes)?,
        languages: some(bytes, name)?,
    })
}

/// The topics of that world.
pub static TOPICS: LazyLock<TopicIndex> = LazyLock::new(|| {
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
});

/// A text as a post of one's own.
#[must_use]
pub fn post(text: &str) -> Draft {
    Draft {
        site: Site::X,
        surface: Surface::Post,
        text: text.to_owned(),
        recipients: Vec::new(),
        parent: None,
        own_account: None,
    }
}

/// Up to five of them.
fn some<T>(
    bytes: &mut Unstructured<'_>,
    one: fn(&mut Unstructured<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    (0..bytes.int_in_range(0..=5)?)
        .map(|_| one(bytes))
        .collect()
}

fn maybe<T>(
    bytes: &mut Unstructured<'_>,
    one: fn(&mut Unstructured<'_>) -> Result<T>,
) -> Result<Option<T>> {
    bytes.arbitrary::<bool>()?.then(|| one(bytes)).transpose()
}

fn one_of<T: Copy>(bytes: &mut Unstructured<'_>, all: &[T]) -> Result<T> {
    bytes.choose(all).copied()
}

fn name<T: From<&'static str>>(bytes: &mut Unstructured<'_>) -> Result<T> {
    Ok(one_of(bytes, &NAMES)?.into())
}

fn text(bytes: &mut Unstructured<'_>) -> Result<String> {
    let known = [
        "",
        "A discount?",
        "our union",
        "{recipient} {owner} {",
        "{audience}} {desk} {none}",
    ];
    match bytes.int_in_range(0..=known.len())? {
        0 => bytes.arbitrary(),
        at => Ok(known[at - 1].to_owned()),
    }
}

fn account(bytes: &mut Unstructured<'_>) -> Result<AccountKey> {
    let known = ["@p0", "@p1", "/in/p2", "/company/p3"];
    Ok(AccountKey::parse(one_of(bytes, &known)?).expect("an account"))
}

fn minute(bytes: &mut Unstructured<'_>) -> Result<Minute> {
    let near = Minute(29_922_330);
    Ok(match bytes.int_in_range(0..=3)? {
        0 => Minute(bytes.arbitrary()?),
        1 => Minute::MAX,
        by => Minute(near.0 + by),
    })
}

fn day(bytes: &mut Unstructured<'_>) -> Result<Day> {
    let seconds: i64 = match bytes.arbitrary()? {
        true => bytes.arbitrary()?,
        false => 60 * (29_922_330 - 1440 * i64::from(bytes.arbitrary::<u8>()?)),
    };
    Ok(Day::from_unix_seconds(seconds))
}

fn seniority(bytes: &mut Unstructured<'_>) -> Result<Seniority> {
    one_of(bytes, &Seniority::ALL)
}

fn title(bytes: &mut Unstructured<'_>) -> Result<TitleClass> {
    one_of(bytes, &TitleClass::ALL)
}

fn surface(bytes: &mut Unstructured<'_>) -> Result<Surface> {
    one_of(bytes, &SURFACES)
}

fn state(bytes: &mut Unstructured<'_>) -> Result<DealState> {
    one_of(bytes, &STATES)
}

fn class(bytes: &mut Unstructured<'_>) -> Result<AudienceClass> {
    one_of(bytes, &AudienceClass::ALL)
}

fn via(bytes: &mut Unstructured<'_>) -> Result<Via> {
    one_of(bytes, &Via::ALL)
}

fn identity(bytes: &mut Unstructured<'_>) -> Result<PostingIdentity> {
    one_of(bytes, &PostingIdentity::ALL)
}

fn text_reading(bytes: &mut Unstructured<'_>) -> Result<TextReading> {
    one_of(bytes, &[TextReading::On, TextReading::Off])
}

fn policy(bytes: &mut Unstructured<'_>) -> Result<Policy> {
    Ok(Policy {
        company: text(bytes)?,
        language: name(bytes)?,
        roles: [(name(bytes)?, text(bytes)?)].into_iter().collect(),
        audiences: some(bytes, |bytes| Ok((name(bytes)?, audience(bytes)?)))?
            .into_iter()
            .collect(),
        desks: some(bytes, |bytes| Ok((name(bytes)?, desk(bytes)?)))?
            .into_iter()
            .collect(),
        sites: [(
            Site::X,
            SiteSwitch {
                wasm: bytes.arbitrary()?,
            },
        )]
        .into_iter()
        .collect(),
        text_reading: text_reading(bytes)?,
        rules: some(bytes, rule)?,
    })
}

fn audience(bytes: &mut Unstructured<'_>) -> Result<Audience> {
    Ok(Audience {
        label: text(bytes)?,
        class: class(bytes)?,
        desk: maybe(bytes, name)?,
    })
}

fn desk(bytes: &mut Unstructured<'_>) -> Result<Desk> {
    Ok(Desk {
        name: text(bytes)?,
        link: text(bytes)?,
    })
}

fn rule(bytes: &mut Unstructured<'_>) -> Result<Rule> {
    Ok(Rule {
        id: name(bytes)?,
        tier: one_of(bytes, &[Tier::Note, Tier::Nudge, Tier::Pause])?,
        when: some(bytes, matcher)?,
        route: match bytes.arbitrary()? {
            true => Route::Owner,
            false => Route::Desk(name(bytes)?),
        },
        text: some(bytes, |bytes| Ok((name(bytes)?, words(bytes)?)))?
            .into_iter()
            .collect(),
    })
}

fn words(bytes: &mut Unstructured<'_>) -> Result<RuleText> {
    Ok(RuleText {
        title: text(bytes)?,
        body: text(bytes)?,
        why: text(bytes)?,
        suggestion: maybe(bytes, text)?,
    })
}

fn matcher(bytes: &mut Unstructured<'_>) -> Result<Matcher> {
    Ok(match bytes.int_in_range(0..=19)? {
        0 => Matcher::Role(some(bytes, name)?),
        1 => Matcher::NotRole(some(bytes, name)?),
        2 => Matcher::Team(some(bytes, name)?),
        3 => Matcher::NotTeam(some(bytes, name)?),
        4 => Matcher::AuthorSeniority(some(bytes, seniority)?),
        5 => Matcher::PostingAs(some(bytes, identity)?),
        6 => Matcher::Audience(some(bytes, name)?),
        7 => Matcher::Class(some(bytes, class)?),
        8 => Matcher::State(some(bytes, state)?),
        9 => Matcher::Match(some(bytes, via)?),
        10 => Matcher::Sure,
        11 => Matcher::Seniority(some(bytes, seniority)?),
        12 => Matcher::Title(some(bytes, title)?),
        13 => Matcher::AboveAuthorBy(bytes.arbitrary()?),
        14 => Matcher::Surface(some(bytes, surface)?),
        15 => Matcher::Topic(some(bytes, name)?),
        16 => Matcher::ParentTopic(some(bytes, name)?),
        17 => Matcher::ParentAsks,
        18 => Matcher::From(minute(bytes)?),
        _ => Matcher::Until(minute(bytes)?),
    })
}

fn draft(bytes: &mut Unstructured<'_>) -> Result<Draft> {
    Ok(Draft {
        site: one_of(bytes, &[Site::X, Site::LinkedIn])?,
        surface: surface(bytes)?,
        text: text(bytes)?,
        recipients: some(bytes, recipient)?,
        parent: maybe(bytes, |bytes| {
            Ok(ParentPost {
                author: account(bytes)?,
                text: text(bytes)?,
            })
        })?,
        own_account: maybe(bytes, account)?,
    })
}

fn recipient(bytes: &mut Unstructured<'_>) -> Result<Recipient> {
    Ok(Recipient {
        account: account(bytes)?,
        name: maybe(bytes, text)?,
        headline: maybe(bytes, text)?,
        relation: one_of(bytes, &[Relation::Addressed, Relation::Mentioned])?,
    })
}

fn known(bytes: &mut Unstructured<'_>) -> Result<Known> {
    Ok(Known {
        memberships: some(bytes, membership)?,
        colleagues: some(bytes, |bytes| {
            Ok(Colleague {
                account: account(bytes)?,
                person: name(bytes)?,
            })
        })?,
        standings: some(bytes, standing)?,
        exceptions: some(bytes, exception)?,
        author: Author {
            person: maybe(bytes, name)?,
            roles: some(bytes, name)?,
            teams: some(bytes, name)?,
            seniority: maybe(bytes, seniority)?,
            posting_as: maybe(bytes, identity)?,
        },
    })
}

fn membership(bytes: &mut Unstructured<'_>) -> Result<Membership> {
    Ok(Membership {
        account: account(bytes)?,
        audience: name(bytes)?,
        via: via(bytes)?,
        employer: maybe(bytes, text)?,
        state: maybe(bytes, state)?,
        owner: maybe(bytes, contact)?,
        backup: maybe(bytes, contact)?,
        team: maybe(bytes, name)?,
        confirmed_on: maybe(bytes, day)?,
        valid_until: maybe(bytes, day)?,
    })
}

fn contact(bytes: &mut Unstructured<'_>) -> Result<Contact> {
    Ok(Contact {
        person: name(bytes)?,
        name: text(bytes)?,
        title: text(bytes)?,
        team: text(bytes)?,
        link: text(bytes)?,
    })
}

fn standing(bytes: &mut Unstructured<'_>) -> Result<KnownStanding> {
    Ok(KnownStanding {
        account: account(bytes)?,
        seniority: maybe(bytes, seniority)?,
        titles: some(bytes, title)?,
    })
}

fn exception(bytes: &mut Unstructured<'_>) -> Result<Exception> {
    Ok(Exception {
        kind: one_of(bytes, &[ExceptionKind::GoAhead, ExceptionKind::Correction])?,
        account: maybe(bytes, account)?,
        audience: maybe(bytes, name)?,
        until: minute(bytes)?,
    })
}

fn past(bytes: &mut Unstructured<'_>) -> Result<Past> {
    Ok(Past {
        rule: name(bytes)?,
        account: maybe(bytes, account)?,
        at: minute(bytes)?,
        what: one_of(
            bytes,
            &[PastEvent::Shown, PastEvent::ShownHere, PastEvent::Dismissed],
        )?,
    })
}
