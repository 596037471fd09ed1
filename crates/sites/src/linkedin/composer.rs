//! Finding a composer around a node of it, and the section with its button.
//!
//! A post may hold several boxes: its own, and one per comment that is being answered. The own box
//! and its section stand before all comments; whatever comes later is an answer to one.

use policy::{Site, Surface};

use super::selectors::{BOX, COMMENT, EDITOR, ELSEWHERE, HIDDEN, POST, SECTION, WRAPPER};
use super::{message, note, older, rebuilt, share};
use crate::element::{climb, contains};
use crate::{Composer, Element, Place, ReadError};

/// The composer that contains `target`, or whose send section does.
pub(crate) fn find<E: Element>(target: &E) -> Option<Composer<E>> {
    let above: Vec<E> = climb(target).collect();
    if above.iter().any(|ancestor| HIDDEN.is(ancestor)) {
        return None;
    }
    message::find(&above)
        .or_else(|| older::find(&above))
        .or_else(|| share::find(&above))
        .or_else(|| note::find(&above))
        .or_else(|| rebuilt::find(&above))
        .or_else(|| comment(target, &above))
}

/// The one that was found, unless there are several.
pub(super) fn only<E: Element>(found: Vec<E>) -> Option<E> {
    match found.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// A comment on a post, or an answer to a comment on it.
fn comment<E: Element>(target: &E, above: &[E]) -> Option<Composer<E>> {
    if above.iter().any(|ancestor| ELSEWHERE.is(ancestor)) {
        return None;
    }
    // The outermost: what looks like a post inside a post is embedded in it.
    let post = above.iter().rfind(|ancestor| POST.is(*ancestor))?;
    let editor = editor_of(post, target, above)?;
    let comments = COMMENT.all(post);
    let is_reply = comments
        .first()
        .is_some_and(|comment| comment.precedes(&editor));
    Some(Composer {
        site: Site::LinkedIn,
        place: if is_reply {
            Place::LinkedInReply
        } else {
            Place::LinkedInComment
        },
        surface: Surface::Comment,
        root: root_of(&editor)?,
        editor,
        scope: post.clone(),
    })
}

fn editor_of<E: Element>(post: &E, target: &E, above: &[E]) -> Option<E> {
    let editors = EDITOR.all(post);
    if let Some(editor) = editors.iter().find(|editor| contains(*editor, target)) {
        return Some(editor.clone());
    }
    if let Some(around) = above.iter().find(|it| BOX.is(*it) || WRAPPER.is(*it)) {
        return EDITOR.all(around).into_iter().next();
    }
    above.iter().find(|ancestor| SECTION.is(*ancestor))?;
    editors
        .into_iter()
        .find(|editor| section(post, editor).is_some_and(|it| contains(&it, target)))
}

fn root_of<E: Element>(editor: &E) -> Option<E> {
    let near = |selector: &crate::selector::Selector| climb(editor).find(|it| selector.is(it));
    near(&BOX).or_else(|| near(&WRAPPER))
}

/// The section that sends what stands in `editor`: the next one, with no other editor and no
/// comment in between.
pub(super) fn section<E: Element>(post: &E, editor: &E) -> Option<E> {
    let section = SECTION
        .all(post)
        .into_iter()
        .find(|section| editor.precedes(section))?;
    let others = EDITOR.all(post).into_iter().chain(COMMENT.all(post));
    let mut between = others.filter(|it| editor.precedes(it) && it.precedes(&section));
    between.next().is_none().then_some(section)
}

/// Whether the composer is still there, with one editor and no other before the comments.
pub(super) fn check<E: Element>(composer: &Composer<E>, page: &E) -> Result<(), ReadError> {
    if !contains(page, &composer.root) || !contains(&composer.scope, &composer.root) {
        return Err(ReadError::Stale(BOX.name));
    }
    let first_comment = COMMENT.all(&composer.scope).into_iter().next();
    let mut editors = EDITOR.all(&composer.scope);
    if composer.place == Place::LinkedInReply {
        let is_there = editors.contains(&composer.editor);
        return is_there.then_some(()).ok_or(ReadError::Stale(EDITOR.name));
    }
    editors.retain(|it| {
        first_comment
            .as_ref()
            .is_none_or(|comment| it.precedes(comment))
    });
    match editors.as_slice() {
        [only] if *only == composer.editor => Ok(()),
        [] | [_] => Err(ReadError::Stale(EDITOR.name)),
        _ => Err(ReadError::Ambiguous(EDITOR.name)),
    }
}
