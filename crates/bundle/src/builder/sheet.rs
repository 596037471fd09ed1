//! A CSV file as rows with named cells: `,`, `;` or tab, quotes, line breaks of any kind.
//!
//! What the cells mean is left to `people` and `accounts`.

use std::collections::BTreeMap;

use super::diagnostic::{Notes, counted, quoted, suggest};
use super::source::{Lines, Source};

/// The columns a file may have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Columns {
    /// These must be there.
    pub(crate) required: &'static [&'static str],
    /// These may be there.
    pub(crate) optional: &'static [&'static str],
}

impl Columns {
    fn all(self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).copied()
    }
}

/// One row under the header.
#[derive(Debug)]
pub(crate) struct Row {
    /// The line it begins on.
    pub(crate) line: usize,
    cells: BTreeMap<&'static str, String>,
}

impl Row {
    /// The cell of a column without surrounding white space; empty when the column is not there.
    pub(crate) fn get(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }
}

/// All rows that can be read; what cannot is noted. Nothing when the header is unusable.
pub(crate) fn read(source: &Source, columns: Columns, notes: &mut Notes) -> Option<Vec<Row>> {
    let text = source.text(notes)?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let lines = Lines::new(&text);
    let mut records = reader.records().filter_map(Result::ok).map(|record| {
        let begin = record.position().map_or(0, csv::Position::byte);
        (lines.at(first_byte(&text, begin)), record)
    });
    let (line, first) = records.next()?;
    let header = header(&first, line, columns, notes)?;
    let mut rows = Vec::new();
    let mut last_line = line;
    for (line, record) in records {
        last_line = line;
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.extend(row(&header, line, &record, notes));
        }
    }
    if text.matches('"').count() % 2 == 1 {
        let found = "a quotation mark is opened and never closed".to_owned();
        notes.add(
            last_line,
            found,
            "inside quotes, a quotation mark is written twice",
        );
    }
    Some(rows)
}

/// What stands most often in the first line; a spreadsheet's language decides.
fn delimiter(text: &str) -> u8 {
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let count = |delimiter: u8| first.bytes().filter(|byte| *byte == delimiter).count();
    [b';', b'\t', b',']
        .into_iter()
        .max_by_key(|delimiter| count(*delimiter))
        .unwrap_or(b',')
}

/// The reader's own line numbers go wrong after blank lines; its byte positions stand before them.
fn first_byte(text: &str, position: u64) -> usize {
    let position = usize::try_from(position).unwrap_or(usize::MAX);
    let after = text.as_bytes().get(position..).unwrap_or_default();
    position
        + after
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count()
}

/// Column names by position; `None` for one nobody knows, which is noted.
fn header(
    record: &csv::StringRecord,
    line: usize,
    columns: Columns,
    notes: &mut Notes,
) -> Option<Vec<Option<&'static str>>> {
    let mut names = Vec::new();
    for cell in record.iter().map(str::trim) {
        let folded = cell.to_lowercase().replace([' ', '-'], "_");
        let name = columns.all().find(|name| *name == folded);
        if name.is_some() && names.contains(&name) {
            let found = format!("column `{cell}` is there twice");
            notes.add(line, found, "keep one of them");
        }
        if name.is_none() {
            let is_free = |name: &&str| record.iter().all(|other| other.trim() != *name);
            let help = suggest(cell, "columns", columns.all().filter(is_free));
            notes.add(line, format!("unknown column `{cell}`"), &help);
        }
        names.push(name);
    }
    let mut missing = columns.required.to_vec();
    missing.retain(|name| !names.contains(&Some(*name)));
    if missing.is_empty() {
        return Some(names);
    }
    let found = format!("column {} is missing", quoted(&missing));
    let help = format!("needed columns are {}", quoted(columns.required));
    notes.add(line, found, &help);
    None
}

fn row(
    header: &[Option<&'static str>],
    line: usize,
    record: &csv::StringRecord,
    notes: &mut Notes,
) -> Option<Row> {
    let beyond = record
        .iter()
        .skip(header.len())
        .any(|cell| !cell.trim().is_empty());
    if record.len() < header.len() || beyond {
        let cells = counted(record.len(), "cell");
        let found = format!("has {cells}, the first line has {}", header.len());
        notes.add(
            line,
            found,
            "a cell that contains the separator stands in quotes",
        );
        return None;
    }
    let named = header
        .iter()
        .zip(record)
        .filter_map(|(name, cell)| Some(((*name)?, cell.to_owned())));
    Some(Row {
        line,
        cells: named.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: Columns = Columns {
        required: &["id", "name"],
        optional: &["team"],
    };

    /// `line: id=…, name=…` per row, then the problems.
    fn check(text: &str, expected: &[&str]) {
        let mut notes = Notes::new("people.csv");
        let rows = read(&Source::new("people.csv", text), COLUMNS, &mut notes);
        let rows = rows.into_iter().flatten();
        let rows = rows.map(|row| format!("{}: {}/{}", row.line, row.get("id"), row.get("name")));
        let problems = notes.into_problems();
        let problems = problems
            .iter()
            .map(|one| format!("{}:{}", one.line.unwrap_or(0), one.message));
        assert_eq!(
            rows.chain(problems).collect::<Vec<_>>(),
            expected,
            "{text:?}"
        );
    }

    #[test]
    fn reads_every_common_separator_and_line_break() {
        for text in [
            "id,name\na,Ann\n",
            "id;name\r\na;Ann",
            "id\tname\na\tAnn\n\n",
            "Name,ID\nAnn,a\n",
        ] {
            check(text, &["2: a/Ann"]);
        }
    }

    #[test]
    fn keeps_line_breaks_and_separators_in_quotes_and_counts_them() {
        check(
            "id,name\na,\"Ann,\r\nthe first\"\nb,Bo\n",
            &["2: a/Ann,\r\nthe first", "4: b/Bo"],
        );
    }

    #[test]
    fn counts_blank_lines_and_skips_empty_rows() {
        check(
            "\n\nid,name\n\n\na,Ann\n,\nb,Bo\n",
            &["6: a/Ann", "8: b/Bo"],
        );
    }

    #[test]
    fn notes_a_quotation_mark_that_is_never_closed() {
        check(
            "id,name\na,Ann\nb,\"Bo\nc,Cy\n",
            &[
                "2: a/Ann",
                "3: b/Bo\nc,Cy",
                "3:a quotation mark is opened and never closed",
            ],
        );
    }

    #[test]
    fn notes_unknown_missing_and_repeated_columns() {
        check(
            "id,nmae\n",
            &["1:unknown column `nmae`", "1:column `name` is missing"],
        );
        check("id,name,id\n", &["1:column `id` is there twice"]);
    }

    #[test]
    fn notes_rows_of_another_length() {
        check(
            "id,name\na\nb,Bo\n",
            &["3: b/Bo", "2:has 1 cell, the first line has 2"],
        );
        check("id,name\nb,Bo,,\n", &["2: b/Bo"]);
    }
}
