//! Rules × facts → decision: which rules hold, and for whom.
//!
//! The order of judging: protected speech ends everything; exemptions take people out; every rule in
//! question is judged for everybody left; cool-down makes what was shown before quieter. A broken rule
//! is skipped and reported; it never stops the others. Why something did *not* hold is told by `explain`.
//!
//! Precedence, in words: the higher tier first; within a tier what is known more surely first (a listed
//! person, a listed employer, the text alone); then the rule's name, then the recipient's account. The
//! order of rules in the files and of recipients in the draft says nothing.

use std::cmp::Ordering;

use crate::exempt::{Subject, Subjects, freshness, may_read};
use crate::topics::Found;
use crate::{
    AccountKey, Draft, Freshness, History, Known, Matcher, Membership, Minute, Presence, Route,
    Rule, RuleId, Rulebook, Sight, TextReading, Tier, Via,
};

/// Everything a decision is based on, besides the rules.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// What would be sent.
    pub draft: &'a Draft,
    /// What is known about the people in it.
    pub known: &'a Known,
    /// What this employee has seen before.
    pub history: &'a History,
    /// Whether this employee lets rules read texts.
    pub text_reading: TextReading,
    /// The time.
    pub now: Minute,
}

/// The outcome, the reasons that determined it, and what went wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Reasons to nudge, in the order of precedence. Empty means silence.
    pub reasons: Vec<Reason>,
    /// Reasons that hold, and are not shown because they were a short while ago.
    pub quiet: Vec<Reason>,
    /// Whether the text is of a kind that the law protects: then there are no reasons, and nothing is counted.
    pub speech: Speech,
    /// Rules that could not be judged.
    pub errors: Vec<RuleError>,
}

/// What kind of speech a draft is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Speech {
    /// Rules are judged.
    #[default]
    Ordinary,
    /// About pay, hours, conditions or organising, or an answer to such a post: nothing is judged.
    Protected,
}

impl Decision {
    /// The strongest tier among the reasons; nothing means silence.
    #[must_use]
    pub fn tier(&self) -> Option<Tier> {
        self.reasons.first().map(|reason| reason.tier)
    }

    /// How the nudge is shown: as the loudest of its reasons.
    #[must_use]
    pub fn presence(&self) -> Presence {
        let each = self.reasons.iter().map(|reason| reason.presence);
        each.max().unwrap_or(Presence::Quiet)
    }
}

/// One rule that holds for one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The rule.
    pub rule: RuleId,
    /// Its tier.
    pub tier: Tier,
    /// The account it holds for; none for a rule about the draft alone.
    pub account: Option<AccountKey>,
    /// The entry of the audience map it holds for.
    pub membership: Option<Membership>,
    /// Whom the rule points to: a desk, or the owner; where an entry has no owner, its list's desk.
    pub route: Route,
    /// How fresh the entry is.
    pub freshness: Freshness,
    /// How it is shown.
    pub presence: Presence,
}

/// A rule that could not be judged; it is skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// The rule.
    pub rule: RuleId,
    /// What is wrong with it.
    pub problem: String,
}

/// Judges the rules.
#[must_use]
pub fn decide(book: &Rulebook, facts: &Facts<'_>) -> Decision {
    judge(book, facts, &found(book, facts))
}

/// Judges the rules by what was found in the texts of these facts beforehand.
#[must_use]
pub fn judge(book: &Rulebook, facts: &Facts<'_>, found: &Found<'_>) -> Decision {
    if found.is_protected() {
        return Decision {
            speech: Speech::Protected,
            ..Decision::default()
        };
    }
    let subjects = Subjects::new(facts);
    let mut reasons = Vec::new();
    for rule in book.candidates(&subjects.listed(), found) {
        for subject in about(rule, &subjects) {
            let sight = sight((book, facts, found), subject);
            if rule.when.iter().all(|matcher| matcher.matches(&sight)) {
                reasons.push(reason(rule, &sight));
            }
        }
    }
    let (quiet, reasons) = merged(reasons)
        .into_iter()
        .partition(|reason| reason.presence == Presence::Quiet);
    Decision {
        reasons,
        quiet,
        speech: Speech::Ordinary,
        errors: book.errors.clone(),
    }
}

/// What the texts are about, as far as they may be read.
pub(crate) fn found<'a>(book: &'a Rulebook, facts: &Facts<'a>) -> Found<'a> {
    if may_read(&book.policy, facts) {
        Found::new(&book.topics, facts.draft)
    } else {
        Found::nothing(&book.topics)
    }
}

/// Whom a rule is judged for: each recipient, each listed one, or nobody in particular.
pub(crate) fn about<'a>(rule: &Rule, subjects: &Subjects<'a>) -> Vec<Option<Subject<'a>>> {
    let needs_membership = rule.when.iter().any(Matcher::needs_membership);
    if !rule.when.iter().any(Matcher::needs_recipient) {
        return vec![None];
    }
    let open = subjects.open.iter().copied();
    let fitting = open.filter(|subject| subject.membership.is_some() || !needs_membership);
    fitting.map(Some).collect()
}

pub(crate) fn sight<'a>(
    (book, facts, found): (&'a Rulebook, &'a Facts<'a>, &'a Found<'a>),
    subject: Option<Subject<'a>>,
) -> Sight<'a> {
    Sight {
        policy: &book.policy,
        facts,
        found,
        account: subject.map(|subject| subject.account),
        membership: subject.and_then(|subject| subject.membership),
    }
}

pub(crate) fn reason(rule: &Rule, sight: &Sight<'_>) -> Reason {
    let entry = sight.membership;
    let mut reason = Reason {
        rule: rule.id.clone(),
        tier: rule.tier,
        account: sight.account.cloned(),
        membership: entry.cloned(),
        route: route(rule, sight),
        freshness: entry.map_or(Freshness::Current, |entry| freshness(entry, sight.facts)),
        presence: Presence::Full,
    };
    reason.presence = sight.facts.history.presence(&reason, sight.facts.now);
    reason
}

/// Where an entry has no owner, the list's own desk is asked.
fn route(rule: &Rule, sight: &Sight<'_>) -> Route {
    let has_owner = sight.membership.is_some_and(|entry| entry.owner.is_some());
    let desk = sight.audience().and_then(|audience| audience.desk.clone());
    match (&rule.route, desk) {
        (Route::Owner, Some(desk)) if !has_owner => Route::Desk(desk),
        (route, _) => route.clone(),
    }
}

/// Reasons in the order of precedence, each once. Merging twice changes nothing.
#[must_use]
pub fn merged(reasons: Vec<Reason>) -> Vec<Reason> {
    // There are a few; the standard library's sorts are 10 kB of code in a page.
    let mut merged: Vec<Reason> = Vec::new();
    for reason in reasons {
        let start = merged.partition_point(|other| precedence(other, &reason) == Ordering::Less);
        // Behind its equals: in front of them, merging again would turn them round.
        let end = merged.partition_point(|other| precedence(other, &reason) != Ordering::Greater);
        let mut equals = merged.iter().take(end).skip(start);
        if equals.all(|other| *other != reason) {
            merged.insert(end, reason);
        }
    }
    merged
}

/// Which of two reasons comes first; see the head of this file.
fn precedence(one: &Reason, other: &Reason) -> Ordering {
    let surely = |reason: &Reason| match &reason.membership {
        Some(entry) => entry.via as u8,
        None => Via::ALL.len() as u8,
    };
    let list = |reason: &Reason| reason.membership.as_ref().map(|it| it.audience.clone());
    let by_tier = other.tier.cmp(&one.tier);
    by_tier
        .then_with(|| surely(one).cmp(&surely(other)))
        .then_with(|| one.rule.cmp(&other.rule))
        .then_with(|| one.account.cmp(&other.account))
        .then_with(|| list(one).cmp(&list(other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(presence: Presence) -> Reason {
        Reason {
            rule: "a".into(),
            tier: Tier::Note,
            account: None,
            membership: None,
            route: Route::Owner,
            freshness: Freshness::Current,
            presence,
        }
    }

    #[test]
    fn merging_again_keeps_the_order_of_equals_and_finds_each_of_them() {
        let (one, other) = (reason(Presence::Full), reason(Presence::Dot));
        let once = merged(vec![one.clone(), other.clone(), one.clone(), other.clone()]);
        assert_eq!(once, [one, other]);
        assert_eq!(merged(once.clone()), once);
    }
}
