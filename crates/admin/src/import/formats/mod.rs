//! The exports that are read: one file each, with the columns by which it is recognised, the names they
//! have in its versions, and how a row becomes a fact. [`ALL`] is the register.
//!
//! Column names are compared without case, spaces and punctuation: HubSpot alone writes `Record ID`,
//! `Record Id` and `record_id`. Sources and dates stand in the files; which columns a company's own
//! export has is up to that company, so every list holds more names than one export shows.

mod audience;
mod canonical;
mod field;
mod hubspot_company;
mod hubspot_contact;
mod hubspot_deal;
mod linkedin_companies;
mod linkedin_connections;
mod linkedin_contacts;
mod sales_navigator_accounts;
mod sales_navigator_users;
mod salesforce_account;
mod salesforce_account_team;
mod salesforce_contact;
mod salesforce_opportunity;
mod salesforce_user;
mod x_following;
mod x_list;

pub(crate) use field::{Field, Row};

use super::party::Party;
use super::reason::Reason;

/// All formats, alphabetical.
pub(crate) const ALL: [&Format; 17] = [
    &audience::FORMAT,
    &canonical::FORMAT,
    &hubspot_company::FORMAT,
    &hubspot_contact::FORMAT,
    &hubspot_deal::FORMAT,
    &linkedin_companies::FORMAT,
    &linkedin_connections::FORMAT,
    &linkedin_contacts::FORMAT,
    &sales_navigator_accounts::FORMAT,
    &sales_navigator_users::FORMAT,
    &salesforce_account::FORMAT,
    &salesforce_account_team::FORMAT,
    &salesforce_contact::FORMAT,
    &salesforce_opportunity::FORMAT,
    &salesforce_user::FORMAT,
    &x_following::FORMAT,
    &x_list::FORMAT,
];

/// One kind of export.
#[derive(Debug)]
pub(crate) struct Format {
    /// As in `--as`.
    pub(crate) id: &'static str,
    /// As in the report.
    pub(crate) label: &'static str,
    /// When it is read, among several files.
    pub(crate) turn: Turn,
    /// Of each group, one column must be there.
    pub(crate) needs: &'static [&'static [&'static str]],
    /// With one of these columns it is another format.
    pub(crate) never: &'static [&'static str],
    /// What is read, and how it may be called.
    pub(crate) columns: &'static [(Field, &'static [&'static str])],
    /// How lines begin that a report writes below its rows.
    pub(crate) footers: &'static [&'static str],
    /// What one row says.
    pub(crate) fact: fn(&Row<'_>) -> Fact,
}

/// What has to be known before what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Turn {
    /// Colleagues, whom the ids of owners mean.
    Colleagues,
    /// Deals and account teams, which say something about companies and people.
    Deals,
    /// Companies, for which people work.
    Companies,
    /// People.
    People,
}

/// What one row says.
#[derive(Debug)]
pub(crate) enum Fact {
    /// Somebody, or some company, for the list.
    Party(Box<Party>),
    /// A deal with companies and people.
    Deal(Deal),
    /// One of our own people, as the system knows them.
    Colleague(Colleague),
    /// One of our own people works on an account.
    Member(Member),
    /// Nothing that can be used.
    Rejected(Reason),
}

/// A deal.
#[derive(Clone, Debug, Default)]
pub(crate) struct Deal {
    /// Ids of companies.
    pub(crate) company_ids: Vec<String>,
    /// Names of companies.
    pub(crate) companies: Vec<String>,
    /// Ids of people.
    pub(crate) contact_ids: Vec<String>,
    /// Stage, `IsClosed`, `IsWon` as they stand there.
    pub(crate) stage: [String; 3],
    /// Who leads it.
    pub(crate) owner: Claim,
}

/// One of our own people.
#[derive(Clone, Debug, Default)]
pub(crate) struct Colleague {
    /// Ids in that system.
    pub(crate) id: String,
    /// Name there.
    pub(crate) name: String,
    /// Address there.
    pub(crate) email: String,
}

/// One of our own people works on an account.
#[derive(Clone, Debug, Default)]
pub(crate) struct Member {
    /// Id of the account.
    pub(crate) company_id: String,
    /// Name of the account.
    pub(crate) company: String,
    /// Who it is.
    pub(crate) colleague: Claim,
    /// What they do there.
    pub(crate) role: String,
}

/// Somebody of ours, as an export names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Claim {
    /// Id or name.
    pub(crate) text: String,
    /// Address.
    pub(crate) email: String,
}

impl Claim {
    /// From a cell with an id, a name or an address, and one with an address or a link.
    pub(crate) fn new(text: &str, email: &str) -> Self {
        let text = text.strip_prefix("mailto:").unwrap_or(text);
        let email = email.strip_prefix("mailto:").unwrap_or(email);
        let (text, email) = if text.contains('@') && !email.contains('@') {
            ("", text)
        } else {
            (text, email)
        };
        let email = if email.contains('@') { email } else { "" };
        Self {
            text: super::cells::clean(text),
            email: super::cells::clean(email),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.email.is_empty()
    }
}

/// A format by its id.
pub(crate) fn by_id(id: &str) -> Option<&'static Format> {
    ALL.into_iter().find(|format| format.id == id)
}

/// A column name for comparing.
pub(crate) fn fold(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Facts that several formats have in common.
mod facts {
    use super::super::cells::several;
    use super::super::party;
    use super::{Claim, Colleague, Deal, Fact, Field, Member, Row};

    pub(super) fn person(row: &Row<'_>) -> Fact {
        Fact::Party(Box::new(party::person(row)))
    }

    pub(super) fn company(row: &Row<'_>) -> Fact {
        Fact::Party(Box::new(party::company(row)))
    }

    pub(super) fn colleague(row: &Row<'_>) -> Fact {
        Fact::Colleague(Colleague {
            id: row.get(Field::Id).to_owned(),
            name: row.name(),
            email: row.get(Field::Email).to_owned(),
        })
    }

    pub(super) fn deal(row: &Row<'_>) -> Fact {
        let list = |field| several(row.get(field)).map(str::to_owned).collect();
        let company = row.get(Field::Company);
        // Names may contain commas; only a semicolon separates several.
        let companies = company.split(';').map(str::trim);
        let companies = companies.filter(|name| !name.is_empty());
        Fact::Deal(Deal {
            company_ids: list(Field::CompanyId),
            companies: companies.map(str::to_owned).collect(),
            contact_ids: list(Field::ContactIds),
            stage: [Field::Stage, Field::Closed, Field::Won].map(|field| row.get(field).to_owned()),
            owner: Claim::new(row.get(Field::Owner), row.get(Field::OwnerEmail)),
        })
    }

    pub(super) fn member(row: &Row<'_>) -> Fact {
        Fact::Member(Member {
            company_id: row.get(Field::CompanyId).to_owned(),
            company: row.get(Field::Company).to_owned(),
            colleague: Claim::new(row.get(Field::Colleague), ""),
            role: row.get(Field::Role).to_owned(),
        })
    }
}

/// What Salesforce writes below the rows of a report.
const SALESFORCE_FOOTERS: &[&str] = &[
    "Grand Total",
    "Total Records",
    "Confidential Information",
    "Copyright (c)",
    "Copyright ©",
    "Generated By",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_register_is_in_order_and_says_each_thing_once() {
        let ids: Vec<&str> = ALL.iter().map(|format| format.id).collect();
        let mut sorted = ids.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(ids, sorted);
    }

    #[test]
    fn every_file_of_a_format_is_in_the_register() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/import/formats");
        let names = std::fs::read_dir(folder).unwrap().map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            name.replace(".rs", "").replace('_', "-")
        });
        let missing: Vec<String> = names
            .filter(|name| !["mod", "field"].contains(&name.as_str()) && by_id(name).is_none())
            .collect();
        assert!(missing.is_empty(), "add a row to ALL: {missing:?}");
    }

    #[test]
    fn no_name_means_two_things_in_one_format() {
        for format in ALL {
            let names = format.columns.iter().flat_map(|(_, names)| *names);
            let mut names: Vec<String> = names.map(|name| fold(name)).collect();
            let count = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), count, "{}", format.id);
        }
    }

    #[test]
    fn an_owner_is_an_id_a_name_or_an_address() {
        let claim = |text, email| {
            let claim = Claim::new(text, email);
            format!("{}|{}", claim.text, claim.email)
        };
        assert_eq!(claim("Mara Lindqvist", ""), "Mara Lindqvist|");
        assert_eq!(
            claim("mara@aldermoor.example", ""),
            "|mara@aldermoor.example"
        );
        assert_eq!(
            claim("Mara", "mailto:mara@aldermoor.example"),
            "Mara|mara@aldermoor.example"
        );
        assert_eq!(claim("Mara", "https://chat.example/mara"), "Mara|");
    }
}
