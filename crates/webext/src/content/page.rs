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

    /// Whether somebody could write in it: the same as what the loader wakes up for.
    pub(crate) fn is_editable(&self) -> bool {
        let element = self.0.dyn_ref::<web_sys::HtmlElement>();
        self.0.local_name() == "textarea" || element.is_some_and(|it| it.is_content_editable())
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

    fn value(&self) -> Option<String> {
        let area = self.0.dyn_ref::<web_sys::HtmlTextAreaElement>()?;
        Some(area.value())
    }

    fn matches(&self, selector: &str) -> bool {
        self.0.matches(selector).unwrap_or(false)
    }

    fn understands(&self, selector: &str) -> bool {
        self.0.matches(selector).is_ok()
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

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    fn page(html: &str) -> Node {
        let document = web_sys::window().unwrap().document().unwrap();
        let root = document.create_element("div").unwrap();
        root.set_inner_html(html);
        document.body().unwrap().append_child(&root).unwrap();
        Node(root)
    }

    fn one(root: &Node, selector: &str) -> Node {
        root.select(selector).remove(0)
    }

    #[test]
    fn finds_descendants_in_document_order() {
        let root = page("<p id=a>1</p><section><p id=b>2</p></section>");
        let ids: Vec<_> = root
            .select("p")
            .iter()
            .filter_map(|p| p.attr("id"))
            .collect();
        assert_eq!(ids, ["a", "b"]);
        assert!(one(&root, "#a").precedes(&one(&root, "#b")));
        assert!(!one(&root, "#b").precedes(&one(&root, "#a")));
        assert!(one(&root, "section").precedes(&one(&root, "#b")));
    }

    #[test]
    fn a_broken_selector_finds_nothing() {
        let root = page("<p>1</p>");
        assert!(root.select("p[[").is_empty());
        assert!(!one(&root, "p").matches("p[["));
        assert!(!root.understands("p[[") && root.understands("p"));
    }

    #[test]
    fn climbs_out_of_a_shadow_root() {
        let root = page("<div id=host></div>");
        let host = one(&root, "#host");
        let options = web_sys::ShadowRootInit::new(web_sys::ShadowRootMode::Open);
        let shadow = host.0.attach_shadow(&options).unwrap();
        let inner = host
            .0
            .owner_document()
            .unwrap()
            .create_element("b")
            .unwrap();
        shadow.append_child(&inner).unwrap();
        assert_eq!(Node(inner).parent(), Some(host.clone()));
        assert_eq!(host.parent(), Some(root));
    }

    #[test]
    fn lists_elements_and_text_but_no_comments() {
        let root = page("one<!-- no --><b>two</b>");
        let bold = one(&root, "b");
        assert_eq!(
            root.children(),
            [Child::Text("one".to_owned()), Child::Element(bold)]
        );
    }

    #[test]
    fn finds_the_focus_inside_a_shadow_root() {
        let root = page("<div id=host></div>");
        let options = web_sys::ShadowRootInit::new(web_sys::ShadowRootMode::Open);
        let shadow = one(&root, "#host").0.attach_shadow(&options).unwrap();
        let document = root.0.owner_document().unwrap();
        let area = document.create_element("textarea").unwrap();
        shadow.append_child(&area).unwrap();
        Node(area.clone()).focus();
        assert_eq!(Node::active(&document), Some(Node(area)));
    }
}
