//! Finding a composer around a node of it.
//!
//! The innermost box decides which one it is: the reply beside a picture stands in a dialog, too.

use policy::{Site, Surface};

use super::answered;
use super::message;
use super::selectors::{AVATAR, COLUMN, DIALOG, EDITOR, HIDDEN, POST, ROOT, SEND, TOOLBAR};
use crate::element::{climb, contains};
use crate::{Composer, Element, Place, ReadError};

/// The composer that contains `target`; nothing for other places of the page.
pub(crate) fn find<E: Element>(target: &E) -> Option<Composer<E>> {
    let above: Vec<E> = climb(target).collect();
    if above.iter().any(|ancestor| HIDDEN.is(ancestor)) {
        return None;
    }
    if let Some(message) = message::find(target, &above) {
        return Some(message);
    }
    let (place, frame) = above.iter().find_map(|it| Some((place(it)?, it)))?;
    match place {
        Place::XInlineReply => inline_reply(frame, target),
        Place::XDialog => dialog(frame, target, &above),
        _ => top(frame, target, &above),
    }
}

/// What this element makes of the composer in it.
fn place<E: Element>(element: &E) -> Option<Place> {
    let places = [
        (ROOT, Place::XInlineReply),
        (DIALOG, Place::XDialog),
        (COLUMN, Place::XTop),
    ];
    let of = |(selector, place): (crate::selector::Selector, Place)| {
        selector.is(element).then_some(place)
    };
    places.into_iter().find_map(of)
}

fn inline_reply<E: Element>(root: &E, target: &E) -> Option<Composer<E>> {
    let editors = EDITOR.all(root);
    let around_target = editors.iter().find(|editor| contains(*editor, target));
    Some(Composer {
        site: Site::X,
        place: Place::XInlineReply,
        surface: Surface::Reply,
        editor: around_target.or(editors.first())?.clone(),
        root: root.clone(),
        scope: root.parent()?,
    })
}

/// The dialog: what stands before the editor says whether it is a reply, what is attached whether a quote.
fn dialog<E: Element>(dialog: &E, target: &E, above: &[E]) -> Option<Composer<E>> {
    let editor = editor(target, above)?;
    // The media viewer is a dialog with an inline reply in it.
    let is_own = climb(&editor).find(|it| place(it).is_some()) == Some(dialog.clone());
    if !is_own {
        return None;
    }
    let surface = if answered::before(dialog, &editor).next().is_some() {
        Surface::Reply
    } else {
        surface_of_post(dialog)
    };
    Some(Composer {
        site: Site::X,
        place: Place::XDialog,
        surface,
        root: root(&editor, dialog).unwrap_or_else(|| dialog.clone()),
        editor,
        scope: dialog.clone(),
    })
}

/// A new post at the top of a page. It stands in no post and holds none.
fn top<E: Element>(column: &E, target: &E, above: &[E]) -> Option<Composer<E>> {
    // Most clicks are made in posts, where there is nothing to look for.
    if above.iter().any(|ancestor| POST.is(ancestor)) {
        return None;
    }
    let editor = editor(target, above)?;
    let root = root(&editor, column)?;
    let is_inside = contains(&root, target) && POST.all(&root).is_empty();
    is_inside.then(|| Composer {
        site: Site::X,
        place: Place::XTop,
        surface: surface_of_post(&root),
        editor,
        scope: root.clone(),
        root,
    })
}

fn surface_of_post<E: Element>(scope: &E) -> Surface {
    if answered::quoted_parts(scope).is_empty() {
        Surface::Post
    } else {
        Surface::Quote
    }
}

/// The editor that the target stands in, else the first beside it.
fn editor<E: Element>(target: &E, above: &[E]) -> Option<E> {
    if let Some(editor) = above.iter().find(|it| EDITOR.is(*it)) {
        return Some(editor.clone());
    }
    let frame = above.iter().position(|it| place(it).is_some())?;
    let within = above.get(..=frame)?;
    let editors = within.iter().map(|it| EDITOR.all(it));
    editors.flatten().find(|editor| editor != target)
}

/// The box with the acting account's picture and the buttons.
fn root<E: Element>(editor: &E, frame: &E) -> Option<E> {
    let mut within = climb(editor).take_while(|it| it != frame);
    within.find(|it| {
        let has_buttons = !TOOLBAR.all(it).is_empty() || !SEND.all(it).is_empty();
        has_buttons && !AVATAR.all(it).is_empty()
    })
}

/// The editors of the composer: several parts of a thread in the dialog, else one.
pub(super) fn editors<E: Element>(composer: &Composer<E>) -> Vec<E> {
    match composer.place {
        Place::XDialog => EDITOR.all(&composer.scope),
        _ => EDITOR.all(&composer.root),
    }
}

/// Whether the composer is still there, with one editor and no other unless it is a thread.
pub(super) fn check<E: Element>(composer: &Composer<E>, page: &E) -> Result<(), ReadError> {
    if !contains(page, &composer.root) {
        return Err(ReadError::Stale(ROOT.name));
    }
    match (editors(composer).as_slice(), composer.place) {
        ([only], _) if *only == composer.editor => Ok(()),
        (several, Place::XDialog) if several.contains(&composer.editor) => Ok(()),
        ([] | [_], _) | (_, Place::XDialog) => Err(ReadError::Stale(EDITOR.name)),
        _ => Err(ReadError::Ambiguous(EDITOR.name)),
    }
}
