//! `people.csv` → colleagues. Whether their roles and teams exist is asked here, too.

use std::collections::BTreeMap;

use policy::{AccountKey, KeyError, PersonId, RoleId, TeamId};

use super::diagnostic::{Notes, suggest};
use super::policy_file::{ID_HELP, PolicyFile, check_link, is_id};
use super::sheet::{self, Columns, Row};
use super::source::Source;

const COLUMNS: Columns = Columns {
    required: &["id", "name", "roles"],
    optional: &["title", "team", "link", "x_handle", "linkedin_url"],
};

/// One colleague.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The line in `people.csv`.
    pub line: usize,
    /// Short name used in the other files.
    pub id: PersonId,
    /// Name, in any script.
    pub name: String,
    /// What they do; may be empty.
    pub title: String,
    /// Their team.
    pub team: Option<TeamId>,
    /// What they do for the company.
    pub roles: Vec<RoleId>,
    /// How to reach them; may be empty.
    pub link: String,
    /// Their own accounts.
    pub accounts: Vec<AccountKey>,
}

/// Reads the file; nothing when it has no usable header. `policy` is asked for roles and teams.
pub(crate) fn read(
    source: &Source,
    policy: Option<&PolicyFile>,
    notes: &mut Notes,
) -> Option<Vec<Person>> {
    let rows = sheet::read(source, COLUMNS, notes)?;
    let mut seen = Seen::default();
    let people = rows
        .iter()
        .filter_map(|row| person(row, (policy, &mut seen), notes))
        .collect();
    Some(people)
}

fn person(
    row: &Row,
    (policy, seen): (Option<&PolicyFile>, &mut Seen),
    notes: &mut Notes,
) -> Option<Person> {
    let (id, name, link) = (row.get("id"), row.get("name"), row.get("link"));
    if !is_id(id) {
        notes.add(row.line, format!("`{id}` is not a short name"), ID_HELP);
        return None;
    }
    if name.is_empty() {
        notes.add(
            row.line,
            format!("`{id}` has no name"),
            "expected the name colleagues use",
        );
    }
    if !link.is_empty() {
        check_link(link, |found, help| notes.add(row.line, found, help));
    }
    let id_seen = Some(("id", id.to_owned()));
    let accounts = accounts(row, notes);
    for (what, key) in id_seen.into_iter().chain(named(&accounts)) {
        seen.note(row.line, (what, &key), notes);
    }
    Some(Person {
        line: row.line,
        id: id.into(),
        name: name.to_owned(),
        title: row.get("title").to_owned(),
        team: team(row, policy, notes),
        roles: roles(row, policy, notes),
        link: link.to_owned(),
        accounts,
    })
}

fn roles(row: &Row, policy: Option<&PolicyFile>, notes: &mut Notes) -> Vec<RoleId> {
    let separators = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|');
    let roles = row
        .get("roles")
        .split(separators)
        .filter(|role| !role.is_empty());
    let roles: Vec<RoleId> = roles.map(RoleId::from).collect();
    if roles.is_empty() {
        notes.add(
            row.line,
            format!("`{}` has no role", row.get("id")),
            "expected roles of policy.toml",
        );
    }
    let known = policy.map(|file| &file.policy.roles);
    for role in &roles {
        if let Some(known) = known.filter(|known| !known.contains_key(role)) {
            let help = suggest(role.as_str(), "roles", known.keys().map(RoleId::as_str));
            notes.add(row.line, format!("unknown role `{role}`"), &help);
        }
    }
    roles
}

/// The cell `team`, checked against the teams of the policy.
pub(crate) fn team(row: &Row, policy: Option<&PolicyFile>, notes: &mut Notes) -> Option<TeamId> {
    let team = TeamId::from(Some(row.get("team")).filter(|team| !team.is_empty())?);
    if let Some(file) = policy.filter(|file| !file.teams.contains_key(&team)) {
        let help = suggest(
            team.as_str(),
            "teams",
            file.teams.keys().map(TeamId::as_str),
        );
        notes.add(row.line, format!("unknown team `{team}`"), &help);
    }
    Some(team)
}

/// The accounts of a row, in the order X, LinkedIn.
pub(crate) fn accounts(row: &Row, notes: &mut Notes) -> Vec<AccountKey> {
    let mut key = |column: &str, read: fn(&str) -> Result<AccountKey, KeyError>| {
        let cell = Some(row.get(column)).filter(|cell| !cell.is_empty())?;
        // A spreadsheet keeps `@name` from being a formula with an apostrophe.
        read(cell.trim_start_matches('\''))
            .map_err(|error| {
                notes.add(
                    row.line,
                    error.to_string(),
                    "leave the cell empty if there is none",
                )
            })
            .ok()
    };
    let x = key("x_handle", AccountKey::x);
    let linkedin = key("linkedin_url", AccountKey::linkedin);
    x.into_iter().chain(linkedin).collect()
}

/// Accounts with the words for a report.
pub(crate) fn named(accounts: &[AccountKey]) -> impl Iterator<Item = (&'static str, String)> {
    accounts.iter().map(|account| match account.display() {
        handle if handle.starts_with('@') => ("X handle", handle),
        address => ("LinkedIn address", address),
    })
}

/// What may be there only once, and on which line it was first.
#[derive(Debug, Default)]
pub(crate) struct Seen(BTreeMap<(&'static str, String), usize>);

impl Seen {
    pub(crate) fn note(
        &mut self,
        line: usize,
        (what, key): (&'static str, &str),
        notes: &mut Notes,
    ) {
        let first = *self.0.entry((what, key.to_owned())).or_insert(line);
        if first != line {
            let found = format!("{what} `{key}` is on line {first} already");
            notes.add(line, found, "keep one of the two lines");
        }
    }
}
