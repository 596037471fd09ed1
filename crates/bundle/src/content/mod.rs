//! What a bundle says once it is trusted: the rules, the colleagues, the listed accounts.
//!
//! Reading order: [`mod@format`] (the target files), `look_up` (who are these accounts), `employer` (for
//! whom do they work), `author` (who is writing), [`asking`], [`open`] and [`found`] (what sealed
//! maps and open lists add), `training` (what is taught about rules), [`sites`] (what has
//! changed on the sites). Whether the bytes
//! may be trusted is decided in `verify` and `client`; nothing here asks.

pub mod asking;
mod author;
mod employer;
pub mod format;
pub mod found;
mod listed;
mod look_up;
pub mod open;
pub mod sites;
mod training;

use std::collections::{BTreeMap, HashMap};

use policy::names::OrganisationKey;
use policy::topics::TopicIndex;
use policy::{AccountKey, Language, PersonId, Policy, RuleId, Site};
use serde::de::DeserializeOwned;

use self::format::{
    ACCOUNTS_TARGET, AccountRecord, AccountsFile, CardRecord, ExceptionRecord, FORMAT,
    PEOPLE_TARGET, POLICY_TARGET, PeopleFile, PersonRecord, SiteRecord, TOPICS_TARGET,
};
use crate::map::MapError;
use crate::map::manifest::{self, Manifest};

/// The contents of one verified bundle, ready for look-ups. Immutable: a new version is a new value.
#[derive(Clone, Debug)]
pub struct Bundle {
    policy: Policy,
    topics: TopicIndex,
    people: HashMap<PersonId, PersonRecord>,
    people_by_account: HashMap<AccountKey, PersonId>,
    brand_accounts: Vec<AccountKey>,
    exceptions: Vec<ExceptionRecord>,
    entries: Vec<AccountRecord>,
    /// An account may be on several lists.
    entries_by_account: HashMap<AccountKey, Vec<usize>>,
    entries_by_organisation: HashMap<OrganisationKey, Vec<usize>>,
    cards: training::Cards,
    sites: BTreeMap<Site, SiteRecord>,
    /// By cohort.
    maps: BTreeMap<String, Manifest>,
}

/// What the files of a bundle say, each as it was read.
#[derive(Debug)]
pub(crate) struct Contents {
    pub(crate) policy: Policy,
    pub(crate) topics: TopicIndex,
    pub(crate) people: PeopleFile,
    pub(crate) accounts: Vec<AccountRecord>,
    pub(crate) cards: BTreeMap<RuleId, BTreeMap<Language, CardRecord>>,
    pub(crate) sites: BTreeMap<Site, SiteRecord>,
    pub(crate) maps: BTreeMap<String, Manifest>,
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
    #[error("`{target}` has format {found}, this version reads format {read}")]
    Format {
        /// Name of the target.
        target: &'static str,
        /// The number found.
        found: u32,
        /// The one this version reads.
        read: u32,
    },
    /// The manifest of a sealed map cannot be used.
    #[error("`{target}`: {problem}")]
    Map {
        /// Name of the target.
        target: String,
        /// Why.
        problem: MapError,
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
        check_format(PEOPLE_TARGET, people.format, people.normalisation)?;
        let maps = maps(targets)?;
        let accounts = match maps.contains_key(open::OPEN) {
            true => Vec::new(),
            false => accounts(targets)?,
        };
        let topics = targets.get(TOPICS_TARGET);
        let topics = topics.ok_or(ContentError::Missing(TOPICS_TARGET))?;
        Ok(Self::of(Contents {
            policy,
            topics: postcard::from_bytes(topics).map_err(|error| ContentError::Unreadable {
                target: TOPICS_TARGET,
                problem: error.to_string(),
            })?,
            people,
            accounts,
            cards: training::cards(targets)?,
            sites: sites::sites(targets)?,
            maps,
        }))
    }

    /// What the verified target files say of sealed maps, by cohort, without reading the rest.
    ///
    /// # Errors
    /// A manifest that cannot be used.
    pub fn maps_of(
        targets: &BTreeMap<String, Vec<u8>>,
    ) -> Result<BTreeMap<String, Manifest>, ContentError> {
        maps(targets)
    }

    /// Makes contents ready for look-ups.
    pub(crate) fn of(contents: Contents) -> Self {
        let Contents {
            policy,
            topics,
            people,
            accounts,
            cards,
            sites,
            maps,
        } = contents;
        Self {
            policy,
            topics,
            people_by_account: index_people(&people.people),
            people: people
                .people
                .into_iter()
                .map(|person| (person.id.clone(), person))
                .collect(),
            brand_accounts: people.brand_accounts,
            exceptions: people.exceptions,
            entries_by_account: index(&accounts, |entry| &entry.accounts),
            entries_by_organisation: index(&accounts, |entry| {
                entry.company.as_ref().map_or(&[], |company| &company.keys)
            }),
            entries: accounts,
            cards,
            sites,
            maps,
        }
    }

    /// The rules.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// What texts can be about.
    #[must_use]
    pub fn topics(&self) -> &TopicIndex {
        &self.topics
    }

    /// Name of the company, as employees know it.
    #[must_use]
    pub fn company(&self) -> &str {
        &self.policy.company
    }

    /// The sealed maps by cohort, whether or not this browser has their keys, and that of the open lists, which
    /// needs none.
    #[must_use]
    pub fn maps(&self) -> &BTreeMap<String, Manifest> {
        &self.maps
    }
}

/// The open lists of a bundle of before: one file.
fn accounts(targets: &BTreeMap<String, Vec<u8>>) -> Result<Vec<AccountRecord>, ContentError> {
    let accounts: AccountsFile = read(targets, ACCOUNTS_TARGET)?;
    check_format(ACCOUNTS_TARGET, accounts.format, accounts.normalisation)?;
    Ok(accounts.accounts)
}

fn maps(targets: &BTreeMap<String, Vec<u8>>) -> Result<BTreeMap<String, Manifest>, ContentError> {
    let mut maps = BTreeMap::new();
    for (target, bytes) in targets {
        if let Some(cohort) = manifest::cohort(target) {
            let read = Manifest::read(bytes);
            let problem = |problem| ContentError::Map {
                target: target.clone(),
                problem,
            };
            maps.insert(cohort.to_owned(), read.map_err(problem)?);
        }
    }
    Ok(maps)
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
            read: FORMAT,
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

/// Which entries have a key.
fn index<K: Clone + Eq + std::hash::Hash>(
    entries: &[AccountRecord],
    keys: impl Fn(&AccountRecord) -> &[K],
) -> HashMap<K, Vec<usize>> {
    let mut index: HashMap<K, Vec<usize>> = HashMap::new();
    for (number, entry) in entries.iter().enumerate() {
        for key in keys(entry) {
            index.entry(key.clone()).or_default().push(number);
        }
    }
    index
}
