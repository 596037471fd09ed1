//! The account that would send the comment.

use policy::AccountKey;

use super::selectors::OWN;
use crate::{Element, ReadError};

/// From the share box of the feed; unknown on pages without one.
pub(super) fn read<E: Element>(page: &E) -> Result<Option<AccountKey>, ReadError> {
    let links = OWN.all(page).into_iter();
    let accounts = links.filter_map(|link| AccountKey::linkedin(&link.attr("href")?).ok());
    OWN.agreed(accounts)
}
