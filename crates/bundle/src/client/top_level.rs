//! Steps 5.3 to 5.6.6: the four top-level files, each verified by what is verified before it.
//!
//! What the targets say is left to `contents`.

use super::{Client, ROOTS_MAX, Stage, any_root};
use crate::checks::{not_frozen, not_older};
use crate::metadata::{Metadata, Root, Snapshot, Timestamp};
use crate::{Refusal, Step, Verified, repository, verify};

impl Client {
    /// 5.3.3 to 5.3.9.
    pub(super) fn take_root(
        &mut self,
        trusted: Option<Verified<Root>>,
        count: usize,
        bytes: Vec<u8>,
    ) -> Result<Stage, Refusal> {
        let root = any_root(&self.anchor, trusted.as_ref(), &bytes)?;
        self.files
            .insert(repository::root(self.next_root(trusted.as_ref())), bytes);
        if count + 1 >= ROOTS_MAX {
            return self.roots_end(root);
        }
        Ok(Stage::Root(Some(root), count + 1))
    }

    /// 5.3.10. The intermediate roots' expiry does not matter.
    pub(super) fn roots_end(&self, root: Verified<Root>) -> Result<Stage, Refusal> {
        not_frozen(Step::RootFreeze, root.get().expires(), self.now)?;
        Ok(Stage::Timestamp(root))
    }

    /// 5.4.
    pub(super) fn take_timestamp(
        &mut self,
        root: Verified<Root>,
        bytes: Vec<u8>,
    ) -> Result<Stage, Refusal> {
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
    pub(super) fn take_snapshot(
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
        let path = repository::targets(verify::targets_meta(snapshot.get(), "targets")?.version);
        match self.stored.get(&path).cloned() {
            Some(bytes) if verify::targets(&bytes, &root, &snapshot).is_ok() => {
                self.take_targets(&root, snapshot, bytes)
            }
            _ => Ok(Stage::Targets(root, snapshot)),
        }
    }

    /// 5.6.1 to 5.6.6.
    pub(super) fn take_targets(
        &mut self,
        root: &Verified<Root>,
        snapshot: Verified<Snapshot>,
        bytes: Vec<u8>,
    ) -> Result<Stage, Refusal> {
        let targets = verify::targets(&bytes, root, &snapshot)?;
        not_frozen(Step::TargetsFreeze, targets.get().expires(), self.now)?;
        let path = repository::targets(targets.get().version());
        self.files.insert(path, bytes);
        self.plan(snapshot, targets)
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
