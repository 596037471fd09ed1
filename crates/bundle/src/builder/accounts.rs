//! `accounts.csv` → who is on which list, and who looks after them.

use std::collections::BTreeSet;

use policy::{AccountKey, AudienceId, Day, DealState, PersonId, TeamId};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::StrDeserializer;

use super::diagnostic::{Notes, suggest};
use super::people::{Seen, accounts, named, team};
use super::policy_file::PolicyFile;
use super::sheet::{self, Columns, Row};
use super::source::Source;
use super::tree::NameError;

const COLUMNS: Columns = Columns {
    required: &["display_name", "audience"],
    optional: &[
        "company",
        "x_handle",
        "linkedin_url",
        "state",
        "owner",
        "backup",
        "team",
        "confirmed_on",
        "valid_until",
    ],
};

/// One person or company on one list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The line in `accounts.csv`.
    pub line: usize,
    /// Name; stays in the company's folder.
    pub display_name: String,
    /// Where they work; stays in the company's folder.
    pub company: String,
    /// Their accounts, at least one.
    pub accounts: Vec<AccountKey>,
    /// The list.
    pub audience: AudienceId,
    /// Where the deal stands.
    pub state: Option<DealState>,
    /// Who looks after them.
    pub owner: Option<PersonId>,
    /// Who stands in.
    pub backup: Option<PersonId>,
    /// The team whose members are exempt.
    pub team: Option<TeamId>,
    /// When somebody last looked at the entry.
    pub confirmed_on: Option<Day>,
    /// The last day on which it counts.
    pub valid_until: Option<Day>,
}

/// What the rows refer to; none where that file could not be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Others<'a> {
    pub(crate) policy: Option<&'a PolicyFile>,
    /// Ids in the people file.
    pub(crate) people: Option<&'a BTreeSet<&'a str>>,
}

/// Reads the file; nothing when it has no usable header.
pub(crate) fn read(source: &Source, others: Others<'_>, notes: &mut Notes) -> Option<Vec<Entry>> {
    let rows = sheet::read(source, COLUMNS, notes)?;
    let mut seen = Seen::default();
    let mut entries = Vec::new();
    for row in &rows {
        let entry = entry(row, others, notes);
        for (what, key) in named(&entry.accounts) {
            seen.note(row.line, (what, &key), notes);
        }
        entries.push(entry);
    }
    Some(entries)
}

fn entry(row: &Row, others: Others<'_>, notes: &mut Notes) -> Entry {
    let name = row.get("display_name");
    if name.is_empty() {
        notes.add(
            row.line,
            "`display_name` is empty".to_owned(),
            "expected a name",
        );
    }
    let keys = accounts(row, notes);
    let none_given = row.get("x_handle").is_empty() && row.get("linkedin_url").is_empty();
    if none_given {
        let found = format!("`{name}` has no account");
        notes.add(row.line, found, "fill in `x_handle` or `linkedin_url`");
    }
    Entry {
        line: row.line,
        display_name: name.to_owned(),
        company: row.get("company").to_owned(),
        accounts: keys,
        audience: audience(row, others.policy, notes),
        state: state(row, notes),
        owner: person(row, "owner", others, notes),
        backup: person(row, "backup", others, notes),
        team: team(row, others.policy, notes),
        confirmed_on: day(row, "confirmed_on", notes),
        valid_until: day(row, "valid_until", notes),
    }
}

fn audience(row: &Row, policy: Option<&PolicyFile>, notes: &mut Notes) -> AudienceId {
    let audience = AudienceId::from(row.get("audience"));
    let known = policy.map(|file| &file.policy.audiences);
    if audience.as_str().is_empty() {
        let found = "`audience` is empty".to_owned();
        notes.add(row.line, found, "expected an audience of policy.toml");
    } else if let Some(known) = known.filter(|known| !known.contains_key(&audience)) {
        let help = suggest(
            audience.as_str(),
            "audiences",
            known.keys().map(AudienceId::as_str),
        );
        notes.add(row.line, format!("unknown audience `{audience}`"), &help);
    }
    audience
}

fn state(row: &Row, notes: &mut Notes) -> Option<DealState> {
    let cell = Some(row.get("state")).filter(|cell| !cell.is_empty())?;
    let reader: StrDeserializer<'_, NameError> = cell.into_deserializer();
    let note = |error: NameError| {
        let (found, help) = error.explain(cell, "state");
        notes.add(row.line, found, &help);
    };
    DealState::deserialize(reader).map_err(note).ok()
}

/// The cell of a person, who must be in the people file.
fn person(row: &Row, column: &str, others: Others<'_>, notes: &mut Notes) -> Option<PersonId> {
    let id = PersonId::from(Some(row.get(column)).filter(|id| !id.is_empty())?);
    let Some(people) = others.people else {
        return Some(id);
    };
    if !people.contains(id.as_str()) {
        let found = format!("{column} `{id}` is not in the people file");
        let help = suggest(id.as_str(), "people", people.iter().copied());
        notes.add(row.line, found, &help);
    }
    Some(id)
}

fn day(row: &Row, column: &str, notes: &mut Notes) -> Option<Day> {
    let cell = Some(row.get(column)).filter(|cell| !cell.is_empty())?;
    let note = |_| {
        notes.add(
            row.line,
            format!("`{column}` is `{cell}`"),
            "expected a date like `2026-11-22`",
        )
    };
    cell.parse().map_err(note).ok()
}
