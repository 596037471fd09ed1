//! What `extension/worker.js` calls, one function per event of the browser. No logic here.

use wasm_bindgen::prelude::*;

use super::{ports, requests, state, status, sync};
use crate::host::{self, BarePort, Sender};

/// Name of the alarm that opens the welcome page.
const WELCOME: &str = "welcome";
/// Minutes that an administrator's settings get to arrive after the installation.
const WELCOME_AFTER: f64 = 1.0;

/// The worker has started; `variant` is the build of this core, `wasm` or `js`.
#[wasm_bindgen]
pub async fn started(variant: String) {
    state::with(|state| state.variant = variant);
    // Firefox before 144 has no such switch; nothing secret lies in `storage.local`.
    let _ = host::close_local_to_pages().await;
    complain(sync::ensure_scheduled().await);
    status::show_badge().await;
    requests::follow_administrator().await;
    status::show_badge().await;
}

/// The extension was installed or updated.
#[wasm_bindgen]
pub async fn installed(reason: String) {
    if reason != "install" {
        return sync::run().await;
    }
    requests::follow_administrator().await;
    if state::identity().await.is_some() {
        return;
    }
    // Settings of an administrator may come later still; nobody else's can.
    if host::is_installed_by_admin().await.unwrap_or(true) {
        complain(host::set_alarm(WELCOME, WELCOME_AFTER));
    } else {
        complain(host::open_page("welcome.html").await);
    }
}

/// The browser was started.
#[wasm_bindgen]
pub async fn browser_started() {
    sync::run().await;
    status::show_badge().await;
}

/// An alarm rang.
#[wasm_bindgen]
pub async fn rang(name: String) {
    match name.as_str() {
        sync::ALARM => {
            // First the next alarm: this run may be cut short.
            complain(sync::schedule().await);
            sync::run().await;
            status::show_badge().await;
        }
        WELCOME => {
            complain(host::clear_alarm(WELCOME).await);
            if state::identity().await.is_none() {
                complain(host::open_page("welcome.html").await);
            }
        }
        _ => {}
    }
}

/// The administrator's configuration changed.
#[wasm_bindgen]
pub async fn managed_changed() {
    requests::managed_changed().await;
}

/// A content script connected.
#[wasm_bindgen]
pub fn connected(port: BarePort) {
    ports::connected(port);
}

/// A content script said something.
#[wasm_bindgen]
pub async fn said(port: BarePort, message: JsValue) {
    ports::said(&port, message).await;
}

/// A content script is gone.
#[wasm_bindgen]
pub fn disconnected(port: BarePort) {
    ports::disconnected(&port);
}

/// A loader or a page asks; the answer is `null` when the message is none of ours.
#[wasm_bindgen]
pub async fn asked(message: JsValue, sender: JsValue) -> JsValue {
    requests::answer(message, &Sender::read(&sender))
        .await
        .unwrap_or(JsValue::NULL)
}

/// For whoever repairs this: faults of the extension API, which carry nothing of anybody's.
fn complain<T>(outcome: Result<T, host::HostError>) {
    if let Err(error) = outcome {
        web_sys::console::warn_1(&error.to_string().into());
    }
}
