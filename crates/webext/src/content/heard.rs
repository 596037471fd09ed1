//! What the person has already heard on this page: so that a nudge is shown once, not again.
//!
//! Lives as long as the page. Cool-downs over days are left to a later version of the worker.

use policy::{AccountKey, Decision, NudgeView, RuleId};

use crate::messages::Showing;

/// The reasons of a nudge in order of their names: the same reasons are the same nudge.
pub(crate) type Topic = Vec<(RuleId, Option<AccountKey>)>;

/// The reasons of a decision.
pub(crate) fn topic(decision: &Decision) -> Topic {
    let key = |reason: &policy::Reason| (reason.rule.clone(), reason.account.clone());
    let mut topic = Topic::new();
    for key in decision.reasons.iter().map(key) {
        if let Err(at) = topic.binary_search(&key) {
            topic.insert(at, key);
        }
    }
    topic
}

/// What was closed, held and drawn.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    closed: Vec<Topic>,
    held: Vec<(Topic, Showing)>,
    drawn: Vec<(Topic, Showing)>,
}

impl Heard {
    /// Remembers that the person closed this nudge.
    pub(crate) fn close(&mut self, topic: &Topic) {
        self.closed.push(topic.clone());
    }

    /// Whether the person closed this nudge.
    pub(crate) fn is_closed(&self, topic: &Topic) -> bool {
        self.closed.contains(topic)
    }

    /// Remembers that Send was held, or counted in place of it, for these reasons.
    pub(crate) fn hold(&mut self, topic: &Topic, showing: Showing) {
        self.held.push((topic.clone(), showing));
    }

    /// Whether Send may still be held for these reasons: it is held once.
    pub(crate) fn may_hold(&self, topic: &Topic, showing: Showing) -> bool {
        let is_held = |(held, how): &(Topic, Showing)| held == topic && *how == showing;
        !topic.is_empty() && !self.held.iter().any(is_held)
    }

    /// Whether this nudge is drawn, or counted in place of it, for the first time.
    pub(crate) fn draw(&mut self, topic: &Topic, showing: Showing) -> bool {
        let (drawn, is_new) = (&mut self.drawn, (topic.clone(), showing));
        let is_first = !drawn.contains(&is_new);
        if is_first {
            drawn.push(is_new);
        }
        is_first
    }
}

/// The rules of a view, each once, for counting.
pub(crate) fn rules(view: &NudgeView) -> Vec<RuleId> {
    let mut rules = Vec::new();
    for reason in &view.reasons {
        if !rules.contains(&reason.rule) {
            rules.push(reason.rule.clone());
        }
    }
    rules
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    fn topic(rule: &str) -> Topic {
        Topic::from([(RuleId::from(rule), None)])
    }

    #[test]
    fn holds_once_for_the_same_reasons_and_again_for_others() {
        let mut heard = Heard::default();
        assert!(heard.may_hold(&topic("a"), Showing::Drawn));
        heard.hold(&topic("a"), Showing::Drawn);
        assert!(!heard.may_hold(&topic("a"), Showing::Drawn));
        assert!(heard.may_hold(&topic("b"), Showing::Drawn));
    }

    #[test]
    fn what_was_only_counted_was_not_held_or_drawn() {
        let mut heard = Heard::default();
        heard.hold(&topic("a"), Showing::Counted);
        assert!(!heard.may_hold(&topic("a"), Showing::Counted));
        assert!(heard.may_hold(&topic("a"), Showing::Drawn));
        assert!(heard.draw(&topic("a"), Showing::Counted));
        assert!(!heard.draw(&topic("a"), Showing::Counted));
        assert!(heard.draw(&topic("a"), Showing::Drawn));
    }

    #[test]
    fn never_holds_without_a_reason() {
        assert!(!Heard::default().may_hold(&Topic::new(), Showing::Drawn));
    }

    #[test]
    fn closing_one_nudge_leaves_others() {
        let mut heard = Heard::default();
        heard.close(&topic("a"));
        assert!(heard.is_closed(&topic("a")));
        assert!(!heard.is_closed(&topic("b")));
    }
}
