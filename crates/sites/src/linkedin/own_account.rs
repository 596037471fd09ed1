//! The account that would send, and which account a link leads to.

use policy::AccountKey;

use super::selectors::OWN;
use crate::selector::Selector;
use crate::{Element, ReadError};

/// From the share box of the feed; unknown on pages without one.
pub(super) fn read<E: Element>(page: &E) -> Result<Option<AccountKey>, ReadError> {
    linked(&OWN, &OWN.all(page))
}

/// The account that all of these links lead to; none where none leads to one.
pub(super) fn linked<E: Element>(
    selector: &Selector,
    links: &[E],
) -> Result<Option<AccountKey>, ReadError> {
    let accounts: Vec<AccountKey> = links.iter().filter_map(account).collect();
    selector.agreed(accounts.into_iter())
}

/// The account that a link leads to.
pub(super) fn account<E: Element>(link: &E) -> Option<AccountKey> {
    AccountKey::linkedin(&link.attr("href")?).ok()
}

/// The page of a company whose administration an address belongs to: what is posted there is posted as the page.
pub(super) fn administered(path: &str) -> Option<AccountKey> {
    let account = AccountKey::linkedin(path).ok();
    let is_administration = path.split('/').any(|part| part == "admin");
    account.filter(|it| is_administration && it.as_str().starts_with("in:/company/"))
}

#[cfg(test)]
mod tests {
    use super::administered;

    #[test]
    fn only_the_administration_of_a_page_writes_as_the_page() {
        let read = |path| administered(path).map(|account| account.to_string());
        let page = Some("in:/company/12345".to_owned());
        assert_eq!(
            read("/company/12345/admin/page-posts/published/?share=true"),
            page
        );
        for path in [
            "/company/12345/posts/",
            "/in/admin/",
            "/in/jane-doe/admin/",
            "/feed/",
        ] {
            assert_eq!(read(path), None, "{path}");
        }
    }
}
