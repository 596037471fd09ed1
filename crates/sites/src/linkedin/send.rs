//! What sends: the button of the composer, and Ctrl+Enter or Cmd+Enter.

use super::composer::{only, section};
use super::selectors::{MESSAGE_SEND, OLDER_SEND, PHOTO, SEND, SHARE_SEND};
use crate::text::{Reader, folded};
use crate::{Composer, Element, KeyPress, Place};

/// The composer's button, unless there are several.
pub(crate) fn button<E: Element>(composer: &Composer<E>) -> Option<E> {
    only(match composer.place {
        Place::LinkedInMessage => MESSAGE_SEND.all(&composer.root),
        Place::LinkedInOlderComment => OLDER_SEND.all(&composer.root),
        Place::LinkedInOlderShare => SHARE_SEND.all(&composer.root),
        Place::LinkedInComment | Place::LinkedInReply => {
            with_words(&section(&composer.scope, &composer.editor)?)
        }
        _ => return last(&composer.root, &composer.editor),
    })
}

/// The last button behind the editor that has words and no picture. One that schedules a post is the same, under another
/// word.
pub(super) fn last<E: Element>(root: &E, editor: &E) -> Option<E> {
    let last = with_words(root).pop();
    last.filter(|button| editor.precedes(button))
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
/// where there is no button; such a send could not be released, and is not held. In plain text boxes no key is known to.
pub(crate) fn is_key<E>(composer: &Composer<E>, key: &KeyPress) -> bool {
    let is_plain = matches!(
        composer.place,
        Place::LinkedInInvitation | Place::LinkedInSalesMessage
    );
    key.key == "Enter" && (key.ctrl || key.meta) && !key.alt && !is_plain
}
