//! For whom somebody works, as far as the page says so, and which listed companies that is.

use policy::names::OrganisationKey;
use policy::{AccountKey, Asked, Via};

use super::Bundle;
use super::found::Found;
use super::listed::Listed;

impl Bundle {
    /// Entries of the companies somebody works for, the surest sign first.
    pub(super) fn through_employer<'a>(
        &'a self,
        asked: &Asked,
        employer: Option<&str>,
        found: &'a Found,
    ) -> Vec<(Listed<'a>, Via)> {
        let page = asked.company_page.as_ref();
        let page = page.map(|page| self.by_page(page, found));
        // The longest domain first: `vineyards.acme.example` may be listed beside `acme.example`.
        let domains = asked
            .link
            .as_deref()
            .map(OrganisationKey::domain_candidates);
        let by_key = |key: OrganisationKey| self.by_key(&key, found);
        let domain = domains.into_iter().flatten().map(by_key);
        let name = employer.and_then(|name| OrganisationKey::name(name).ok());
        let headline = name.map(by_key);
        let with =
            |via: Via| move |listed: Vec<Listed<'a>>| listed.into_iter().map(move |it| (it, via));
        page.into_iter()
            .flat_map(with(Via::CompanyPage))
            .chain(domain.flat_map(with(Via::Domain)))
            .chain(headline.into_iter().flat_map(with(Via::Headline)))
            .collect()
    }

    /// Companies with this page; a person's account is nobody's employer.
    fn by_page<'a>(&'a self, page: &AccountKey, found: &'a Found) -> Vec<Listed<'a>> {
        let mut listed = self.by_account(page, found);
        listed.retain(Listed::is_company);
        listed
    }

    /// Entries of an account.
    pub(super) fn by_account<'a>(
        &'a self,
        account: &AccountKey,
        found: &'a Found,
    ) -> Vec<Listed<'a>> {
        let account = account.folded();
        let open = self.entries_by_account.get(&account);
        self.listed(open, (account.as_str(), found))
    }

    fn by_key<'a>(&'a self, key: &OrganisationKey, found: &'a Found) -> Vec<Listed<'a>> {
        let open = self.entries_by_organisation.get(key);
        self.listed(open, (key.as_str(), found))
    }
}
