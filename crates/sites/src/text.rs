//! Reading text out of a tree with a bound on the work: the gate at Send runs it synchronously.
//!
//! Which elements are blocks and which are skipped is left to the sites.

use crate::{Child, Element};

/// The most characters read in one go. Longer than what either site takes from most members
/// (LinkedIn comment 1,250; X 280); of X's paid long posts (25,000) the beginning is judged.
pub const MAX_CHARS: usize = 20_000;

/// The most nodes visited in one go. Draft.js makes about four nodes per line, so a post of 280
/// characters with a line break after each has 1,100. A node costs a few calls into the page, so
/// this many stay in the order of milliseconds, and a usual comment has fewer than 50.
pub const MAX_NODES: usize = 2_000;

/// What to do with an element met on the way.
pub(crate) enum Visit {
    /// Read what is inside.
    Enter,
    /// Read what is inside, on a new line.
    EnterLine,
    /// Leave it out.
    Skip,
    /// Leave it out, and forget what was read before it.
    Forget,
    /// Read this in its place.
    Instead(String),
    /// End here.
    Stop,
}

/// Reads text and counts what it costs; one reader for one text.
pub(crate) struct Reader {
    chars: usize,
    nodes: usize,
}

impl Reader {
    pub(crate) fn new() -> Self {
        Self {
            chars: MAX_CHARS,
            nodes: MAX_NODES,
        }
    }

    /// The text nodes below `element` in order, as `visit` lets them through.
    pub(crate) fn read<E: Element>(
        &mut self,
        element: &E,
        mut visit: impl FnMut(&E, &str) -> Visit,
    ) -> String {
        self.walk(element, &mut visit)
    }

    /// Once in a page's code, however many ways there are to visit.
    ///
    /// A stack instead of recursion: a page may nest deeper than the call stack.
    fn walk<E: Element>(
        &mut self,
        element: &E,
        visit: &mut dyn FnMut(&E, &str) -> Visit,
    ) -> String {
        let mut out = String::new();
        let mut stack = reversed(element);
        while let Some(child) = stack.pop() {
            if self.nodes == 0 {
                break;
            }
            self.nodes -= 1;
            match child {
                Child::Text(text) => self.push(&text, &mut out),
                Child::Element(inner) => match visit(&inner, &out) {
                    Visit::Enter => stack.extend(reversed(&inner)),
                    Visit::EnterLine => {
                        self.push("\n", &mut out);
                        stack.extend(reversed(&inner));
                    }
                    Visit::Skip => {}
                    Visit::Forget => out.clear(),
                    Visit::Instead(text) => self.push(&text, &mut out),
                    Visit::Stop => break,
                },
            }
        }
        out
    }

    /// Whether a bound is reached: nothing more will be read.
    pub(crate) fn is_spent(&self) -> bool {
        self.nodes == 0 || self.chars == 0
    }

    /// Text on one line: pictures read as their alternative text, white space folded.
    pub(crate) fn line<E: Element>(&mut self, element: &E) -> String {
        folded(&self.read(element, |inner, _| inline(inner)))
    }

    /// The text of one text node.
    pub(crate) fn take(&mut self, text: &str) -> String {
        let mut out = String::new();
        self.push(text, &mut out);
        out
    }

    fn push(&mut self, text: &str, out: &mut String) {
        let wanted = normal(text).take(self.chars);
        let before = out.len();
        out.extend(wanted);
        // At least one byte a character: counts no less than was taken.
        self.chars = self.chars.saturating_sub(out.len().saturating_sub(before));
    }
}

/// How text elements are read where lines do not matter. X writes emoji as `<img alt>`.
pub(crate) fn inline<E: Element>(element: &E) -> Visit {
    match element.tag().as_str() {
        "img" => Visit::Instead(element.attr("alt").unwrap_or_default()),
        "svg" | "script" | "style" => Visit::Skip,
        _ => Visit::Enter,
    }
}

/// The text of each run of adjacent text nodes, unfolded: React splits `@{handle}` into two nodes.
pub(crate) fn runs<E: Element>(element: &E) -> Vec<String> {
    let mut runs = Vec::new();
    let mut run = String::new();
    let mut stack = reversed(element);
    for _ in 0..MAX_NODES {
        match stack.pop() {
            Some(Child::Text(text)) => run.extend(normal(&text).take(MAX_CHARS)),
            Some(Child::Element(inner)) => {
                runs.push(std::mem::take(&mut run));
                // An empty element ends the run after the children, too.
                stack.push(Child::Text(String::new()));
                stack.extend(reversed(&inner));
            }
            None => break,
        }
    }
    runs.push(run);
    runs.retain(|run| !run.is_empty());
    runs
}

/// White space folded to single blanks, none at the ends.
pub(crate) fn folded(text: &str) -> String {
    joined(text.split_whitespace(), " ")
}

/// Texts with something in between. Shared, since the library's own makes a copy for each kind of list.
pub(crate) fn joined<'a>(texts: impl Iterator<Item = &'a str>, between: &str) -> String {
    let mut joined = String::new();
    let mut is_first = true;
    for text in texts {
        if !is_first {
            joined.push_str(between);
        }
        is_first = false;
        joined.push_str(text);
    }
    joined
}

fn normal(text: &str) -> impl Iterator<Item = char> + '_ {
    let visible = text
        .chars()
        .filter(|c| !matches!(c, '\u{200b}' | '\u{feff}'));
    visible.map(|c| if c == '\u{a0}' { ' ' } else { c })
}

fn reversed<E: Element>(element: &E) -> Vec<Child<E>> {
    let mut children = element.children();
    children.reverse();
    children
}
