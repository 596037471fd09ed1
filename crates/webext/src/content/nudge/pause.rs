//! The dialog that asks before sending. Native and modal: the browser keeps Tab inside, makes the
//! page inert and gives Esc its meaning, also over a site's own modal dialogs.

use gloo_events::{EventListener, EventListenerOptions};
use policy::{Action, NudgeView};
use wasm_bindgen::{JsCast, JsValue};

use super::build::Builder;
use crate::content::{Signal, dispatch};
use crate::host;

/// An open dialog; dropping it closes it.
pub(super) struct Pause {
    dialog: web_sys::HtmlDialogElement,
    _listeners: Vec<EventListener>,
}

impl Pause {
    /// Opens the dialog with the focus on the least final button.
    pub(super) fn open(
        build: &Builder,
        frame: &web_sys::HtmlElement,
        view: &NudgeView,
    ) -> Result<Self, JsValue> {
        let dialog: web_sys::HtmlDialogElement = build.element("dialog")?.dyn_into()?;
        dialog.set_id("pause");
        dialog.set_attribute("role", "alertdialog")?;
        dialog.set_attribute("aria-labelledby", "pause-title")?;
        dialog.set_attribute("aria-describedby", "pause-body")?;
        let mut listeners = vec![esc_goes_back(&dialog)];
        fill(build, &dialog, view, &mut listeners)?;
        frame.append_child(&dialog)?;
        let pause = Self {
            dialog,
            _listeners: listeners,
        };
        pause.dialog.show_modal()?;
        pause.focus_default();
        Ok(pause)
    }

    fn focus_default(&self) {
        let selector = format!("[data-action={}]", Action::GoBack.name());
        let button = self.dialog.query_selector(&selector).ok().flatten();
        if let Some(button) = button.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
            // The dialog already has the focus; a browser that refuses more is right too.
            drop(button.focus());
        }
    }
}

impl Drop for Pause {
    fn drop(&mut self) {
        self.dialog.close();
        self.dialog.remove();
    }
}

fn fill(
    build: &Builder,
    dialog: &web_sys::HtmlDialogElement,
    view: &NudgeView,
    listeners: &mut Vec<EventListener>,
) -> Result<(), JsValue> {
    dialog.append_child(&*build.text("p", "pause-intro", &host::message("pause_intro"))?)?;
    dialog.append_child(&*build.text("h2", "pause-title", &view.title)?)?;
    dialog.append_child(&*build.text("p", "pause-body", &view.body)?)?;
    if let Some(caution) = build.caution(view)? {
        dialog.append_child(&caution)?;
    }
    if let Some(route) = &view.route {
        let (row, listener) = build.person_row(route)?;
        listeners.push(listener);
        dialog.append_child(&row)?;
    }
    let reasons = build.element("ul")?;
    reasons.set_class_name("reasons");
    for reason in &view.reasons {
        reasons.append_child(&*build.text("li", "", &reason.why)?)?;
    }
    dialog.append_child(&reasons)?;
    let buttons = build.element("div")?;
    buttons.set_class_name("buttons");
    for action in &view.pause_actions {
        let (button, listener) = build.button(*action)?;
        listeners.push(listener);
        buttons.append_child(&button)?;
    }
    dialog.append_child(&buttons)?;
    Ok(())
}

/// Esc is "go back", decided by us so that the caret is restored.
fn esc_goes_back(dialog: &web_sys::HtmlDialogElement) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(dialog, "cancel", options, |event| {
        event.prevent_default();
        dispatch(Signal::Chosen(Action::GoBack));
    })
}
