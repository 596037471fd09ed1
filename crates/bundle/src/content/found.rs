//! What maps said about the people asked for: between the look-ups in the maps, which read storage and
//! take time, and [`Bundle::look_up_with`], which puts everything together.

use std::collections::HashMap;

use policy::names::OrganisationKey;
use policy::{AccountKey, Asked, AudienceId};

use super::Bundle;
use super::format::AccountRecord;
use crate::map::owners::OwnerRow;
use crate::map::payload::Payload;
use crate::map::record::TAG;

/// What was found, by the keys of [`Bundle::keys`].
#[derive(Clone, Debug, Default)]
pub struct Found {
    entries: HashMap<String, Vec<SealedEntry>>,
    open: HashMap<String, Vec<AccountRecord>>,
    tags: HashMap<String, Vec<[u8; TAG]>>,
}

/// An opened record, with what it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedEntry {
    /// The list.
    pub audience: AudienceId,
    /// What the record says.
    pub payload: Payload,
    /// Who looks after the entry.
    pub care: OwnerRow,
}

impl Found {
    /// Notes an entry under a key.
    pub fn add(&mut self, key: &str, entry: SealedEntry) {
        self.entries.entry(key.to_owned()).or_default().push(entry);
    }

    /// Notes the entries that open lists have under a key.
    pub fn add_open(&mut self, key: &str, entries: Vec<AccountRecord>) {
        self.open.insert(key.to_owned(), entries);
    }

    /// Notes where a key lies in a map, whether or not something is there.
    pub fn add_tag(&mut self, key: &str, tag: [u8; TAG]) {
        self.tags.entry(key.to_owned()).or_default().push(tag);
    }

    /// The entries of open lists under a key.
    pub(super) fn open(&self, key: &str) -> &[AccountRecord] {
        self.open.get(key).map(Vec::as_slice).unwrap_or_default()
    }

    /// The sealed entries under a key.
    pub(super) fn entries(&self, key: &str) -> &[SealedEntry] {
        self.entries.get(key).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a key lies under one of these tags, in hexadecimal.
    pub(super) fn has_tag(&self, key: &str, tags: &[String]) -> bool {
        let mut mine = self.tags.get(key).into_iter().flatten();
        mine.any(|tag| tags.contains(&hex::encode(tag)))
    }
}

impl Bundle {
    /// The keys to look up in maps, the surest first and each once: accounts, pages of employers, domains,
    /// employers named in headlines.
    #[must_use]
    pub fn keys(&self, asked: &[Asked]) -> Vec<String> {
        let accounts = asked.iter().map(|it| it.account.folded());
        let pages = asked.iter().filter_map(|it| it.company_page.as_ref());
        let accounts = accounts.chain(pages.map(AccountKey::folded));
        let links = asked.iter().filter_map(|it| it.link.as_deref());
        let domains = links.flat_map(OrganisationKey::domain_candidates);
        let names = asked.iter().filter_map(employer);
        let organisations = domains.chain(names).map(|it| it.as_str().to_owned());
        let mut keys: Vec<String> = Vec::new();
        for key in accounts
            .map(|it| it.as_str().to_owned())
            .chain(organisations)
        {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }
}

fn employer(asked: &Asked) -> Option<OrganisationKey> {
    let standing = policy::names::standing(asked.headline.as_deref()?);
    OrganisationKey::name(&standing.employer?).ok()
}
