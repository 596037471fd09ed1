//! What sends: the button of the composer, and Ctrl+Enter or Cmd+Enter.

use super::composer::section;
use super::selectors::{MESSAGE_SEND, OLDER_SEND, PHOTO, SEND, SHARE_SEND};
use crate::text::{Reader, folded};
use crate::{Composer, Element, KeyPress, Place};

/// The composer's button, unless there are several.
pub(crate) fn button<E: Element>(composer: &Composer<E>) -> Option<E> {
    let buttons = match composer.place {
        Place::LinkedInMessage => MESSAGE_SEND.all(&composer.root),
        Place::LinkedInOlderComment => OLDER_SEND.all(&composer.root),
        Place::LinkedInOlderShare => SHARE_SEND.all(&composer.root),
        // The same button schedules a post, under another word.
        Place::LinkedInShare => return with_words(&composer.root).pop(),
        _ => with_words(&section(&composer.scope, &composer.editor)?),
    };
    match buttons.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// The buttons of a section that have words and no picture.
fn with_words<E: Element>(section: &E) -> Vec<E> {
    let mut buttons = SEND.all(section);
    buttons.retain(|button| {
        PHOTO.all(button).is_empty() && !folded(&Reader::new().line(button)).is_empty()
    });
    buttons
}

/// Both modifiers on every system: which one LinkedIn takes where is not known for sure. Enter alone sends messages
/// where there is no button; such a send could not be released, and is not held.
pub(crate) fn is_key<E>(_composer: &Composer<E>, key: &KeyPress) -> bool {
    key.key == "Enter" && (key.ctrl || key.meta) && !key.alt
}
