//! What is drawn: a quiet line beside the composer, and a dialog when Send is held.
//!
//! One host element per composer, in the top layer with a closed shadow root: a child of `<html>`, so that no editor can
//! take it for text and no framework trips over it; of the page's own modal dialog where the composer is in one, since
//! everything else is inert then, and gone with it. Page text is drawn with text nodes only.
//!
//! `nudge.css` draws a card that looks at home on any site: colours with 4.5:1 on text and 3:1 on the
//! borders of controls, sizes in px because pages change the root font size at will.
//!
//! [`build`] makes elements, [`line`] and [`pause`] fill them, [`place`] and [`theme`] fit them in.
//! When to draw what is left to [`super::session`].

mod build;
mod line;
mod pause;
mod place;
mod theme;

use gloo_events::{EventListener, EventListenerOptions};
use policy::NudgeView;
use sites::Composer;
use wasm_bindgen::{JsCast, JsValue};

use super::page::Node;
use super::{Signal, dispatch, listen};
use build::Builder;
use line::Line;
use pause::Pause;

const STYLE: &str = include_str!("nudge.css");

/// The place where nudges of one composer appear.
pub(crate) struct Nudge {
    host: web_sys::HtmlElement,
    frame: web_sys::HtmlElement,
    line: Line,
    pause: Option<Pause>,
    build: Builder,
    _listeners: Vec<EventListener>,
}

impl Nudge {
    /// Puts an empty place into the page. Empty, it has no size; screen readers know the region
    /// before it speaks, so that they announce what comes.
    pub(crate) fn mount(composer: &Composer<Node>) -> Result<Self, JsValue> {
        let document = composer.editor.0.owner_document().ok_or("no document")?;
        let build = Builder::new(document.clone());
        let host = build.element("div")?;
        let options = web_sys::ShadowRootInit::new(web_sys::ShadowRootMode::Closed);
        let shadow = host.attach_shadow(&options)?;
        adopt_style(&build, &shadow)?;
        let frame = build.element("div")?;
        frame.set_class_name("frame");
        frame.set_dir(&direction(&composer.editor.0));
        theme::apply(&frame, &composer.root.0);
        shadow.append_child(&frame)?;
        let line = Line::mount(&build, &frame)?;
        place::prepare(&host)?;
        place::home(composer)
            .ok_or("no root")?
            .append_child(&host)?;
        place::raise(&host);
        let listeners = quiet(&frame);
        Ok(Self {
            host,
            frame,
            line,
            pause: None,
            build,
            _listeners: listeners,
        })
    }

    /// Whether the page left the host where it was put.
    pub(crate) fn is_connected(&self) -> bool {
        self.host.is_connected()
    }

    /// Draws the line in the colours and the typeface around the composer.
    pub(crate) fn show(
        &mut self,
        view: &NudgeView,
        composer: &Composer<Node>,
    ) -> Result<(), JsValue> {
        theme::apply(&self.frame, &composer.root.0);
        self.line.show(&self.build, view)
    }

    /// Thanks for "not useful", in place of the line.
    pub(crate) fn thank(&mut self) {
        if self.line.thank(&self.build).is_err() {
            self.line.clear();
        }
    }

    /// Takes the line away; the empty region stays.
    pub(crate) fn clear(&mut self) {
        self.line.clear();
    }

    /// Moves the focus to the first button of the line. Says whether there was one.
    pub(crate) fn focus(&self) -> bool {
        self.line.focus()
    }

    /// Asks before sending. The dialog is modal: the browser keeps Tab inside.
    pub(crate) fn pause(&mut self, view: &NudgeView) -> Result<(), JsValue> {
        self.end_pause();
        self.pause = Some(Pause::open(&self.build, &self.frame, view)?);
        Ok(())
    }

    /// Closes the dialog.
    pub(crate) fn end_pause(&mut self) {
        self.pause = None;
    }

    /// Puts the line beside the composer, wherever that is now. Called while the page scrolls.
    pub(crate) fn place(&self, composer: &Composer<Node>) {
        place::beside(&self.host, &self.frame, composer);
    }
}

impl Drop for Nudge {
    fn drop(&mut self) {
        self.pause = None;
        self.host.remove();
    }
}

/// A constructed sheet is not subject to the page's policy. Firefox does not let content scripts
/// adopt one; there a `<style>` in our own shadow root serves.
fn adopt_style(build: &Builder, shadow: &web_sys::ShadowRoot) -> Result<(), JsValue> {
    let sheet = web_sys::CssStyleSheet::new()?;
    sheet.replace_sync(STYLE)?;
    let sheets = js_sys::Array::of1(&sheet);
    let adopted = js_sys::Reflect::set(shadow, &JsValue::from_str("adoptedStyleSheets"), &sheets);
    if !adopted.unwrap_or(false) {
        let style = build.element("style")?;
        style.set_text_content(Some(STYLE));
        shadow.append_child(&style)?;
    }
    Ok(())
}

/// The direction of the text around the composer.
fn direction(editor: &web_sys::Element) -> String {
    let computed = web_sys::window().and_then(|window| window.get_computed_style(editor).ok()?);
    let direction = computed.and_then(|style| style.get_property_value("direction").ok());
    direction
        .filter(|it| it == "rtl")
        .unwrap_or_else(|| "ltr".to_owned())
}

/// What happens in our own elements stays there: pages have shortcuts on single keys.
fn quiet(frame: &web_sys::HtmlElement) -> Vec<EventListener> {
    let stop = |event: &web_sys::Event| event.stop_propagation();
    let kinds = [
        "keypress",
        "keyup",
        "click",
        "pointerdown",
        "mousedown",
        "input",
        "focusin",
        "focusout",
    ];
    let mut listeners: Vec<_> = kinds
        .into_iter()
        .map(|kind| EventListener::new(frame, kind, stop))
        .collect();
    let options = EventListenerOptions::enable_prevent_default();
    let pressed = |event: &web_sys::Event| {
        event.stop_propagation();
        let is_escape = event
            .dyn_ref::<web_sys::KeyboardEvent>()
            .is_some_and(|key| key.key() == "Escape");
        if is_escape {
            if !is_in_pause(event) {
                // Else the browser closes the page's own dialog around the line, and the draft with it.
                event.prevent_default();
            }
            dispatch(Signal::Left);
        }
    };
    let keys = EventListener::new_with_options(frame, "keydown", options, pressed);
    listeners.push(keys);
    listeners.push(listen::capture(frame, "toggle", |_| {
        dispatch(Signal::Moved)
    }));
    listeners
}

/// Whether an event comes from the dialog, to which Esc has a meaning of its own.
fn is_in_pause(event: &web_sys::Event) -> bool {
    let target = event
        .target()
        .and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|it| it.closest("dialog").ok().flatten().is_some())
}
