//! Send: decide again in the same event, with the draft as it is now, and hold it at most once.
//!
//! The order matters. Everything that can fail comes before the event is held; when anything fails,
//! or nothing is known, the event goes on to the page. What bounds the time is the amount of work
//! (`sites` caps the text and the nodes it reads), not a clock: a late answer would have cost the
//! time already, and a pause that depends on how busy the machine is helps nobody.

use policy::{
    Decision, Draft, Facts, History, Known, Minute, NudgeView, TextReading, Tier, decide, nudge,
};
use sites::{Composer, KeyPress};
use wasm_bindgen::JsCast;

use crate::messages::{CountedEvent, Showing};

use super::caret::Caret;
use super::heard::{self, Topic};
use super::page::Node;
use super::script::Script;
use super::session::Session;

/// A Send that waits for an answer.
pub(crate) struct Held {
    caret: Option<Caret>,
}

impl Script {
    /// The composer that this event would send, if it would send one.
    pub(super) fn send_attempt(&self, event: &web_sys::Event) -> Option<Composer<Node>> {
        let target = Node::of_event(event)?;
        let composer = sites::composer(self.site, &target)?;
        let sends = match event.dyn_ref::<web_sys::KeyboardEvent>() {
            Some(key) => sites::is_send_key(&composer, &key_press(key)),
            None => event.type_() == "click" && sites::is_send_click(&composer, &target),
        };
        sends.then_some(composer)
    }

    /// Holds the event if the draft as it is now asks for a pause that was not yet given.
    pub(super) fn gate(&mut self, event: &web_sys::Event, composer: Composer<Node>) {
        let Some((topic, view)) = self.pause_view(&composer) else {
            return;
        };
        if self.link.showing() == Showing::Counted {
            return self.count_pause((&topic, Showing::Counted), &view);
        }
        if self
            .session
            .as_ref()
            .is_none_or(|open| open.composer.editor != composer.editor)
        {
            self.session = Some(Session::open(composer));
        }
        let caret = self.session.as_mut().and_then(Session::take_caret);
        let Some(nudge) = self.session.as_mut().and_then(Session::nudge) else {
            return;
        };
        if nudge.pause(&view).is_err() {
            return;
        }
        self.count_pause((&topic, Showing::Drawn), &view);
        self.held = Some(Held { caret });
        event.prevent_default();
        event.stop_immediate_propagation();
    }

    /// Send is held for these reasons, or would be.
    fn count_pause(&mut self, (topic, showing): (&Topic, Showing), view: &NudgeView) {
        let event = match showing {
            Showing::Drawn => CountedEvent::Paused,
            Showing::Counted => CountedEvent::WouldPause,
        };
        self.heard.hold(topic, showing);
        for rule in heard::rules(view) {
            self.link.count(rule, event);
        }
    }

    /// Back to the draft, with the caret where it was.
    pub(super) fn go_back(&mut self) {
        let Some(held) = self.held.take() else { return };
        self.end_pause();
        match (&held.caret, &self.session) {
            (Some(caret), _) => caret.restore(),
            (None, Some(session)) => session.composer.editor.focus(),
            (None, None) => {}
        }
    }

    /// Sends what was held, once, by the page's own button as it is now.
    pub(super) fn post_anyway(&mut self) {
        let Some(held) = self.held.take() else { return };
        self.end_pause();
        if let Some(caret) = &held.caret {
            caret.restore();
        }
        let button = self
            .session
            .as_ref()
            .and_then(|open| sites::send_button(&open.composer));
        // Without a button the person presses Send again; it is not held a second time.
        if let Some(button) = button.and_then(|node| node.0.dyn_into::<web_sys::HtmlElement>().ok())
        {
            button.click();
        }
    }

    fn end_pause(&mut self) {
        if let Some(nudge) = self.session.as_mut().and_then(Session::nudge) {
            nudge.end_pause();
        }
    }

    fn pause_view(&self, composer: &Composer<Node>) -> Option<(Topic, NudgeView)> {
        let rules = self.link.rules()?;
        let draft = self.read(composer).ok()?;
        let known = self.link.already_known(&draft)?;
        let facts = facts((&draft, known), &self.history);
        let decision: Decision = decide(&rules.book, &facts);
        let topic = heard::topic(&decision);
        let holds =
            decision.tier() == Some(Tier::Pause) && self.heard.may_hold(&topic, rules.showing);
        let view =
            holds.then(|| nudge(&rules.book.policy, &draft, &decision, &self.languages))??;
        Some((topic, view))
    }
}

/// What a decision is based on, at this moment.
pub(super) fn facts<'a>((draft, known): (&'a Draft, &'a Known), history: &'a History) -> Facts<'a> {
    Facts {
        draft,
        known,
        history,
        text_reading: TextReading::On,
        now: now(),
    }
}

/// Now, by the clock of this computer.
fn now() -> Minute {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds since 1970 fit for 200,000 years"
    )]
    let milliseconds = js_sys::Date::now() as i64;
    Minute::from_unix_seconds(milliseconds.div_euclid(1000))
}

fn key_press(event: &web_sys::KeyboardEvent) -> KeyPress {
    KeyPress {
        key: event.key(),
        ctrl: event.ctrl_key(),
        meta: event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
        // 229: the key belongs to an input method, also right after the composition ended (Safari).
        composing: event.is_composing() || event.key_code() == 229,
        mac: crate::host::is_mac(),
    }
}
