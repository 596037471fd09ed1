//! `audiences/<id>.csv` → who is on which list, and who looks after them.

use std::collections::{BTreeMap, BTreeSet};

use policy::names::OrganisationKey;
use policy::{
    AccountKey, AudienceClass, AudienceId, Day, DealState, KeyError, Matcher, PersonId, Route,
    Rule, TeamId,
};
use serde::{Deserialize, Serialize};

use super::audience_file::AudienceNotes;
use super::code::Code;
use super::layout::{self, Kind as File};
use super::notes::Notes;
use super::people::{AccountColumn, Person, Seen, accounts, one_of, reference};
use super::roster::{Roster, Thing};
use super::sheet::{self, Columns, Row};
use super::source::{Opened, Sources};
use super::texts::Spot;

const COLUMNS: Columns = Columns {
    required: &["display_name"],
    optional: &[
        "kind",
        "company",
        "x_handle",
        "x_user_id",
        "linkedin_url",
        "linkedin_company_url",
        "email_domain",
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
    /// Where its name stands.
    pub spot: Spot,
    /// A person, or everybody who works for a company.
    pub kind: EntryKind,
    /// Name; stays in the company's folder.
    pub display_name: String,
    /// Their accounts. A person has at least one; the page of a company is among its own.
    pub accounts: Vec<AccountKey>,
    /// Where they work, or which company it is.
    pub organisation: Organisation,
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

/// What an entry stands for. The name in files is in lower case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntryKind {
    /// One person, by their accounts.
    #[default]
    Person,
    /// A company and whoever works for it, by its page, its domain or its name.
    Company,
}

/// A company as an entry names it, each part in normal form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    /// Its name, as written; may be empty.
    pub written: String,
    /// Its name.
    pub name: Option<OrganisationKey>,
    /// Its LinkedIn page.
    pub page: Option<AccountKey>,
    /// The domain of its addresses.
    pub domain: Option<OrganisationKey>,
}

/// What the rows are held against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Others<'a> {
    pub(crate) roster: &'a Roster,
    pub(crate) people: &'a [Person],
    pub(crate) audiences: &'a BTreeMap<AudienceId, AudienceNotes>,
    pub(crate) rules: &'a [Rule],
}

/// Reads the rows of every list.
pub(crate) fn read(sources: &Sources, others: Others<'_>, notes: &Notes) -> Vec<Entry> {
    let own = others.people.iter().flat_map(|person| {
        let id = &person.id;
        person.accounts.iter().map(move |account| (account, id))
    });
    let mut reader = Reader {
        others,
        own: own.collect(),
        seen: Seen::default(),
        notes,
    };
    let mut entries = Vec::new();
    for path in sources.paths() {
        if let Some(File::Entries(id)) = layout::kind(path) {
            let opened = sources.open(path, notes);
            entries.extend(opened.iter().flat_map(|opened| reader.file(id, opened)));
        }
    }
    check_links(others.people, &entries, notes);
    entries
}

struct Reader<'a> {
    others: Others<'a>,
    /// Accounts of colleagues.
    own: BTreeMap<&'a AccountKey, &'a PersonId>,
    /// What the list that is being read has had.
    seen: Seen,
    notes: &'a Notes,
}

impl Reader<'_> {
    fn file(&mut self, id: &str, opened: &Opened) -> Vec<Entry> {
        let audience = AudienceId::from(id);
        if !self.others.roster.has(Thing::Audience, id) {
            let help = format!("add audiences/{id}.toml, with a `label`");
            let found = format!("there is no audiences/{id}.toml");
            self.notes
                .add((Code::AudienceWithoutFile, opened.spot), found, &help);
        }
        // One may be on several lists, and on each of them once.
        self.seen = Seen::default();
        let mut entries = Vec::new();
        sheet::read(opened, COLUMNS, self.notes, |row| {
            entries.push(self.entry(row, &audience));
        });
        entries
    }

    fn entry(&mut self, row: &Row<'_>, audience: &AudienceId) -> Entry {
        let (roster, notes) = (self.others.roster, self.notes);
        let person = |column| reference(row, (column, Thing::Person), roster, notes);
        let kind = one_of(row, "kind", notes).unwrap_or_default();
        let entry = Entry {
            spot: row.spot("display_name"),
            kind,
            display_name: display_name(row, kind, notes),
            accounts: self.accounts(row, kind),
            organisation: self.organisation(row, kind),
            audience: audience.clone(),
            state: one_of(row, "state", notes),
            owner: person("owner").map(PersonId),
            backup: person("backup").map(PersonId),
            team: reference(row, ("team", Thing::Team), roster, notes).map(TeamId),
            confirmed_on: day(row, "confirmed_on", notes),
            valid_until: day(row, "valid_until", notes),
        };
        check_recognisable(row, &entry, notes);
        self.check_owner(row, &entry);
        entry
    }

    /// The accounts of a row. Nobody is a colleague and on a list at once: the list would never count.
    fn accounts(&mut self, row: &Row<'_>, kind: EntryKind) -> Vec<AccountKey> {
        let columns = match kind {
            EntryKind::Person => &ACCOUNT_COLUMNS[..3],
            EntryKind::Company => &ACCOUNT_COLUMNS[..],
        };
        let accounts = accounts(row, columns, (&mut self.seen, self.notes));
        for (column, account) in &accounts {
            if let Some(id) = self.own.get(account) {
                let found = format!("`{}` belongs to the colleague `{id}`", account.display());
                let help = "colleagues stay silent: take this row or that account out";
                let at = (Code::ColleagueListed, row.spot(column));
                self.notes.add(at, found, help);
            }
        }
        // A list of its own: the one that was read has room for more, a million times.
        let mut own = Vec::with_capacity(accounts.len());
        own.extend(accounts.into_iter().map(|(_, account)| account));
        own
    }

    fn organisation(&mut self, row: &Row<'_>, kind: EntryKind) -> Organisation {
        let is_company = kind == EntryKind::Company;
        // The name of a company may stand in either column.
        let own = row
            .filled("display_name")
            .map(|name| ("display_name", name));
        let given = row.filled("company").map(|name| ("company", name));
        let named = given.or(own.filter(|_| is_company));
        let name = named.map(|(column, name)| (column, OrganisationKey::name(name)));
        if let (true, Some((column, Err(error)))) = (is_company, &name) {
            let at = (Code::BadCompany, row.spot(column));
            self.notes.add(at, error.to_string(), error.help());
        }
        let domain = row.filled("email_domain").map(OrganisationKey::domain);
        let spot = row.spot("email_domain");
        match &domain {
            Some(Err(error)) => {
                let at = (Code::BadDomain, spot);
                self.notes.add(at, error.to_string(), error.help());
            }
            Some(Ok(key)) if is_company => self.seen.domain(key.as_str(), spot, self.notes),
            _ => {}
        }
        // Noted with the accounts of a company; of a person it is only looked up.
        let page = row.filled("linkedin_company_url");
        Organisation {
            written: named.map_or("", |(_, name)| name).to_owned(),
            name: name.and_then(|(_, name)| name.ok()),
            page: page.and_then(|page| company_page(page).ok()),
            domain: domain.and_then(Result::ok),
        }
    }

    /// A rule that points to the owner needs one for everybody it is about, or a desk that is asked instead.
    fn check_owner(&self, row: &Row<'_>, entry: &Entry) {
        let audience = self.others.audiences.get(&entry.audience);
        let has_desk = audience.is_some_and(|audience| audience.desk.is_some());
        let mut rules = self.others.rules.iter();
        let class = audience.map(|audience| audience.class.unwrap_or_default());
        let about = |rule: &&Rule| rule.route == Route::Owner && is_about(rule, entry, class);
        let rule = rules.find(about);
        if let (None, false, Some(rule)) = (&entry.owner, has_desk, rule) {
            let found = format!("`{}` has no owner", entry.display_name);
            let id = &rule.id;
            let help = format!(
                "rule `{id}` points to the owner: fill in `owner`, or give the audience a `desk`"
            );
            self.notes
                .add((Code::NoOwner, row.spot("owner")), found, &help);
        }
    }
}

/// The columns of accounts, the last one for companies alone.
const ACCOUNT_COLUMNS: [AccountColumn; 4] = [
    ("x_handle", AccountKey::x),
    ("linkedin_url", AccountKey::linkedin),
    ("x_user_id", AccountKey::x_id),
    ("linkedin_company_url", company_page),
];

/// The page of a company, not of a person.
fn company_page(address: &str) -> Result<AccountKey, KeyError> {
    let key = AccountKey::linkedin(address)?;
    match key.as_str().starts_with("in:/company/") {
        true => Ok(key),
        false => Err(KeyError::Profile(address.to_owned())),
    }
}

/// A company may be named by whatever stands for it.
fn display_name(row: &Row<'_>, kind: EntryKind, notes: &Notes) -> String {
    let columns: &[&str] = match kind {
        EntryKind::Person => &["display_name"],
        EntryKind::Company => &[
            "display_name",
            "company",
            "email_domain",
            "linkedin_company_url",
        ],
    };
    let name = columns.iter().find_map(|column| row.filled(column));
    if name.is_none() && kind == EntryKind::Person {
        let found = "`display_name` is empty";
        let spot = row.spot("display_name");
        notes.add((Code::EmptyText, spot), found, "expected a name");
    }
    name.unwrap_or_default().to_owned()
}

/// An entry by which nobody could ever be recognised.
fn check_recognisable(row: &Row<'_>, entry: &Entry, notes: &Notes) {
    let name = &entry.display_name;
    let has = |columns: &[&str]| columns.iter().any(|column| row.filled(column).is_some());
    let accounts = ["x_handle", "x_user_id", "linkedin_url"];
    let company = [
        "display_name",
        "company",
        "email_domain",
        "linkedin_company_url",
    ];
    let (found, help) = match entry.kind {
        EntryKind::Person if !has(&accounts) => (
            format!("`{name}` has no account"),
            "fill in `x_handle`, `linkedin_url` or `x_user_id`",
        ),
        EntryKind::Company if !has(&company) => (
            "nobody could be recognised by this row".to_owned(),
            "fill in `company`, `linkedin_company_url` or `email_domain`",
        ),
        _ => return,
    };
    notes.add((Code::NoAccount, row.whole()), found, help);
}

fn day(row: &Row<'_>, column: &str, notes: &Notes) -> Option<Day> {
    let cell = row.filled(column)?;
    let note = |_| {
        let found = format!("`{column}` is `{cell}`");
        let help = "expected a date like `2026-11-22`";
        notes.add((Code::BadDate, row.spot(column)), found, help);
    };
    cell.parse().map_err(note).ok()
}

/// The class is that of the entry's list; unknown where its file cannot be read.
fn is_about(rule: &Rule, entry: &Entry, class: Option<AudienceClass>) -> bool {
    let mut about_people = false;
    let holds = rule.when.iter().all(|matcher| match matcher {
        Matcher::Audience(any) => {
            about_people = true;
            any.contains(&entry.audience)
        }
        Matcher::Class(any) => {
            about_people = true;
            class.is_some_and(|class| any.contains(&class))
        }
        Matcher::State(any) => {
            about_people = true;
            entry.state.is_some_and(|state| any.contains(&state))
        }
        _ => true,
    });
    holds && about_people
}

/// Whoever looks after an account can be reached. Told once per person, however many accounts.
fn check_links(people: &[Person], entries: &[Entry], notes: &Notes) {
    let askable = |entry| {
        let Entry { owner, backup, .. }: &Entry = entry;
        owner.iter().chain(backup)
    };
    let busy: BTreeSet<&PersonId> = entries.iter().flat_map(askable).collect();
    let unreachable = |person: &&Person| person.link.is_empty() && busy.contains(&person.id);
    for person in people.iter().filter(unreachable) {
        let found = format!("`{}` looks after accounts and has no link", person.id);
        let help = "fill in `link`: `mailto:…` or `https://…`, whichever they like";
        notes.add((Code::NoLink, person.spot), found, help);
    }
}
