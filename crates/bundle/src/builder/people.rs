//! `people.csv` → colleagues. Whether their roles and teams exist is asked here, too.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher};

use policy::{AccountKey, KeyError, PersonId, RoleId, Seniority, TeamId};
use serde::Deserialize;

use super::choice::by_name;
use super::code::Code;
use super::layout;
use super::notes::Notes;
use super::roster::{Roster, Thing};
use super::sheet::{self, Columns, Row};
use super::source::Sources;
use super::texts::Spot;
use super::values::{check_id, check_link, is_email};

const COLUMNS: Columns = Columns {
    required: &["id", "name", "roles"],
    optional: &[
        "title",
        "seniority",
        "team",
        "email",
        "link",
        "x_handle",
        "linkedin_url",
    ],
};

/// One colleague.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Where their id stands.
    pub spot: Spot,
    /// Short name used in the other files.
    pub id: PersonId,
    /// Name, in any script.
    pub name: String,
    /// What they do; may be empty.
    pub title: String,
    /// How high they stand.
    pub seniority: Option<Seniority>,
    /// Their team.
    pub team: Option<TeamId>,
    /// What they do for the company.
    pub roles: Vec<RoleId>,
    /// Their address at work; may be empty. It stays in the company's folder.
    pub email: String,
    /// How to reach them; may be empty.
    pub link: String,
    /// Their own accounts.
    pub accounts: Vec<AccountKey>,
}

/// Reads the file, which has to be there; nothing when it has no usable header.
pub(crate) fn read(sources: &Sources, roster: &Roster, notes: &Notes) -> Option<Vec<Person>> {
    let opened = sources.need(layout::PEOPLE, notes)?;
    let mut seen = Seen::default();
    let mut people = Vec::new();
    sheet::read(&opened, COLUMNS, notes, |row| {
        people.extend(person(row, (roster, &mut seen), notes));
    })?;
    Some(people)
}

fn person(row: &Row<'_>, (roster, seen): (&Roster, &mut Seen), notes: &Notes) -> Option<Person> {
    let (id, name, link) = (row.get("id"), row.get("name"), row.get("link"));
    if !check_id(id, row.spot("id"), notes) {
        return None;
    }
    if name.is_empty() {
        let found = format!("`{id}` has no name");
        let help = "expected the name colleagues use";
        notes.add((Code::EmptyText, row.spot("name")), found, help);
    }
    if !link.is_empty() {
        check_link(link, row.spot("link"), notes);
    }
    seen.note(("id", id), row.spot("id"), notes);
    Some(Person {
        spot: row.spot("id"),
        id: id.into(),
        name: name.to_owned(),
        title: row.get("title").to_owned(),
        seniority: one_of(row, "seniority", notes),
        team: reference(row, ("team", Thing::Team), roster, notes).map(TeamId),
        roles: roles(row, roster, notes),
        email: email(row, notes),
        link: link.to_owned(),
        accounts: accounts(row, &ACCOUNT_COLUMNS, (seen, notes))
            .into_iter()
            .map(|(_, account)| account)
            .collect(),
    })
}

fn roles(row: &Row<'_>, roster: &Roster, notes: &Notes) -> Vec<RoleId> {
    let separators = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|');
    let roles = row.get("roles").split(separators);
    let roles: Vec<&str> = roles.filter(|role| !role.is_empty()).collect();
    let spot = row.spot("roles");
    if roles.is_empty() {
        let found = format!("`{}` has no role", row.get("id"));
        let help = "expected roles of fineline.toml";
        notes.add((Code::EmptyText, spot), found, help);
    }
    for role in &roles {
        roster.check(Thing::Role, (role, spot), notes);
    }
    roles.into_iter().map(RoleId::from).collect()
}

fn email(row: &Row<'_>, notes: &Notes) -> String {
    let email = row.get("email");
    if !email.is_empty() && !is_email(email) {
        let found = format!("`{email}` is not an e-mail address");
        let help = "leave the cell empty if there is none";
        notes.add((Code::BadEmail, row.spot("email")), found, help);
    }
    email.to_owned()
}

/// A cell that names something of the company's files; one that is empty names nothing.
pub(crate) fn reference(
    row: &Row<'_>,
    (column, thing): (&str, Thing),
    roster: &Roster,
    notes: &Notes,
) -> Option<String> {
    let name = row.filled(column)?;
    roster.check_as((thing, column), (name, row.spot(column)), notes);
    Some(name.to_owned())
}

/// A cell with one of the names of an enum; nothing for an empty one.
pub(crate) fn one_of<T: for<'de> Deserialize<'de>>(
    row: &Row<'_>,
    column: &'static str,
    notes: &Notes,
) -> Option<T> {
    let cell = row.filled(column)?;
    by_name(cell)
        .map_err(|error| error.note(notes, row.spot(column), (cell, column)))
        .ok()
}

/// A column, and how an account is read in it.
pub(crate) type AccountColumn = (&'static str, fn(&str) -> Result<AccountKey, KeyError>);

const ACCOUNT_COLUMNS: [AccountColumn; 2] = [
    ("x_handle", AccountKey::x),
    ("linkedin_url", AccountKey::linkedin),
];

/// The accounts of a row with their columns; what is none, or there already, is noted.
pub(crate) fn accounts(
    row: &Row<'_>,
    columns: &[AccountColumn],
    (seen, notes): (&mut Seen, &Notes),
) -> Vec<(&'static str, AccountKey)> {
    let mut accounts = Vec::new();
    for (column, read) in columns {
        // A spreadsheet keeps `@name` from being a formula with an apostrophe.
        let cell = row.get(column).trim_start_matches('\'');
        let spot = row.spot(column);
        match read(cell) {
            _ if cell.is_empty() => {}
            Ok(account) => {
                seen.account(&account, spot, notes);
                accounts.push((*column, account));
            }
            Err(_) if *column == "linkedin_company_url" => {
                let found = format!("`{cell}` is not the LinkedIn page of a company");
                let help = "expected `linkedin.com/company/NAME`";
                notes.add((Code::BadAccount, spot), found, help);
            }
            Err(error) => {
                let help = format!("{}; leave the cell empty if there is none", error.help());
                notes.add((Code::BadAccount, spot), error.to_string(), &help);
            }
        }
    }
    accounts
}

/// What may be there only once, and where it was first. What begins the keys of accounts and domains is in no
/// other one's.
#[derive(Debug, Default)]
pub(crate) struct Seen(HashMap<Box<str>, Spot, BuildHasherDefault<DefaultHasher>>);

impl Seen {
    /// Notes what is there already.
    pub(crate) fn note(&mut self, (what, key): (&'static str, &str), spot: Spot, notes: &Notes) {
        if let Some(first) = self.first(key, spot) {
            again((Code::DuplicateId, what, key), (first, spot), notes);
        }
    }

    /// The same for an account.
    pub(crate) fn account(&mut self, account: &AccountKey, spot: Spot, notes: &Notes) {
        if let Some(first) = self.first(account.as_str(), spot) {
            let what = match account.as_str() {
                key if key.starts_with("x:@") => "X handle",
                key if key.starts_with("x:") => "X user id",
                _ => "LinkedIn address",
            };
            let shown = account.display();
            again((Code::DuplicateAccount, what, &shown), (first, spot), notes);
        }
    }

    /// The same for the domain of a company, in its normal form.
    pub(crate) fn domain(&mut self, key: &str, spot: Spot, notes: &Notes) {
        if let Some(first) = self.first(key, spot) {
            let shown = key.trim_start_matches("dom:");
            again(
                (Code::DuplicateAccount, "domain", shown),
                (first, spot),
                notes,
            );
        }
    }

    /// Where it was first, if that is another place.
    fn first(&mut self, key: &str, spot: Spot) -> Option<Spot> {
        match self.0.get(key) {
            Some(first) => Some(*first).filter(|first| *first != spot),
            None => {
                self.0.insert(key.into(), spot);
                None
            }
        }
    }
}

fn again((code, what, key): (Code, &str, &str), (first, spot): (Spot, Spot), notes: &Notes) {
    let found = format!("{what} `{key}` is in {} already", notes.place(first));
    notes.add((code, spot), found, "keep one of the two");
}
