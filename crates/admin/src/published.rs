//! A published folder: what is in it, and who may write to it at a time.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use bundle::{Files, repository};

use crate::files;
use crate::folder::Folder;

/// Where `publish` went last, or would go first.
pub(crate) fn last(folder: &Folder) -> PathBuf {
    match fs::read_to_string(folder.published_to()) {
        Ok(path) => PathBuf::from(path),
        Err(_) => folder.published(),
    }
}

/// The metadata in a published folder, by repository path; nothing for a new folder.
pub(crate) fn metadata(published: &Path) -> anyhow::Result<Files> {
    let files = files::read_folder(&published.join("metadata"))?;
    Ok(files
        .into_iter()
        .map(|(name, bytes)| (format!("metadata/{name}"), bytes))
        .collect())
}

/// The version of `timestamp.json`, which grows with each release; 0 without one.
pub(crate) fn timestamp_version(files: &Files) -> u64 {
    let bytes = files
        .get(repository::TIMESTAMP)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let value: Option<serde_json::Value> = serde_json::from_slice(bytes).ok();
    value
        .and_then(|value| value.pointer("/signed/version")?.as_u64())
        .unwrap_or(0)
}

/// Keeps every other `publish` out until it is dropped, or the process ends.
pub(crate) fn lock(published: &Path) -> anyhow::Result<File> {
    let path = published.join(".lock");
    let open = || {
        fs::create_dir_all(published)?;
        File::options().create(true).append(true).open(&path)
    };
    let file = open().with_context(|| format!("`{}` cannot be written", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            bail!(
                "somebody else is publishing to `{}` right now",
                published.display()
            )
        }
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("`{}` cannot be locked", path.display()))
        }
    }
}
