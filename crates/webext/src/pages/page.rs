//! Reaching the HTML of a page by the ids it promises, and putting the interface texts in.
//! Everything is written as text: nothing from a bundle is ever read as HTML.

use std::fmt;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement};

use crate::host;

/// The page is not as this build expects it: a fault of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PageError(String);

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<JsValue> for PageError {
    fn from(thrown: JsValue) -> Self {
        Self(host::thrown_text(&thrown))
    }
}

/// The document that runs us.
#[derive(Clone, Debug)]
pub(super) struct Page(Document);

impl Page {
    /// The page, in the person's language.
    pub(super) fn open() -> Result<Self, PageError> {
        let document = web_sys::window().and_then(|window| window.document());
        let page = Self(document.ok_or_else(|| PageError("there is no document".to_owned()))?);
        page.translate()?;
        Ok(page)
    }

    /// The element with this id.
    pub(super) fn element(&self, id: &str) -> Result<HtmlElement, PageError> {
        self.typed(id)
    }

    /// The element with this id, as the kind of element it is.
    pub(super) fn typed<T: JsCast>(&self, id: &str) -> Result<T, PageError> {
        let element = self
            .0
            .get_element_by_id(id)
            .and_then(|element| element.dyn_into().ok());
        element.ok_or_else(|| PageError(format!("`#{id}` is missing")))
    }

    /// A new element, not on the page yet.
    pub(super) fn create(&self, tag: &str) -> Result<HtmlElement, PageError> {
        Ok(self.0.create_element(tag)?.unchecked_into())
    }

    /// Writes the text of an element.
    pub(super) fn write(&self, id: &str, text: &str) -> Result<(), PageError> {
        self.element(id)?.set_text_content(Some(text));
        Ok(())
    }

    /// Sets an attribute of an element.
    pub(super) fn set(&self, id: &str, attribute: &str, value: &str) -> Result<(), PageError> {
        Ok(self.element(id)?.set_attribute(attribute, value)?)
    }

    /// Shows an element, or hides it from everybody.
    pub(super) fn reveal(&self, id: &str, is_shown: bool) -> Result<(), PageError> {
        self.element(id)?.set_hidden(!is_shown);
        Ok(())
    }

    /// Says the outcome of what was pressed; the element is a live region. `tone` is `good`, `bad`
    /// or empty, and only colours what the words say.
    pub(super) fn say(&self, text: &str, tone: &str) -> Result<(), PageError> {
        self.set("result", "data-tone", tone)?;
        self.write("result", text)
    }

    /// Calls `heard` whenever `event` happens to the element, for as long as the page is open.
    pub(super) fn on(
        &self,
        id: &str,
        event: &'static str,
        mut heard: impl FnMut() + 'static,
    ) -> Result<(), PageError> {
        let element = self.element(id)?;
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&element, event, options, move |event| {
            event.prevent_default();
            heard();
        })
        // The page is the owner: the listener ends with it.
        .forget();
        Ok(())
    }

    /// The first element that fits, e.g. `input[name=role]:checked`.
    pub(super) fn find(&self, selector: &str) -> Option<Element> {
        self.0.query_selector(selector).ok().flatten()
    }

    fn translate(&self) -> Result<(), PageError> {
        let root = self
            .0
            .document_element()
            .ok_or_else(|| PageError("the page is empty".to_owned()))?;
        // Of the texts that were found, not of the browser: it may speak a language we do not.
        root.set_attribute("lang", &host::message("locale_tag"))?;
        root.set_attribute("dir", &host::message("locale_dir"))?;
        let elements = self.0.query_selector_all("[data-i18n]")?;
        for element in (0..elements.length()).filter_map(|number| elements.item(number)) {
            let element: Element = element.unchecked_into();
            let text = element
                .get_attribute("data-i18n")
                .map(|key| host::message(&key))
                .unwrap_or_default();
            // A missing text leaves the English of the HTML.
            if !text.is_empty() {
                element.set_text_content(Some(&text));
            }
        }
        Ok(())
    }
}
