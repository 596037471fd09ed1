//! A company → the target files of a bundle. The same company always gives the same bytes.
//!
//! Names of listed people, companies, notes and examples stay behind. Signing is left to `release`.

use std::collections::BTreeMap;

use policy::key::NORMALISATION;
use serde::Serialize;

use super::accounts::Entry;
use super::company::Company;
use super::people::Person;
use crate::content::Bundle;
use crate::content::format::{
    ACCOUNTS_TARGET, AccountRecord, AccountsFile, FORMAT, PEOPLE_TARGET, POLICY_TARGET, PeopleFile,
    PersonRecord,
};

/// The files could not be made, or not be read again. Neither happens with a [`Company`] that was read.
#[derive(Debug, thiserror::Error)]
#[error("`{target}` cannot be made: {problem}")]
pub struct CompileError {
    target: String,
    problem: String,
}

/// The target files by their names.
///
/// # Errors
/// When the reader of bundles would not take them.
pub fn compile(company: &Company) -> Result<BTreeMap<String, Vec<u8>>, CompileError> {
    let people = PeopleFile {
        format: FORMAT,
        normalisation: NORMALISATION,
        people: company
            .people
            .iter()
            .map(|one| person_record(company, one))
            .collect(),
    };
    let accounts = AccountsFile {
        format: FORMAT,
        normalisation: NORMALISATION,
        accounts: company.entries.iter().map(account_record).collect(),
    };
    let files = BTreeMap::from([
        json(POLICY_TARGET, &company.policy)?,
        json(PEOPLE_TARGET, &people)?,
        json(ACCOUNTS_TARGET, &accounts)?,
    ]);
    let unreadable = |problem: String| CompileError {
        target: "bundle".to_owned(),
        problem,
    };
    Bundle::parse(&files).map_err(|error| unreadable(error.to_string()))?;
    Ok(files)
}

fn json(target: &str, value: &impl Serialize) -> Result<(String, Vec<u8>), CompileError> {
    let error = |error: serde_json::Error| CompileError {
        target: target.to_owned(),
        problem: error.to_string(),
    };
    Ok((target.to_owned(), serde_json::to_vec(value).map_err(error)?))
}

fn person_record(company: &Company, person: &Person) -> PersonRecord {
    let team_name = person
        .team
        .as_ref()
        .and_then(|team| company.teams.get(team));
    PersonRecord {
        id: person.id.clone(),
        name: person.name.clone(),
        title: person.title.clone(),
        team: person.team.clone(),
        team_name: team_name.cloned().unwrap_or_default(),
        roles: person.roles.clone(),
        link: person.link.clone(),
        accounts: person.accounts.clone(),
    }
}

fn account_record(entry: &Entry) -> AccountRecord {
    AccountRecord {
        accounts: entry.accounts.clone(),
        audience: entry.audience.clone(),
        state: entry.state,
        owner: entry.owner.clone(),
        backup: entry.backup.clone(),
        team: entry.team.clone(),
        confirmed_on: entry.confirmed_on,
        valid_until: entry.valid_until,
    }
}
