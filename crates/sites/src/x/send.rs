//! What sends the reply: the button inside the composer, and Ctrl+Enter.

use super::selectors::SEND;
use crate::{Composer, Element, KeyPress};

/// The button inside the composer, unless it is ambiguous.
pub(crate) fn button<E: Element>(composer: &Composer<E>) -> Option<E> {
    match SEND.all(&composer.root).as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// X's own binding: Cmd+Enter on macOS, Ctrl+Enter elsewhere, without Alt; Shift does not matter.
pub(crate) fn is_key(key: &KeyPress) -> bool {
    let command = if key.mac { key.meta } else { key.ctrl };
    key.key == "Enter" && command && !key.alt
}
