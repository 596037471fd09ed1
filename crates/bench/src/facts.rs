//! Rules and drafts as other rule engines can take them: named facts, and conditions on them.
//!
//! None of those engines reads texts, so topics are facts that we found beforehand. Putting conditions
//! into an engine's own language is left to `peers/`.

use policy::topics::Found;
use policy::{Matcher, Rule, TopicId};
use serde::Serialize;

use crate::core::{Case, Core, NOW};

/// A rule: all of its conditions must hold.
#[derive(Debug, Serialize)]
pub struct PlainRule {
    id: String,
    when: Vec<Condition>,
}

/// A condition on one fact.
#[derive(Debug, Serialize)]
struct Condition {
    fact: &'static str,
    op: Op,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Op {
    /// A word that is one of these.
    OneOf(Vec<String>),
    /// A list with at least one of these.
    Shares(Vec<String>),
    /// A list with none of these.
    SharesNone(Vec<String>),
    /// A truth.
    Holds,
    /// A number that is this or more.
    AtLeast(u32),
    /// A number that is less.
    Below(u32),
}

/// What is known about one draft to one person. An unknown word is empty, an unknown number is 0.
#[derive(Debug, Serialize)]
pub struct PlainFacts {
    roles: Vec<String>,
    teams: Vec<String>,
    author_seniority: &'static str,
    posting_as: &'static str,
    audience: String,
    class: &'static str,
    state: &'static str,
    via: &'static str,
    sure: bool,
    seniority: &'static str,
    titles: Vec<&'static str>,
    levels_above: u8,
    surface: &'static str,
    topics: Vec<String>,
    parent_topics: Vec<String>,
    parent_asks: bool,
    now: u32,
}

/// The rules of a policy.
#[must_use]
pub fn rules(rules: &[Rule]) -> Vec<PlainRule> {
    let rule = |rule: &Rule| PlainRule {
        id: rule.id.to_string(),
        when: rule.when.iter().map(condition).collect(),
    };
    rules.iter().map(rule).collect()
}

fn condition(matcher: &Matcher) -> Condition {
    let (fact, op) = match matcher {
        Matcher::Role(any) => ("roles", Op::Shares(texts(any))),
        Matcher::NotRole(none) => ("roles", Op::SharesNone(texts(none))),
        Matcher::Team(any) => ("teams", Op::Shares(texts(any))),
        Matcher::NotTeam(none) => ("teams", Op::SharesNone(texts(none))),
        Matcher::AuthorSeniority(any) => ("author_seniority", one_of(any, |it| it.id())),
        Matcher::PostingAs(any) => ("posting_as", one_of(any, |it| it.id())),
        Matcher::Audience(any) => ("audience", Op::OneOf(texts(any))),
        Matcher::Class(any) => ("class", one_of(any, |it| it.id())),
        Matcher::State(any) => ("state", one_of(any, |it| it.id())),
        Matcher::Match(any) => ("via", one_of(any, |it| it.id())),
        Matcher::Sure => ("sure", Op::Holds),
        Matcher::Seniority(any) => ("seniority", one_of(any, |it| it.id())),
        Matcher::Title(any) => {
            let titles = any.iter().map(|title| title.id().to_owned());
            ("titles", Op::Shares(titles.collect()))
        }
        Matcher::AboveAuthorBy(levels) => ("levels_above", Op::AtLeast(u32::from(*levels))),
        Matcher::Surface(any) => ("surface", one_of(any, |it| it.id())),
        Matcher::Topic(any) => ("topics", Op::Shares(texts(any))),
        Matcher::ParentTopic(any) => ("parent_topics", Op::Shares(texts(any))),
        Matcher::ParentAsks => ("parent_asks", Op::Holds),
        Matcher::From(minute) => ("now", Op::AtLeast(minute.0)),
        Matcher::Until(minute) => ("now", Op::Below(minute.0)),
    };
    Condition { fact, op }
}

fn texts<T: ToString>(ids: &[T]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

fn one_of<T: Copy>(any: &[T], id: impl Fn(T) -> &'static str) -> Op {
    Op::OneOf(any.iter().map(|&one| id(one).to_owned()).collect())
}

/// What another engine is told of a draft to one person who is on at most one list; none for any other
/// draft, and none for one about protected speech, where we judge nothing.
#[must_use]
pub fn plain(core: &Core, case: &Case) -> Option<PlainFacts> {
    let found = core.found(case);
    let ([recipient], [] | [_]) = (&case.draft.recipients[..], &case.known.memberships[..]) else {
        return None;
    };
    if found.is_protected() {
        return None;
    }
    let (author, entry) = (&case.known.author, case.known.memberships.first());
    let mut standings = case.known.standings.iter();
    let standing = standings.find(|standing| standing.account == recipient.account);
    let seniority = standing.and_then(|standing| standing.seniority);
    let levels = seniority.zip(author.seniority);
    let list = entry.and_then(|entry| core.book.policy.audiences.get(&entry.audience));
    Some(PlainFacts {
        roles: texts(&author.roles),
        teams: texts(&author.teams),
        author_seniority: author.seniority.map_or("", |it| it.id()),
        posting_as: author.posting_as.map_or("", |it| it.id()),
        audience: entry
            .map(|entry| entry.audience.to_string())
            .unwrap_or_default(),
        class: list.map_or("", |list| list.class.id()),
        state: entry.and_then(|entry| entry.state).map_or("", |it| it.id()),
        via: entry.map_or("", |entry| entry.via.id()),
        sure: entry.is_some_and(|it| it.via.confidence() == policy::Confidence::Strict),
        seniority: seniority.map_or("", |it| it.id()),
        titles: standing.map_or(Vec::new(), |it| {
            it.titles.iter().map(|it| it.id()).collect()
        }),
        levels_above: levels.map_or(0, |(theirs, ours)| theirs.levels_above(ours)),
        surface: case.draft.surface.id(),
        topics: about(core, |topic| found.in_draft(topic)),
        parent_topics: about(core, |topic| found.in_parent(topic)),
        parent_asks: Found::parent_asks(&found),
        now: NOW.0,
    })
}

fn about(core: &Core, is_about: impl Fn(&TopicId) -> bool) -> Vec<String> {
    let topics = core.book.topics.topics.iter();
    let found = topics.filter(|topic| is_about(&topic.id));
    found.map(|topic| topic.id.to_string()).collect()
}
