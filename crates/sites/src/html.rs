//! [`Element`] over an HTML parser: saved pages in tests and on the command line.
//!
//! Shadow roots are seen where the page was saved with them, as `<template shadowrootmode>` in their host; what
//! needs a browser (layout, values typed into fields) is not.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use scraper::node::Node as Parsed;
use scraper::{ElementRef, Html, Selector};

use crate::{Child, Element};

/// A parsed page.
pub struct Page(Html);

impl Page {
    /// Parses a whole document, as leniently as a browser does.
    #[must_use]
    pub fn parse(html: &str) -> Self {
        Self(Html::parse_document(html))
    }

    /// The document element.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node(self.0.root_element())
    }

    /// All elements that match, in shadow roots as well; empty for a selector that does not parse.
    #[must_use]
    pub fn everywhere(&self, selector: &str) -> Vec<Node<'_>> {
        let Some(parsed) = parsed(selector) else {
            return Vec::new();
        };
        self.0.select(&parsed).map(Node).collect()
    }
}

impl From<Html> for Page {
    fn from(html: Html) -> Self {
        Self(html)
    }
}

/// Whether a text is a CSS selector, as far as this parser knows them.
#[must_use]
pub fn is_selector(text: &str) -> bool {
    parsed(text).is_some()
}

/// One element of a parsed page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Node<'a>(ElementRef<'a>);

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}>", self.0.value().name())
    }
}

impl Element for Node<'_> {
    fn tag(&self) -> String {
        self.0.value().name().to_ascii_lowercase()
    }

    fn attr(&self, name: &str) -> Option<String> {
        self.0.attr(name).map(str::to_owned)
    }

    fn text(&self) -> String {
        let texts = self.0.descendants().filter_map(|node| {
            let text = node.value().as_text()?;
            let parent = node.parent().and_then(ElementRef::wrap)?;
            in_tree_of(self.0, parent).then(|| text.to_string())
        });
        texts.collect()
    }

    fn value(&self) -> Option<String> {
        (self.0.value().name() == "textarea").then(|| self.text())
    }

    fn matches(&self, selector: &str) -> bool {
        parsed(selector).is_some_and(|parsed| parsed.matches(&self.0))
    }

    fn understands(&self, selector: &str) -> bool {
        is_selector(selector)
    }

    fn select(&self, selector: &str) -> Vec<Self> {
        let Some(parsed) = parsed(selector) else {
            return Vec::new();
        };
        let found = self.0.select(&parsed);
        let visible = found.filter(|it| in_tree_of(self.0, *it) && !is_shadow_root(*it));
        visible.map(Self).collect()
    }

    fn parent(&self) -> Option<Self> {
        let parent = above(self.0)?;
        if is_shadow_root(parent) {
            return above(parent).map(Self);
        }
        Some(Self(parent))
    }

    fn children(&self) -> Vec<Child<Self>> {
        let children = self.0.children();
        let child = children.filter_map(|node| match node.value() {
            Parsed::Text(text) => Some(Child::Text(text.to_string())),
            _ => ElementRef::wrap(node)
                .filter(|it| !is_shadow_root(*it))
                .map(|it| Child::Element(Self(it))),
        });
        child.collect()
    }

    fn precedes(&self, other: &Self) -> bool {
        self != other && path(self) < path(other)
    }
}

/// The element around another. The content of a template stands in a fragment inside it.
fn above(element: ElementRef<'_>) -> Option<ElementRef<'_>> {
    let parent = element.parent()?;
    match parent.value() {
        Parsed::Fragment => parent.parent().and_then(ElementRef::wrap),
        _ => ElementRef::wrap(parent),
    }
}

/// A shadow root as pages write it down.
fn is_shadow_root(element: ElementRef<'_>) -> bool {
    element.value().name() == "template" && element.attr("shadowrootmode").is_some()
}

/// Whether no shadow root lies between an element and one below it.
fn in_tree_of(outer: ElementRef<'_>, inner: ElementRef<'_>) -> bool {
    let mut upwards = std::iter::successors(Some(inner), |it| above(*it));
    upwards.find(|it| *it == outer || is_shadow_root(*it)) == Some(outer)
}

/// Each selector is parsed once per thread: an adapter asks the same few of every element it passes.
fn parsed(selector: &str) -> Option<Rc<Selector>> {
    thread_local! {
        static PARSED: RefCell<HashMap<String, Option<Rc<Selector>>>> = RefCell::default();
    }
    PARSED.with_borrow_mut(|known| {
        if let Some(parsed) = known.get(selector) {
            return parsed.clone();
        }
        let parsed = Selector::parse(selector).ok().map(Rc::new);
        known.insert(selector.to_owned(), parsed.clone());
        parsed
    })
}

/// The place in the tree: per level the number of siblings before. A prefix sorts first.
fn path(node: &Node<'_>) -> Vec<usize> {
    let lineage = std::iter::once(*node.0).chain(node.0.ancestors());
    let mut path: Vec<_> = lineage.map(|step| step.prev_siblings().count()).collect();
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::Page;
    use crate::{Child, Element};

    #[test]
    fn what_is_in_a_shadow_root_is_another_tree() {
        let page = Page::parse(
            "<div id=host><template shadowrootmode=open><p>in <b>it</b></p></template><i>out</i></div>",
        );
        let host = page.root().select("#host").remove(0);
        assert_eq!(host.text(), "out");
        assert!(page.root().select("p, template").is_empty());
        assert!(matches!(host.children().as_slice(), [Child::Element(only)] if only.tag() == "i"));
    }

    #[test]
    fn a_shadow_root_is_entered_from_its_inside_only() {
        let page = Page::parse(
            "<div id=host><template shadowrootmode=open><p><b>it</b></p></template></div>",
        );
        let host = page.root().select("#host").remove(0);
        let inside = page.everywhere("b").remove(0);
        let paragraph = inside.parent().unwrap();
        assert_eq!(paragraph.tag(), "p");
        assert_eq!(paragraph.select("b"), [inside]);
        assert_eq!(paragraph.parent(), Some(host));
    }
}
