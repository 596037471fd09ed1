//! Which post a composer answers or quotes.

use super::post::{self, Post};
use super::selectors::{ATTACHMENTS, AUTHOR, COLUMN, FOCAL, NOT_OWN, POST};
use crate::element::{climb, contains};
use crate::{Child, Composer, Element, Place, ReadError};

/// The post that is answered; none in a composer that answers none. `path` is the page's address without host.
pub(super) fn read<E: Element>(
    composer: &Composer<E>,
    path: &str,
) -> Result<Option<Post<E>>, ReadError> {
    let article = match composer.place {
        Place::XInlineReply => Some(focal(composer)?),
        Place::XDialog => only_before(composer)?,
        _ => None,
    };
    article.map(|article| post::read(article, path)).transpose()
}

/// The post that is quoted. Its card has no links and no picture with a handle: the words are all there is.
pub(super) fn quoted<E: Element>(composer: &Composer<E>) -> Result<Option<Post<E>>, ReadError> {
    let parts = quoted_parts(&composer.scope);
    let Some(article) = parts.first().and_then(|part| card(part)) else {
        return Ok(None);
    };
    let (author, name) = post::author(&parts)?;
    Ok(Some(Post {
        article,
        author,
        name,
    }))
}

/// Where the author of a quoted post is named.
pub(super) fn quoted_parts<E: Element>(scope: &E) -> Vec<E> {
    let attached = ATTACHMENTS.all(scope).into_iter();
    attached.flat_map(|it| AUTHOR.all(&it)).collect()
}

fn card<E: Element>(part: &E) -> Option<E> {
    climb(part).find(|it| NOT_OWN.is(it) || ATTACHMENTS.is(it))
}

/// The posts of a dialog that stand before its editor.
pub(super) fn before<'a, E: Element>(
    dialog: &'a E,
    editor: &'a E,
) -> impl Iterator<Item = E> + use<'a, E> {
    let is_attached = |post: &E| climb(post).any(|it| ATTACHMENTS.is(&it));
    let posts = POST.all(dialog).into_iter();
    posts.filter(move |post| post.precedes(editor) && !is_attached(post))
}

/// A reply in the dialog answers the one post above it.
fn only_before<E: Element>(composer: &Composer<E>) -> Result<Option<E>, ReadError> {
    let mut posts = before(&composer.scope, &composer.editor);
    let first = posts.next();
    match posts.next() {
        None => Ok(first),
        Some(_) => Err(ReadError::Ambiguous(POST.name)),
    }
}

fn focal<E: Element>(composer: &Composer<E>) -> Result<E, ReadError> {
    let before = |child: &Child<E>| *child != Child::Element(composer.root.clone());
    let siblings = composer.scope.children().into_iter().take_while(before);
    let elements = siblings.filter_map(|child| match child {
        Child::Element(element) => Some(element),
        Child::Text(_) => None,
    });
    if let Some(previous) = elements.last().filter(|previous| FOCAL.is(previous)) {
        return Ok(previous);
    }
    only_in_column(composer)
}

/// Where the layout put something between the post and the reply: the column's only focal post.
fn only_in_column<E: Element>(composer: &Composer<E>) -> Result<E, ReadError> {
    let column = climb(&composer.root).find(|ancestor| COLUMN.is(ancestor));
    let column = column.ok_or(ReadError::Missing(FOCAL.name))?;
    match FOCAL.all(&column).as_slice() {
        [only] if only.precedes(&composer.root) && !contains(only, &composer.root) => {
            Ok(only.clone())
        }
        [] | [_] => Err(ReadError::Missing(FOCAL.name)),
        _ => Err(ReadError::Ambiguous(FOCAL.name)),
    }
}
