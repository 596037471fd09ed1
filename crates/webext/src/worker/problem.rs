//! What can go wrong between the server and the bundle in force. Always recorded, never fatal:
//! the last good bundle stays. How it is shown is left to the pages.

use bundle::content::ContentError;
use bundle::map::MapError;
use bundle::{EnrolmentError, Refusal};

use super::database::DatabaseError;
use super::fetch::FetchError;
use crate::host::HostError;
use crate::messages::{ProblemKind, ProblemView};

/// Why there is no newer bundle, or none at all.
#[derive(Debug, thiserror::Error)]
pub(super) enum Problem {
    /// What was enrolled with cannot be used.
    #[error(transparent)]
    Enrolment(#[from] EnrolmentError),
    /// The server did not deliver.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// A numbered step refused what it delivered.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Verified, but not for this version of the extension.
    #[error(transparent)]
    Content(#[from] ContentError),
    /// A sealed map is not what its signed manifest names.
    #[error(transparent)]
    Map(#[from] MapError),
    /// Lists were sealed with another key than the one enrolled with.
    #[error("the lists of `{0}` are sealed with another key: enrol again")]
    MapKey(String),
    /// The browser's database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The extension API failed.
    #[error(transparent)]
    Host(#[from] HostError),
}

impl Problem {
    /// What the pages are told.
    pub(super) fn view(&self) -> ProblemView {
        let kind = match self {
            Self::Enrolment(_) => ProblemKind::Enrolment,
            Self::Fetch(_) => ProblemKind::Unreachable,
            Self::Refused(_) | Self::Map(_) => ProblemKind::Refused,
            Self::MapKey(_) => ProblemKind::Enrolment,
            Self::Content(_) => ProblemKind::Unreadable,
            Self::Database(_) | Self::Host(_) => ProblemKind::Storage,
        };
        ProblemView {
            kind,
            detail: self.to_string(),
        }
    }
}
