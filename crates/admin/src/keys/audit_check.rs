//! Whether the log of who signed what is true: each line as it was written, none taken away or put in
//! between, and none missing for a signature that is at hand.

use std::collections::BTreeSet;

use bundle::Files;
use bundle::builder::key::KeyId;
use bundle::canonical::canonical;
use bundle::metadata::Envelope;
use bundle::moment::Moment;
use sha2::{Digest as _, Sha256};

use super::audit::{Line, START, TYPE, folder_of, hash};
use super::names::Names;
use crate::files;
use crate::folder::Folder;
use crate::{published, trust};

/// A line that holds.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) time: Moment,
    pub(crate) key: KeyId,
    pub(crate) role: String,
    pub(crate) version: u64,
    pub(crate) sha256: String,
    pub(crate) is_signed: bool,
}

/// What came of checking.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// Lines that hold, in the order of time.
    pub(crate) held: Vec<Held>,
    /// Where a log breaks: `trust/audit/KEYID.log:3: …`. What follows in that log counts for nothing.
    pub(crate) broken: Vec<String>,
    /// Signatures of keys that have no log here: made before there was one, or logged in another checkout.
    pub(crate) unlogged: Vec<String>,
}

/// Checks every log of a company, and that every signature in its folder has a line.
///
/// # Errors
/// When a file cannot be read.
pub(crate) fn check(folder: &Folder, names: &Names) -> anyhow::Result<Findings> {
    let mut findings = Findings::default();
    let mut logs = BTreeSet::new();
    for (name, bytes) in files::read_folder(&folder_of(folder))? {
        let key = name.trim_end_matches(".log").to_owned();
        check_log(
            &name,
            &String::from_utf8_lossy(&bytes),
            names,
            &mut findings,
        );
        logs.insert(key);
    }
    findings
        .held
        .sort_by(|a, b| (a.time, &a.role).cmp(&(b.time, &b.role)));
    let told: BTreeSet<(String, String)> = findings
        .held
        .iter()
        .map(|line| (line.key.to_string(), line.sha256.clone()))
        .collect();
    for (path, key, sha256) in signatures(folder)? {
        if told.contains(&(key.to_string(), sha256)) {
            continue;
        }
        let shown = names.shown(&key);
        if logs.contains(&key.to_string()) {
            let log = format!("trust/audit/{key}.log");
            findings.broken.push(format!(
                "{log}: has no line for the signature of {shown} on `{path}`"
            ));
        } else {
            findings.unlogged.push(format!("`{path}` by {shown}"));
        }
    }
    Ok(findings)
}

/// Reads lines until one does not hold.
fn check_log(file: &str, text: &str, names: &Names, findings: &mut Findings) {
    let mut previous = START.to_owned();
    for (at, text) in text.split_inclusive('\n').enumerate() {
        match check_line(file, text, &previous, names) {
            Ok(held) => findings.held.push(held),
            Err(found) => {
                let number = at + 1;
                findings
                    .broken
                    .push(format!("trust/audit/{file}:{number}: {found}"));
                return;
            }
        }
        previous = hash(text.trim_end_matches('\n'));
    }
}

fn check_line(file: &str, text: &str, previous: &str, names: &Names) -> Result<Held, String> {
    let whole = text.strip_suffix('\n').ok_or("the line is not whole")?;
    let line: Line =
        serde_json::from_str(whole).map_err(|error| format!("not a line of the log: {error}"))?;
    if line.kind != TYPE {
        return Err(format!("is of type `{}`, expected `{TYPE}`", line.kind));
    }
    if line.text().ok().as_deref() != Some(whole) {
        return Err("is not written as this command writes it".to_owned());
    }
    if line.previous != previous {
        return Err(
            "does not follow the line above it: one was changed, added or taken away".to_owned(),
        );
    }
    if format!("{}.log", line.key) != file {
        return Err(format!(
            "is about key `{}`, which has a log of its own",
            line.key
        ));
    }
    if let Some(signature) = &line.signature {
        let key = names.key(&line.key);
        let key =
            key.ok_or_else(|| format!("no root and no file of trust/keys has key `{}`", line.key))?;
        let message = line.message().map_err(|error| error.to_string())?;
        if !key.verifies(&message, signature) {
            return Err("the signature is not over this line".to_owned());
        }
    }
    Ok(Held {
        time: line.time,
        key: line.key,
        role: line.role,
        version: line.version,
        sha256: line.sha256,
        is_signed: line.signature.is_some(),
    })
}

/// Every signature in the roots, in the release that waits, and where it was published last.
fn signatures(folder: &Folder) -> anyhow::Result<BTreeSet<(String, KeyId, String)>> {
    let mut all = trust::roots(folder)?;
    if let Some(draft) = super::draft::read(folder)? {
        all.insert(
            format!("trust/next/{}.root.json", draft.version),
            draft.bytes,
        );
    }
    let mut found = BTreeSet::new();
    let waiting = files::read_folder(&folder.release())?;
    let published = published::metadata(&published::last(folder))?;
    for files in [all, waiting, published] {
        collect(&files, &mut found);
    }
    Ok(found)
}

fn collect(files: &Files, found: &mut BTreeSet<(String, KeyId, String)>) {
    let metadata = files
        .iter()
        .filter(|(path, _)| !path.starts_with("targets/"));
    for (path, bytes) in metadata {
        let Ok(envelope) = serde_json::from_slice::<Envelope>(bytes) else {
            continue;
        };
        let Ok(message) = canonical(&envelope.signed) else {
            continue;
        };
        let sha256 = hex::encode(Sha256::digest(message));
        let keys = envelope.signatures.into_iter();
        found.extend(keys.map(|entry| (path.clone(), entry.keyid, sha256.clone())));
    }
}
