//! A policy made ready for decisions: which rules can hold at all, given who is addressed and what
//! the text is about. So a decision costs what the rules in question cost, not what all rules cost.
//!
//! Made once when a policy arrives. Judging is left to `decide`.

use crate::topics::{Found, TopicIndex};
use crate::{AudienceId, Matcher, Membership, Policy, Route, Rule, RuleError, TopicId};

/// A policy with its index. Immutable: a new policy is a new rulebook.
#[derive(Clone, Debug)]
pub struct Rulebook {
    /// The rules and what they refer to.
    pub policy: Policy,
    /// What texts can be about.
    pub topics: TopicIndex,
    /// Rules that cannot be judged; they are left out of every decision.
    pub errors: Vec<RuleError>,
    /// Rules to look at when somebody on this list is addressed.
    by_audience: Vec<(AudienceId, Vec<u16>)>,
    /// Rules to look at when the draft is about this topic; by the topic's place.
    by_topic: Vec<Vec<u16>>,
    /// Rules to look at when the post being answered is about this topic.
    by_parent_topic: Vec<Vec<u16>>,
    /// Rules to look at every time.
    always: Vec<u16>,
}

/// Most rules of a policy; far more than anybody can read.
pub const MAX_RULES: usize = 10_000;

impl Rulebook {
    /// Indexes a policy. Rules that cannot be judged are set aside as errors.
    #[must_use]
    pub fn new(policy: Policy, topics: TopicIndex) -> Self {
        let mut book = Self {
            by_audience: policy
                .audiences
                .keys()
                .map(|audience| (audience.clone(), Vec::new()))
                .collect(),
            by_topic: vec![Vec::new(); topics.topics.len()],
            by_parent_topic: vec![Vec::new(); topics.topics.len()],
            always: Vec::new(),
            errors: Vec::new(),
            policy,
            topics,
        };
        for at in 0..book.policy.rules.len().min(MAX_RULES) {
            book.file(at);
        }
        book
    }

    /// A rule by its name.
    #[must_use]
    pub fn rule(&self, id: &crate::RuleId) -> Option<&Rule> {
        self.policy.rules.iter().find(|rule| rule.id == *id)
    }

    /// Puts one rule where it will be looked for: under the condition that holds most rarely.
    fn file(&mut self, at: usize) {
        let (Some(rule), Ok(place)) = (self.policy.rules.get(at), u16::try_from(at)) else {
            return;
        };
        if let Err(problem) = sound(&self.policy, rule) {
            let rule = rule.id.clone();
            self.errors.push(RuleError { rule, problem });
            return;
        }
        if let Some(audiences) = audiences(&self.policy, rule) {
            let entries = self.by_audience.iter_mut();
            let of_rule = entries.filter(|(audience, _)| audiences.contains(&audience));
            of_rule.for_each(|(_, rules)| rules.push(place));
        } else if let Some((list, topics)) = topics(rule) {
            let shelf = match list {
                Text::Draft => &mut self.by_topic,
                Text::Parent => &mut self.by_parent_topic,
            };
            for (topic, rules) in self.topics.topics.iter().zip(shelf) {
                if topics.contains(&topic.id) {
                    rules.push(place);
                }
            }
        } else {
            self.always.push(place);
        }
    }

    /// Every rule that may hold, each once.
    pub(crate) fn candidates(&self, listed: &[&Membership], found: &Found<'_>) -> Vec<&Rule> {
        let (in_draft, in_parent) = found.topics();
        let of_topic = |shelf: &'_ [Vec<u16>], topic: u16| {
            shelf.get(usize::from(topic)).cloned().unwrap_or_default()
        };
        let mut places = self.always.clone();
        places.extend(in_draft.flat_map(|topic| of_topic(&self.by_topic, topic)));
        places.extend(in_parent.flat_map(|topic| of_topic(&self.by_parent_topic, topic)));
        for entry in listed {
            let found = self
                .by_audience
                .binary_search_by(|(audience, _)| audience.cmp(&entry.audience));
            let rules = found.ok().and_then(|at| self.by_audience.get(at));
            places.extend(rules.into_iter().flat_map(|(_, rules)| rules));
        }
        let mut seen = vec![false; self.policy.rules.len()];
        places.retain(|place| {
            let seen = seen.get_mut(usize::from(*place));
            seen.is_some_and(|seen| !std::mem::replace(seen, true))
        });
        let rule = |place: u16| self.policy.rules.get(usize::from(place));
        places.into_iter().filter_map(rule).collect()
    }
}

/// The lists on one of which the recipient must be; none when the rule does not ask.
fn audiences<'a>(policy: &'a Policy, rule: &'a Rule) -> Option<Vec<&'a AudienceId>> {
    let of_class = |matcher: &'a Matcher| match matcher {
        Matcher::Audience(any) => Some(any.iter().collect::<Vec<_>>()),
        Matcher::Class(any) => {
            let lists = policy.audiences.iter();
            let of_class = lists.filter(|(_, list)| any.contains(&list.class));
            Some(of_class.map(|(id, _)| id).collect())
        }
        Matcher::State(_) | Matcher::Match(_) | Matcher::Sure => {
            Some(policy.audiences.keys().collect())
        }
        _ => None,
    };
    let asked = rule.when.iter().filter_map(of_class);
    asked.min_by_key(Vec::len)
}

/// Which text a topic is looked for in.
enum Text {
    Draft,
    Parent,
}

fn topics(rule: &Rule) -> Option<(Text, &[TopicId])> {
    rule.when.iter().find_map(|matcher| match matcher {
        Matcher::Topic(any) => Some((Text::Draft, any.as_slice())),
        Matcher::ParentTopic(any) => Some((Text::Parent, any.as_slice())),
        _ => None,
    })
}

/// What `compile` also refuses; asked again because a decision must not depend on it.
fn sound(policy: &Policy, rule: &Rule) -> Result<(), String> {
    if rule.when.is_empty() {
        return Err("has no condition".to_owned());
    }
    if !rule.text.contains_key(&policy.language) {
        return Err(format!("has no text in `{}`", policy.language));
    }
    match &rule.route {
        Route::Desk(desk) if !policy.desks.contains_key(desk) => {
            Err(format!("names the unknown desk `{desk}`"))
        }
        Route::Owner if !rule.when.iter().any(Matcher::needs_membership) => {
            Err("points to an owner without naming an audience".to_owned())
        }
        _ => Ok(()),
    }
}
