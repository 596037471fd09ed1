//! Listeners, observers and timers as values: dropping one unhooks it.
//!
//! INVARIANT (owned): nothing in the content script listens without an owner.

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::prelude::{Closure, JsValue};

use super::{Signal, dispatch};

/// Listens in the capture phase, passively: such a listener can never hold an event back.
pub(crate) fn capture(
    target: &web_sys::EventTarget,
    kind: &'static str,
    callback: impl FnMut(&web_sys::Event) + 'static,
) -> EventListener {
    let options = EventListenerOptions {
        phase: EventListenerPhase::Capture,
        passive: true,
    };
    EventListener::new_with_options(target, kind, options, callback)
}

/// Sends [`Signal::PageChanged`] when anything below a node comes, goes or changes its text.
pub(crate) struct Mutations {
    observer: web_sys::MutationObserver,
    _callback: Closure<dyn FnMut()>,
}

impl Mutations {
    /// Watches the smallest part of the page that decides whom a composer answers: an element or a shadow root, since nothing
    /// inside of one is heard from its host.
    pub(crate) fn below(root: &web_sys::Node) -> Result<Self, JsValue> {
        let callback: Closure<dyn FnMut()> = Closure::new(|| dispatch(Signal::PageChanged));
        let observer =
            web_sys::MutationObserver::new(wasm_bindgen::JsCast::unchecked_ref(callback.as_ref()))?;
        let options = web_sys::MutationObserverInit::new();
        options.set_child_list(true);
        options.set_subtree(true);
        options.set_character_data(true);
        observer.observe_with_options(root, &options)?;
        Ok(Self {
            observer,
            _callback: callback,
        })
    }
}

impl Drop for Mutations {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
