//! For whom somebody works, as far as the page says so, and which listed companies that is.

use policy::names::OrganisationKey;
use policy::{AccountKey, Asked, Via};

use super::Bundle;

impl Bundle {
    /// Entries of the companies somebody works for, the surest sign first.
    pub(super) fn through_employer(
        &self,
        asked: &Asked,
        employer: Option<&str>,
    ) -> Vec<(usize, Via)> {
        let page = asked.company_page.as_ref().map(|page| self.by_page(page));
        // The longest domain first: `vineyards.acme.example` may be listed beside `acme.example`.
        let domains = asked
            .link
            .as_deref()
            .map(OrganisationKey::domain_candidates);
        let domain = domains.into_iter().flatten().map(|key| self.by_key(&key));
        let name = employer.and_then(|name| OrganisationKey::name(name).ok());
        let headline = name.map(|key| self.by_key(&key));
        let with =
            |via: Via| move |numbers: Vec<usize>| numbers.into_iter().map(move |it| (it, via));
        page.into_iter()
            .flat_map(with(Via::CompanyPage))
            .chain(domain.flat_map(with(Via::Domain)))
            .chain(headline.into_iter().flat_map(with(Via::Headline)))
            .collect()
    }

    /// Companies with this page; a person's account is nobody's employer.
    fn by_page(&self, page: &AccountKey) -> Vec<usize> {
        let numbers = self.entries_by_account.get(&page.folded()).cloned();
        let is_company = |number: &usize| {
            let entry = self.entries.get(*number);
            entry.is_some_and(|entry| entry.company.is_some())
        };
        numbers.into_iter().flatten().filter(is_company).collect()
    }

    fn by_key(&self, key: &OrganisationKey) -> Vec<usize> {
        self.entries_by_organisation
            .get(key)
            .cloned()
            .unwrap_or_default()
    }
}
