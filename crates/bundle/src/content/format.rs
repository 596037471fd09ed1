//! The target files of a bundle: JSON, and the tables of topics as bytes.
//!
//! - `policy.json`: [`policy::Policy`] as it is.
//! - `people.json`: [`PeopleFile`], colleagues with their accounts and the link they chose.
//! - `map/open/manifest.json`: the accounts on open lists, as a map with rows of [`AccountRecord`] (`super::open`).
//!   Names stay in the company's folder: a look-up needs none, and the page shows them anyway.
//! - `accounts.json`: [`AccountsFile`], the same in bundles of before, whole.
//!
//! - `training.json`: [`TrainingFile`], what is taught about rules. Pages show it; no decision reads it, and
//!   it is never passed on to a site.
//! - `topics.bin`: [`policy::topics::TopicIndex`], packed with `postcard`: it is passed on to pages as it is.
//!
//! - `sites.json`: [`SitesFile`], what has changed on the sites; only where a company says something of it.
//!
//! - `map/COHORT/manifest.json`: a sealed map (`crate::map`). What is sealed is in none of the other files.

use std::collections::BTreeMap;

use policy::names::OrganisationKey;
use policy::{
    AccountKey, AudienceId, Day, DealState, Language, Minute, PersonId, RoleId, RuleId, Seniority,
    TeamId,
};
use serde::{Deserialize, Serialize};

/// Format of `people.json` and `accounts.json`. A reader refuses any other and keeps its last bundle.
pub const FORMAT: u32 = 2;

/// Name of the target that holds the rules.
pub const POLICY_TARGET: &str = "policy.json";
/// Name of the target that holds the colleagues.
pub const PEOPLE_TARGET: &str = "people.json";
/// Name of the target that holds the tables of topics.
pub const TOPICS_TARGET: &str = "topics.bin";
/// Name of the target that holds the training cards. Bundles of before have none.
pub const TRAINING_TARGET: &str = "training.json";
/// Format of `training.json`.
pub const TRAINING_FORMAT: u32 = 1;
/// Name of the target that holds the listed accounts in bundles of before.
pub const ACCOUNTS_TARGET: &str = "accounts.json";

/// Name of the target that says what has changed on the sites. Most bundles have none.
pub const SITES_TARGET: &str = "sites.json";
/// Format of `sites.json`.
pub const SITES_FORMAT: u32 = 1;
/// The most selectors, and the most places, of one site.
pub const MAX_OVERRIDES: usize = 64;
/// The longest selector and the longest name, in bytes.
pub const MAX_CSS: usize = 1_000;

/// `people.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleFile {
    /// [`FORMAT`].
    pub format: u32,
    /// [`policy::key::NORMALISATION`] of the accounts.
    pub normalisation: u32,
    /// Everybody.
    pub people: Vec<PersonRecord>,
    /// Accounts that speak for the company.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub brand_accounts: Vec<AccountKey>,
    /// Who may write to whom in spite of the rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<ExceptionRecord>,
}

/// A go-ahead. Who granted it and why stays in the company's folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExceptionRecord {
    /// Who may write: this person, or whoever has the role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Who may write: whoever has this role, where no person is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleId>,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountKey>,
    /// To whom, where the account is on a sealed list: where it lies in the maps, in hexadecimal. Without
    /// their keys it is nobody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// To whom on a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<AudienceId>,
    /// The minute in which it no longer holds.
    pub until: Minute,
}

/// One colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRecord {
    /// Short name used in the other files.
    pub id: PersonId,
    /// Name, in any script; empty for somebody who looks after no open entry.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What they do; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Their team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The team as people call it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub team_name: String,
    /// How high they stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seniority: Option<Seniority>,
    /// Roles they have unless enrolment says otherwise.
    #[serde(default)]
    pub roles: Vec<RoleId>,
    /// How to reach them, `mailto:` or `https:`; empty for somebody nobody is sent to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
    /// Their own accounts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<AccountKey>,
}

/// `accounts.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountsFile {
    /// [`FORMAT`].
    pub format: u32,
    /// [`policy::key::NORMALISATION`] of the accounts.
    pub normalisation: u32,
    /// Everybody on a list.
    pub accounts: Vec<AccountRecord>,
}

/// One person or company on one list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRecord {
    /// Their accounts; the page of a company is among its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<AccountKey>,
    /// For a company, by which whoever works for it is recognised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<CompanyRecord>,
    /// The list.
    pub audience: AudienceId,
    /// Where the deal stands, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<DealState>,
    /// Who looks after them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// Who stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup: Option<PersonId>,
    /// The team whose members are exempt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// When somebody last confirmed the entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_on: Option<Day>,
    /// The last day on which it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Day>,
}

/// A listed company: whoever works for it is on the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyRecord {
    /// Its name as written, for `works at …`.
    pub written: String,
    /// Its name and its domain in normal form. A row of the open lists has none: it lies under each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<OrganisationKey>,
}

/// `training.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrainingFile {
    /// [`TRAINING_FORMAT`].
    pub format: u32,
    /// The cards of rules, by language; the company's own is always there.
    pub cards: BTreeMap<RuleId, BTreeMap<Language, CardRecord>>,
}

/// What a rule teaches in a minute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardRecord {
    /// Why there is such a rule.
    pub why: String,
    /// How it goes well.
    pub good: String,
    /// How it goes less well.
    pub poor: String,
    /// A question to try oneself.
    pub question: String,
    /// Answers to choose from, in this order.
    pub answers: Vec<String>,
    /// The place of the right one, from 0.
    pub right: u8,
}

/// `sites.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SitesFile {
    /// [`SITES_FORMAT`].
    pub format: u32,
    /// By the names of the sites.
    #[serde(default)]
    pub sites: BTreeMap<String, SiteRecord>,
}

/// What has changed on one site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteRecord {
    /// Selectors that replace built-in ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub selectors: Vec<SelectorRecord>,
    /// Places that are left alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub off: Vec<OffRecord>,
}

/// A selector in place of a built-in one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelectorRecord {
    /// Which one, e.g. `x/author`.
    pub name: String,
    /// The CSS selector; several stand between commas.
    pub css: String,
    /// The last day on which it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

/// A place that is left alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffRecord {
    /// Which one, e.g. `x/dialog`.
    pub place: String,
    /// The last day on which it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}
