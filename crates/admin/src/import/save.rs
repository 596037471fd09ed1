//! Writing: a list whole or not at all, what was there before kept in `build/import`, and the way back.
//!
//! Order of `apply`: the new list beside the old one, a copy of the old one, the journal, and only then
//! the rename that makes the import happen. Whatever stops in between leaves the list as it was.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use policy::Day;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::entry::Column;
use super::existing::{FORMULA, digest};
use super::list::List;
use super::refusal::Refusal;
use crate::files::{self, Privacy};

/// Where the files of an audience are.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    /// The list.
    pub(crate) list: PathBuf,
    /// As it was before the last import.
    pub(crate) earlier: PathBuf,
    /// What the last import was.
    pub(crate) journal: PathBuf,
}

impl Places {
    pub(crate) fn new(root: &Path, audience: &str) -> Self {
        let kept = journals(root);
        Self {
            list: root.join("audiences").join(format!("{audience}.csv")),
            earlier: kept.join(format!("{audience}.csv")),
            journal: kept.join(format!("{audience}.json")),
        }
    }
}

/// The folder of all journals.
pub(crate) fn journals(root: &Path) -> PathBuf {
    root.join("build").join("import")
}

/// What the last import into an audience was.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Journal {
    /// Grows with each import into any audience.
    pub(crate) number: u64,
    /// The audience.
    pub(crate) audience: String,
    /// The day (UTC).
    pub(crate) on: Day,
    /// Names of the files.
    pub(crate) files: Vec<String>,
    /// Digest of the list before; none where there was none.
    pub(crate) before: Option<String>,
    /// Digest of the list after.
    pub(crate) after: String,
}

/// What is written down with an import.
#[derive(Clone, Debug)]
pub(crate) struct About<'a> {
    pub(crate) root: &'a Path,
    pub(crate) audience: &'a str,
    pub(crate) on: Day,
    pub(crate) files: Vec<String>,
    /// Digest of the list when it was read.
    pub(crate) before: Option<String>,
}

/// Writes a merged list, so that it can be taken back.
///
/// # Errors
/// Something cannot be written, or somebody changed the list in the meantime; then it is as it was.
pub(crate) fn apply(list: &List, about: About<'_>) -> anyhow::Result<()> {
    let places = Places::new(about.root, about.audience);
    let written = write(list, &places.list)?;
    if digest(&places.list)? != about.before {
        let found = format!("`{}` was changed during the import", places.list.display());
        return Err(Refusal::new(found, "run the command again").into());
    }
    if about.before.is_some() {
        copy(&places.list, &places.earlier)?;
    }
    let journal = Journal {
        number: last(about.root)?.map_or(1, |last| last.number.saturating_add(1)),
        audience: about.audience.to_owned(),
        on: about.on,
        files: about.files,
        before: about.before,
        after: written.digest.clone(),
    };
    let text = serde_json::to_vec_pretty(&journal)?;
    files::write(&places.journal, &text, Privacy::Ordinary)?;
    written.place()
}

/// Every journal there is, one per audience; the one of the last import.
pub(crate) fn last(root: &Path) -> anyhow::Result<Option<Journal>> {
    let folder = journals(root);
    let names = match fs::read_dir(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        result => result.with_context(|| format!("`{}` cannot be read", folder.display()))?,
    };
    let mut last: Option<Journal> = None;
    for name in names {
        let path = name?.path();
        let is_journal = path.extension().is_some_and(|ending| ending == "json");
        let Some(journal) = is_journal.then(|| read(&path)).transpose()? else {
            continue;
        };
        if last
            .as_ref()
            .is_none_or(|last| last.number < journal.number)
        {
            last = Some(journal);
        }
    }
    Ok(last)
}

/// One journal.
pub(crate) fn read(path: &Path) -> anyhow::Result<Journal> {
    let bytes = files::read(path)?;
    serde_json::from_slice(&bytes).with_context(|| format!("`{}` is no journal", path.display()))
}

/// Copies a file whole or not at all.
pub(crate) fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    let unreadable = || format!("`{}` cannot be read", from.display());
    let mut file = File::open(from).with_context(unreadable)?;
    let mut pending = Pending::new(to)?;
    io::copy(&mut file, &mut pending).with_context(unreadable)?;
    pending.close()?.place()
}

fn write(list: &List, path: &Path) -> anyhow::Result<Written> {
    let pending = Pending::new(path)?;
    let failed = || format!("`{}` cannot be written", path.display());
    let mut writer = csv::Writer::from_writer(pending);
    let names = Column::ALL.map(|(_, name)| name);
    writer.write_record(names).with_context(failed)?;
    for (_, cells) in list.entries() {
        let row = Column::ALL.map(|(column, _)| match column {
            // A handle needs no `@`, and with one it would be a formula.
            Column::XHandle => cells.get(column).trim_start_matches('@').to_owned(),
            _ => neutral(cells.get(column)),
        });
        writer.write_record(row).with_context(failed)?;
    }
    let pending = writer.into_inner().map_err(|error| error.into_error());
    pending.with_context(failed)?.close()
}

/// A cell that no spreadsheet takes for a formula.
pub(crate) fn neutral(cell: &str) -> String {
    if cell.starts_with(FORMULA) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// A file that is being written under a hidden name beside its own; gone unless it is put in its place.
pub(crate) struct Pending {
    file: BufWriter<File>,
    hash: Sha256,
    names: Names,
}

struct Names {
    temporary: PathBuf,
    path: PathBuf,
}

impl Drop for Names {
    fn drop(&mut self) {
        // After `place` there is none; after a failure there is nothing better to do.
        let _ = fs::remove_file(&self.temporary);
    }
}

/// A file that is whole and on the disk, still under its hidden name.
pub(crate) struct Written {
    names: Names,
    /// SHA-256 in hex.
    pub(crate) digest: String,
}

impl Pending {
    pub(crate) fn new(path: &Path) -> anyhow::Result<Self> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let temporary = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
        let failed = || format!("`{}` cannot be written", path.display());
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder {
            fs::create_dir_all(folder).with_context(failed)?;
        }
        let file = File::create(&temporary).with_context(failed)?;
        Ok(Self {
            file: BufWriter::new(file),
            hash: Sha256::new(),
            names: Names {
                temporary,
                path: path.to_owned(),
            },
        })
    }

    /// Everything to the disk.
    pub(crate) fn close(self) -> anyhow::Result<Written> {
        let Self { file, hash, names } = self;
        let failed = || format!("`{}` cannot be written", names.path.display());
        let file = file.into_inner().map_err(|error| error.into_error());
        file.and_then(|file| file.sync_all()).with_context(failed)?;
        let digest = hex::encode(hash.finalize());
        Ok(Written { names, digest })
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.hash.update(bytes.get(..count).unwrap_or_default());
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Written {
    /// Takes the place of what is there.
    pub(crate) fn place(self) -> anyhow::Result<()> {
        let Names { temporary, path } = &self.names;
        fs::rename(temporary, path)
            .with_context(|| format!("`{}` cannot be written", path.display()))
    }
}
