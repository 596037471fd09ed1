//! LinkedIn: the comment on a post in the current (SDUI) pages. Replies to comments, the share box,
//! messages, invitations and the older Ember pages are left alone.
//!
//! Cut by element: `composer` (finding it), `actor` (who wrote the post), `lines` (what stands under
//! a name), `own_account`, `text`, `send`. What they look for stands in `selectors`.

mod actor;
mod composer;
mod lines;
mod own_account;
pub(crate) mod selectors;
mod send;
mod text;

use policy::{Draft, ParentPost, Recipient, Relation};

use self::actor::Actor;
pub(crate) use self::composer::find;
pub(crate) use self::send::{button, is_key};
use crate::{Composer, Element, ReadError};

/// What the comment box would send now.
pub(crate) fn read<E: Element>(composer: &Composer<E>, page: &E) -> Result<Draft, ReadError> {
    composer::check(composer, page)?;
    let text = text::of_editor(&composer.editor);
    let actor = actor::read(composer)?;
    let own_account = own_account::read(page)?;
    let parent = ParentPost {
        author: actor.account.clone(),
        text: text::of_post(composer, &actor),
    };
    let is_own_post = own_account.as_ref() == Some(&actor.account);
    let recipients = if is_own_post {
        Vec::new()
    } else {
        vec![addressed(actor)]
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

fn addressed<E>(actor: Actor<E>) -> Recipient {
    Recipient {
        account: actor.account,
        name: actor.name,
        headline: actor.headline,
        relation: Relation::Addressed,
    }
}
