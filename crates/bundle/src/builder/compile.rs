//! A company → the target files of a bundle. The same company always gives the same bytes.
//!
//! Names of listed people, companies, notes and examples stay behind. Lists, sealed and open, are left to
//! [`super::seal`], signing to [`super::release`].

use std::collections::{BTreeMap, BTreeSet};

use policy::key::NORMALISATION;
use policy::topics::TopicIndex;
use policy::{Minute, PersonId, RoleId};
use serde::Serialize;

use super::accounts::{Entry, EntryKind};
use super::audience_file::Privacy;
use super::company::Company;
use super::exceptions::GoAhead;
use super::people::Person;
use super::seal::Sealed;
use crate::client::TARGETS_MAX;
use crate::content::format::{
    AccountRecord, CompanyRecord, ExceptionRecord, FORMAT, PEOPLE_TARGET, POLICY_TARGET,
    PeopleFile, PersonRecord, SITES_FORMAT, SITES_TARGET, SitesFile, TOPICS_TARGET,
    TRAINING_FORMAT, TRAINING_TARGET, TrainingFile,
};
use crate::content::{Bundle, Contents};

/// The files are too large for a browser or cannot be read again.
#[derive(Debug, thiserror::Error)]
#[error("`{target}` cannot be made: {problem}")]
pub struct CompileError {
    target: String,
    problem: String,
}

/// What is published, and what a browser makes of it.
#[derive(Debug)]
pub struct Compiled {
    /// The target files by their names.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The same, read back.
    pub bundle: Bundle,
}

/// What the company itself knows, with every list open: for whoever tries its rules where its files are. Nothing of
/// it is published; that is made by [`release`].
#[must_use]
pub fn compile(company: &Company) -> Bundle {
    let accounts = company.entries.iter().filter_map(account_record);
    let people = company.people.iter().map(|one| person_record(company, one));
    let exceptions = company.exceptions.iter();
    let exceptions = exceptions.map(|it| exception_record(company, it));
    Bundle::of(Contents {
        policy: company.policy.clone(),
        topics: company.topics.clone(),
        people: people_file(company, people.collect(), exceptions.collect()),
        accounts: accounts.collect(),
        cards: company.cards.clone(),
        sites: company.mending.sites.clone(),
        maps: BTreeMap::new(),
    })
}

/// Makes the target files of a release: of lists there is nothing in them but the manifests of their maps, of
/// whoever looks after sealed entries alone no name.
///
/// # Errors
/// When a browser would not take them.
pub fn release(company: &Company, sealed: &Sealed) -> Result<Compiled, CompileError> {
    let open = || {
        company
            .entries
            .iter()
            .filter(|entry| is_open(company, entry))
    };
    let busy: BTreeSet<&PersonId> = open()
        .flat_map(|entry| entry.owner.iter().chain(&entry.backup))
        .collect();
    let person = |person: &Person| match busy.contains(&person.id) {
        true => person_record(company, person),
        false => PersonRecord {
            name: String::new(),
            title: String::new(),
            team_name: String::new(),
            link: String::new(),
            ..person_record(company, person)
        },
    };
    let exception = |exception: &GoAhead| {
        let record = exception_record(company, exception);
        let tags = exception
            .to
            .as_ref()
            .and_then(|account| sealed.tags.get(account));
        match tags {
            Some(tags) => ExceptionRecord {
                account: None,
                tags: tags.clone(),
                ..record
            },
            None => record,
        }
    };
    let people = company.people.iter().map(person).collect();
    let exceptions = company.exceptions.iter().map(exception).collect();
    let mut files = files(company, (people, exceptions))?;
    files.extend(sites(company)?);
    files.extend(sealed.targets.clone());
    read_back(files)
}

/// Of a list that nobody describes, nothing is known but that it is there: it stays behind.
pub(super) fn is_open(company: &Company, entry: &Entry) -> bool {
    let audience = company.audiences.get(&entry.audience);
    audience.is_some_and(|audience| audience.privacy == Privacy::Open)
}

fn files(
    company: &Company,
    (people, exceptions): (Vec<PersonRecord>, Vec<ExceptionRecord>),
) -> Result<BTreeMap<String, Vec<u8>>, CompileError> {
    let people = people_file(company, people, exceptions);
    let training = TrainingFile {
        format: TRAINING_FORMAT,
        cards: company.cards.clone(),
    };
    Ok(BTreeMap::from([
        json(POLICY_TARGET, &company.policy)?,
        json(PEOPLE_TARGET, &people)?,
        json(TRAINING_TARGET, &training)?,
        (TOPICS_TARGET.to_owned(), packed(&company.topics)?),
    ]))
}

/// Only where something is said: then a browser of before has nothing to pass over.
fn sites(company: &Company) -> Result<Option<(String, Vec<u8>)>, CompileError> {
    let sites = company.mending.sites.iter();
    let file = SitesFile {
        format: SITES_FORMAT,
        sites: sites
            .map(|(site, record)| (site.id().to_owned(), record.clone()))
            .collect(),
    };
    let is_empty = file.sites.is_empty();
    (!is_empty).then(|| json(SITES_TARGET, &file)).transpose()
}

fn people_file(
    company: &Company,
    people: Vec<PersonRecord>,
    exceptions: Vec<ExceptionRecord>,
) -> PeopleFile {
    PeopleFile {
        format: FORMAT,
        normalisation: NORMALISATION,
        people,
        brand_accounts: company.head.brand_accounts.clone(),
        exceptions,
    }
}

fn read_back(files: BTreeMap<String, Vec<u8>>) -> Result<Compiled, CompileError> {
    let size: usize = files.values().map(Vec::len).sum();
    check_size(size as u64)?;
    let unreadable = |problem: String| CompileError {
        target: "bundle".to_owned(),
        problem,
    };
    let bundle = Bundle::parse(&files).map_err(|error| unreadable(error.to_string()))?;
    Ok(Compiled { files, bundle })
}

/// A bundle that no client fetches is not made.
fn check_size(size: u64) -> Result<(), CompileError> {
    if size <= TARGETS_MAX {
        return Ok(());
    }
    let problem = format!("it has {size} bytes, browsers fetch up to {TARGETS_MAX}");
    let target = "bundle".to_owned();
    Err(CompileError { target, problem })
}

fn json(target: &str, value: &impl Serialize) -> Result<(String, Vec<u8>), CompileError> {
    let error = |error: serde_json::Error| CompileError {
        target: target.to_owned(),
        problem: error.to_string(),
    };
    Ok((target.to_owned(), serde_json::to_vec(value).map_err(error)?))
}

fn packed(topics: &TopicIndex) -> Result<Vec<u8>, CompileError> {
    postcard::to_allocvec(topics).map_err(|error| CompileError {
        target: TOPICS_TARGET.to_owned(),
        problem: error.to_string(),
    })
}

/// Authors are roles or people; `company` says which.
fn exception_record(company: &Company, exception: &GoAhead) -> ExceptionRecord {
    let author = exception.author.as_str();
    let role = Some(RoleId::from(author)).filter(|role| company.policy.roles.contains_key(role));
    ExceptionRecord {
        person: role.is_none().then(|| author.into()),
        role,
        account: exception.to.clone(),
        tags: Vec::new(),
        audience: exception.audience.clone(),
        until: Minute::from_unix_seconds(exception.until.0.0),
    }
}

fn person_record(company: &Company, person: &Person) -> PersonRecord {
    let team_name = person
        .team
        .as_ref()
        .and_then(|team| company.head.teams.get(team));
    PersonRecord {
        id: person.id.clone(),
        name: person.name.clone(),
        title: person.title.clone(),
        team: person.team.clone(),
        team_name: team_name.cloned().unwrap_or_default(),
        seniority: person.seniority,
        roles: person.roles.clone(),
        link: person.link.clone(),
        accounts: person.accounts.clone(),
    }
}

/// Nothing for an entry by which nobody could be recognised.
pub(super) fn account_record(entry: &Entry) -> Option<AccountRecord> {
    let company = company_record(entry);
    if entry.accounts.is_empty() && company.is_none() {
        return None;
    }
    Some(AccountRecord {
        accounts: entry.accounts.clone(),
        company,
        audience: entry.audience.clone(),
        state: entry.state,
        owner: entry.owner.clone(),
        backup: entry.backup.clone(),
        team: entry.team.clone(),
        confirmed_on: entry.confirmed_on,
        valid_until: entry.valid_until,
    })
}

/// Of a company, what its people are recognised by. Where a person works stays in the folder.
fn company_record(entry: &Entry) -> Option<CompanyRecord> {
    let organisation = Some(&entry.organisation).filter(|_| entry.kind == EntryKind::Company)?;
    let keys = [&organisation.name, &organisation.domain];
    Some(CompanyRecord {
        written: organisation.written.clone(),
        keys: keys.into_iter().flatten().cloned().collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_that_no_browser_fetches_is_not_made() {
        assert!(check_size(TARGETS_MAX).is_ok());
        let error = check_size(TARGETS_MAX + 1).expect_err("too large");
        assert_eq!(
            error.to_string(),
            "`bundle` cannot be made: it has 67108865 bytes, browsers fetch up to 67108864"
        );
    }
}
