//! The whole trace of one decision: every rule, every condition, and what it read.
//!
//! For administrators and tests: it looks at all rules and never runs in a page. `decide` decides; a
//! test holds both against each other.

use crate::decide::{about, found, sight};
use crate::exempt::Subjects;
use crate::{AccountKey, Exemption, Facts, Matcher, Rule, RuleId, Rulebook, Sight, Speech};

/// Why a decision is as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Whether the text is of a kind that ends the evaluation.
    pub speech: Speech,
    /// Recipients, or entries of theirs, that no rule is judged for.
    pub exempt: Vec<(AccountKey, Exemption)>,
    /// Every rule in the order of the policy, for everybody it may be about.
    pub rules: Vec<Judgement>,
}

/// One rule, judged for one recipient or for the draft alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The rule.
    pub rule: RuleId,
    /// The recipient; none for a rule about the draft, or when there is nobody it may be about.
    pub account: Option<AccountKey>,
    /// What came of it.
    pub verdict: Verdict,
    /// Each condition; empty when there was nobody to judge them for.
    pub conditions: Vec<Condition>,
}

/// What came of judging a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All conditions hold.
    Holds,
    /// Some condition does not.
    Fails,
    /// The rule speaks about recipients, or listed ones, and there is none left.
    Nobody,
    /// The rule is broken.
    Broken,
}

/// One condition of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What was asked.
    pub matcher: Matcher,
    /// Whether it holds.
    pub holds: bool,
    /// What it read; empty when there was nothing to read.
    pub read: String,
}

/// Judges every rule and tells all of it. Protected speech ends it before any rule.
#[must_use]
pub fn explain(book: &Rulebook, facts: &Facts<'_>) -> Explanation {
    let found = found(book, facts);
    if found.is_protected() {
        return Explanation {
            speech: Speech::Protected,
            exempt: Vec::new(),
            rules: Vec::new(),
        };
    }
    let subjects = Subjects::new(facts);
    let mut rules = Vec::new();
    for rule in &book.policy.rules {
        let about = about(rule, &subjects);
        if book.errors.iter().any(|error| error.rule == rule.id) {
            rules.push(without_conditions(rule, Verdict::Broken));
        } else if about.is_empty() {
            rules.push(without_conditions(rule, Verdict::Nobody));
        } else {
            let judged = about.into_iter();
            rules.extend(judged.map(|it| judgement(rule, &sight((book, facts, &found), it))));
        }
    }
    Explanation {
        speech: Speech::Ordinary,
        exempt: subjects.exempt,
        rules,
    }
}

fn without_conditions(rule: &Rule, verdict: Verdict) -> Judgement {
    Judgement {
        rule: rule.id.clone(),
        account: None,
        verdict,
        conditions: Vec::new(),
    }
}

fn judgement(rule: &Rule, sight: &Sight<'_>) -> Judgement {
    let conditions: Vec<Condition> = rule
        .when
        .iter()
        .map(|matcher| Condition {
            matcher: matcher.clone(),
            holds: matcher.matches(sight),
            read: matcher.read(sight),
        })
        .collect();
    let holds = conditions.iter().all(|condition| condition.holds);
    Judgement {
        rule: rule.id.clone(),
        account: sight.account.cloned(),
        verdict: if holds {
            Verdict::Holds
        } else {
            Verdict::Fails
        },
        conditions,
    }
}
