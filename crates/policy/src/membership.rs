//! What the company knows about the people in a draft. Looked up by `bundle`, judged in `decide`.

use serde::{Deserialize, Serialize};

use crate::{
    AccountKey, AudienceId, Day, Exception, PersonId, PostingIdentity, Recipient, RoleId,
    Seniority, TeamId, TitleClass,
};

/// Somebody a draft is for, as a look-up asks about them: with what the page says about their work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The account.
    pub account: AccountKey,
    /// What the page shows below the name.
    #[serde(default)]
    pub headline: Option<String>,
    /// The page of the company that the profile links as the employer.
    #[serde(default)]
    pub company_page: Option<AccountKey>,
    /// A link or an e-mail address on the profile, as shown.
    #[serde(default)]
    pub link: Option<String>,
}

impl From<AccountKey> for Asked {
    /// Somebody of whom the page shows no more than the account.
    fn from(account: AccountKey) -> Self {
        Self {
            account,
            headline: None,
            company_page: None,
            link: None,
        }
    }
}

impl From<&Recipient> for Asked {
    fn from(recipient: &Recipient) -> Self {
        Self {
            account: recipient.account.clone(),
            headline: recipient.headline.clone(),
            company_page: None,
            link: None,
        }
    }
}

/// The answer of a look-up: everything known about the accounts asked for, and about the author.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Accounts that are on a list, in person or through their employer.
    pub memberships: Vec<Membership>,
    /// Accounts of people of one's own company.
    pub colleagues: Vec<Colleague>,
    /// What the headlines of the accounts say, where they say anything.
    #[serde(default)]
    pub standings: Vec<KnownStanding>,
    /// Exceptions that the author has, ended ones included: the trace says so.
    #[serde(default)]
    pub exceptions: Vec<Exception>,
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
    /// How the account was recognised as being on the list.
    #[serde(default)]
    pub via: Via,
    /// The listed company, as written in the list, where the account is on it through an employer.
    #[serde(default)]
    pub employer: Option<String>,
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

/// How an account was recognised as being on a list, surest first.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Via {
    /// The account itself is listed.
    #[default]
    Person,
    /// The page links them to a listed company page.
    CompanyPage,
    /// Their link or e-mail address is of a listed domain.
    Domain,
    /// Their headline names a listed company. Companies share names: this one may be another.
    Headline,
}

impl Via {
    /// Every way, surest first.
    pub const ALL: [Self; 4] = [
        Self::Person,
        Self::CompanyPage,
        Self::Domain,
        Self::Headline,
    ];

    /// The name used in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::CompanyPage => "company-page",
            Self::Domain => "domain",
            Self::Headline => "headline",
        }
    }

    /// How far the match may be trusted.
    #[must_use]
    pub fn confidence(self) -> Confidence {
        match self {
            Self::Person | Self::CompanyPage | Self::Domain => Confidence::Strict,
            Self::Headline => Confidence::Loose,
        }
    }
}

/// How far a match may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// By something only one person or company has.
    Strict,
    /// By a name, which others may have, too: the nudge says so.
    Loose,
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

/// What a headline says about an account. Unknown is an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownStanding {
    /// The account.
    pub account: AccountKey,
    /// How high they stand in their own company.
    #[serde(default)]
    pub seniority: Option<Seniority>,
    /// Titles that rules speak about.
    #[serde(default)]
    pub titles: Vec<TitleClass>,
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
    /// How high they stand; unknown unless the people file says so.
    #[serde(default)]
    pub seniority: Option<Seniority>,
    /// As whom they write; unknown where the page does not show the own account.
    #[serde(default)]
    pub posting_as: Option<PostingIdentity>,
}
