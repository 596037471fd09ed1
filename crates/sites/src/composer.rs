//! A composer found on a page, and a key pressed in it.

use policy::{Site, Surface};

use crate::Place;

/// A supported composer. It is a snapshot: pages replace their nodes, so find it anew at each event.
#[derive(Clone, Debug, PartialEq)]
pub struct Composer<E> {
    /// The site it stands on.
    pub site: Site,
    /// Which of the site's composers it is.
    pub place: Place,
    /// What is written in it.
    pub surface: Surface,
    /// The editable element.
    pub editor: E,
    /// The box around the editor: the nudge sits beside it.
    pub root: E,
    /// The part of the page that holds the composer and what it answers.
    pub(crate) scope: E,
}

/// A `keydown`, as far as it decides whether something is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPress {
    /// `KeyboardEvent.key`, e.g. `Enter`.
    pub key: String,
    /// Ctrl is held.
    pub ctrl: bool,
    /// Cmd (macOS) or the Windows key is held.
    pub meta: bool,
    /// Shift is held.
    pub shift: bool,
    /// Alt or Option is held.
    pub alt: bool,
    /// Part of an input method's composition: `isComposing`, or `keyCode` 229.
    pub composing: bool,
    /// The browser runs on macOS.
    pub mac: bool,
}
