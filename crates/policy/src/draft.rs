//! What would be sent if the employee pressed Send now. Made by `sites`, judged here.

use serde::{Deserialize, Serialize};

use crate::AccountKey;

/// A snapshot of one composer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Where it is being written.
    pub site: Site,
    /// What kind of composer it is.
    pub surface: Surface,
    /// The text, lines joined with `\n`, without trailing line breaks.
    pub text: String,
    /// Whom it addresses; the author's own account is never among them.
    pub recipients: Vec<Recipient>,
    /// The post it answers, when it answers one.
    pub parent: Option<ParentPost>,
    /// The account that would send it; unknown is allowed.
    pub own_account: Option<AccountKey>,
}

/// A social network. Its name in files is `linkedin` or `x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Site {
    /// www.linkedin.com
    LinkedIn,
    /// x.com
    X,
}

impl Site {
    /// The name used in files and in counts.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::LinkedIn => "linkedin",
            Self::X => "x",
        }
    }
}

/// The kind of composer. Its name in files is in kebab case: `direct-message`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Surface {
    /// A post of one's own.
    Post,
    /// An answer to somebody's post on X.
    Reply,
    /// A comment under somebody's post on LinkedIn.
    Comment,
    /// A post that quotes another.
    Quote,
    /// A private message to one person or a group.
    DirectMessage,
    /// The note sent with an invitation to connect.
    InvitationNote,
    /// A paid message to somebody one is not connected with.
    InMail,
}

impl Surface {
    /// The name used in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Reply => "reply",
            Self::Comment => "comment",
            Self::Quote => "quote",
            Self::DirectMessage => "direct-message",
            Self::InvitationNote => "invitation-note",
            Self::InMail => "in-mail",
        }
    }
}

/// As whom an employee writes. Its name in files is in kebab case: `company-page`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PostingIdentity {
    /// Under their own name.
    OwnProfile,
    /// As the page of the company on LinkedIn.
    CompanyPage,
    /// As an account of the company's that bears no person's name.
    BrandAccount,
}

impl PostingIdentity {
    /// Every identity.
    pub const ALL: [Self; 3] = [Self::OwnProfile, Self::CompanyPage, Self::BrandAccount];

    /// The name used in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::OwnProfile => "own-profile",
            Self::CompanyPage => "company-page",
            Self::BrandAccount => "brand-account",
        }
    }
}

/// An account that the draft addresses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Who it is.
    pub account: AccountKey,
    /// The name shown on the page.
    pub name: Option<String>,
    /// What the page shows below the name, e.g. `CTO at Acme`.
    pub headline: Option<String>,
    /// How the draft addresses this account.
    pub relation: Relation,
}

/// How a draft addresses an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Wrote the post or comment that is being answered, or receives the message.
    Addressed,
    /// Is named in the text or in the list of people a reply goes to.
    Mentioned,
}

/// The post or comment that a draft answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParentPost {
    /// Who wrote it.
    pub author: AccountKey,
    /// What it says.
    pub text: String,
}
