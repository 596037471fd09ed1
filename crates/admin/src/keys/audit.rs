//! The log of who signed what: `trust/audit/KEYID.log`, one per key and to be committed, so that people who
//! sign in their own checkouts never write into the same file. Each line is canonical JSON, names the hash of
//! the line before and is signed by the key itself. Checking it is left to `audit_check`.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use bundle::builder::key::{KeyId, SignRequest, Signer};
use bundle::builder::repository::SignReport;
use bundle::canonical::canonical;
use bundle::moment::Moment;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::hands::Hand;
use super::names::Names;
use crate::clock::now;
use crate::files;
use crate::folder::Folder;

/// What no metadata has as its `_type`: the signature of a line can stand for nothing else.
pub(super) const TYPE: &str = "fineline-audit";

/// What the first line has for a line before.
pub(super) const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    #[serde(rename = "_type")]
    pub(super) kind: String,
    pub(super) time: Moment,
    pub(super) key: KeyId,
    /// What people called the key then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    pub(super) role: String,
    pub(super) version: u64,
    /// Of what was signed: the canonical form of the file.
    pub(super) sha256: String,
    /// SHA-256 of the line before.
    pub(super) previous: String,
    /// Over the canonical form of all of the above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) signature: Option<String>,
}

impl Line {
    /// What its signature is over.
    pub(super) fn message(&self) -> anyhow::Result<Vec<u8>> {
        let unsigned = Self {
            signature: None,
            ..self.clone()
        };
        Ok(canonical(&serde_json::to_value(unsigned)?)?)
    }

    /// As it is written.
    pub(super) fn text(&self) -> anyhow::Result<String> {
        let value: Value = serde_json::to_value(self)?;
        Ok(String::from_utf8(canonical(&value)?)?)
    }
}

/// Where the logs are.
pub(super) fn folder_of(folder: &Folder) -> PathBuf {
    folder.trust().join("audit")
}

/// The hash that the line after this one names.
pub(super) fn hash(line: &str) -> String {
    hex::encode(Sha256::digest(line))
}

/// Writes a line for each signature of this round. Returns what is to be said about it.
///
/// # Errors
/// When a log cannot be read or written.
pub(crate) fn log(
    folder: &Folder,
    names: &Names,
    hands: &[Hand],
    report: &SignReport,
) -> anyhow::Result<Vec<String>> {
    let mut warnings = Vec::new();
    for role in &report.roles {
        let name = role.role.trim_start_matches("previous ");
        for key in &role.made {
            let line = Line {
                kind: TYPE.to_owned(),
                time: Moment(now()),
                key: key.clone(),
                name: names.name(key).map(str::to_owned),
                role: name.to_owned(),
                version: role.version,
                sha256: role.sha256.clone(),
                previous: String::new(),
                signature: None,
            };
            warnings.extend(append(folder, line, hands)?);
        }
    }
    Ok(warnings)
}

fn append(folder: &Folder, mut line: Line, hands: &[Hand]) -> anyhow::Result<Option<String>> {
    let path = folder_of(folder).join(format!("{}.log", line.key));
    line.previous = last_hash(&path)?;
    let hand = hands.iter().find(|hand| hand.public().id() == line.key);
    let message = line.message()?;
    let request = SignRequest {
        role: "audit",
        version: line.version,
        message: &message,
    };
    let mut warning = None;
    match hand.map(|hand| hand.sign(&request)) {
        Some(Ok(signature)) => line.signature = Some(hex::encode(signature)),
        // The signature itself was made: that it is logged matters more than that the line is signed.
        Some(Err(error)) => {
            warning = Some(format!("the line in the audit log is not signed: {error}"))
        }
        None => {}
    }
    let text = format!("{}\n", line.text()?);
    let write = || -> std::io::Result<()> {
        fs::create_dir_all(folder_of(folder))?;
        let mut file = OpenOptions::new().create(true).append(true).open(&path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    };
    write().with_context(|| format!("`{}` cannot be written", path.display()))?;
    Ok(warning)
}

fn last_hash(path: &Path) -> anyhow::Result<String> {
    if !path.exists() {
        return Ok(START.to_owned());
    }
    let text = String::from_utf8(files::read(path)?).unwrap_or_default();
    let shown = path.display();
    ensure!(
        text.ends_with('\n'),
        "the last line of `{shown}` is not whole: see `fineline audit`"
    );
    Ok(text.lines().last().map_or_else(|| START.to_owned(), hash))
}

/// Takes over the logs of a colleague's checkout where they go on from ours.
///
/// # Errors
/// When a log cannot be read or written.
pub(crate) fn merge(folder: &Folder, other: &Folder) -> anyhow::Result<()> {
    for (name, theirs) in files::read_folder(&folder_of(other))? {
        let path = folder_of(folder).join(&name);
        let ours = if path.exists() {
            files::read(&path)?
        } else {
            Vec::new()
        };
        if theirs.len() > ours.len() && theirs.starts_with(&ours) {
            files::write(&path, &theirs, files::Privacy::Ordinary)?;
        }
    }
    Ok(())
}
