//! Several releases of the example company, one after the other, each kept as the folder that was
//! published then: a server can show any of them. In each, every kind of file is another one.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

use anyhow::{Context, Result};
use tempfile::TempDir;
use tokio::sync::Mutex;

use crate::company::Company;
use crate::setting;

/// Passages of the company's files as `init` writes them, and what is put behind them in later
/// editions, before the number: something of each kind of published file.
const EDITIONS: [(&str, &str, &str); 6] = [
    // policy.json
    (
        "rules/clients.toml",
        "they may have news that helps.",
        " Edition ",
    ),
    // training.json
    (
        "rules/clients.toml",
        "a hint that makes it warmer.",
        " Edition ",
    ),
    // topics.bin
    ("fineline.toml", "AHB-2", "0"),
    // people.json
    ("people.csv", "Deal analyst", " "),
    // the open lists
    ("audiences/analysts.csv", "paul_whitcombe", "_"),
    // the sealed lists
    ("audiences/prospects.csv", "yusuf_demir", "_"),
];

/// The releases that somebody in this process is using.
static IN_USE: Mutex<Weak<Releases>> = Mutex::const_new(Weak::new());

/// The releases, oldest first; their folders end with the value.
#[derive(Debug)]
pub struct Releases {
    company: Company,
    kept: TempDir,
    count: u64,
}

impl Releases {
    /// So many releases, each with a root of its own: those that are in use already, if any are. Nobody
    /// can change them.
    ///
    /// # Errors
    /// When the command refuses.
    pub async fn shared(count: u64) -> Result<Arc<Self>> {
        let mut in_use = IN_USE.lock().await;
        let found = in_use.upgrade().filter(|found| found.count == count);
        if let Some(found) = found {
            return Ok(found);
        }
        let releases = Arc::new(Self::publish(count).await?);
        *in_use = Arc::downgrade(&releases);
        Ok(releases)
    }

    async fn publish(count: u64) -> Result<Self> {
        let company = Company::found().await?;
        let kept = tempfile::Builder::new()
            .prefix("fineline-releases-")
            .tempdir()?;
        let releases = Self {
            company,
            kept,
            count,
        };
        for version in 1..=count {
            if version > 1 {
                releases.prepare(version).await?;
            }
            releases.company.publish(&[]).await?;
            setting::copy_folder(&releases.company.published(), &releases.folder(version))?;
        }
        Ok(releases)
    }

    /// What was published as this version.
    #[must_use]
    pub fn folder(&self, version: u64) -> PathBuf {
        self.kept.path().join(version.to_string())
    }

    /// The newest version.
    #[must_use]
    pub fn newest(&self) -> u64 {
        self.count
    }

    /// The code with which somebody joins, from a server of these releases.
    ///
    /// # Errors
    /// When the command refuses.
    pub async fn code(&self, url: &str) -> Result<String> {
        self.company.enrol(url, "--person=alice").await
    }

    /// Paths of all files that are published as this version.
    ///
    /// # Errors
    /// When they cannot be listed.
    pub fn files(&self, version: u64) -> Result<Vec<String>> {
        let mut files = Vec::new();
        for folder in ["metadata", "targets"] {
            list(&self.folder(version), Path::new(folder), &mut files)?;
        }
        Ok(files)
    }

    /// Changes something in every kind of file, and the root.
    async fn prepare(&self, version: u64) -> Result<()> {
        for edition in EDITIONS {
            let (before, now) = (passage(edition, version - 1), passage(edition, version));
            self.company.edit(edition.0, &before, &now)?;
        }
        self.company.renew_root().await
    }
}

/// The passage as it stands in the edition of a version.
fn passage((_, original, more): (&str, &str, &str), version: u64) -> String {
    match version {
        1 => original.to_owned(),
        _ => format!("{original}{more}{version}"),
    }
}

fn list(root: &Path, inner: &Path, files: &mut Vec<String>) -> Result<()> {
    let folder = root.join(inner);
    for entry in fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
        let entry = entry?;
        let path = inner.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            list(root, &path, files)?;
        } else {
            files.push(path.to_string_lossy().into_owned());
        }
    }
    Ok(())
}
