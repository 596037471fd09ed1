//! A company → the target files of a bundle. The same company always gives the same bytes.
//!
//! Names of listed people, companies, notes and examples stay behind. Signing is left to `release`.

use std::collections::BTreeMap;

use policy::key::NORMALISATION;
use serde::Serialize;

use super::accounts::Entry;
use super::company::Company;
use super::people::Person;
use crate::client::TARGETS_MAX;
use crate::content::Bundle;
use crate::content::format::{
    ACCOUNTS_TARGET, AccountRecord, AccountsFile, FORMAT, PEOPLE_TARGET, POLICY_TARGET, PeopleFile,
    PersonRecord,
};

/// The files are too large for a browser or cannot be read again.
#[derive(Debug, thiserror::Error)]
#[error("`{target}` cannot be made: {problem}")]
pub struct CompileError {
    target: String,
    problem: String,
}

/// The target files by their names.
///
/// # Errors
/// When a browser would not take them.
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
        // An entry without an account is recognised by its company, of which the format knows nothing yet.
        accounts: company
            .entries
            .iter()
            .filter(|entry| !entry.accounts.is_empty())
            .map(account_record)
            .collect(),
    };
    let files = BTreeMap::from([
        json(POLICY_TARGET, &company.policy)?,
        json(PEOPLE_TARGET, &people)?,
        json(ACCOUNTS_TARGET, &accounts)?,
    ]);
    let size: usize = files.values().map(Vec::len).sum();
    check_size(size as u64)?;
    let unreadable = |problem: String| CompileError {
        target: "bundle".to_owned(),
        problem,
    };
    Bundle::parse(&files).map_err(|error| unreadable(error.to_string()))?;
    Ok(files)
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
