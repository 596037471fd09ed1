//! One entry of a list, open or sealed, as a look-up meets it.

use policy::{AccountKey, Asked, AudienceId, Contact, Membership, PersonId, Via};

use super::Bundle;
use super::format::{AccountRecord, PersonRecord};
use super::found::{Found, SealedEntry};

/// An entry.
#[derive(Clone, Copy, Debug)]
pub(super) enum Listed<'a> {
    Open(&'a AccountRecord),
    Sealed(&'a SealedEntry),
}

impl Listed<'_> {
    pub(super) fn audience(&self) -> &AudienceId {
        match self {
            Self::Open(entry) => &entry.audience,
            Self::Sealed(entry) => &entry.audience,
        }
    }

    /// Whether those who work there are on the list.
    pub(super) fn is_company(&self) -> bool {
        match self {
            Self::Open(entry) => entry.company.is_some(),
            Self::Sealed(entry) => entry.payload.is_company,
        }
    }
}

impl Bundle {
    /// Entries by their numbers, and what maps have under the same key.
    pub(super) fn listed<'a>(
        &'a self,
        numbers: Option<&Vec<usize>>,
        (key, found): (&str, &'a Found),
    ) -> Vec<Listed<'a>> {
        let numbers = numbers.into_iter().flatten();
        let entries = numbers.filter_map(|number| self.entries.get(*number));
        let open = entries.chain(found.open(key)).map(Listed::Open);
        let sealed = found.entries(key).iter().map(Listed::Sealed);
        open.chain(sealed).collect()
    }

    /// What an entry says about somebody. `employer` is what their headline says.
    pub(super) fn membership(
        &self,
        (asked, employer): (&Asked, Option<&str>),
        (entry, via): (Listed<'_>, Via),
    ) -> Membership {
        match entry {
            Listed::Open(entry) => self.open(&asked.account, entry, via),
            Listed::Sealed(entry) => Membership {
                account: asked.account.clone(),
                audience: entry.audience.clone(),
                via,
                employer: told_employer((asked, employer), via),
                state: entry.payload.state,
                owner: entry.care.owner.clone(),
                backup: entry.care.backup.clone(),
                team: entry.care.team.clone(),
                confirmed_on: entry.payload.confirmed_on,
                valid_until: entry.payload.valid_until,
            },
        }
    }

    fn open(&self, account: &AccountKey, entry: &AccountRecord, via: Via) -> Membership {
        let contact = |person: &Option<PersonId>| self.contact(person.as_ref()?);
        let employer = entry
            .company
            .as_ref()
            .map(|company| company.written.clone());
        Membership {
            account: account.clone(),
            audience: entry.audience.clone(),
            via,
            employer: employer.filter(|_| via != Via::Person),
            state: entry.state,
            owner: contact(&entry.owner),
            backup: contact(&entry.backup),
            team: entry.team.clone(),
            confirmed_on: entry.confirmed_on,
            valid_until: entry.valid_until,
        }
    }

    fn contact(&self, person: &PersonId) -> Option<Contact> {
        let PersonRecord {
            id,
            name,
            title,
            team_name,
            link,
            ..
        } = self.people.get(person)?;
        Some(Contact {
            person: id.clone(),
            name: name.clone(),
            title: title.clone(),
            team: team_name.clone(),
            link: link.clone(),
        })
    }
}

/// A sealed map has no names: what is told is what the page itself said.
fn told_employer((asked, employer): (&Asked, Option<&str>), via: Via) -> Option<String> {
    let page = || asked.company_page.as_ref().map(AccountKey::display);
    match via {
        Via::Person => None,
        Via::Headline | Via::CompanyPage => employer.map(str::to_owned).or_else(page),
        Via::Domain => employer.map(str::to_owned).or_else(|| asked.link.clone()),
    }
}
