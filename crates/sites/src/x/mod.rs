//! X: the inline reply on a status page. The modal, quotes, chat and the media viewer are left alone.
//!
//! Cut by element: `composer` (finding it), `focal` (the post it answers), `recipients`, `mentions`,
//! `own_account`, `text`, `send`. What they look for stands in `selectors`.

mod composer;
mod focal;
mod mentions;
mod own_account;
mod recipients;
pub(crate) mod selectors;
mod send;
mod text;

use policy::{Draft, ParentPost};

pub(crate) use self::composer::find;
pub(crate) use self::send::{button, is_key};
use crate::{Composer, Element, ReadError};

/// What the inline reply would send now.
pub(crate) fn read<E: Element>(
    composer: &Composer<E>,
    page: &E,
    path: &str,
) -> Result<Draft, ReadError> {
    composer::check(composer, page)?;
    let text = text::of_editor(&composer.editor)?;
    let post = focal::read(composer, path)?;
    let own_account = own_account::read(composer, page)?;
    let recipients = recipients::read(composer, &post, (own_account.as_ref(), &text))?;
    let parent = ParentPost {
        author: post.author,
        text: text::of_post(&post.article),
    };
    Ok(Draft {
        site: composer.site,
        surface: composer.surface,
        text,
        recipients,
        parent: Some(parent),
        own_account,
    })
}
