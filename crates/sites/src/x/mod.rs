//! X: posts, threads, replies and quotes, at the top of a page, in the dialog, under a post and beside a picture; the
//! chat and the direct messages before it.
//!
//! Cut by element: `composer` (finding it), `answered` (the post it answers or quotes), `post` (who wrote one),
//! `recipients`, `mentions`, `own_account`, `message` (private ones), `text`, `send`. What they look for stands in
//! `selectors`.

mod answered;
mod composer;
mod mentions;
mod message;
mod own_account;
mod post;
mod recipients;
pub(crate) mod selectors;
mod send;
mod text;

use policy::{Draft, ParentPost};

pub(crate) use self::composer::find;
use self::post::Post;
pub(crate) use self::send::{button, is_key};
use crate::{Composer, Element, Place, ReadError};

/// What the composer would send now.
pub(crate) fn read<E: Element>(
    composer: &Composer<E>,
    page: &E,
    path: &str,
) -> Result<Draft, ReadError> {
    if matches!(composer.place, Place::XChat | Place::XDirectMessage) {
        return message::read(composer, page, path);
    }
    composer::check(composer, page)?;
    let text = text::of_editors(&composer::editors(composer))?;
    let answered = answered::read(composer, path)?;
    // What a reply quotes besides is talked about, not to.
    let quoted = match answered {
        Some(_) => None,
        None => answered::quoted(composer)?,
    };
    let own_account = own_account::read(composer, page)?;
    let posts = (answered.as_ref(), quoted.as_ref());
    let recipients = recipients::read(composer, posts, (own_account.as_ref(), &text))?;
    Ok(Draft {
        site: composer.site,
        surface: composer.surface,
        text,
        recipients,
        parent: answered.or(quoted).map(parent),
        own_account,
    })
}

fn parent<E: Element>(post: Post<E>) -> ParentPost {
    ParentPost {
        text: text::of_post(&post.article),
        author: post.author,
    }
}
