//! Makes elements from plain data. Text is always a text node; links are only ever the two safe kinds.

use gloo_events::EventListener;
use policy::{Action, Confidence, Freshness, NudgeView, RouteView, Via};
use wasm_bindgen::{JsCast, JsValue};

use crate::content::{Signal, dispatch};
use crate::host;

/// Makes elements of one document.
pub(super) struct Builder {
    document: web_sys::Document,
}

impl Builder {
    pub(super) fn new(document: web_sys::Document) -> Self {
        Self { document }
    }

    /// An empty element.
    pub(super) fn element(&self, tag: &str) -> Result<web_sys::HtmlElement, JsValue> {
        Ok(self.document.create_element(tag)?.dyn_into()?)
    }

    /// An element with an id and text. Names in any script find their own direction.
    pub(super) fn text(
        &self,
        tag: &str,
        id: &str,
        text: &str,
    ) -> Result<web_sys::HtmlElement, JsValue> {
        let element = self.element(tag)?;
        element.set_id(id);
        element.set_dir("auto");
        element.set_text_content(Some(text));
        Ok(element)
    }

    /// A button for an action. The listener belongs to the caller.
    pub(super) fn button(
        &self,
        action: Action,
    ) -> Result<(web_sys::HtmlElement, EventListener), JsValue> {
        let button = self.element("button")?;
        button.set_attribute("type", "button")?;
        self.finish(button, action)
    }

    /// The link to a person or desk, looking like a button.
    fn contact(&self, route: &RouteView) -> Result<(web_sys::HtmlElement, EventListener), JsValue> {
        let link = self.element("a")?;
        link.set_attribute("href", &route.link)?;
        link.set_attribute("target", "_blank")?;
        link.set_attribute("rel", "noopener noreferrer")?;
        link.set_attribute("aria-describedby", "owner")?;
        self.finish(link, Action::Contact)
    }

    /// Who to turn to and how, on one row. The listener belongs to the caller.
    pub(super) fn person_row(
        &self,
        route: &RouteView,
    ) -> Result<(web_sys::HtmlElement, EventListener), JsValue> {
        let row = self.element("div")?;
        row.set_class_name("row");
        row.append_child(&*self.person(route)?)?;
        let (contact, listener) = self.contact(route)?;
        row.append_child(&contact)?;
        Ok((row, listener))
    }

    /// A picture of initials, the name, what they do.
    fn person(&self, route: &RouteView) -> Result<web_sys::HtmlElement, JsValue> {
        let person = self.element("div")?;
        person.set_class_name("person");
        let picture = self.element("span")?;
        picture.set_class_name("picture");
        picture.set_attribute("aria-hidden", "true")?;
        picture.set_text_content(Some(&initials(&route.name)));
        let words = self.element("span")?;
        words.set_id("owner");
        words.append_child(&*self.text("strong", "owner-name", &route.name)?)?;
        if !route.detail.is_empty() {
            words.append_child(&*self.text("span", "owner-detail", &route.detail)?)?;
        }
        person.append_child(&picture)?;
        person.append_child(&words)?;
        Ok(person)
    }

    /// What makes the advice less than certain, in words; nothing when it is not.
    pub(super) fn caution(
        &self,
        view: &NudgeView,
    ) -> Result<Option<web_sys::HtmlElement>, JsValue> {
        let caution = caution(view);
        let drawn = caution.map(|caution| self.text("p", "caution", &caution));
        drawn.transpose()
    }

    fn finish(
        &self,
        element: web_sys::HtmlElement,
        action: Action,
    ) -> Result<(web_sys::HtmlElement, EventListener), JsValue> {
        element.set_attribute("data-action", action.name())?;
        let label = host::message(&format!("action_{}", action.name()));
        element.set_text_content(Some(&label));
        let listener =
            EventListener::new(&element, "click", move |_| dispatch(Signal::Chosen(action)));
        Ok((element, listener))
    }
}

/// By what the strongest reason recognised somebody, and how fresh that is.
fn caution(view: &NudgeView) -> Option<String> {
    let first = view.reasons.first();
    let employer = first.and_then(|reason| reason.employer.as_deref());
    let sentence = first.and_then(|reason| match reason.via.confidence() {
        _ if reason.via == Via::Person => None,
        Confidence::Strict => Some("match_works_at"),
        Confidence::Loose => Some("match_headline"),
    });
    let recognised = sentence.zip(employer);
    let recognised = recognised.map(|(key, employer)| host::message_with(key, &[employer]));
    if view.freshness != Freshness::Ageing {
        return recognised;
    }
    let ageing = host::message("nudge_ageing");
    Some(match recognised {
        Some(mut caution) => {
            caution.push(' ');
            caution.push_str(&ageing);
            caution
        }
        None => ageing,
    })
}

/// `Jonas Brandt` → `JB`; one word, or a script without spaces → its first character. Capitals are
/// left to the style sheet, which knows the language.
fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = words.first().and_then(|word| word.chars().next());
    let last = words
        .last()
        .filter(|_| words.len() > 1)
        .and_then(|word| word.chars().next());
    first.into_iter().chain(last).collect()
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::initials;

    #[test]
    fn takes_the_first_and_the_last_word() {
        assert_eq!(initials("Jonas Brandt"), "JB");
        assert_eq!(initials("Ana de la Cruz"), "AC");
        assert_eq!(initials("田中"), "田");
        assert_eq!(initials(""), "");
    }
}
