//! The account that would send the reply.

use policy::AccountKey;

use super::focal::avatar_account;
use super::selectors::{AVATAR, PROFILE, SWITCHER};
use crate::{Composer, Element, ReadError};

/// The composer's own picture shows who acts, also for a delegate; the navigation is asked after it.
pub(super) fn read<E: Element>(
    composer: &Composer<E>,
    page: &E,
) -> Result<Option<AccountKey>, ReadError> {
    let in_composer = AVATAR.all(&composer.root).into_iter();
    // Pictures after the editor belong to suggestions and attachments.
    let own = in_composer.filter(|avatar| avatar.precedes(&composer.editor));
    let from_composer = AVATAR.agreed(own.filter_map(|avatar| avatar_account(&avatar)))?;
    if from_composer.is_some() {
        return Ok(from_composer);
    }
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
