//! LinkedIn: comments on posts and answers to them in the current (SDUI) pages and in the older (Ember) ones, and
//! messages. The share box, invitations and the rebuilt messages are left alone.
//!
//! Cut by element: `composer` (finding it), `actor` (who wrote the post), `reply` (who wrote the comment that is
//! answered), `lines` (what stands under a name), `older`, `message`, `own_account`, `text`, `send`. What they look for
//! stands in `selectors`.

mod actor;
mod composer;
mod lines;
mod message;
mod older;
mod own_account;
mod reply;
pub(crate) mod selectors;
mod send;
mod text;

use policy::{AccountKey, Draft, ParentPost, Recipient, Relation};

pub(crate) use self::composer::find;
use self::reply::Commenter;
pub(crate) use self::send::{button, is_key};
use crate::{Composer, Element, Place, ReadError};

/// What the composer would send now.
pub(crate) fn read<E: Element>(
    composer: &Composer<E>,
    page: &E,
    _path: &str,
) -> Result<Draft, ReadError> {
    if composer.place == Place::LinkedInMessage {
        return message::read(composer, page);
    }
    let answered = answered(composer, page)?;
    let own_account = own_account(composer, page)?;
    let parent = answered.as_ref().map(|answered| ParentPost {
        author: answered.account.clone(),
        text: answered.text.clone(),
    });
    let others = answered.filter(|it| own_account.as_ref() != Some(&it.account));
    Ok(Draft {
        site: composer.site,
        surface: composer.surface,
        text: text::of_editor(&composer.editor),
        recipients: others.map(addressed).into_iter().collect(),
        parent,
        own_account,
    })
}

/// Who wrote what the composer answers; none where the page does not tell.
fn answered<E: Element>(composer: &Composer<E>, page: &E) -> Result<Option<Commenter>, ReadError> {
    if composer.place == Place::LinkedInOlderComment {
        older::check(composer, page)?;
        return older::read(composer);
    }
    composer::check(composer, page)?;
    if composer.place == Place::LinkedInReply {
        return reply::read(composer);
    }
    let actor = actor::read(composer)?;
    Ok(Some(Commenter {
        text: text::of_post(composer, &actor),
        account: actor.account,
        name: actor.name,
        headline: actor.headline,
    }))
}

/// The account that would send; unknown where a page may be writing.
fn own_account<E: Element>(
    composer: &Composer<E>,
    page: &E,
) -> Result<Option<AccountKey>, ReadError> {
    if composer.place == Place::LinkedInOlderComment && older::is_identity_open(composer) {
        return Ok(None);
    }
    own_account::read(page)
}

fn addressed(commenter: Commenter) -> Recipient {
    Recipient {
        account: commenter.account,
        name: commenter.name,
        headline: commenter.headline,
        relation: Relation::Addressed,
    }
}
