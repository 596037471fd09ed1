//! [`Element`] over an HTML parser: saved pages in tests and on the command line.
//!
//! What needs a browser (layout, shadow roots, values typed into fields) is not seen here.

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
}

impl From<Html> for Page {
    fn from(html: Html) -> Self {
        Self(html)
    }
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
        self.0.text().collect()
    }

    fn matches(&self, selector: &str) -> bool {
        parsed(selector).is_some_and(|parsed| parsed.matches(&self.0))
    }

    fn select(&self, selector: &str) -> Vec<Self> {
        let Some(parsed) = parsed(selector) else {
            return Vec::new();
        };
        self.0.select(&parsed).map(Self).collect()
    }

    fn parent(&self) -> Option<Self> {
        self.0.parent().and_then(ElementRef::wrap).map(Self)
    }

    fn children(&self) -> Vec<Child<Self>> {
        let children = self.0.children();
        let child = children.filter_map(|node| match node.value() {
            Parsed::Text(text) => Some(Child::Text(text.to_string())),
            _ => ElementRef::wrap(node).map(Self).map(Child::Element),
        });
        child.collect()
    }

    fn precedes(&self, other: &Self) -> bool {
        self != other && path(self) < path(other)
    }
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
