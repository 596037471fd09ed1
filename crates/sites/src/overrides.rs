//! What a company's bundle says otherwise about a site: selectors in place of built-in ones, and places that
//! are switched off. Said once for a page by [`set`]; [`crate::selector`] asks at each look.
//!
//! INVARIANT (judged where used): a bundle is written by people who cannot see every page. So an override
//! counts only as long as the page itself bears it out: one that the page's parser does not understand, or
//! that matches more often than what it stands for ([`Count`]), is refused until another is said; the built-in
//! selector takes its place again, and [`refused`] says so. It is data: it is given to `matches` and
//! `querySelectorAll` and to nothing else.
//!
//! Where overrides come from, and who is told of a refusal, is left to the callers.

use std::cell::RefCell;

use crate::element::{climb, contains};
use crate::selector::{Count, Selector};
use crate::{Element, Place};

/// The most selectors that are taken from a bundle for one site; both sites together have fewer than twice
/// as many of their own.
pub const MAX_SELECTORS: usize = 64;
/// The longest selector taken from a bundle, in bytes; the longest built-in one has 260.
pub const MAX_BYTES: usize = 1_000;
/// The most elements that an override may match where it is looked for, however often it should. A
/// conversation on X holds a few dozen posts at once, the lines of a long draft are some hundred.
const MOST: usize = 1_000;
/// How many more elements around one may match as well. A post that shares a post that quotes one is three
/// deep, a dialog over the media viewer two (seen 2026-10); a selector like `div` is dozens deep.
const MOST_AROUND: usize = 2;

/// What a bundle says about one site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Selectors by the names of those that they replace. Names of other versions are passed over.
    pub selectors: Vec<(String, String)>,
    /// Places whose composers are left alone, by [`Place::id`].
    pub off: Vec<String>,
}

/// Why an override is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is no selector, or none that this browser knows.
    NotUnderstood,
    /// It matches more than what it stands for.
    TooMany,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Not used yet.
    Open,
    Understood,
    Refused(Fault),
}

struct Table {
    said: Overrides,
    /// One for each selector, in their order.
    verdicts: Vec<Verdict>,
    /// Grows with each refusal.
    refusals: usize,
}

thread_local! {
    // Of the page: a content script has one thread and one page.
    static TABLE: RefCell<Table> = const {
        RefCell::new(Table {
            said: Overrides { selectors: Vec::new(), off: Vec::new() },
            verdicts: Vec::new(),
            refusals: 0,
        })
    };
}

/// Takes what a bundle says in place of what was said before; says whether that changes anything. Saying the
/// same again leaves refusals as they are. What exceeds [`MAX_SELECTORS`] or [`MAX_BYTES`] is passed over.
pub fn set(mut said: Overrides) -> bool {
    said.selectors.retain(|(_, css)| css.len() <= MAX_BYTES);
    said.selectors.truncate(MAX_SELECTORS);
    TABLE.with_borrow_mut(|table| {
        if table.said == said {
            return false;
        }
        *table = Table {
            verdicts: vec![Verdict::Open; said.selectors.len()],
            said,
            refusals: 0,
        };
        true
    })
}

/// The overrides that turned out wrong on this page, by the names of the selectors.
#[must_use]
pub fn refused() -> Vec<(String, Fault)> {
    TABLE.with_borrow(|table| {
        let judged = table.said.selectors.iter().zip(&table.verdicts);
        let refused = judged.filter_map(|((name, _), verdict)| match verdict {
            Verdict::Refused(fault) => Some((name.clone(), *fault)),
            Verdict::Open | Verdict::Understood => None,
        });
        refused.collect()
    })
}

/// Whether a place is switched off.
pub(crate) fn is_off(place: Place) -> bool {
    TABLE.with_borrow(|table| table.said.off.iter().any(|id| id == place.id()))
}

/// Looks again for as long as looking has refused overrides: what was found by a refused one does not count.
pub(crate) fn settled<T>(look: impl Fn() -> T) -> T {
    let refusals = || TABLE.with_borrow(|table| table.refusals);
    loop {
        let before = refusals();
        let found = look();
        // Each override is refused once at most: this ends.
        if refusals() == before {
            return found;
        }
    }
}

/// Whether an element matches, by an override; none where the built-in selector counts.
pub(crate) fn is<E: Element>(selector: &Selector, element: &E) -> Option<bool> {
    let css = instead(selector.name, element)?;
    if !element.matches(&css) {
        return Some(false);
    }
    let around = climb(element).skip(1).filter(|it| it.matches(&css));
    let most = match selector.count {
        Count::One | Count::AtMostOne => MOST_AROUND,
        Count::Apart => 0,
        Count::Any => return Some(true),
    };
    keep_if(around.take(most + 1).count() <= most, selector)
}

/// What matches below an element, by an override; none where the built-in selector counts.
pub(crate) fn all<E: Element>(selector: &Selector, scope: &E) -> Option<Vec<E>> {
    let css = instead(selector.name, scope)?;
    let found = scope.select(&css);
    let fits = match selector.count {
        Count::One | Count::AtMostOne => found.len() <= 1,
        Count::Apart => found.len() <= MOST && !is_nested(&found),
        Count::Any => found.len() <= MOST,
    };
    keep_if(fits, selector)?;
    Some(found)
}

/// Whether one of these, which stand in the order of the page, stands in another.
fn is_nested<E: Element>(found: &[E]) -> bool {
    let mut neighbours = found.iter().zip(found.iter().skip(1));
    neighbours.any(|(before, after)| contains(before, after))
}

/// The override of this name, unless it is refused. Whether it is understood is asked of the page once.
fn instead<E: Element>(name: &str, page: &E) -> Option<String> {
    let (css, verdict) = TABLE.with_borrow(|table| {
        let mut judged = table.said.selectors.iter().zip(&table.verdicts);
        let ((_, css), verdict) = judged.find(|((named, _), _)| named == name)?;
        Some((css.clone(), *verdict))
    })?;
    let verdict = match verdict {
        Verdict::Open if page.understands(&css) => Verdict::Understood,
        Verdict::Open => Verdict::Refused(Fault::NotUnderstood),
        judged => return (judged == Verdict::Understood).then_some(css),
    };
    note(name, verdict);
    (verdict == Verdict::Understood).then_some(css)
}

fn keep_if(fits: bool, selector: &Selector) -> Option<bool> {
    if !fits {
        note(selector.name, Verdict::Refused(Fault::TooMany));
    }
    fits.then_some(true)
}

fn note(name: &str, verdict: Verdict) {
    TABLE.with_borrow_mut(|table| {
        let mut judged = table.said.selectors.iter().zip(&mut table.verdicts);
        if let Some((_, found)) = judged.find(|((named, _), _)| named == name) {
            *found = verdict;
        }
        table.refusals += usize::from(verdict != Verdict::Understood);
    });
}
