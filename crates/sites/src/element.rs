//! How this crate sees a page: a handle to one element, and a few bounded walks over it.
//!
//! Two implementations exist: the real DOM in `webext`, and [`crate::html`] over an HTML parser.
//! Layout, focus and events are left to the browser.

/// The longest climb towards the document, in elements. Pages of both sites are 40 to 70 deep
/// (seen 2026-10); the limit only keeps a broken parent chain from going on for ever.
const MAX_CLIMB: usize = 256;

/// A handle to one element of a page. Equal handles stand for the same element.
pub trait Element: Clone + PartialEq {
    /// The name of the element in lower case, e.g. `div`.
    fn tag(&self) -> String;
    /// The value of an attribute; none when the element does not carry it.
    fn attr(&self, name: &str) -> Option<String>;
    /// The text content, as it stands in the tree.
    fn text(&self) -> String;
    /// What stands in a `textarea` now, typed or not; none for any other element.
    fn value(&self) -> Option<String>;
    /// Whether a CSS selector matches this element; `false` for a selector that does not parse.
    fn matches(&self, selector: &str) -> bool;
    /// Whether a CSS selector can be parsed at all.
    fn understands(&self, selector: &str) -> bool;
    /// Descendants that match, in document order, within the same tree (shadow roots not entered).
    /// Empty for a selector that does not parse.
    fn select(&self, selector: &str) -> Vec<Self>;
    /// The parent element; from the top of a shadow root, its host.
    fn parent(&self) -> Option<Self>;
    /// Child elements and text nodes, in order.
    fn children(&self) -> Vec<Child<Self>>;
    /// Whether this element starts before `other` in the document; an ancestor precedes what it contains.
    fn precedes(&self, other: &Self) -> bool;
}

/// A child node. Comments are left out.
#[derive(Clone, Debug, PartialEq)]
pub enum Child<E> {
    /// An element.
    Element(E),
    /// The text of a text node.
    Text(String),
}

/// The element and its ancestors, from the inside out.
pub(crate) fn climb<E: Element>(from: &E) -> impl Iterator<Item = E> {
    std::iter::successors(Some(from.clone()), Element::parent).take(MAX_CLIMB)
}

/// Whether `outer` is `inner` or one of its ancestors.
pub(crate) fn contains<E: Element>(outer: &E, inner: &E) -> bool {
    climb(inner).any(|ancestor| ancestor == *outer)
}
