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
use std::rc::Rc;

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

struct Row {
    name: String,
    css: Rc<str>,
    verdict: Verdict,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Not used yet.
    Open,
    Understood,
    Refused(Fault),
}

#[derive(Default)]
struct Table {
    said: Overrides,
    rows: Vec<Row>,
    /// Grows with each refusal.
    refusals: usize,
}

thread_local! {
    // Of the page: a content script has one thread and one page.
    static TABLE: RefCell<Table> = RefCell::default();
}

/// Takes what a bundle says in place of what was said before; says whether that changes anything. Saying the
/// same again leaves refusals as they are. What exceeds [`MAX_SELECTORS`] or [`MAX_BYTES`] is passed over.
pub fn set(said: Overrides) -> bool {
    TABLE.with_borrow_mut(|table| {
        if table.said == said {
            return false;
        }
        let sound = said
            .selectors
            .iter()
            .filter(|(_, css)| css.len() <= MAX_BYTES);
        let row = |(name, css): &(String, String)| Row {
            name: name.clone(),
            css: css.as_str().into(),
            verdict: Verdict::Open,
        };
        *table = Table {
            rows: sound.take(MAX_SELECTORS).map(row).collect(),
            said,
            refusals: 0,
        };
        true
    })
}

/// The overrides that turned out wrong on this page, by the names of the selectors.
#[must_use]
pub fn refused() -> Vec<(String, Fault)> {
    let fault = |row: &Row| match row.verdict {
        Verdict::Refused(fault) => Some((row.name.clone(), fault)),
        Verdict::Open | Verdict::Understood => None,
    };
    TABLE.with_borrow(|table| table.rows.iter().filter_map(fault).collect())
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
fn instead<E: Element>(name: &str, page: &E) -> Option<Rc<str>> {
    let (css, verdict) = TABLE.with_borrow(|table| {
        let row = table.rows.iter().find(|row| row.name == name)?;
        Some((Rc::clone(&row.css), row.verdict))
    })?;
    match verdict {
        Verdict::Understood => Some(css),
        Verdict::Refused(_) => None,
        Verdict::Open if page.understands(&css) => {
            note(name, Verdict::Understood);
            Some(css)
        }
        Verdict::Open => {
            note(name, Verdict::Refused(Fault::NotUnderstood));
            None
        }
    }
}

fn keep_if(fits: bool, selector: &Selector) -> Option<bool> {
    if !fits {
        note(selector.name, Verdict::Refused(Fault::TooMany));
    }
    fits.then_some(true)
}

fn note(name: &str, verdict: Verdict) {
    TABLE.with_borrow_mut(|table| {
        let Table { rows, refusals, .. } = table;
        if let Some(row) = rows.iter_mut().find(|row| row.name == name) {
            row.verdict = verdict;
        }
        if matches!(verdict, Verdict::Refused(_)) {
            *refusals = refusals.saturating_add(1);
        }
    });
}
