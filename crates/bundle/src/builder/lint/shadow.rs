//! Rules that others always drown out: whatever makes them hold makes another one hold that comes first.
//!
//! What comes first is said in `policy::decide`: the higher tier, then what is known more surely, then the
//! rule's name. Only what the conditions themselves say is compared; a rule is never called shadowed because
//! of who happens to be on a list.

use policy::{Day, Matcher, Rule, TopicId, Via};

use super::super::code::Code;
use super::super::company::Company;
use super::super::notes::Notes;
use super::Placed;

/// Notes every rule that another one always comes before.
pub(super) fn check(company: &Company, today: Day, notes: &Notes) {
    let judge = Judge { company, today };
    for Placed { rule, notes: own } in Placed::all(company) {
        let rules = company.policy.rules.iter();
        let mut others = rules.filter(|other| other.id != rule.id);
        if let Some(other) = others.find(|other| judge.shadows(other, rule)) {
            let found = format!(
                "rule `{}` never comes first: `{}` always does",
                rule.id, other.id
            );
            let help = "everything it asks for, the other one asks for, too, or less: raise its tier, narrow the other one, or take one of the two out";
            notes.add((Code::ShadowedRule, own.spot), found, help);
        }
    }
}

struct Judge<'a> {
    company: &'a Company,
    today: Day,
}

impl Judge<'_> {
    /// Whether `other` speaks whenever `rule` does, and before it.
    fn shadows(&self, other: &Rule, rule: &Rule) -> bool {
        let about_somebody = |rule: &Rule| rule.when.iter().any(Matcher::needs_recipient);
        let comes_first = if other.tier == rule.tier {
            about_somebody(other) == about_somebody(rule) && other.id < rule.id
        } else {
            other.tier > rule.tier
        };
        comes_first
            && other
                .when
                .iter()
                .all(|wanted| self.implied(&rule.when, wanted))
    }

    /// Whether a condition holds wherever all of these do.
    fn implied(&self, all: &[Matcher], wanted: &Matcher) -> bool {
        let holds_by_now = matches!(wanted, Matcher::From(from) if from.day() < self.today);
        holds_by_now || all.iter().any(|one| self.implies(one, wanted))
    }

    fn implies(&self, one: &Matcher, wanted: &Matcher) -> bool {
        match (one, wanted) {
            (Matcher::Role(one), Matcher::Role(wanted))
            | (Matcher::NotRole(wanted), Matcher::NotRole(one)) => within(one, wanted),
            (Matcher::Team(one), Matcher::Team(wanted))
            | (Matcher::NotTeam(wanted), Matcher::NotTeam(one)) => within(one, wanted),
            (Matcher::AuthorSeniority(one), Matcher::AuthorSeniority(wanted))
            | (Matcher::Seniority(one), Matcher::Seniority(wanted)) => within(one, wanted),
            (Matcher::PostingAs(one), Matcher::PostingAs(wanted)) => within(one, wanted),
            (Matcher::Audience(one), Matcher::Audience(wanted)) => within(one, wanted),
            (Matcher::Class(one), Matcher::Class(wanted)) => within(one, wanted),
            (Matcher::State(one), Matcher::State(wanted)) => within(one, wanted),
            (Matcher::Match(one), Matcher::Match(wanted)) => within(one, wanted),
            (Matcher::Title(one), Matcher::Title(wanted)) => within(one, wanted),
            (Matcher::Surface(one), Matcher::Surface(wanted)) => within(one, wanted),
            (Matcher::Topic(one), Matcher::Topic(wanted))
            | (Matcher::ParentTopic(one), Matcher::ParentTopic(wanted)) => self.about(one, wanted),
            (Matcher::Match(one), Matcher::Sure) => !one.contains(&Via::Headline),
            (Matcher::AboveAuthorBy(one), Matcher::AboveAuthorBy(wanted)) => one >= wanted,
            (Matcher::From(one), Matcher::From(wanted)) => one >= wanted,
            (Matcher::Until(one), Matcher::Until(wanted)) => one <= wanted,
            (Matcher::Audience(one), Matcher::Class(wanted)) => one.iter().all(|list| {
                let list = self.company.policy.audiences.get(list);
                list.is_some_and(|list| wanted.contains(&list.class))
            }),
            (one, wanted) => one == wanted,
        }
    }

    /// Whether a text about one of these topics is about one of those; words of a rule's own word by word.
    fn about(&self, one: &[TopicId], wanted: &[TopicId]) -> bool {
        let words = |topic: &TopicId| self.company.words.get(topic);
        let theirs: Vec<&String> = wanted.iter().filter_map(words).flatten().collect();
        one.iter().all(|topic| {
            let by_words =
                words(topic).is_some_and(|own| own.iter().all(|word| theirs.contains(&word)));
            wanted.contains(topic) || by_words
        })
    }
}

fn within<T: PartialEq>(part: &[T], whole: &[T]) -> bool {
    part.iter().all(|one| whole.contains(one))
}
