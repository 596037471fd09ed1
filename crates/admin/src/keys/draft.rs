//! The next root on its way to its signatures: `trust/next/N.root.json`, to be committed, so that each
//! signer finds it in their own checkout. It counts for nothing until it has both thresholds.

use std::path::PathBuf;

use anyhow::Context as _;
use bundle::builder::repository::{RootSpec, SignReport, sign_root};
use bundle::metadata::Metadata as _;
use bundle::verify;

use super::hands::Hand;
use crate::files::{self, Privacy};
use crate::folder::Folder;
use crate::trust;

/// A root that is not in force yet.
pub(crate) struct Draft {
    pub(crate) version: u64,
    pub(crate) bytes: Vec<u8>,
}

fn folder_of(folder: &Folder) -> PathBuf {
    folder.trust().join("next")
}

fn path(folder: &Folder, version: u64) -> PathBuf {
    folder_of(folder).join(format!("{version}.root.json"))
}

/// The draft of the root after the newest one; an older one that lies there has had its time.
///
/// # Errors
/// When the newest root or the draft cannot be read.
pub(crate) fn read(folder: &Folder) -> anyhow::Result<Option<Draft>> {
    let Some(version) = next_version(folder)? else {
        return Ok(None);
    };
    let path = path(folder, version);
    if !path.exists() {
        return Ok(None);
    }
    let bytes = files::read(&path)?;
    Ok(Some(Draft { version, bytes }))
}

/// The version that the next root must have; nothing before there is a first.
fn next_version(folder: &Folder) -> anyhow::Result<Option<u64>> {
    if trust::roots(folder)?.is_empty() {
        return Ok(None);
    }
    let newest = RootSpec::read(&trust::newest_root(folder)?)?;
    Ok(Some(newest.version.saturating_add(1)))
}

impl Draft {
    /// What has been signed, for the root before it and for itself.
    ///
    /// # Errors
    /// When a file is no root file.
    pub(crate) fn report(&self, folder: &Folder) -> anyhow::Result<SignReport> {
        let previous = trust::newest_root(folder)?;
        let nobody: [Hand; 0] = [];
        Ok(sign_root(&self.bytes, Some(&previous), &nobody)?.1)
    }

    /// Keeps it; without signatures enough as a draft, else as the newest root. Returns whether it is that.
    ///
    /// # Errors
    /// When it cannot be written, or clients would refuse it.
    pub(crate) fn keep(&self, folder: &Folder) -> anyhow::Result<bool> {
        if !self.report(folder)?.is_complete() {
            files::write(&path(folder, self.version), &self.bytes, Privacy::Ordinary)?;
            return Ok(false);
        }
        let trusted = trust::verified_root(folder)?;
        let root = verify::next_root(&self.bytes, &trusted);
        let version = root
            .context("clients would refuse this root")?
            .get()
            .version();
        let settled = folder.trust().join(format!("{version}.root.json"));
        files::write(&settled, &self.bytes, Privacy::Ordinary)?;
        files::remove_folder(&folder_of(folder))?;
        Ok(true)
    }
}
