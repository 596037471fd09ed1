//! The account that would send.

use policy::AccountKey;

use super::post::avatar_account;
use super::selectors::{ATTACHMENTS, AVATAR, POST, PROFILE, SWITCHER};
use crate::element::climb;
use crate::{Composer, Element, ReadError};

/// The composer's own picture shows who acts, also for a delegate; the navigation is asked after it.
pub(super) fn read<E: Element>(
    composer: &Composer<E>,
    page: &E,
) -> Result<Option<AccountKey>, ReadError> {
    let in_composer = AVATAR.all(&composer.root).into_iter();
    // Pictures after the editor belong to suggestions and attachments; those in a post to others.
    let is_own = |avatar: &E| {
        let mut within = climb(avatar).take_while(|it| *it != composer.root);
        avatar.precedes(&composer.editor) && !within.any(|it| POST.is(&it) || ATTACHMENTS.is(&it))
    };
    let own = in_composer.filter(is_own);
    let from_composer = AVATAR.agreed(own.filter_map(|avatar| avatar_account(&avatar)))?;
    match from_composer {
        Some(account) => Ok(Some(account)),
        None => of_page(page),
    }
}

/// What the navigation says.
pub(super) fn of_page<E: Element>(page: &E) -> Result<Option<AccountKey>, ReadError> {
    let switcher = SWITCHER
        .all(page)
        .into_iter()
        .filter_map(|avatar| avatar_account(&avatar));
    let from_switcher = SWITCHER.agreed(switcher)?;
    if from_switcher.is_some() {
        return Ok(from_switcher);
    }
    let links = PROFILE.all(page).into_iter();
    PROFILE.agreed(links.filter_map(|link| profile(&link.attr("href")?)))
}

fn profile(href: &str) -> Option<AccountKey> {
    AccountKey::x_handle(href.strip_prefix('/')?).ok()
}
