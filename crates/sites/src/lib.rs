//! Reads a page of LinkedIn or X into a [`policy::Draft`].
//!
//! Reading order: [`element`] (how a page is seen), `composer` (what is found on it).
//! Wrong recipient is worse than none: where the page is ambiguous, nothing is read.

mod composer;
pub mod element;
mod error;

use policy::{Draft, Site};

pub use crate::composer::{Composer, KeyPress};
pub use crate::element::{Child, Element};
pub use crate::error::ReadError;

/// The site a host name belongs to; none for any other host.
#[must_use]
pub fn site_of(host: &str) -> Option<Site> {
    match host {
        "www.linkedin.com" => Some(Site::LinkedIn),
        "x.com" => Some(Site::X),
        _ => None,
    }
}

/// The supported composer that contains `target`: the editor, its send button, or a node of either.
#[must_use]
pub fn composer<E: Element>(_site: Site, _target: &E) -> Option<Composer<E>> {
    None
}

/// What would be sent now. `page` is the document element, `path` is `location.pathname`.
pub fn read<E: Element>(
    _composer: &Composer<E>,
    _page: &E,
    _path: &str,
) -> Result<Draft, ReadError> {
    Err(ReadError::Missing("unwritten"))
}

/// Whether a click on `target` sends the composer's draft.
#[must_use]
pub fn is_send_click<E: Element>(composer: &Composer<E>, target: &E) -> bool {
    send_button(composer).is_some_and(|button| element::contains(&button, target))
}

/// Whether a key pressed in the composer's editor sends its draft.
#[must_use]
pub fn is_send_key<E: Element>(_composer: &Composer<E>, _key: &KeyPress) -> bool {
    false
}

/// The enabled button that sends the composer's draft: click it to release a held send.
#[must_use]
pub fn send_button<E: Element>(_composer: &Composer<E>) -> Option<E> {
    None
}
