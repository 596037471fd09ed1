//! What sends the comment: the button in its section, and Ctrl+Enter or Cmd+Enter.

use super::composer::section;
use super::selectors::{PHOTO, SEND};
use crate::text::{Reader, folded};
use crate::{Composer, Element, KeyPress};

/// The section's button that has words and no picture, unless there are several.
pub(crate) fn button<E: Element>(composer: &Composer<E>) -> Option<E> {
    let section = section(&composer.scope, &composer.editor)?;
    let mut buttons = SEND.all(&section);
    buttons.retain(|button| {
        PHOTO.all(button).is_empty() && !folded(&Reader::new().line(button)).is_empty()
    });
    match buttons.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// Both modifiers on every system: which one LinkedIn takes where is not known for sure.
pub(crate) fn is_key(key: &KeyPress) -> bool {
    key.key == "Enter" && (key.ctrl || key.meta) && !key.alt
}
