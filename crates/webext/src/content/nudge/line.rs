//! The passive line: a live region that is there from the start and speaks when it is filled.

use gloo_events::EventListener;
use policy::{Action, NudgeView};
use wasm_bindgen::{JsCast, JsValue};

use super::build::Builder;
use crate::host;

/// The region and, while it speaks, what is in it.
pub(super) struct Line {
    region: web_sys::HtmlElement,
    listeners: Vec<EventListener>,
}

impl Line {
    /// An empty region.
    pub(super) fn mount(build: &Builder, frame: &web_sys::HtmlElement) -> Result<Self, JsValue> {
        let region = build.element("section")?;
        region.set_id("nudge");
        region.set_attribute("role", "status")?;
        region.set_attribute("aria-label", &host::message("nudge_region_label"))?;
        frame.append_child(&region)?;
        Ok(Self {
            region,
            listeners: Vec::new(),
        })
    }

    /// Fills the region.
    pub(super) fn show(&mut self, build: &Builder, view: &NudgeView) -> Result<(), JsValue> {
        self.clear();
        self.region.set_attribute("data-tier", view.tier.as_str())?;
        let head = build.element("div")?;
        head.set_class_name("head");
        head.append_child(&*build.text("p", "title", &view.title)?)?;
        let close = self.close_button(build)?;
        head.append_child(&close)?;
        self.region.append_child(&head)?;
        self.region
            .append_child(&*build.text("p", "body", &view.body)?)?;
        if let Some(caution) = build.caution(view)? {
            self.region.append_child(&caution)?;
        }
        if let Some(route) = &view.route {
            let (row, listener) = build.person_row(route)?;
            self.listeners.push(listener);
            self.region.append_child(&row)?;
        }
        let foot = self.foot(build, view)?;
        self.region.append_child(&foot)?;
        Ok(())
    }

    /// Fills the region with thanks.
    pub(super) fn thank(&mut self, build: &Builder) -> Result<(), JsValue> {
        self.clear();
        let head = build.element("div")?;
        head.set_class_name("head");
        head.append_child(&*build.text("p", "body", &host::message("nudge_thanks"))?)?;
        let close = self.close_button(build)?;
        head.append_child(&close)?;
        self.region.append_child(&head)?;
        Ok(())
    }

    /// Empties the region.
    pub(super) fn clear(&mut self) {
        self.listeners.clear();
        self.region.set_text_content(None);
    }

    /// Moves the focus to the first thing one can press, other than closing.
    pub(super) fn focus(&self) -> bool {
        let first = self
            .region
            .query_selector("a, summary, button:not([data-action=dismiss])");
        let Some(first) = first.ok().flatten() else {
            return false;
        };
        first
            .dyn_into::<web_sys::HtmlElement>()
            .is_ok_and(|element| element.focus().is_ok())
    }

    fn close_button(&mut self, build: &Builder) -> Result<web_sys::HtmlElement, JsValue> {
        let (close, listener) = build.button(Action::Dismiss)?;
        let label = close.text_content().unwrap_or_default();
        close.set_attribute("aria-label", &label)?;
        close.set_title(&label);
        close.set_text_content(Some("\u{d7}"));
        close.set_class_name("close");
        self.listeners.push(listener);
        Ok(close)
    }

    /// The reasons, folded, and "not useful".
    fn foot(&mut self, build: &Builder, view: &NudgeView) -> Result<web_sys::HtmlElement, JsValue> {
        let foot = build.element("div")?;
        foot.set_class_name("foot");
        foot.append_child(&*why(build, view)?)?;
        if view.actions.contains(&Action::NotUseful) {
            let (button, listener) = build.button(Action::NotUseful)?;
            self.listeners.push(listener);
            foot.append_child(&button)?;
        }
        Ok(foot)
    }
}

/// Every reason in plain words, behind a question.
fn why(build: &Builder, view: &NudgeView) -> Result<web_sys::HtmlElement, JsValue> {
    let details = build.element("details")?;
    let question = build.element("summary")?;
    question.set_text_content(Some(&host::message("nudge_why")));
    details.append_child(&question)?;
    let list = build.element("ul")?;
    list.set_id("why");
    for reason in &view.reasons {
        list.append_child(&*build.text("li", "", &reason.why)?)?;
    }
    details.append_child(&list)?;
    Ok(details)
}

#[cfg(test)]
mod tests {
    use policy::{Freshness, Presence, ReasonView, RouteView, RuleId, Tier, Via};
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    fn line() -> (Builder, Line) {
        let document = web_sys::window().unwrap().document().unwrap();
        let build = Builder::new(document.clone());
        let frame = build.element("div").unwrap();
        document.body().unwrap().append_child(&frame).unwrap();
        let line = Line::mount(&build, &frame).unwrap();
        (build, line)
    }

    fn view(title: &str) -> NudgeView {
        NudgeView {
            tier: Tier::Nudge,
            title: title.to_owned(),
            body: "Bring Jonas in.".to_owned(),
            reasons: vec![ReasonView {
                rule: RuleId::from("exclusive"),
                account: None,
                why: "On the list of exclusive clients.".to_owned(),
                via: Via::Person,
                employer: None,
            }],
            route: Some(RouteView {
                name: "Jonas Brandt".to_owned(),
                detail: "Account manager".to_owned(),
                link: "mailto:jonas@aldermoor.example".to_owned(),
            }),
            actions: vec![Action::Contact, Action::NotUseful, Action::Dismiss],
            pause_actions: Vec::new(),
            suggestions: Vec::new(),
            freshness: Freshness::Current,
            presence: Presence::Full,
        }
    }

    fn text(line: &Line, selector: &str) -> String {
        line.region
            .query_selector(selector)
            .unwrap()
            .unwrap()
            .text_content()
            .unwrap()
    }

    #[test]
    fn is_a_silent_region_before_there_is_anything_to_say() {
        let (_, line) = line();
        assert_eq!(line.region.get_attribute("role").as_deref(), Some("status"));
        assert_eq!(line.region.child_element_count(), 0);
        assert!(!line.focus());
    }

    #[test]
    fn names_the_person_and_links_to_them() {
        let (build, mut line) = line();
        line.show(&build, &view("Jonas looks after Elena")).unwrap();
        assert_eq!(text(&line, "#title"), "Jonas looks after Elena");
        assert_eq!(text(&line, "#owner-name"), "Jonas Brandt");
        assert_eq!(text(&line, "#why li"), "On the list of exclusive clients.");
        let link = line.region.query_selector("a").unwrap().unwrap();
        assert_eq!(
            link.get_attribute("href").as_deref(),
            Some("mailto:jonas@aldermoor.example")
        );
        assert!(line.focus());
    }

    #[test]
    fn cautions_only_where_the_advice_is_less_than_certain() {
        let (build, mut line) = line();
        let caution = |line: &Line| line.region.query_selector("#caution").unwrap();
        line.show(&build, &view("certain")).unwrap();
        assert!(caution(&line).is_none());
        let mut old = view("old");
        old.freshness = Freshness::Ageing;
        line.show(&build, &old).unwrap();
        assert!(caution(&line).is_some());
        let mut by_name = view("by name");
        by_name.reasons[0].via = Via::Headline;
        by_name.reasons[0].employer = Some("Okafor Shipping".to_owned());
        line.show(&build, &by_name).unwrap();
        assert!(caution(&line).is_some());
    }

    #[test]
    fn draws_markup_as_text() {
        let (build, mut line) = line();
        line.show(&build, &view("<img src=x onerror=alert(1)>"))
            .unwrap();
        assert_eq!(text(&line, "#title"), "<img src=x onerror=alert(1)>");
        assert!(line.region.query_selector("img").unwrap().is_none());
    }

    #[test]
    fn clears_everything_it_drew() {
        let (build, mut line) = line();
        line.show(&build, &view("one")).unwrap();
        line.clear();
        assert!(!line.region.has_child_nodes());
        assert!(line.listeners.is_empty());
    }
}
