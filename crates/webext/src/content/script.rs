//! The one owner of everything in a frame: hears events, reads the composer, decides, draws.
//!
//! Decide early, gate exactly: a composer is read whenever it or the page around it changed, and
//! once more in the very event that would send it ([`super::gate`]).

use gloo_events::EventListener;
use policy::{Action, Draft, History, Language, NudgeView, Site, decide, nudge};
use sites::{Composer, ReadError};
use wasm_bindgen::{JsCast, JsValue};

use crate::host;
use crate::messages::{ComposeResponse, CountedEvent, Showing};

use super::gate::{Held, facts};
use super::heard::{self, Heard, Topic};
use super::link::Link;
use super::page::Node;
use super::session::{Closing, Session};
use super::{Signal, dispatch, listen};

/// Everything that belongs to one frame.
pub(crate) struct Script {
    pub(super) site: Site,
    pub(super) link: Link,
    pub(super) heard: Heard,
    pub(super) session: Option<Session>,
    pub(super) held: Option<Held>,
    /// How many selectors of the company this page has refused, as far as the worker was told.
    pub(super) refused: usize,
    pub(super) languages: Vec<Language>,
    /// What was shown before: nothing is kept over pages yet, `heard` keeps this page's.
    pub(super) history: History,
    window: web_sys::Window,
    document: web_sys::Document,
    _listeners: Vec<EventListener>,
}

impl Script {
    /// Starts on a site of ours; nothing elsewhere.
    pub(crate) fn start() -> Option<Self> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let location = window.location();
        let site = sites::site_of(&location.hostname().ok()?)?;
        let is_top = window.top().ok()?.is_some_and(|top| top == window);
        if sites::is_decoy_frame(&location.pathname().ok()?, is_top) {
            return None;
        }
        Some(Self {
            site,
            link: Link::new(site),
            heard: Heard::default(),
            session: None,
            held: None,
            refused: 0,
            languages: languages(&host::ui_language()),
            history: History::default(),
            _listeners: listeners(&window),
            window,
            document,
        })
    }

    /// An event, before the page hears it.
    pub(crate) fn hear(&mut self, event: &web_sys::Event) {
        match event.type_().as_str() {
            "focusin" => self.focused(Node::of_event(event)),
            "keydown" if is_jump(event) => self.focus_nudge(event),
            _ => {
                if let Some(composer) = self.send_attempt(event) {
                    self.gate(event, composer);
                }
            }
        }
    }

    /// Something that happened later.
    pub(crate) fn react(&mut self, signal: Signal) {
        match signal {
            Signal::Edited(editor) => self.enter(Some(editor)),
            Signal::Leaving(editor) => self.leaving(&editor),
            Signal::PageChanged => self.page_changed(),
            Signal::Settled => self.look(),
            Signal::Moved => self.place(),
            Signal::Said(response) => self.said(*response),
            Signal::Disconnected => self.link.disconnected(),
            Signal::Chosen(action) => self.chosen(action),
            Signal::Left => self.leave_nudge(),
        }
    }

    /// The draft as it is now.
    pub(super) fn read(&self, composer: &Composer<Node>) -> Result<Draft, ReadError> {
        let root = self.document.document_element().map(Node);
        let page = root.as_ref().unwrap_or(&composer.root);
        let location = self.window.location();
        let path = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
        sites::read(composer, page, &path)
    }

    /// A text box that is no composer is none as far as this script knows. The company may know better, so it is
    /// asked: what it says about the site comes with its rules.
    fn focused(&mut self, target: Option<Node>) {
        if target.as_ref().is_some_and(Node::is_editable) {
            self.link.connect();
        }
        self.enter(target);
    }

    /// Somebody writes or is about to: opens a session for the composer, unless it is open.
    fn enter(&mut self, target: Option<Node>) {
        let composer = target.and_then(|node| sites::composer(self.site, &node));
        let Some(composer) = composer else { return };
        let open = self
            .session
            .as_ref()
            .map(|session| &session.composer.editor);
        if open != Some(&composer.editor) {
            self.link.encourage();
            self.session = Some(Session::open(composer));
            self.held = None;
            self.look();
        }
        // Also for a new session: many composers unfold only after they have the focus.
        if let Some(session) = &mut self.session {
            session.settle_soon();
        }
    }

    fn page_changed(&mut self) {
        match &mut self.session {
            Some(session) if session.is_alive() => session.settle_soon(),
            _ => self.session = None,
        }
    }

    /// Reads, decides and draws.
    fn look(&mut self) {
        if self.session.is_none() {
            return self.enter_focused();
        }
        let Some(session) = &mut self.session else {
            return;
        };
        session.settled();
        if !session.is_alive() {
            self.session = None;
            return;
        }
        self.refresh_composer();
        self.link.connect();
        let view = self
            .view()
            .filter(|(topic, _)| !self.heard.is_closed(topic));
        let showing = self.link.showing();
        self.count_drawn(view.as_ref(), showing);
        let view = view.filter(|_| showing == Showing::Drawn);
        if let Some(session) = &mut self.session {
            session.show(view);
        }
    }

    /// A composer changes shape while it is used (it unfolds, its button is replaced).
    fn refresh_composer(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        let again = sites::composer(self.site, &session.composer.editor);
        match again {
            Some(composer) if composer.editor == session.composer.editor => {
                session.composer = composer;
            }
            _ => {}
        }
    }

    fn enter_focused(&mut self) {
        let focused = Node::active(&self.document);
        if focused.as_ref().is_some_and(Node::is_editable) {
            self.link.connect();
        }
        let is_composer = focused
            .as_ref()
            .is_some_and(|node| sites::composer(self.site, node).is_some());
        if is_composer {
            self.enter(focused);
        }
    }

    /// What to draw for the draft as it is now; nothing when it cannot be read or nothing is known.
    fn view(&mut self) -> Option<(Topic, NudgeView)> {
        let read = self.read(&self.session.as_ref()?.composer);
        self.tell_reading(read.as_ref().map_err(|error| *error));
        let draft = read.ok()?;
        let known = self.link.known(&draft)?.clone();
        let rules = self.link.rules()?;
        let facts = facts((&draft, &known), &self.history);
        let decision = decide(&rules.book, &facts);
        let view = nudge(&rules.book.policy, &draft, &decision, &self.languages)?;
        Some((heard::topic(&decision), view))
    }

    fn count_drawn(&mut self, view: Option<&(Topic, NudgeView)>, showing: Showing) {
        let Some((topic, view)) = view else { return };
        let event = match showing {
            Showing::Drawn => CountedEvent::Shown,
            Showing::Counted => CountedEvent::WouldShow,
        };
        if self.heard.draw(topic, showing) {
            for rule in heard::rules(view) {
                self.link.count(rule, event);
            }
        }
    }

    fn said(&mut self, response: ComposeResponse) {
        self.follow_company(&response);
        if self.link.hear(response) {
            self.look();
        }
    }

    fn place(&self) {
        if let Some(session) = &self.session {
            session.place();
        }
    }

    fn chosen(&mut self, action: Action) {
        self.count_choice(action);
        match action {
            Action::Contact => {}
            Action::NotUseful => self.close(Closing::WithThanks),
            Action::Dismiss => self.close(Closing::Silently),
            Action::GoBack => self.go_back(),
            Action::PostAnyway => self.post_anyway(),
        }
    }

    fn count_choice(&mut self, action: Action) {
        let event = match action {
            Action::Contact => CountedEvent::Contact,
            Action::NotUseful => CountedEvent::NotUseful,
            Action::Dismiss => CountedEvent::Dismiss,
            Action::GoBack => CountedEvent::GoBack,
            Action::PostAnyway => CountedEvent::PostAnyway,
        };
        let shown = self
            .session
            .as_ref()
            .and_then(|session| session.shown.as_ref());
        let rules = shown
            .map(|(_, view)| heard::rules(view))
            .unwrap_or_default();
        for rule in rules {
            self.link.count(rule, event);
        }
    }

    /// Closes the line for this page and returns to the draft.
    fn close(&mut self, closing: Closing) {
        let Some(session) = &mut self.session else {
            return;
        };
        if let Some((topic, _)) = &session.shown {
            self.heard.close(topic);
        }
        session.close(closing);
        session.refocus();
    }

    fn focus_nudge(&mut self, event: &web_sys::Event) {
        let shown = self
            .session
            .as_ref()
            .is_some_and(|session| session.shown.is_some());
        let nudge = self
            .session
            .as_mut()
            .filter(|_| shown)
            .and_then(Session::nudge);
        if nudge.is_some_and(|nudge| nudge.focus()) {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    }

    fn leave_nudge(&mut self) {
        if let Some(session) = &mut self.session {
            session.refocus();
        }
    }

    fn leaving(&mut self, editor: &Node) {
        let session = self.session.as_mut();
        if let Some(session) = session.filter(|open| open.composer.editor == *editor) {
            session.remember_caret();
        }
    }
}

/// Alt+Shift+N moves the focus into the line. The code of the key, since Alt changes the character.
fn is_jump(event: &web_sys::Event) -> bool {
    let key = event.dyn_ref::<web_sys::KeyboardEvent>();
    key.is_some_and(|key| key.alt_key() && key.shift_key() && key.code() == "KeyN")
}

/// `de-AT` → `de-at`, `de`.
fn languages(tag: &str) -> Vec<Language> {
    let tag = tag.to_ascii_lowercase().replace('_', "-");
    let base = tag.split('-').next().unwrap_or_default().to_owned();
    let mut languages = vec![Language(tag)];
    if languages.iter().all(|language| language.as_str() != base) {
        languages.push(Language(base));
    }
    languages
}

fn listeners(window: &web_sys::Window) -> Vec<EventListener> {
    let changed = || |_: &web_sys::Event| dispatch(Signal::PageChanged);
    let moved = || |_: &web_sys::Event| dispatch(Signal::Moved);
    let edited = |event: &web_sys::Event| {
        if let Some(node) = Node::of_event(event) {
            dispatch(Signal::Edited(node));
        }
    };
    let leaving = |event: &web_sys::Event| {
        if let Some(node) = Node::of_event(event) {
            dispatch(Signal::Leaving(node));
        }
    };
    let mut listeners = vec![
        listen::capture(window, "input", edited),
        listen::capture(window, "focusout", leaving),
        listen::capture(window, "popstate", changed()),
        listen::capture(window, "scroll", moved()),
        listen::capture(window, "resize", moved()),
    ];
    // The Navigation API hears `pushState`, which nothing else in this world does. Where it is
    // missing, the mutations around the composer tell.
    let navigation = js_sys::Reflect::get(window, &JsValue::from_str("navigation"));
    if let Some(navigation) = navigation
        .ok()
        .and_then(|it| it.dyn_into::<web_sys::EventTarget>().ok())
    {
        listeners.push(listen::capture(
            &navigation,
            "currententrychange",
            changed(),
        ));
    }
    listeners
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::languages;

    #[test]
    fn asks_for_the_region_first_and_the_language_next() {
        let tags = |tag| {
            languages(tag)
                .into_iter()
                .map(|it| it.0)
                .collect::<Vec<_>>()
        };
        assert_eq!(tags("de-AT"), ["de-at", "de"]);
        assert_eq!(tags("ar"), ["ar"]);
    }
}
