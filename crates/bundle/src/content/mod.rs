//! What a bundle says once it is trusted: the rules, the colleagues, the listed accounts.
//!
//! Reading order: [`mod@format`] (the three target files), `look_up` (who are these accounts, and who is
//! writing). Whether the bytes may be trusted is decided in `verify` and `client`; nothing here asks.

pub mod format;
mod look_up;

use std::collections::{BTreeMap, HashMap};

use policy::{AccountKey, PersonId, Policy};
use serde::de::DeserializeOwned;

use self::format::{
    ACCOUNTS_TARGET, AccountRecord, AccountsFile, FORMAT, PEOPLE_TARGET, POLICY_TARGET, PeopleFile,
    PersonRecord,
};

/// The contents of one verified bundle, ready for look-ups. Immutable: a new version is a new value.
#[derive(Clone, Debug)]
pub struct Bundle {
    policy: Policy,
    people: HashMap<PersonId, PersonRecord>,
    people_by_account: HashMap<AccountKey, PersonId>,
    entries: Vec<AccountRecord>,
    entries_by_account: HashMap<AccountKey, usize>,
}

/// The verified bytes are not a bundle this version can use. The last good bundle stays active.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// The signed metadata lists no such target.
    #[error("`{0}` is missing from the bundle")]
    Missing(&'static str),
    /// The file cannot be read as what it should be.
    #[error("`{target}` cannot be read: {problem}")]
    Unreadable {
        /// Name of the target.
        target: &'static str,
        /// What the parser says.
        problem: String,
    },
    /// Written for another version of this program.
    #[error("`{target}` has format {found}, this version reads format {FORMAT}")]
    Format {
        /// Name of the target.
        target: &'static str,
        /// The number found.
        found: u32,
    },
    /// Accounts were folded by other rules, so look-ups would miss.
    #[error(
        "`{target}` names accounts in form {found}, this version uses form {}",
        policy::key::NORMALISATION
    )]
    Normalisation {
        /// Name of the target.
        target: &'static str,
        /// The number found.
        found: u32,
    },
}

impl Bundle {
    /// Reads the verified target files, by their names in the targets metadata.
    ///
    /// # Errors
    /// A missing or unreadable file, or one of another format.
    pub fn parse(targets: &BTreeMap<String, Vec<u8>>) -> Result<Self, ContentError> {
        let policy: Policy = read(targets, POLICY_TARGET)?;
        let people: PeopleFile = read(targets, PEOPLE_TARGET)?;
        let accounts: AccountsFile = read(targets, ACCOUNTS_TARGET)?;
        check_format(PEOPLE_TARGET, people.format, people.normalisation)?;
        check_format(ACCOUNTS_TARGET, accounts.format, accounts.normalisation)?;
        Ok(Self {
            policy,
            people_by_account: index_people(&people.people),
            people: people
                .people
                .into_iter()
                .map(|person| (person.id.clone(), person))
                .collect(),
            entries_by_account: index_entries(&accounts.accounts),
            entries: accounts.accounts,
        })
    }

    /// The rules.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Name of the company, as employees know it.
    #[must_use]
    pub fn company(&self) -> &str {
        &self.policy.company
    }

    /// How many entries the audience map has.
    #[must_use]
    pub fn entry_count(&self) -> usize {
        self.entries.len()
    }
}

fn read<T: DeserializeOwned>(
    targets: &BTreeMap<String, Vec<u8>>,
    target: &'static str,
) -> Result<T, ContentError> {
    let bytes = targets.get(target).ok_or(ContentError::Missing(target))?;
    serde_json::from_slice(bytes).map_err(|error| ContentError::Unreadable {
        target,
        problem: error.to_string(),
    })
}

fn check_format(target: &'static str, format: u32, normalisation: u32) -> Result<(), ContentError> {
    if format != FORMAT {
        return Err(ContentError::Format {
            target,
            found: format,
        });
    }
    if normalisation != policy::key::NORMALISATION {
        return Err(ContentError::Normalisation {
            target,
            found: normalisation,
        });
    }
    Ok(())
}

fn index_people(people: &[PersonRecord]) -> HashMap<AccountKey, PersonId> {
    let of_person = |person: &PersonRecord| {
        let id = person.id.clone();
        person
            .accounts
            .clone()
            .into_iter()
            .map(move |account| (account, id.clone()))
    };
    people.iter().flat_map(of_person).collect()
}

fn index_entries(entries: &[AccountRecord]) -> HashMap<AccountKey, usize> {
    let of_entry = |(number, entry): (usize, &AccountRecord)| {
        entry
            .accounts
            .clone()
            .into_iter()
            .map(move |account| (account, number))
    };
    entries.iter().enumerate().flat_map(of_entry).collect()
}
