//! Finding the inline reply around a node of it.

use policy::{Site, Surface};

use super::selectors::{EDITOR, ELSEWHERE, ROOT};
use crate::element::{climb, contains};
use crate::{Composer, Element, ReadError};

/// The inline reply that contains `target`; nothing for any other composer.
pub(crate) fn find<E: Element>(target: &E) -> Option<Composer<E>> {
    let mut root = None;
    for ancestor in climb(target) {
        if ELSEWHERE.is(&ancestor) {
            return None;
        }
        if root.is_none() && ROOT.is(&ancestor) {
            root = Some(ancestor);
        }
    }
    let root = root?;
    let editors = EDITOR.all(&root);
    let around_target = editors.iter().find(|editor| contains(*editor, target));
    let editor = around_target.or(editors.first())?.clone();
    // The plain text box of mobile systems keeps its text where an `Element` cannot see it.
    if editor.tag() == "textarea" {
        return None;
    }
    let scope = root.parent()?;
    Some(Composer {
        site: Site::X,
        surface: Surface::Reply,
        editor,
        root,
        scope,
    })
}

/// Whether the composer is still there, with one editor and no other.
pub(super) fn check<E: Element>(composer: &Composer<E>, page: &E) -> Result<(), ReadError> {
    if !contains(page, &composer.root) {
        return Err(ReadError::Stale(ROOT.name));
    }
    match EDITOR.all(&composer.root).as_slice() {
        [only] if *only == composer.editor => Ok(()),
        [] | [_] => Err(ReadError::Stale(EDITOR.name)),
        _ => Err(ReadError::Ambiguous(EDITOR.name)),
    }
}
