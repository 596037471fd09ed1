//! Rows that were not taken: counted by reason, the first of them kept for the report, all of them
//! written to a file if somebody wants them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::reason::Reason;
use super::save::{Pending, neutral};

/// As many are shown.
const SHOWN: usize = 20;

/// One rejected row. Of its cells only the name is kept.
#[derive(Clone, Debug)]
pub(crate) struct Reject {
    pub(crate) file: String,
    /// Line, or number in a JSON list.
    pub(crate) row: u64,
    pub(crate) reason: Reason,
    pub(crate) name: String,
}

/// All of them.
#[derive(Default)]
pub(crate) struct Rejects {
    pub(crate) total: u64,
    pub(crate) by_reason: BTreeMap<Reason, u64>,
    /// The first ones.
    pub(crate) first: Vec<Reject>,
    /// Where all of them go.
    pub(crate) file: Option<PathBuf>,
    export: Option<csv::Writer<Pending>>,
}

impl Rejects {
    /// `export` is the file for all of them.
    pub(crate) fn new(export: Option<&Path>) -> anyhow::Result<Self> {
        let pending = export.map(Pending::new).transpose()?;
        let file = export.map(Path::to_owned);
        let mut export = pending.map(csv::Writer::from_writer);
        if let Some(writer) = &mut export {
            writer.write_record(["file", "row", "reason", "name"])?;
        }
        Ok(Self {
            total: 0,
            by_reason: BTreeMap::new(),
            first: Vec::new(),
            file,
            export,
        })
    }

    pub(crate) fn add(&mut self, reject: Reject) -> anyhow::Result<()> {
        self.total += 1;
        *self.by_reason.entry(reject.reason).or_default() += 1;
        if let Some(writer) = &mut self.export {
            let row = reject.row.to_string();
            let cells = [&reject.file, &row, reject.reason.text(), &reject.name];
            writer.write_record(cells.map(neutral))?;
        }
        if self.first.len() < SHOWN {
            self.first.push(reject);
        }
        Ok(())
    }

    /// Puts the file in its place.
    pub(crate) fn finish(&mut self) -> anyhow::Result<()> {
        if let Some(writer) = self.export.take() {
            let pending = writer.into_inner().map_err(|error| error.into_error())?;
            pending.close()?.place()?;
        }
        Ok(())
    }
}
