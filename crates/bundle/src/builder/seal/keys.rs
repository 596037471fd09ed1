//! By what an entry of a list is found, in normal form: accounts, and of companies name and domain.

use policy::AudienceId;

use super::cohorts::Cohort;
use crate::builder::accounts::{Entry, EntryKind};
use crate::builder::company::Company;

/// One entry under one of its keys.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keyed<'a> {
    pub(super) key: &'a str,
    pub(super) entry: &'a Entry,
}

/// All keys of a cohort's entries: of a key that is twice on one list, the first counts, as on an open one.
pub(super) fn of_cohort<'a>(cohort: &Cohort, company: &'a Company) -> Vec<Keyed<'a>> {
    let entries = cohort.entries(company);
    let keyed = |entry: &'a Entry| of_entry(entry).map(move |key| Keyed { key, entry });
    let mut keys: Vec<Keyed<'a>> = entries.flat_map(keyed).collect();
    let place = |it: &Keyed<'a>| -> (&'a str, &'a AudienceId) { (it.key, &it.entry.audience) };
    // Stable: the first of the file stays the first.
    keys.sort_by(|one, other| place(one).cmp(&place(other)));
    keys.dedup_by(|next, first| place(next) == place(first));
    keys
}

/// The keys of all sealed lists, each once: what has to be derived.
#[must_use]
pub fn all(company: &Company) -> Vec<String> {
    let cohorts = Cohort::all(company);
    let entries = cohorts.iter().flat_map(|cohort| cohort.entries(company));
    let mut keys: Vec<String> = entries.flat_map(of_entry).map(str::to_owned).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// All keys of an entry.
pub(super) fn of_entry(entry: &Entry) -> impl Iterator<Item = &str> {
    let accounts = entry.accounts.iter().map(policy::AccountKey::as_str);
    let company = Some(&entry.organisation).filter(|_| entry.kind == EntryKind::Company);
    let names = company.into_iter().flat_map(|it| [&it.name, &it.domain]);
    let names = names.flatten().map(policy::names::OrganisationKey::as_str);
    accounts.chain(names)
}
