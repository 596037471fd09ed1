//! Named selectors: what is looked for on a site's pages, as data with a date.
//!
//! Each site keeps one table. How the parts found are put together is left to the site's modules.

use policy::AccountKey;

use crate::{Element, ReadError, overrides};

/// One thing looked for on a page: what the adapters use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Selector {
    /// Its name in errors, counts and the status page, e.g. `x/editor`.
    pub(crate) name: &'static str,
    /// The CSS selector, unless a bundle says otherwise ([`crate::overrides`]).
    pub(crate) css: &'static str,
    /// How often it matches in the place where it is looked for.
    pub(crate) count: Count,
}

/// What is known about a selector. A table of its own, so that a page is spared these words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedSelector {
    /// Its name in errors, counts and the status page, e.g. `x/editor`.
    pub name: &'static str,
    /// The CSS selector.
    pub css: &'static str,
    /// What it must match, in words, and where it is looked for.
    pub matches: &'static str,
    /// How often it matches there on a page as expected.
    pub count: Count,
    /// Year and month in which it was last seen to hold, e.g. `2026-10`.
    pub seen: &'static str,
}

/// How often a selector matches in the place where it is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Once; anything else is an error.
    One,
    /// Once or not at all.
    AtMostOne,
    /// Any number of times, and never one inside another: what is looked for in a part of the page that holds
    /// others of its kind, which are told apart afterwards.
    Apart,
    /// Any number of times.
    Any,
}

impl Selector {
    /// Whether it matches this element.
    // Asked in a hundred places of what is loaded into pages: once is enough there.
    #[inline(never)]
    pub(crate) fn is<E: Element>(&self, element: &E) -> bool {
        overrides::is(self, element).unwrap_or_else(|| element.matches(self.css))
    }

    /// All descendants it matches, in document order.
    #[inline(never)]
    pub(crate) fn all<E: Element>(&self, scope: &E) -> Vec<E> {
        overrides::all(self, scope).unwrap_or_else(|| scope.select(self.css))
    }

    /// The account that everything it matched names; none when nothing does.
    pub(crate) fn agreed(
        &self,
        accounts: impl Iterator<Item = AccountKey>,
    ) -> Result<Option<AccountKey>, ReadError> {
        let mut found: Vec<AccountKey> = accounts.collect();
        found.dedup();
        match found.as_slice() {
            [] | [_] => Ok(found.pop()),
            _ => Err(ReadError::Ambiguous(self.name)),
        }
    }
}

/// Declares the selectors of a site and the table `ALL` that lists each of them.
macro_rules! selectors {
    ($($(#[$doc:meta])* $id:ident: $name:literal, $count:ident, $seen:literal, $matches:literal, $css:expr;)+) => {
        $(
            #[doc = $matches]
            $(#[$doc])*
            pub(super) const $id: $crate::selector::Selector = $crate::selector::Selector {
                name: $name,
                css: $css,
                count: $crate::selector::Count::$count,
            };
        )+
        /// Every selector of the site, with what is known about it.
        pub(crate) const ALL: &[$crate::selector::NamedSelector] = &[$(
            $crate::selector::NamedSelector {
                name: $name,
                css: $css,
                matches: $matches,
                count: $crate::selector::Count::$count,
                seen: $seen,
            }
        ),+];
    };
}
pub(crate) use selectors;
