//! `audiences/<id>.csv` as it is before an import. Nothing in it may get lost, so a file that cannot be
//! read completely is refused.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use anyhow::{Context as _, anyhow};
use csv::StringRecord;
use sha2::{Digest as _, Sha256};

use super::entry::{Cells, Column};
use super::formats::fold;
use super::list::List;
use super::people;
use super::reading::lines::Lines;
use super::reading::table::csv_reader;
use super::reading::text::Text;
use super::refusal::Refusal;

/// The list, and the digest of the file it was read from; none where there is no file yet.
#[derive(Debug, Default)]
pub(crate) struct Existing {
    pub(crate) list: List,
    pub(crate) digest: Option<String>,
}

/// Reads the file of an audience. `name` is what it is called in a message.
///
/// # Errors
/// It is there and cannot be read, or has something that would get lost.
pub(crate) fn read(path: &Path, name: &str) -> anyhow::Result<Existing> {
    let Some(digest) = digest(path)? else {
        return Ok(Existing::default());
    };
    let unreadable = || format!("`{name}` cannot be read");
    let mut text = BufReader::new(Text::new(File::open(path).with_context(unreadable)?));
    let mut sample = Vec::new();
    (&mut text)
        .take(4096)
        .read_to_end(&mut sample)
        .with_context(unreadable)?;
    let first = String::from_utf8_lossy(&sample);
    let first = first.lines().find(|line| !line.trim().is_empty());
    let delimiter = people::delimiter(first.unwrap_or_default());
    let list = rows(io::Cursor::new(sample).chain(text), delimiter, name)?;
    Ok(Existing {
        list,
        digest: Some(digest),
    })
}

fn rows(text: impl Read, delimiter: u8, name: &str) -> anyhow::Result<List> {
    let lines = Lines::default();
    let mut reader = csv_reader(lines.note(text), delimiter);
    let mut record = StringRecord::new();
    let mut header: Option<Vec<Column>> = None;
    let mut list = List::default();
    loop {
        let is_row = reader.read_record(&mut record);
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        if !is_row.map_err(|_| refused(name, line, "cannot be read"))? {
            return Ok(list);
        }
        match &header {
            None => header = Some(columns(&record, name, line)?),
            Some(_) if record.iter().all(|cell| cell.trim().is_empty()) => {}
            Some(columns) => list.load(&cells(&record, columns, name, line)?),
        }
    }
}

fn columns(record: &StringRecord, name: &str, line: u64) -> anyhow::Result<Vec<Column>> {
    let column = |cell: &str| {
        let mut all = Column::ALL.into_iter();
        let known = all.find(|(_, column)| fold(column) == fold(cell));
        let found = format!("has an unknown column `{}`", cell.trim());
        let column = known.map(|(column, _)| column);
        column.ok_or_else(|| refused(name, line, &found))
    };
    record.iter().map(column).collect()
}

fn cells(
    record: &StringRecord,
    columns: &[Column],
    name: &str,
    line: u64,
) -> anyhow::Result<Cells> {
    let beyond = record.iter().skip(columns.len());
    if record.len() < columns.len() || beyond.into_iter().any(|cell| !cell.trim().is_empty()) {
        return Err(refused(
            name,
            line,
            "has another number of cells than the first line",
        ));
    }
    let mut cells = Cells::default();
    for (column, cell) in columns.iter().zip(record) {
        cells.set(*column, plain(cell));
    }
    Ok(cells)
}

/// Without the apostrophe that keeps a cell from being a formula.
fn plain(cell: &str) -> String {
    let cell = Cells::verbatim(cell);
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) => rest.to_owned(),
        _ => cell,
    }
}

/// What a spreadsheet takes for the beginning of a formula.
pub(crate) const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

fn refused(name: &str, line: u64, found: &str) -> anyhow::Error {
    let found = format!("{name}:{line}: {found}");
    let help =
        "nothing is imported into a file that would lose something; `fineline check` says more";
    Refusal::new(found, help).into()
}

/// SHA-256 of a file in hex; nothing where there is no file.
pub(crate) fn digest(path: &Path) -> anyhow::Result<Option<String>> {
    let mut file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        result => result.with_context(|| format!("`{}` cannot be read", path.display()))?,
    };
    let mut hash = Sha256::new();
    let mut block = [0; 16 * 1024];
    loop {
        let count = file.read(&mut block).map_err(|error| anyhow!(error))?;
        if count == 0 {
            return Ok(Some(hex::encode(hash.finalize())));
        }
        hash.update(block.get(..count).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<String>, String> {
        let list = rows(text.as_bytes(), b',', "audiences/a.csv");
        let list = list.map_err(|error| error.to_string())?;
        let names = list
            .entries()
            .map(|(_, cells)| cells.get(Column::DisplayName).to_owned());
        Ok(names.collect())
    }

    #[test]
    fn reads_columns_in_any_order_and_takes_apostrophes_before_formulas_away() {
        let names = read("X handle,Display name\n'@elena,'=Elena\n,'Ann\n").unwrap();
        assert_eq!(names, ["=Elena", "'Ann"]);
    }

    #[test]
    fn refuses_what_would_get_lost() {
        for (text, found) in [
            (
                "display_name,notes\n",
                "audiences/a.csv:1: has an unknown column `notes`",
            ),
            (
                "display_name,team\n\nElena\n",
                "audiences/a.csv:3: has another number of cells",
            ),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.starts_with(found), "{error}");
        }
    }
}
