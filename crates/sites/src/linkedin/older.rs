//! Comments and answers to them in the older pages, where class names still say what things are.

use policy::{AccountKey, Site, Surface};

use super::composer::only;
use super::own_account::{self, linked};
use super::reply::{self, Commenter};
use super::selectors::{
    IDENTITY, IDENTITY_FACE, OLDER_ACTOR, OLDER_COMMENT, OLDER_COMMENT_TEXT, OLDER_COMMENTER,
    OLDER_COMMENTER_HEADLINE, OLDER_COMMENTER_NAME, OLDER_EDITOR, OLDER_FORM, OLDER_HEADER,
    OLDER_HEADLINE, OLDER_NAME, OLDER_POST, OLDER_TEXT, OWN_FACE,
};
use crate::element::climb;
use crate::selector::Selector;
use crate::text::Reader;
use crate::{Composer, Element, Place, ReadError};

/// The comment whose form contains the target; `above` are the target and its ancestors.
pub(super) fn find<E: Element>(above: &[E]) -> Option<Composer<E>> {
    let form = above.iter().find(|it| OLDER_FORM.is(*it))?;
    let editor = only(OLDER_EDITOR.all(form))?;
    // The outermost: a post inside a post is embedded in it.
    let post = above.iter().rfind(|it| OLDER_POST.is(*it))?;
    Some(Composer {
        site: Site::LinkedIn,
        place: Place::LinkedInOlderComment,
        surface: Surface::Comment,
        editor,
        root: form.clone(),
        scope: post.clone(),
    })
}

/// Whom it answers: who wrote the comment, or the post where it answers none.
pub(super) fn read<E: Element>(composer: &Composer<E>) -> Result<Option<Commenter>, ReadError> {
    let comments = OLDER_COMMENT.all(&composer.scope).into_iter();
    let above: Vec<E> = comments
        .filter(|it| it.precedes(&composer.editor))
        .collect();
    if above.is_empty() {
        return author(&composer.scope).map(Some);
    }
    let above = above
        .into_iter()
        .map(|comment| (commenter(&comment), comment));
    reply::choose(&composer.editor, above.collect())
}

/// Who comments: a page in its own administration; else the member, unless it can be chosen and the control does not
/// bear the member's name.
pub(super) fn own_account<E: Element>(
    composer: &Composer<E>,
    page: &E,
    path: &str,
) -> Result<Option<AccountKey>, ReadError> {
    if let Some(account) = own_account::administered(path) {
        return Ok(Some(account));
    }
    if IDENTITY.all(&composer.scope).is_empty() {
        return own_account::read(page);
    }
    let alt = |found: Vec<E>| only(found)?.attr("alt").filter(|name| !name.is_empty());
    let chosen = alt(IDENTITY_FACE.all(&composer.scope));
    if chosen.is_some() && chosen == alt(OWN_FACE.all(page)) {
        own_account::read(page)
    } else {
        Ok(None)
    }
}

/// Who wrote a post.
pub(super) fn author<E: Element>(post: &E) -> Result<Commenter, ReadError> {
    let account = linked(&OLDER_ACTOR, &own(post, &OLDER_ACTOR))?;
    Ok(Commenter {
        account: account.ok_or(ReadError::Missing(OLDER_ACTOR.name))?,
        name: line(post, &OLDER_NAME),
        headline: line(post, &OLDER_HEADLINE),
        text: line(post, &OLDER_TEXT).unwrap_or_default(),
    })
}

fn commenter<E: Element>(comment: &E) -> Result<Commenter, ReadError> {
    let account = linked(&OLDER_COMMENTER, &own(comment, &OLDER_COMMENTER))?;
    Ok(Commenter {
        account: account.ok_or(ReadError::Missing(OLDER_COMMENTER.name))?,
        name: line(comment, &OLDER_COMMENTER_NAME),
        headline: line(comment, &OLDER_COMMENTER_HEADLINE),
        text: line(comment, &OLDER_COMMENT_TEXT).unwrap_or_default(),
    })
}

fn line<E: Element>(scope: &E, selector: &Selector) -> Option<String> {
    let first = own(scope, selector).into_iter().next()?;
    Some(Reader::new().line(&first)).filter(|line| !line.is_empty())
}

/// Those of the post or comment itself: not of what is embedded in it, of its header, or of comments on it.
fn own<E: Element>(scope: &E, selector: &Selector) -> Vec<E> {
    let is_own = |it: &E| {
        let mut within = climb(it).take_while(|above| above != scope);
        !within.any(|above| {
            OLDER_POST.is(&above) || OLDER_HEADER.is(&above) || OLDER_COMMENT.is(&above)
        })
    };
    selector.all(scope).into_iter().filter(is_own).collect()
}
