//! (being written) The client of the specification's section 5, without input or output of its own.

use crate::{Files, Refusal, Step, TrustAnchor};

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Fetch this and hand it to [`Client::supply`].
    Fetch(Request),
    /// Verified; store these files as one.
    Done(Update),
    /// Refused; keep what is stored.
    Refused(Refusal),
}

/// One file to fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Path in the repository; safe to put behind the base URL as it is.
    pub path: String,
    /// Stop reading after this many bytes and supply what was read; one byte more is refused.
    pub max_bytes: usize,
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// The file.
    Bytes(Vec<u8>),
    /// The server has no such file (404 or 403). Other failures: drop the client, try again later.
    NotFound,
}

/// A verified state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// Every file of it under its repository path.
    pub files: Files,
    /// Version of the targets metadata.
    pub version: u64,
    /// Whether it differs from what was stored.
    pub changed: bool,
}

/// One refresh.
#[derive(Clone, Debug)]
pub struct Client {
    stage: Next,
}

impl Client {
    /// Starts from what is stored (empty at first) at `now`, in Unix seconds.
    #[must_use]
    pub fn start(_anchor: &TrustAnchor, _stored: &Files, _now: i64) -> Self {
        Self {
            stage: Next::Refused(Refusal::new(Step::TrustedRoot, "not written yet")),
        }
    }

    /// What to do next; the same answer until something is supplied.
    #[must_use]
    pub fn next(&self) -> Next {
        self.stage.clone()
    }

    /// Answers the last request.
    pub fn supply(&mut self, _response: Response) {}
}
