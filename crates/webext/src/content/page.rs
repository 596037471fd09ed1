//! The page as `sites` wants to see it: [`Element`] over the real DOM.
//!
//! Reading only. What an element means is left to `sites`.

use sites::{Child, Element};
use wasm_bindgen::JsCast;

/// One element of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node(pub(crate) web_sys::Element);

impl Node {
    /// The innermost element of an event, also inside open shadow roots: the first of `composedPath()`.
    pub(crate) fn of_event(event: &web_sys::Event) -> Option<Self> {
        let first = event.composed_path().get(0);
        first.dyn_into().ok().map(Self)
    }

    /// The element that has the focus, also inside open shadow roots.
    pub(crate) fn active(document: &web_sys::Document) -> Option<Self> {
        let mut active = document.active_element()?;
        while let Some(inner) = active.shadow_root().and_then(|root| root.active_element()) {
            active = inner;
        }
        Some(Self(active))
    }

    /// Whether the element is still part of a document, shadow roots included.
    pub(crate) fn is_connected(&self) -> bool {
        self.0.is_connected()
    }

    /// Gives the element the focus without scrolling the page.
    pub(crate) fn focus(&self) {
        let Some(element) = self.0.dyn_ref::<web_sys::HtmlElement>() else {
            return;
        };
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // Refusing the focus is the page's right.
        drop(element.focus_with_options(&options));
    }
}

impl Element for Node {
    fn tag(&self) -> String {
        self.0.local_name()
    }

    fn attr(&self, name: &str) -> Option<String> {
        self.0.get_attribute(name)
    }

    fn text(&self) -> String {
        self.0.text_content().unwrap_or_default()
    }

    fn matches(&self, selector: &str) -> bool {
        self.0.matches(selector).unwrap_or(false)
    }

    fn select(&self, selector: &str) -> Vec<Self> {
        let Ok(found) = self.0.query_selector_all(selector) else {
            return Vec::new();
        };
        let nodes = (0..found.length()).filter_map(|index| found.get(index));
        nodes
            .filter_map(|node| node.dyn_into().ok())
            .map(Self)
            .collect()
    }

    fn parent(&self) -> Option<Self> {
        if let Some(parent) = self.0.parent_element() {
            return Some(Self(parent));
        }
        let root = self
            .0
            .get_root_node()
            .dyn_into::<web_sys::ShadowRoot>()
            .ok()?;
        Some(Self(root.host()))
    }

    fn children(&self) -> Vec<Child<Self>> {
        let nodes = self.0.child_nodes();
        let child = |node: web_sys::Node| match node.dyn_into::<web_sys::Element>() {
            Ok(element) => Some(Child::Element(Self(element))),
            Err(node) if node.node_type() == web_sys::Node::TEXT_NODE => {
                Some(Child::Text(node.text_content().unwrap_or_default()))
            }
            Err(_) => None,
        };
        (0..nodes.length())
            .filter_map(|index| nodes.get(index))
            .filter_map(child)
            .collect()
    }

    fn precedes(&self, other: &Self) -> bool {
        let position = self.0.compare_document_position(&other.0);
        position & web_sys::Node::DOCUMENT_POSITION_FOLLOWING != 0
    }
}
