//! What the loader brings into a page once somebody writes there.
//!
//! Reading order: [`script`] (the one owner of everything), [`link`] (rules and look-ups from the
//! worker), [`session`] (one composer), [`gate`] (Send), [`health`] (whether the site can be read), [`nudge`] (what is drawn), [`page`]
//! (the DOM as `sites` sees it), [`caret`], [`heard`], [`listen`].
//!
//! The loader calls [`start`], then [`handle`] for each event it hears first, then [`stop`].
//! Everything else that happens later (a timer, an answer, a click on our own button) comes in as
//! a [`Signal`] through [`dispatch`].

mod caret;
mod gate;
mod health;
mod heard;
mod link;
mod listen;
mod nudge;
mod page;
mod script;
mod session;

use std::cell::RefCell;
use std::collections::VecDeque;

use policy::Action;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::messages::ComposeResponse;
use script::Script;

thread_local! {
    static SCRIPT: RefCell<Option<Script>> = const { RefCell::new(None) };
    static PENDING: RefCell<VecDeque<Signal>> = const { RefCell::new(VecDeque::new()) };
}

/// Something that happened after the event that the loader saw.
pub(crate) enum Signal {
    /// The text in some editor changed.
    Edited(page::Node),
    /// The focus is leaving some editor; the selection is still there.
    Leaving(page::Node),
    /// The page around the composer changed, or another page is shown.
    PageChanged,
    /// Time to look at the composer again.
    Settled,
    /// The composer may be somewhere else on the screen.
    Moved,
    /// The worker said something.
    Said(Box<ComposeResponse>),
    /// The worker is gone.
    Disconnected,
    /// One of our own buttons was pressed.
    Chosen(Action),
    /// Esc in the line: back to the draft.
    Left,
}

/// Starts in this frame; does nothing on a page that is not a site of ours.
#[wasm_bindgen]
pub fn start() {
    SCRIPT.with_borrow_mut(|script| {
        if script.is_none() {
            *script = Script::start();
        }
    });
    dispatch(Signal::Settled);
}

/// Hears an event before the page does. Whatever goes wrong, the event goes on to the page.
#[wasm_bindgen]
pub fn handle(event: &web_sys::Event) {
    // Borrowed means: we caused this event ourselves, by moving the focus or by releasing a held
    // Send. It is not ours to judge.
    SCRIPT.with(|script| {
        if let Ok(mut script) = script.try_borrow_mut()
            && let Some(script) = script.as_mut()
        {
            script.hear(event);
        }
    });
}

/// Takes everything away: listeners, observers, timers and what is drawn.
#[wasm_bindgen]
pub fn stop() {
    SCRIPT.with(|script| {
        if let Ok(mut script) = script.try_borrow_mut() {
            *script = None;
        }
    });
}

/// Hands a signal to the script, after those that came before it.
pub(crate) fn dispatch(signal: Signal) {
    PENDING.with_borrow_mut(|pending| pending.push_back(signal));
    SCRIPT.with(|script| {
        let Ok(mut script) = script.try_borrow_mut() else {
            return;
        };
        while let Some(signal) = PENDING.with_borrow_mut(VecDeque::pop_front) {
            if let Some(script) = script.as_mut() {
                script.react(signal);
            }
        }
    });
}

#[cfg(test)]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
