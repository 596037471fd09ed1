//! The account that would send the reply.

use policy::AccountKey;

use super::focal::avatar_account;
use super::selectors::{AVATAR, NOT_AVATAR, PROFILE, SWITCHER};
use crate::element::climb;
use crate::{Composer, Element, ReadError};

/// The composer's own picture shows who acts, also for a delegate; the navigation is asked after it.
pub(super) fn read<E: Element>(
    composer: &Composer<E>,
    page: &E,
) -> Result<Option<AccountKey>, ReadError> {
    let in_composer = AVATAR.all(&composer.root).into_iter();
    let own = in_composer.filter(|avatar| is_own(composer, avatar));
    let from_composer = same(
        own.filter_map(|avatar| avatar_account(&avatar)),
        AVATAR.name,
    )?;
    if from_composer.is_some() {
        return Ok(from_composer);
    }
    let switcher = SWITCHER
        .all(page)
        .into_iter()
        .filter_map(|avatar| avatar_account(&avatar));
    let from_switcher = same(switcher, SWITCHER.name)?;
    if from_switcher.is_some() {
        return Ok(from_switcher);
    }
    let links = PROFILE.all(page).into_iter();
    same(
        links.filter_map(|link| profile(&link.attr("href")?)),
        PROFILE.name,
    )
}

/// Pictures after the editor are suggestions while an `@` is typed.
fn is_own<E: Element>(composer: &Composer<E>, avatar: &E) -> bool {
    let mut above = climb(avatar).take_while(|ancestor| *ancestor != composer.root);
    avatar.precedes(&composer.editor) && !above.any(|ancestor| NOT_AVATAR.is(&ancestor))
}

fn profile(href: &str) -> Option<AccountKey> {
    AccountKey::x(href.strip_prefix('/')?).ok()
}

fn same(
    accounts: impl Iterator<Item = AccountKey>,
    name: &'static str,
) -> Result<Option<AccountKey>, ReadError> {
    let mut found: Vec<AccountKey> = accounts.collect();
    found.dedup();
    if found.len() > 1 {
        Err(ReadError::Ambiguous(name))
    } else {
        Ok(found.pop())
    }
}
