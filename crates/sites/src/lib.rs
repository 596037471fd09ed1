//! Reads a page of LinkedIn or X into a [`policy::Draft`].
//!
//! Reading order: [`element`] (how a page is seen), [`selector`] (what is looked for, as data),
//! [`overrides`] (what a bundle says otherwise), `composer` (what is found), [`text`] (reading with a bound on the work), then a folder per site:
//! `linkedin`, `x`, each cut by element. With feature `html`, [`html`] reads saved pages.
//!
//! Promises: wrong recipient is worse than none, so where a page is ambiguous nothing is read; what
//! cannot be sent again by [`send_button`] is not taken for a send; errors name selectors and never
//! what somebody wrote. No clock, file or network. Events, focus and layout are left to `webext`.

#![cfg_attr(
    not(all(feature = "linkedin", feature = "x")),
    allow(
        dead_code,
        unused_variables,
        reason = "one site alone leaves what the other needs"
    )
)]

mod composer;
pub mod element;
mod error;
#[cfg(feature = "html")]
pub mod html;
#[cfg(feature = "linkedin")]
mod linkedin;
pub mod overrides;
mod place;
pub mod selector;
pub mod text;
#[cfg(feature = "x")]
mod x;

use policy::{Draft, Site};

pub use crate::composer::{Composer, KeyPress};
pub use crate::element::{Child, Element};
pub use crate::error::ReadError;
pub use crate::place::Place;
use crate::selector::NamedSelector;

/// What is known about a site besides how to read it.
#[derive(Clone, Copy, Debug)]
pub struct SiteEntry {
    /// The site.
    pub site: Site,
    /// The host names it is served at; `manifest.json` asks for the same.
    pub hosts: &'static [&'static str],
    /// Everything looked for on its pages.
    pub selectors: &'static [NamedSelector],
}

#[cfg(feature = "linkedin")]
const LINKEDIN: SiteEntry = SiteEntry {
    site: Site::LinkedIn,
    hosts: &["www.linkedin.com"],
    selectors: linkedin::selectors::ALL,
};

#[cfg(feature = "x")]
const X: SiteEntry = SiteEntry {
    site: Site::X,
    hosts: &["x.com"],
    selectors: x::selectors::ALL,
};

/// All sites, in alphabetical order.
pub const SITES: &[SiteEntry] = &[
    #[cfg(feature = "linkedin")]
    LINKEDIN,
    #[cfg(feature = "x")]
    X,
];

/// The site a host name belongs to; none for any other host.
#[must_use]
pub fn site_of(host: &str) -> Option<Site> {
    // Without going through `SITES`: a page would carry everything that is known about its selectors, 8 kB of words.
    #[cfg(feature = "linkedin")]
    if LINKEDIN.hosts.contains(&host) {
        return Some(Site::LinkedIn);
    }
    #[cfg(feature = "x")]
    if X.hosts.contains(&host) {
        return Some(Site::X);
    }
    None
}

/// Whether a frame is only preloaded by the page: it holds hidden editors that nobody writes in.
///
/// `path` is the frame's `location.pathname`. As the top page, the same path is a real one
/// (seen 2026-03 on LinkedIn).
#[must_use]
pub fn is_decoy_frame(path: &str, is_top: bool) -> bool {
    !is_top && path.starts_with("/preload/")
}

/// The supported composer that contains `target`: its editor, its send button, or a node of either.
///
/// Nothing for composers that are not supported or switched off, and for other places of the page.
#[must_use]
pub fn composer<E: Element>(site: Site, target: &E) -> Option<Composer<E>> {
    let found = overrides::settled(|| find(site, target))?;
    (!overrides::is_off(found.place)).then_some(found)
}

fn find<E: Element>(site: Site, target: &E) -> Option<Composer<E>> {
    match site {
        #[cfg(feature = "linkedin")]
        Site::LinkedIn => linkedin::find(target),
        #[cfg(feature = "x")]
        Site::X => x::find(target),
        #[cfg(not(all(feature = "linkedin", feature = "x")))]
        _ => None,
    }
}

/// What would be sent now. `page` is the document element, `path` its address without host: `location.pathname` and
/// `location.search`.
///
/// At most [`text::MAX_CHARS`] characters of the text are read.
///
/// # Errors
/// When the page is not as expected, ambiguous, or has replaced the composer.
pub fn read<E: Element>(composer: &Composer<E>, page: &E, path: &str) -> Result<Draft, ReadError> {
    overrides::settled(|| read_once(composer, page, path))
}

fn read_once<E: Element>(composer: &Composer<E>, page: &E, path: &str) -> Result<Draft, ReadError> {
    match composer.site {
        #[cfg(feature = "linkedin")]
        Site::LinkedIn => linkedin::read(composer, page, path),
        #[cfg(feature = "x")]
        Site::X => x::read(composer, page, path),
        #[cfg(not(all(feature = "linkedin", feature = "x")))]
        _ => Err(ReadError::Missing(composer.place.id())),
    }
}

/// Whether a click on `target` sends the composer's draft.
#[must_use]
pub fn is_send_click<E: Element>(composer: &Composer<E>, target: &E) -> bool {
    send_button(composer).is_some_and(|button| element::contains(&button, target))
}

/// Whether a key pressed in the composer's editor sends its draft.
///
/// Never while an input method composes, and never when there is no enabled send button: the page
/// would send nothing, or the held send could not be released.
#[must_use]
pub fn is_send_key<E: Element>(composer: &Composer<E>, key: &KeyPress) -> bool {
    let is_binding = match composer.site {
        #[cfg(feature = "linkedin")]
        Site::LinkedIn => linkedin::is_key(composer, key),
        #[cfg(feature = "x")]
        Site::X => x::is_key(composer, key),
        #[cfg(not(all(feature = "linkedin", feature = "x")))]
        _ => false,
    };
    is_binding && !key.composing && send_button(composer).is_some()
}

/// The enabled button that sends the composer's draft: click it to release a held send.
#[must_use]
pub fn send_button<E: Element>(composer: &Composer<E>) -> Option<E> {
    overrides::settled(|| button(composer)).filter(is_enabled)
}

fn button<E: Element>(composer: &Composer<E>) -> Option<E> {
    match composer.site {
        #[cfg(feature = "linkedin")]
        Site::LinkedIn => linkedin::button(composer),
        #[cfg(feature = "x")]
        Site::X => x::button(composer),
        #[cfg(not(all(feature = "linkedin", feature = "x")))]
        _ => None,
    }
}

fn is_enabled<E: Element>(button: &E) -> bool {
    button.attr("disabled").is_none() && button.attr("aria-disabled").as_deref() != Some("true")
}
