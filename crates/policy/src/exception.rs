//! Leave to write to somebody without a nudge, until a minute: granted by the company, or the
//! author's own word that a match is wrong.

use serde::{Deserialize, Serialize};

use crate::{AccountKey, AudienceId, Membership, Minute};

/// One exception of the author's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// Where it comes from.
    pub kind: ExceptionKind,
    /// The account it is about; any account when none is named.
    #[serde(default)]
    pub account: Option<AccountKey>,
    /// The list it is about; any list when none is named.
    #[serde(default)]
    pub audience: Option<AudienceId>,
    /// The minute in which it no longer holds.
    pub until: Minute,
}

/// Where an exception comes from. The name in files is in kebab case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExceptionKind {
    /// The company, or the owner of the account, said that it is fine.
    GoAhead,
    /// The author said that the recipient is not the one on the list.
    Correction,
}

impl Exception {
    /// Whether it speaks about this entry, whether or not it still holds. One that names nobody is about nobody.
    #[must_use]
    pub fn is_about(&self, entry: &Membership) -> bool {
        let names_somebody = self.account.is_some() || self.audience.is_some();
        let account_fits = self.account.as_ref().is_none_or(|it| *it == entry.account);
        let audience_fits = self
            .audience
            .as_ref()
            .is_none_or(|it| *it == entry.audience);
        names_somebody && account_fits && audience_fits
    }

    /// Whether it still holds.
    #[must_use]
    pub fn holds(&self, now: Minute) -> bool {
        now < self.until
    }
}
