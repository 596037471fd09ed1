//! One decision, by the functions that a page calls: text → topics → rules → what is drawn.

use policy::decide::judge;
use policy::topics::{Found, TopicIndex};
use policy::{
    Decision, Draft, Facts, History, Known, Language, Minute, NudgeView, Policy, Rulebook,
    TextReading, decide, nudge,
};
use serde::{Deserialize, Serialize};

/// The minute of every decision: 2026-11-22T09:30Z.
pub const NOW: Minute = Minute(29_922_330);

/// The rules as they travel to a page.
#[derive(Debug, Serialize, Deserialize)]
pub struct Rules {
    /// The rules.
    pub policy: Policy,
    /// What texts can be about.
    pub topics: TopicIndex,
}

/// A draft, and what is known about the people in it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Case {
    /// What would be sent.
    pub draft: Draft,
    /// The answer of a look-up.
    pub known: Known,
}

/// Rules ready for decisions, as a page keeps them.
#[derive(Debug)]
pub struct Core {
    /// The rules.
    pub book: Rulebook,
    /// The drafts to decide about.
    pub cases: Vec<Case>,
    history: History,
    languages: Vec<Language>,
}

impl Core {
    /// Makes rules ready.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self {
            book: Rulebook::new(rules.policy, rules.topics),
            cases: Vec::new(),
            history: History::default(),
            languages: vec!["en".into()],
        }
    }

    /// Decides, and says what is drawn.
    #[must_use]
    pub fn view(&self, case: &Case) -> Option<NudgeView> {
        self.drawn(case, &decide(&self.book, &self.facts(case)))
    }

    /// As [`Self::view`], with the topics found beforehand.
    #[must_use]
    pub fn view_of(&self, case: &Case, found: &Found<'_>) -> Option<NudgeView> {
        self.drawn(case, &judge(&self.book, &self.facts(case), found))
    }

    /// The rules that hold, in the order of their names.
    #[must_use]
    pub fn answer(&self, case: &Case) -> Vec<&str> {
        let decision = decide(&self.book, &self.facts(case));
        let all = self.book.policy.rules.iter().map(|rule| &rule.id);
        let mut holding: Vec<&str> = all
            .filter(|id| decision.reasons.iter().any(|reason| reason.rule == **id))
            .map(policy::RuleId::as_str)
            .collect();
        holding.sort_unstable();
        holding
    }

    /// What the draft is about.
    #[must_use]
    pub fn found<'a>(&'a self, case: &'a Case) -> Found<'a> {
        Found::new(&self.book.topics, &case.draft)
    }

    /// What a decision about the case is based on.
    #[must_use]
    pub fn facts<'a>(&'a self, case: &'a Case) -> Facts<'a> {
        Facts {
            draft: &case.draft,
            known: &case.known,
            history: &self.history,
            text_reading: TextReading::On,
            now: NOW,
        }
    }

    fn drawn(&self, case: &Case, decision: &Decision) -> Option<NudgeView> {
        nudge(&self.book.policy, &case.draft, decision, &self.languages)
    }
}
