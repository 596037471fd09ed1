//! A published folder of this machine. A folder has no compare-and-swap, so a lock keeps others out
//! while one publishes, and every file is written beside its name and renamed.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context as _, bail};
use bundle::repository;

use super::plan::Item;
use super::store::{Found, State, Swap};
use crate::files::{self, Privacy};

/// The folder; it need not be there yet.
pub(crate) struct LocalFolder {
    root: PathBuf,
}

impl LocalFolder {
    pub(crate) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    pub(crate) fn get(&self, path: &str) -> anyhow::Result<Option<Found>> {
        let full = self.root.join(path);
        let read = || -> io::Result<Found> {
            let bytes = fs::read(&full)?;
            let written = fs::metadata(&full)?.modified()?.duration_since(UNIX_EPOCH);
            let written = written.ok().and_then(|age| age.as_secs().try_into().ok());
            Ok(Found {
                bytes,
                written,
                ..Found::default()
            })
        };
        match read() {
            Ok(found) => Ok(Some(found)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => {
                Err(error).with_context(|| format!("`{}` cannot be read", full.display()))
            }
        }
    }

    /// Hidden files are locks or half-written ones.
    pub(crate) fn metadata_names(&self) -> anyhow::Result<Vec<String>> {
        let folder = self.root.join("metadata");
        let read = || -> io::Result<Vec<String>> {
            let mut names = Vec::new();
            for entry in fs::read_dir(&folder)? {
                names.push(entry?.file_name().to_string_lossy().into_owned());
            }
            names.retain(|name| !name.starts_with('.'));
            Ok(names)
        };
        match read() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            other => other.with_context(|| format!("`{}` cannot be read", folder.display())),
        }
    }

    pub(crate) fn state(&self, item: &Item<'_>) -> anyhow::Result<State> {
        Ok(match self.get(item.path)? {
            None => State::Missing,
            Some(found) if found.bytes == item.bytes => State::Same,
            Some(_) => State::Different,
        })
    }

    /// Whole or not at all. Under the lock nobody comes in between.
    pub(crate) fn create(&self, item: &Item<'_>) -> anyhow::Result<bool> {
        if self.root.join(item.path).exists() {
            return Ok(false);
        }
        self.write(item)?;
        Ok(true)
    }

    pub(crate) fn write(&self, item: &Item<'_>) -> anyhow::Result<()> {
        files::write(&self.root.join(item.path), item.bytes, Privacy::Ordinary)
    }

    pub(crate) fn swap(&self, seen: Option<&Found>, pointer: &Item<'_>) -> anyhow::Result<Swap> {
        let there = self.get(repository::TIMESTAMP)?;
        // Somebody may have written past the lock: another program, or a folder shared over a network.
        if there.as_ref().map(|found| &found.bytes) != seen.map(|found| &found.bytes) {
            return Ok(Swap::Overtaken);
        }
        self.settle()?;
        self.write(pointer)?;
        Ok(Swap::Done)
    }

    /// Should the power fail, the names of the other files are on the disk before the pointer's.
    fn settle(&self) -> anyhow::Result<()> {
        #[cfg(unix)]
        for folder in ["targets", "metadata"] {
            let path = self.root.join(folder);
            File::open(&path)
                .and_then(|folder| folder.sync_all())
                .with_context(|| format!("`{}` cannot be written", path.display()))?;
        }
        Ok(())
    }
}

/// Keeps every other `publish` out until it is dropped, or the process ends.
#[derive(Debug)]
pub(crate) struct Lock(File);

impl Drop for Lock {
    /// Closing alone is not enough: a program that is being started holds a copy for a moment.
    fn drop(&mut self) {
        // The end of the process frees it at the latest.
        let _ = self.0.unlock();
    }
}

/// Takes the lock of a published folder, which is made if need be.
///
/// # Errors
/// When somebody else has it, or the folder cannot be written.
pub(crate) fn lock(published: &Path) -> anyhow::Result<Lock> {
    let path = published.join(".lock");
    let open = || {
        fs::create_dir_all(published)?;
        File::options().create(true).append(true).open(&path)
    };
    let file = open().with_context(|| format!("`{}` cannot be written", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => {
            bail!(
                "somebody else is publishing to `{}` right now: wait for them, then run `fineline publish` again",
                published.display()
            )
        }
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("`{}` cannot be locked", path.display()))
        }
    }
}
