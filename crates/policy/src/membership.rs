//! What the company knows about the people in a draft. Looked up by `bundle`, judged in `decide`.

use serde::{Deserialize, Serialize};

use crate::{AccountKey, AudienceId, Day, PersonId, RoleId, TeamId};

/// The answer of a look-up: everything known about the accounts asked for, and about the author.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Accounts that are on a list.
    pub memberships: Vec<Membership>,
    /// Accounts of people of one's own company.
    pub colleagues: Vec<Colleague>,
    /// Who is writing.
    pub author: Author,
}

/// One account on one list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The account.
    pub account: AccountKey,
    /// The list.
    pub audience: AudienceId,
    /// Where a negotiation stands, when there is one.
    #[serde(default)]
    pub state: Option<DealState>,
    /// The colleague who looks after this account.
    #[serde(default)]
    pub owner: Option<Contact>,
    /// Who stands in for the owner.
    #[serde(default)]
    pub backup: Option<Contact>,
    /// The team that looks after this account; its members are exempt.
    #[serde(default)]
    pub team: Option<TeamId>,
    /// When somebody last confirmed this entry.
    #[serde(default)]
    pub confirmed_on: Option<Day>,
    /// The last day on which this entry counts.
    #[serde(default)]
    pub valid_until: Option<Day>,
}

/// Where a negotiation stands. Names in files are in kebab case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DealState {
    /// Being talked about, nothing offered yet.
    Lead,
    /// Offers are on the table: every word counts.
    Negotiation,
    /// Signed.
    Won,
    /// Ended without a contract.
    Lost,
}

impl DealState {
    /// The name used in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Negotiation => "negotiation",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }
}

/// A colleague one can turn to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Id in the people file.
    pub person: PersonId,
    /// Name, in any script.
    pub name: String,
    /// What they do, e.g. `Account manager`.
    #[serde(default)]
    pub title: String,
    /// Name of their team as people say it, e.g. `Key accounts`.
    #[serde(default)]
    pub team: String,
    /// The link they chose for being reached: `mailto:`, a chat or any https link.
    pub link: String,
}

/// An account of somebody of one's own company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// The account.
    pub account: AccountKey,
    /// The person behind it.
    pub person: PersonId,
}

/// Who is writing, as far as enrolment or the own account tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// Id in the people file; unknown unless enrolment or the own account says so.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// What they do for the company.
    #[serde(default)]
    pub roles: Vec<RoleId>,
    /// Teams they belong to.
    #[serde(default)]
    pub teams: Vec<TeamId>,
}
