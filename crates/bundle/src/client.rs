//! The client workflow of the specification (section 5) without input or output of its own: it says
//! what to fetch, is handed what came, and ends with a verified state or a refusal.
//!
//! Fetching, retrying, time limits and storing are left to the caller. Whatever the answer, what is
//! stored already stays good: a refusal changes nothing.

use std::collections::VecDeque;

use crate::checks::{not_frozen, not_older};
use crate::metadata::{FileMeta, Metadata, Root, Snapshot, TargetMeta, Timestamp};
use crate::{Files, Refusal, Step, TrustAnchor, Verified, repository, verify};

// Longest files that are read, in bytes. Ours are below 5 kB each; the room is for many keys.
const ROOT_MAX: usize = 64 * 1024;
const TIMESTAMP_MAX: usize = 16 * 1024;
const METADATA_MAX: usize = 1024 * 1024;
/// All targets together.
pub(crate) const TARGETS_MAX: u64 = 64 * 1024 * 1024;
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

/// One refresh.
#[derive(Clone, Debug)]
pub struct Client {
    anchor: TrustAnchor,
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
    Contents(u64, VecDeque<Wanted>),
    End(Next),
}

#[derive(Clone, Debug)]
struct Wanted {
    name: String,
    path: String,
    meta: TargetMeta,
}

impl Client {
    /// Starts from what is stored (empty at first) at `now`, in Unix seconds. Stored files that do
    /// not verify are fetched again.
    #[must_use]
    pub fn start(anchor: &TrustAnchor, stored: &Files, now: i64) -> Self {
        let (mut files, mut root) = (Files::new(), None);
        loop {
            let path = repository::root(next_version(root.as_ref()));
            let Some(bytes) = stored.get(&path) else {
                break;
            };
            let Ok(verified) = any_root(anchor, root.as_ref(), bytes) else {
                break;
            };
            files.insert(path, bytes.clone());
            root = Some(verified);
        }
        let stage = Stage::Root(root, 0);
        Self {
            anchor: *anchor,
            stored: stored.clone(),
            now,
            files,
            stage,
        }
    }

    /// What to do next; the same answer until something is supplied, and for ever once it is
    /// `Done` or `Refused`.
    #[must_use]
    pub fn next(&self) -> Next {
        match &self.stage {
            Stage::Root(root, _) => fetch(repository::root(next_version(root.as_ref())), ROOT_MAX),
            Stage::Timestamp(_) => fetch(repository::TIMESTAMP.to_owned(), TIMESTAMP_MAX),
            Stage::Snapshot(_, timestamp) => {
                let meta = timestamp.get().snapshot();
                fetch(repository::snapshot(meta.version), limit(meta))
            }
            Stage::Targets(_, snapshot) => match verify::targets_meta(snapshot.get()) {
                Ok(meta) => fetch(repository::targets(meta.version), limit(meta)),
                Err(refusal) => Next::Refused(refusal),
            },
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
                self.take_targets(&root, &snapshot, bytes)
            }
            (Stage::Contents(version, mut wanted), response) => {
                let bytes = body(Step::TargetLength, request, response)?;
                if let Some(first) = wanted.pop_front() {
                    let bytes = verify::target(&first.name, bytes, &first.meta)?;
                    self.files.insert(first.path, bytes.into_inner());
                }
                Ok(Stage::Contents(version, wanted))
            }
            (Stage::End(end), _) => Ok(Stage::End(end)),
        }
    }

    /// 5.3.3 to 5.3.9.
    fn take_root(
        &mut self,
        trusted: Option<Verified<Root>>,
        count: usize,
        bytes: Vec<u8>,
    ) -> Result<Stage, Refusal> {
        let root = any_root(&self.anchor, trusted.as_ref(), &bytes)?;
        self.files
            .insert(repository::root(next_version(trusted.as_ref())), bytes);
        if count + 1 >= ROOTS_MAX {
            return self.roots_end(root);
        }
        Ok(Stage::Root(Some(root), count + 1))
    }

    /// 5.3.10. The intermediate roots' expiry does not matter.
    fn roots_end(&self, root: Verified<Root>) -> Result<Stage, Refusal> {
        not_frozen(Step::RootFreeze, root.get().expires(), self.now)?;
        Ok(Stage::Timestamp(root))
    }

    /// 5.4.
    fn take_timestamp(&mut self, root: Verified<Root>, bytes: Vec<u8>) -> Result<Stage, Refusal> {
        let mut offered = (verify::timestamp(&bytes, &root)?, bytes);
        // 5.3.11: a stored timestamp whose keys have been rotated away does not verify any more
        // and counts for nothing; so an attacker's inflated versions end with their key.
        let stored = self.stored.get(repository::TIMESTAMP);
        let trusted = stored.and_then(|bytes| Some((verify::timestamp(bytes, &root).ok()?, bytes)));
        if let Some((trusted, bytes)) = trusted {
            let (new, old) = (offered.0.get(), trusted.get());
            not_older(Step::TimestampRollback, new.version(), old.version())?;
            not_older(
                Step::SnapshotRollback,
                new.snapshot().version,
                old.snapshot().version,
            )?;
            if new.version() == old.version() {
                offered = (trusted, bytes.clone());
            }
        }
        let (timestamp, bytes) = offered;
        not_frozen(Step::TimestampFreeze, timestamp.get().expires(), self.now)?;
        self.files.insert(repository::TIMESTAMP.to_owned(), bytes);
        self.find_snapshot(root, timestamp)
    }

    /// A stored snapshot that the timestamp still names need not be fetched.
    fn find_snapshot(
        &mut self,
        root: Verified<Root>,
        timestamp: Verified<Timestamp>,
    ) -> Result<Stage, Refusal> {
        let path = repository::snapshot(timestamp.get().snapshot().version);
        match self.stored.get(&path).cloned() {
            Some(bytes) if verify::snapshot(&bytes, &root, &timestamp).is_ok() => {
                self.take_snapshot(root, &timestamp, bytes)
            }
            _ => Ok(Stage::Snapshot(root, timestamp)),
        }
    }

    /// 5.5.
    fn take_snapshot(
        &mut self,
        root: Verified<Root>,
        timestamp: &Verified<Timestamp>,
        bytes: Vec<u8>,
    ) -> Result<Stage, Refusal> {
        let snapshot = verify::snapshot(&bytes, &root, timestamp)?;
        let stored = repository::newest(&self.stored, ".snapshot.json");
        if let Some(trusted) = stored.and_then(|bytes| verify::any_snapshot(bytes, &root).ok()) {
            no_targets_rollback(snapshot.get(), trusted.get())?;
        }
        not_frozen(Step::SnapshotFreeze, snapshot.get().expires(), self.now)?;
        self.files
            .insert(repository::snapshot(snapshot.get().version()), bytes);
        self.find_targets(root, snapshot)
    }

    /// A stored targets file that the snapshot still names need not be fetched.
    fn find_targets(
        &mut self,
        root: Verified<Root>,
        snapshot: Verified<Snapshot>,
    ) -> Result<Stage, Refusal> {
        let path = repository::targets(verify::targets_meta(snapshot.get())?.version);
        match self.stored.get(&path).cloned() {
            Some(bytes) if verify::targets(&bytes, &root, &snapshot).is_ok() => {
                self.take_targets(&root, &snapshot, bytes)
            }
            _ => Ok(Stage::Targets(root, snapshot)),
        }
    }

    /// 5.6.1 to 5.6.6. Delegations (5.6.7) are still to come.
    fn take_targets(
        &mut self,
        root: &Verified<Root>,
        snapshot: &Verified<Snapshot>,
        bytes: Vec<u8>,
    ) -> Result<Stage, Refusal> {
        let targets = verify::targets(&bytes, root, snapshot)?;
        not_frozen(Step::TargetsFreeze, targets.get().expires(), self.now)?;
        let version = targets.get().version();
        self.files.insert(repository::targets(version), bytes);
        let targets = &targets.get().targets;
        let total = targets
            .values()
            .fold(0_u64, |sum, meta| sum.saturating_add(meta.length));
        if total > TARGETS_MAX {
            let found =
                format!("the targets have {total} bytes, at most {TARGETS_MAX} are fetched");
            return Err(Refusal::new(Step::TargetDescription, found));
        }
        let mut wanted = VecDeque::new();
        for (name, meta) in targets {
            wanted.extend(self.find_target(name, meta)?);
        }
        Ok(Stage::Contents(version, wanted))
    }

    /// 5.7.1: nothing to fetch when it is stored already.
    fn find_target(&mut self, name: &str, meta: &TargetMeta) -> Result<Option<Wanted>, Refusal> {
        let path = verify::target_path(name, meta)?;
        if let Some(bytes) = self.stored.get(&path)
            && let Ok(bytes) = verify::target(name, bytes.clone(), meta)
        {
            self.files.insert(path, bytes.into_inner());
            return Ok(None);
        }
        Ok(Some(Wanted {
            name: name.to_owned(),
            path,
            meta: meta.clone(),
        }))
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

/// 5.5.5: no targets file gets older or vanishes.
fn no_targets_rollback(offered: &Snapshot, trusted: &Snapshot) -> Result<(), Refusal> {
    for (name, old) in &trusted.meta {
        let Some(new) = offered.meta.get(name) else {
            let found = format!("the snapshot no longer names `{name}`");
            return Err(Refusal::new(Step::TargetsRollback, found));
        };
        not_older(Step::TargetsRollback, new.version, old.version)?;
    }
    Ok(())
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

fn next_version(root: Option<&Verified<Root>>) -> u64 {
    root.map_or(1, |root| root.get().version().saturating_add(1))
}

fn fetch(path: String, max_bytes: usize) -> Next {
    Next::Fetch(Request { path, max_bytes })
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
