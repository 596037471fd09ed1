//! The only file that touches the extension API: thin, typed wrappers over `chrome.*`, which
//! Firefox offers under the same name. Every call can fail (the extension may have been updated
//! under a running script), so every call returns a `Result`; what a failure means is left to the
//! caller, as is every decision.

use std::fmt;

use js_sys::{Array, Function, Object, Promise};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::plain::{field, object, set, text};
pub use crate::plain::{from_js, pack, to_js, unpack};

/// A call of the extension API that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostError {
    /// The call, e.g. `storage.local.get`.
    pub call: &'static str,
    /// What the browser said.
    pub message: String,
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.call, self.message)
    }
}

impl std::error::Error for HostError {}

/// Makes a [`HostError`] of what a call threw.
pub(crate) fn failed(call: &'static str) -> impl Fn(JsValue) -> HostError {
    move |thrown| HostError {
        call,
        message: thrown_text(&thrown),
    }
}

/// The message of a thrown value, for people who repair things.
#[must_use]
pub fn thrown_text(thrown: &JsValue) -> String {
    let message = thrown
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()));
    message
        .or_else(|| thrown.as_string())
        .unwrap_or_else(|| "unknown error".to_owned())
}

async fn settled(
    call: &'static str,
    promise: Result<Promise, JsValue>,
) -> Result<JsValue, HostError> {
    let promise = promise.map_err(failed(call))?;
    JsFuture::from(promise).await.map_err(failed(call))
}

// ---------------------------------------------------------------------------------- runtime

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = connect, catch)]
    fn runtime_connect(info: &JsValue) -> Result<BarePort, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = sendMessage, catch)]
    fn runtime_send_message(message: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getURL, catch)]
    fn runtime_get_url(path: &str) -> Result<String, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = create, catch)]
    fn tabs_create(properties: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "management"], js_name = getSelf, catch)]
    fn management_get_self() -> Result<Promise, JsValue>;

    /// One end of a connection between a content script and the worker, without listeners of ours.
    #[derive(Clone, Debug, PartialEq)]
    pub type BarePort;
    #[wasm_bindgen(method, getter, js_name = name)]
    fn port_name(this: &BarePort) -> String;
    #[wasm_bindgen(method, js_name = postMessage, catch)]
    fn port_post(this: &BarePort, message: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = disconnect, catch)]
    fn port_disconnect(this: &BarePort) -> Result<(), JsValue>;
    #[wasm_bindgen(method, getter, js_name = onMessage)]
    fn port_on_message(this: &BarePort) -> HostEvent;
    #[wasm_bindgen(method, getter, js_name = onDisconnect)]
    fn port_on_disconnect(this: &BarePort) -> HostEvent;

    /// A source of events of the extension API.
    #[derive(Clone, Debug)]
    pub type HostEvent;
    #[wasm_bindgen(method, js_name = addListener, catch)]
    fn add_listener(this: &HostEvent, listener: &Function) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = removeListener, catch)]
    fn remove_listener(this: &HostEvent, listener: &Function) -> Result<(), JsValue>;
}

/// A listener on an event of the extension API; dropping it unhooks it.
#[derive(Debug)]
struct Listener {
    event: HostEvent,
    closure: Closure<dyn FnMut(JsValue)>,
}

impl Listener {
    fn new(event: HostEvent, heard: impl FnMut(JsValue) + 'static) -> Result<Self, HostError> {
        let closure = Closure::<dyn FnMut(JsValue)>::new(heard);
        let function = closure.as_ref().unchecked_ref();
        event
            .add_listener(function)
            .map_err(failed("addListener"))?;
        Ok(Self { event, closure })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // An orphaned script has no event to unhook from any more.
        let _ = self
            .event
            .remove_listener(self.closure.as_ref().unchecked_ref());
    }
}

impl BarePort {
    /// The name given on connecting.
    #[must_use]
    pub fn name(&self) -> String {
        self.port_name()
    }

    /// Sends a text made by [`pack`] to the other end. Fails when the other end is gone.
    pub fn post(&self, message: &JsValue) -> Result<(), HostError> {
        self.port_post(message).map_err(failed("port.postMessage"))
    }
}

/// A connection to the worker. Dropping it closes the connection and unhooks its listeners.
#[derive(Debug)]
pub struct Port {
    bare: BarePort,
    _listeners: [Listener; 2],
}

impl Port {
    /// Opens a connection, starting the worker if need be. `heard` is called with each message,
    /// `gone` when the worker has gone; not when this end closes.
    pub fn connect(
        name: &str,
        heard: impl FnMut(JsValue) + 'static,
        mut gone: impl FnMut() + 'static,
    ) -> Result<Self, HostError> {
        let info = object([("name", name.into())]);
        let bare = runtime_connect(&info).map_err(failed("runtime.connect"))?;
        let heard = Listener::new(bare.port_on_message(), heard)?;
        let gone = Listener::new(bare.port_on_disconnect(), move |_| gone())?;
        Ok(Self {
            bare,
            _listeners: [heard, gone],
        })
    }

    /// Sends a text made by [`pack`] to the worker. Fails when the worker is gone.
    pub fn post(&self, message: &JsValue) -> Result<(), HostError> {
        self.bare.post(message)
    }
}

impl Drop for Port {
    fn drop(&mut self) {
        // Closed already is closed.
        let _ = self.bare.port_disconnect();
    }
}

/// Sends a message to the worker and waits for its answer.
pub async fn send_message<T: Serialize, R: DeserializeOwned>(message: &T) -> Result<R, HostError> {
    let answer = settled(
        "runtime.sendMessage",
        runtime_send_message(&to_js(message)?),
    )
    .await?;
    from_js(answer)
}

/// The address of a file of the extension; of its root for an empty path.
pub fn extension_url(path: &str) -> Result<String, HostError> {
    runtime_get_url(path).map_err(failed("runtime.getURL"))
}

/// Which family of browsers runs us; it decides which build of the core a page gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// Chrome, Edge and their kin.
    Chromium,
    /// Firefox: compiles WebAssembly in content scripts whatever the page's policy says.
    Firefox,
}

/// Told from the scheme of the extension's own address.
pub fn browser() -> Result<Browser, HostError> {
    let is_firefox = extension_url("")?.starts_with("moz-extension:");
    Ok(if is_firefox {
        Browser::Firefox
    } else {
        Browser::Chromium
    })
}

/// Opens a page of the extension in a new tab.
pub async fn open_page(path: &str) -> Result<(), HostError> {
    let url = extension_url(path)?;
    settled("tabs.create", tabs_create(&object([("url", url.into())])))
        .await
        .map(drop)
}

/// Whether an administrator installed the extension; then settings may arrive seconds later.
pub async fn is_installed_by_admin() -> Result<bool, HostError> {
    let own = settled("management.getSelf", management_get_self()).await?;
    Ok(text(&own, "installType").as_deref() == Some("admin"))
}

/// Who sent a message: only what the worker needs to know.
#[derive(Clone, Debug)]
pub struct Sender {
    /// Address of the page or document.
    pub url: String,
    /// The tab, for a content script.
    pub tab: Option<f64>,
    /// The frame within the tab.
    pub frame: Option<f64>,
    /// The document within the frame, where the browser tells it.
    pub document: Option<String>,
}

impl Sender {
    /// Reads a `MessageSender`.
    #[must_use]
    pub fn read(sender: &JsValue) -> Self {
        let tab = field(sender, "tab");
        Self {
            url: text(sender, "url").unwrap_or_default(),
            tab: field(&tab, "id").as_f64(),
            frame: field(sender, "frameId").as_f64(),
            document: text(sender, "documentId"),
        }
    }

    /// Whether a page of this extension sent it, rather than a content script.
    pub fn is_own_page(&self) -> Result<bool, HostError> {
        Ok(self.url.starts_with(&extension_url("")?))
    }
}

// ---------------------------------------------------------------------------------- storage

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = get, catch)]
    fn local_get(key: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = set, catch)]
    fn local_set(items: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = clear, catch)]
    fn local_clear() -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = remove, catch)]
    fn local_remove(key: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = setAccessLevel, catch)]
    fn local_set_access_level(level: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = get, catch)]
    fn session_get(key: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = set, catch)]
    fn session_set(items: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = remove, catch)]
    fn session_remove(key: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "managed"], js_name = get, catch)]
    fn managed_get() -> Result<Promise, JsValue>;
}

/// Reads one key of `storage.local`; nothing when it is not there.
pub async fn read_local<T: DeserializeOwned>(key: &str) -> Result<Option<T>, HostError> {
    let items = settled("storage.local.get", local_get(key)).await?;
    read_item(&items, key)
}

fn read_item<T: DeserializeOwned>(items: &JsValue, key: &str) -> Result<Option<T>, HostError> {
    let value = field(items, key);
    let is_there = !value.is_undefined();
    is_there.then(|| from_js(value)).transpose()
}

/// Writes one key of `storage.local`.
pub async fn write_local<T: Serialize>(key: &str, value: &T) -> Result<(), HostError> {
    let items = object([(key, to_js(value)?)]);
    settled("storage.local.set", local_set(&items))
        .await
        .map(drop)
}

/// Removes one key of `storage.local`.
pub async fn remove_local(key: &str) -> Result<(), HostError> {
    settled("storage.local.remove", local_remove(key))
        .await
        .map(drop)
}

/// Removes everything from `storage.local`.
pub async fn clear_local() -> Result<(), HostError> {
    settled("storage.local.clear", local_clear())
        .await
        .map(drop)
}

/// Keeps content scripts, and so a hijacked page process, out of `storage.local`.
/// Fails where the browser has no such switch.
pub async fn close_local_to_pages() -> Result<(), HostError> {
    let level = object([("accessLevel", "TRUSTED_CONTEXTS".into())]);
    settled(
        "storage.local.setAccessLevel",
        local_set_access_level(&level),
    )
    .await
    .map(drop)
}

/// Reads one key of `storage.session`, which is in memory alone and, unless somebody opens it, closed to content
/// scripts; nothing when it is not there.
pub async fn read_session<T: DeserializeOwned>(key: &str) -> Result<Option<T>, HostError> {
    let items = settled("storage.session.get", session_get(key)).await?;
    read_item(&items, key)
}

/// Writes one key of `storage.session`.
pub async fn write_session<T: Serialize>(key: &str, value: &T) -> Result<(), HostError> {
    let items = object([(key, to_js(value)?)]);
    settled("storage.session.set", session_set(&items))
        .await
        .map(drop)
}

/// Removes one key of `storage.session`.
pub async fn remove_session(key: &str) -> Result<(), HostError> {
    settled("storage.session.remove", session_remove(key))
        .await
        .map(drop)
}

/// What an administrator has configured; an empty object when that is nothing, or not yet known.
pub async fn read_managed() -> Result<JsValue, HostError> {
    settled("storage.managed.get", managed_get()).await
}

// ---------------------------------------------------------------------- randomness

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues, catch)]
    fn crypto_get_random_values(bytes: &mut [u8]) -> Result<JsValue, JsValue>;
}

/// Fills these with random bytes that nobody can guess.
pub fn fill_randomly(bytes: &mut [u8]) -> Result<(), HostError> {
    crypto_get_random_values(bytes)
        .map(drop)
        .map_err(failed("crypto.getRandomValues"))
}

// ---------------------------------------------------------------------- alarms, action, script

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "alarms"], js_name = create, catch)]
    fn alarms_create(name: &str, info: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "alarms"], js_name = get, catch)]
    fn alarms_get(name: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "alarms"], js_name = clear, catch)]
    fn alarms_clear(name: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "action"], js_name = setBadgeText, catch)]
    fn action_badge_text(details: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "action"], js_name = setBadgeBackgroundColor, catch)]
    fn action_badge_color(details: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "action"], js_name = setTitle, catch)]
    fn action_title(details: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "scripting"], js_name = executeScript, catch)]
    fn execute_script(injection: &JsValue) -> Result<Promise, JsValue>;
}

/// Sets an alarm, replacing one of the same name: first after `minutes`, then again and again.
pub fn set_alarm(name: &str, minutes: f64) -> Result<(), HostError> {
    let info = object([
        ("delayInMinutes", minutes.into()),
        ("periodInMinutes", minutes.into()),
    ]);
    alarms_create(name, &info)
        .map(drop)
        .map_err(failed("alarms.create"))
}

/// Whether an alarm of this name is set.
pub async fn has_alarm(name: &str) -> Result<bool, HostError> {
    settled("alarms.get", alarms_get(name))
        .await
        .map(|alarm| !alarm.is_undefined())
}

/// Ends an alarm.
pub async fn clear_alarm(name: &str) -> Result<(), HostError> {
    settled("alarms.clear", alarms_clear(name)).await.map(drop)
}

/// What the button of the extension shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Badge<'a> {
    /// At most four characters; empty for none.
    pub text: &'a str,
    /// CSS colour behind the text.
    pub color: &'a str,
    /// Tool tip, also what a screen reader says.
    pub title: &'a str,
}

/// Draws the badge.
pub async fn show_badge(badge: Badge<'_>) -> Result<(), HostError> {
    settled(
        "action.setBadgeText",
        action_badge_text(&object([("text", badge.text.into())])),
    )
    .await?;
    let color = object([("color", badge.color.into())]);
    settled("action.setBadgeBackgroundColor", action_badge_color(&color)).await?;
    settled(
        "action.setTitle",
        action_title(&object([("title", badge.title.into())])),
    )
    .await
    .map(drop)
}

/// Runs a file of the extension in the isolated world of the document that `sender` speaks for.
pub async fn run_in_document(sender: &Sender, file: &str) -> Result<(), HostError> {
    let target = Object::new();
    set(&target, "tabId", &sender.tab.into());
    // A frame may have navigated since it asked; the document id cannot come to mean another page.
    match (&sender.document, sender.frame) {
        (Some(document), _) => set(&target, "documentIds", &Array::of1(&document.into())),
        (None, Some(frame)) => set(&target, "frameIds", &Array::of1(&frame.into())),
        (None, None) => {}
    }
    let injection = object([
        ("target", target.into()),
        ("files", Array::of1(&file.into()).into()),
        ("injectImmediately", true.into()),
    ]);
    settled("scripting.executeScript", execute_script(&injection))
        .await
        .map(drop)
}

// ------------------------------------------------------------------------------------- i18n

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage, catch)]
    fn i18n_get_message(key: &str, values: &JsValue) -> Result<String, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getUILanguage, catch)]
    fn i18n_get_ui_language() -> Result<String, JsValue>;
}

/// An interface text in the person's language; empty when there is none of that name.
#[must_use]
pub fn message(key: &str) -> String {
    i18n_get_message(key, &JsValue::UNDEFINED).unwrap_or_default()
}

/// An interface text with its `$1`, `$2` … filled in.
#[must_use]
pub fn message_with(key: &str, values: &[&str]) -> String {
    let values: Array = values
        .iter()
        .map(|value| JsValue::from_str(value))
        .collect();
    i18n_get_message(key, &values).unwrap_or_default()
}

/// The browser's language as a BCP 47 tag, e.g. `pt-BR`; `en` when it does not say.
#[must_use]
pub fn ui_language() -> String {
    i18n_get_ui_language().unwrap_or_else(|_| "en".to_owned())
}

/// Whether this is a Mac, where the command key does what the control key does elsewhere.
#[must_use]
pub fn is_mac() -> bool {
    let platform = text(&field(&js_sys::global(), "navigator"), "platform");
    platform.is_some_and(|platform| platform.starts_with("Mac"))
}
