//! The client workflow of the specification (section 5) without input or output of its own: it says
//! what to fetch, is handed what came, and ends with a verified state or a refusal.
//!
//! Fetching, retrying, time limits and storing are left to the caller. Whatever the answer, what is
//! stored already stays good: a refusal changes nothing.

//!
//! Reading order: this file (what is awaited), `top_level` (steps 5.3 to 5.6.6), `contents` (delegated
//! roles and targets: 5.6.7 and 5.7).

mod contents;
mod top_level;

use std::collections::VecDeque;

use self::contents::{Plan, Wanted};
use crate::metadata::{FileMeta, Metadata, Root, Snapshot, TargetMeta, Timestamp};
use crate::{Files, Reader, Refusal, Step, TrustAnchor, Verified, repository, verify};

// Longest files that are read, in bytes. Ours are below 5 kB each; the room is for many keys.
const ROOT_MAX: usize = 64 * 1024;
const TIMESTAMP_MAX: usize = 16 * 1024;
const METADATA_MAX: usize = 1024 * 1024;
/// All targets together.
pub const TARGETS_MAX: u64 = 64 * 1024 * 1024;
/// New root files in one refresh; more are taken up by the next refresh.
const ROOTS_MAX: usize = 256;

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Fetch this and hand it to [`Client::supply`].
    Fetch(Request),
    /// Verified: store these files as one.
    Done(Update),
    /// Refused: keep what is stored.
    Refused(Refusal),
}

/// One file to fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Path in the repository; safe to put behind the base URL as it is.
    pub path: String,
    /// Longest answer that can be accepted. Stop reading one byte later and supply what was read:
    /// the client then refuses it.
    pub max_bytes: usize,
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// The file.
    Bytes(Vec<u8>),
    /// The server has no such file (404, 403 or 410). On any other failure drop the client and
    /// start again later.
    NotFound,
}

/// A verified state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// Every file of it under its repository path.
    pub files: Files,
    /// Version of the targets metadata.
    pub version: u64,
    /// Whether the files differ from what was stored.
    pub changed: bool,
}

/// What a refresh is to bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The top-level metadata.
    Metadata,
    /// These targets, too; each must be there.
    Targets(Vec<String>),
    /// Every target that some role names and may name.
    Everything,
    /// The same without what is rolled out to others.
    Own(Reader),
}

/// One refresh.
#[derive(Clone, Debug)]
pub struct Client {
    anchor: TrustAnchor,
    /// Version of the root that the anchor is the digest of.
    first_root: u64,
    goal: Goal,
    stored: Files,
    now: i64,
    /// What is verified so far, under its repository path.
    files: Files,
    stage: Stage,
}

/// Which answer is awaited, with what is verified by then.
#[derive(Clone, Debug)]
enum Stage {
    Root(Option<Verified<Root>>, usize),
    Timestamp(Verified<Root>),
    Snapshot(Verified<Root>, Verified<Timestamp>),
    Targets(Verified<Root>, Verified<Snapshot>),
    /// The file of a delegated role.
    Search(Box<Plan>),
    /// Who is meant by `next/`, before those names are searched for.
    Rollout(Box<Plan>, Wanted),
    Contents(u64, VecDeque<Wanted>),
    End(Next),
}

impl Client {
    /// Starts from what is stored (empty at first) at `now`, in Unix seconds. Stored files that do
    /// not verify are fetched again. Brings everything; the anchor is of root version 1.
    #[must_use]
    pub fn start(anchor: &TrustAnchor, stored: &Files, now: i64) -> Self {
        Self::start_at((anchor, 1), stored, now, Goal::Everything)
    }

    /// The same from the root of another version, with another goal.
    #[must_use]
    pub fn start_at(
        (anchor, first_root): (&TrustAnchor, u64),
        stored: &Files,
        now: i64,
        goal: Goal,
    ) -> Self {
        let mut client = Self {
            anchor: *anchor,
            first_root,
            goal,
            stored: stored.clone(),
            now,
            files: Files::new(),
            stage: Stage::Root(None, 0),
        };
        client.take_stored_roots();
        client
    }

    fn take_stored_roots(&mut self) {
        let mut root = None;
        loop {
            let path = repository::root(self.next_root(root.as_ref()));
            let Some(bytes) = self.stored.get(&path) else {
                break;
            };
            let Ok(verified) = any_root(&self.anchor, root.as_ref(), bytes) else {
                break;
            };
            self.files.insert(path, bytes.clone());
            root = Some(verified);
        }
        self.stage = Stage::Root(root, 0);
    }

    /// What to do next; the same answer until something is supplied, and for ever once it is
    /// `Done` or `Refused`.
    #[must_use]
    pub fn next(&self) -> Next {
        match &self.stage {
            Stage::Root(root, _) => {
                fetch(repository::root(self.next_root(root.as_ref())), ROOT_MAX)
            }
            Stage::Timestamp(_) => fetch(repository::TIMESTAMP.to_owned(), TIMESTAMP_MAX),
            Stage::Snapshot(_, timestamp) => {
                let meta = timestamp.get().snapshot();
                fetch(repository::snapshot(meta.version), limit(meta))
            }
            Stage::Targets(_, snapshot) => fetch_targets(snapshot.get(), "targets"),
            Stage::Search(plan) => plan.next(),
            Stage::Rollout(_, wanted) => fetch(wanted.path.clone(), target_limit(&wanted.meta)),
            Stage::Contents(version, wanted) => match wanted.front() {
                Some(first) => fetch(first.path.clone(), target_limit(&first.meta)),
                None => self.done(*version),
            },
            Stage::End(end) => end.clone(),
        }
    }

    /// Answers the last request; ignored once the refresh has ended.
    pub fn supply(&mut self, response: Response) {
        let request = self.next();
        // Taken by value, so that no stage can be left half-way.
        let stage = std::mem::replace(&mut self.stage, Stage::End(request.clone()));
        if let Next::Fetch(request) = request {
            let next = self.advance(stage, &request, response);
            self.stage = next.unwrap_or_else(|refusal| Stage::End(Next::Refused(refusal)));
        }
    }

    /// The metadata verified so far. Only a whole state may be activated; this is for tools that
    /// follow the specification's wish to persist each file as it is verified.
    #[must_use]
    pub fn verified_so_far(&self) -> &Files {
        &self.files
    }

    fn advance(
        &mut self,
        stage: Stage,
        request: &Request,
        response: Response,
    ) -> Result<Stage, Refusal> {
        match (stage, response) {
            (Stage::Root(Some(root), _), Response::NotFound) => self.roots_end(root),
            (Stage::Root(root, count), response) => {
                let step = if root.is_some() {
                    Step::RootLength
                } else {
                    Step::TrustedRoot
                };
                let bytes = body(step, request, response)?;
                self.take_root(root, count, bytes)
            }
            (Stage::Timestamp(root), response) => {
                let bytes = body(Step::TimestampLength, request, response)?;
                self.take_timestamp(root, bytes)
            }
            (Stage::Snapshot(root, timestamp), response) => {
                let bytes = body(Step::SnapshotLength, request, response)?;
                self.take_snapshot(root, &timestamp, bytes)
            }
            (Stage::Targets(root, snapshot), response) => {
                let bytes = body(Step::TargetsLength, request, response)?;
                self.take_targets(&root, snapshot, bytes)
            }
            (Stage::Search(plan), response) => {
                let bytes = body(Step::TargetsLength, request, response)?;
                self.take_delegated(plan, bytes)
            }
            (Stage::Rollout(plan, wanted), response) => {
                let bytes = body(Step::TargetLength, request, response)?;
                self.take_rollout(plan, wanted, bytes)
            }
            (Stage::Contents(version, wanted), response) => {
                let bytes = body(Step::TargetLength, request, response)?;
                self.take_target(version, wanted, bytes)
            }
            (Stage::End(end), _) => Ok(Stage::End(end)),
        }
    }

    fn next_root(&self, root: Option<&Verified<Root>>) -> u64 {
        root.map_or(self.first_root, |root| {
            root.get().version().saturating_add(1)
        })
    }

    fn done(&self, version: u64) -> Next {
        let changed = self.files != self.stored;
        Next::Done(Update {
            files: self.files.clone(),
            version,
            changed,
        })
    }
}

fn any_root(
    anchor: &TrustAnchor,
    trusted: Option<&Verified<Root>>,
    bytes: &[u8],
) -> Result<Verified<Root>, Refusal> {
    match trusted {
        None => verify::first_root(bytes, anchor),
        Some(trusted) => verify::next_root(bytes, trusted),
    }
}

fn fetch(path: String, max_bytes: usize) -> Next {
    Next::Fetch(Request { path, max_bytes })
}

/// Asks for the targets file of a role.
fn fetch_targets(snapshot: &Snapshot, role: &str) -> Next {
    match verify::targets_meta(snapshot, role) {
        Ok(meta) => fetch(repository::delegated(role, meta.version), limit(meta)),
        Err(refusal) => Next::Refused(refusal),
    }
}

fn limit(meta: &FileMeta) -> usize {
    let named = meta.length.and_then(|length| usize::try_from(length).ok());
    named.unwrap_or(METADATA_MAX).min(METADATA_MAX)
}

fn target_limit(meta: &TargetMeta) -> usize {
    usize::try_from(meta.length.min(TARGETS_MAX)).unwrap_or(METADATA_MAX)
}

/// What came, if anything did and it is not endless.
fn body(step: Step, request: &Request, response: Response) -> Result<Vec<u8>, Refusal> {
    let Request { path, max_bytes } = request;
    match response {
        Response::Bytes(bytes) if bytes.len() <= *max_bytes => Ok(bytes),
        Response::Bytes(_) => Err(Refusal::new(
            step,
            format!("`{path}` is longer than {max_bytes} bytes"),
        )),
        Response::NotFound => Err(Refusal::new(step, format!("`{path}` is not there"))),
    }
}
