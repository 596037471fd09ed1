//! LinkedIn: comments on posts and answers to them in the current (SDUI) pages and in the older (Ember) ones, posts of
//! one's own in the share box, notes with invitations, and messages of every kind.
//!
//! Cut by element: `composer` (finding it), `actor` (who wrote the post), `reply` (who wrote the comment that is
//! answered), `lines` (what stands under a name), `older`, `share`, `note`,
//! `message`, `rebuilt`, `own_account`, `text`, `send`. What they
//! look for stands in `selectors`.

mod actor;
mod composer;
mod lines;
mod message;
mod note;
mod older;
mod own_account;
mod rebuilt;
mod reply;
pub(crate) mod selectors;
mod send;
mod share;
mod text;

use policy::{Draft, Recipient, Relation};

pub(crate) use self::composer::find;
use self::reply::Commenter;
use self::selectors::{ACTOR, OLDER_FORM};
pub(crate) use self::send::{button, is_key};
use crate::element::contains;
use crate::selector::Selector;
use crate::{Composer, Element, Place, ReadError};

/// What the composer would send now.
pub(crate) fn read<E: Element>(
    composer: &Composer<E>,
    page: &E,
    path: &str,
) -> Result<Draft, ReadError> {
    match composer.place {
        Place::LinkedInMessage | Place::LinkedInRebuiltMessage => {
            return message::read(composer, page);
        }
        Place::LinkedInInvitation | Place::LinkedInSalesMessage => {
            return note::read(composer, page, path);
        }
        Place::LinkedInShare | Place::LinkedInOlderShare => {
            return share::read(composer, page, path);
        }
        _ => {}
    }
    let answered = answered(composer, page)?;
    let own_account = match composer.place {
        Place::LinkedInOlderComment => older::own_account(composer, page, path)?,
        _ => own_account::read(page)?,
    };
    let parent = answered.as_ref().map(Commenter::parent);
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
        check(composer, page, &OLDER_FORM)?;
        return older::read(composer);
    }
    composer::check(composer, page)?;
    if composer.place == Place::LinkedInReply {
        return reply::read(composer);
    }
    let mut links = ACTOR.all(&composer.scope);
    links.retain(|link| link.precedes(&composer.root));
    author(&composer.scope, links, Some(&composer.root)).map(Some)
}

/// The author of a post among these links, and what it says before `end`.
fn author<E: Element>(scope: &E, links: Vec<E>, end: Option<&E>) -> Result<Commenter, ReadError> {
    let actor = actor::read(scope, links)?;
    Ok(Commenter {
        text: text::of_post(scope, &actor, end),
        account: actor.account,
        name: actor.name,
        headline: actor.headline,
    })
}

/// Whether the composer is still there; `part` names what is missing.
fn check<E: Element>(composer: &Composer<E>, page: &E, part: &Selector) -> Result<(), ReadError> {
    let is_there = contains(page, &composer.scope)
        && contains(&composer.scope, &composer.root)
        && contains(&composer.root, &composer.editor);
    is_there.then_some(()).ok_or(ReadError::Stale(part.name))
}

fn addressed(commenter: Commenter) -> Recipient {
    Recipient {
        account: commenter.account,
        name: commenter.name,
        headline: commenter.headline,
        relation: Relation::Addressed,
    }
}
