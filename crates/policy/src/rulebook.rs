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
            for id in audiences {
                let found = self.by_audience.binary_search_by(|(list, _)| list.cmp(id));
                if let Some((_, rules)) = found.ok().and_then(|at| self.by_audience.get_mut(at)) {
                    rules.push(place);
                }
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AccountKey, Audience, AudienceClass, Desk, Route, RuleText, TextReading, Tier};

    const RULES_OF_A_LIST: usize = 10;

    fn list(at: usize) -> AudienceId {
        AudienceId(format!("list-{at}"))
    }

    /// A company with so many lists and ten rules about each.
    fn book(lists: usize) -> Rulebook {
        let audience = Audience {
            label: "A list".to_owned(),
            class: AudienceClass::Client,
            desk: None,
        };
        let text = RuleText {
            title: "T".to_owned(),
            body: "B".to_owned(),
            why: "W".to_owned(),
            suggestion: None,
        };
        let desk = Desk {
            name: "Press".to_owned(),
            link: "mailto:press@aldermoor.example".to_owned(),
        };
        let rule = |at: usize| Rule {
            id: format!("rule-{at}").as_str().into(),
            tier: Tier::Note,
            when: vec![Matcher::Audience(vec![list(at / RULES_OF_A_LIST)])],
            route: Route::Desk("press".into()),
            text: [("en".into(), text.clone())].into_iter().collect(),
        };
        let policy = Policy {
            company: "Aldermoor Bank".to_owned(),
            language: "en".into(),
            roles: std::iter::empty().collect(),
            audiences: (0..lists).map(|at| (list(at), audience.clone())).collect(),
            desks: [("press".into(), desk)].into_iter().collect(),
            sites: std::iter::empty().collect(),
            text_reading: TextReading::On,
            rules: (0..lists * RULES_OF_A_LIST).map(rule).collect(),
        };
        Rulebook::new(policy, TopicIndex::default())
    }

    /// How many rules are looked at when somebody on this list is addressed.
    fn looked_at(book: &Rulebook, audience: AudienceId) -> usize {
        let entry =
            serde_json::json!({ "account": AccountKey::x("elena").unwrap(), "audience": audience });
        let entry: Membership = serde_json::from_value(entry).unwrap();
        let found = Found::nothing(&book.topics);
        book.candidates(&[&entry], &found).len()
    }

    /// Counted, not timed.
    #[test]
    fn looks_at_the_rules_about_a_list_however_many_others_there_are() {
        for lists in [1, 5, 500] {
            let book = book(lists);
            assert_eq!(book.errors, []);
            assert_eq!(looked_at(&book, list(lists - 1)), RULES_OF_A_LIST);
            assert_eq!(looked_at(&book, list(lists)), 0);
        }
    }
}
