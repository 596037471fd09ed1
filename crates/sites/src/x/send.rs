//! What sends: the button of the composer, and the keys that X listens to.

use super::selectors::{MESSAGE_SEND, SEND};
use crate::{Composer, Element, KeyPress, Place};

/// The composer's button, unless it is ambiguous. In the dialog it may stand in the header.
pub(crate) fn button<E: Element>(composer: &Composer<E>) -> Option<E> {
    let buttons = match composer.place {
        Place::XDialog => SEND.all(&composer.scope),
        Place::XChat | Place::XDirectMessage => MESSAGE_SEND.all(&composer.root),
        _ => SEND.all(&composer.root),
    };
    match buttons.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// In messages Enter alone, as X's own code has it. Else X's binding: Cmd+Enter on macOS, Ctrl+Enter elsewhere,
/// without Alt; Shift does not matter.
pub(crate) fn is_key<E>(composer: &Composer<E>, key: &KeyPress) -> bool {
    if key.key != "Enter" || key.alt {
        return false;
    }
    match composer.place {
        Place::XChat | Place::XDirectMessage => !(key.shift || key.ctrl || key.meta),
        _ if key.mac => key.meta,
        _ => key.ctrl,
    }
}
