//! A CSV file as rows with named cells: `,`, `;` or tab, quotes, line breaks of any kind.
//!
//! What the cells mean is left to `people` and `accounts`.

use std::cell::OnceCell;
use std::ops::Range;

use csv::StringRecord;

use super::code::Code;
use super::diagnostic::{counted, quoted, suggest};
use super::notes::Notes;
use super::source::Opened;
use super::texts::Spot;

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

/// A file with a usable header.
#[derive(Debug)]
struct Sheet<'a> {
    opened: &'a Opened,
    delimiter: u8,
    /// Column names by position; `None` for one nobody knows.
    header: Vec<Option<&'static str>>,
}

/// One record, and the byte it begins with.
type Record = (usize, StringRecord);

/// One row under the header.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    sheet: &'a Sheet<'a>,
    begin: usize,
    record: StringRecord,
    /// Where its cells stand; looked for once somebody asks.
    cells: OnceCell<Vec<Range<usize>>>,
}

impl Row<'_> {
    /// The cell of a column without surrounding white space; empty when the column is not there.
    pub(crate) fn get(&self, column: &str) -> &str {
        let at = self.sheet.position(column);
        at.and_then(|at| self.record.get(at)).map_or("", str::trim)
    }

    /// The same, nothing for an empty cell.
    pub(crate) fn filled(&self, column: &str) -> Option<&str> {
        Some(self.get(column)).filter(|cell| !cell.is_empty())
    }

    /// The cell in the file; the whole row when the column is not there.
    pub(crate) fn spot(&self, column: &str) -> Spot {
        let at = self.sheet.position(column);
        let cells = || self.sheet.cells(self.begin);
        let range = at.and_then(|at| self.cells.get_or_init(cells).get(at));
        let within = |range: &Range<usize>| self.sheet.opened.spot.within(range.clone());
        range.map_or_else(|| self.whole(), within)
    }

    /// The row in the file.
    pub(crate) fn whole(&self) -> Spot {
        self.sheet.line(self.begin)
    }
}

impl Sheet<'_> {
    fn position(&self, column: &str) -> Option<usize> {
        self.header.iter().position(|name| *name == Some(column))
    }

    fn line(&self, begin: usize) -> Spot {
        self.opened.spot.within(line(&self.opened.text, begin))
    }

    fn cell(&self, begin: usize, at: usize) -> Spot {
        let mut cells = cells(&self.opened.text, begin, self.delimiter);
        let range = cells.nth(at).unwrap_or(begin..begin);
        self.opened.spot.within(range)
    }

    /// The cells that have a name.
    fn cells(&self, begin: usize) -> Vec<Range<usize>> {
        let cells = cells(&self.opened.text, begin, self.delimiter);
        cells.take(self.header.len()).collect()
    }
}

/// Hands every row that can be read to `each`; what cannot is noted. Nothing when the header is unusable.
pub(crate) fn read(
    opened: &Opened,
    columns: Columns,
    notes: &Notes,
    mut each: impl FnMut(&Row<'_>),
) -> Option<()> {
    let text = &opened.text;
    let mut sheet = Sheet {
        opened,
        delimiter: delimiter(text),
        header: Vec::new(),
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(sheet.delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut records = reader.records().filter_map(Result::ok).map(|record| {
        let begin = record.position().map_or(0, csv::Position::byte);
        (first_byte(text, begin), record)
    });
    let first = records.next()?;
    sheet.header = header(&sheet, &first, columns, notes)?;
    let mut last = first.0;
    for (begin, record) in records {
        last = begin;
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            row(&sheet, (begin, record), notes)
                .iter()
                .for_each(&mut each);
        }
    }
    if text.matches('"').count() % 2 == 1 {
        let found = "a quotation mark is opened and never closed";
        let help = "inside quotes, a quotation mark is written twice";
        notes.add((Code::OpenQuote, sheet.line(last)), found, help);
    }
    Some(())
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

/// The reader's byte positions stand before blank lines.
fn first_byte(text: &str, position: u64) -> usize {
    let position = usize::try_from(position).unwrap_or(usize::MAX);
    let after = text.as_bytes().get(position..).unwrap_or_default();
    position
        + after
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count()
}

/// The line that begins with this byte, without its line break.
fn line(text: &str, begin: usize) -> Range<usize> {
    let rest = text.get(begin..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    begin..begin + line.trim_end().len()
}

/// The cells of the record that begins with this byte, and whatever follows: each without its quotes and
/// surrounding white space. Looked for only when there is something to say about one.
fn cells(text: &str, begin: usize, delimiter: u8) -> impl Iterator<Item = Range<usize>> {
    let mut from = begin;
    std::iter::repeat_with(move || {
        let to = cell_end(text.as_bytes(), from, delimiter);
        let raw = from..to;
        from = to + 1;
        inner(text, raw)
    })
}

/// What is in a cell.
fn inner(text: &str, range: Range<usize>) -> Range<usize> {
    let from = range.start;
    let raw = text.get(range).unwrap_or_default();
    let cell = raw.trim();
    let inner = cell.strip_prefix('"').unwrap_or(cell);
    let start = from + (raw.len() - raw.trim_start().len()) + (cell.len() - inner.len());
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    start..start + inner.len()
}

/// The separator, line break or end behind the cell that begins with this byte.
fn cell_end(bytes: &[u8], from: usize, delimiter: u8) -> usize {
    let mut in_quotes = bytes.get(from) == Some(&b'"');
    let mut at = from + usize::from(in_quotes);
    while let Some(byte) = bytes.get(at) {
        match byte {
            // Written twice it stands for itself.
            b'"' if in_quotes && bytes.get(at + 1) == Some(&b'"') => at += 1,
            b'"' if in_quotes => in_quotes = false,
            b'\r' | b'\n' if !in_quotes => break,
            byte if *byte == delimiter && !in_quotes => break,
            _ => {}
        }
        at += 1;
    }
    at.min(bytes.len())
}

/// More are no table that people keep; each is looked for among the others.
const COLUMNS_MAX: usize = 500;

/// Column names by position; what nobody knows is noted.
fn header(
    sheet: &Sheet<'_>,
    (begin, record): &Record,
    columns: Columns,
    notes: &Notes,
) -> Option<Vec<Option<&'static str>>> {
    if record.len() > COLUMNS_MAX {
        let found = format!("has {} columns", record.len());
        let help = format!("up to {COLUMNS_MAX} are read: is this the right file?");
        notes.add((Code::UnknownColumn, sheet.line(*begin)), found, &help);
        return None;
    }
    let mut names = Vec::new();
    for (at, cell) in record.iter().map(str::trim).enumerate() {
        let folded = cell.to_lowercase().replace([' ', '-'], "_");
        let name = columns.all().find(|name| *name == folded);
        if name.is_some() && names.contains(&name) {
            let found = format!("column `{cell}` is there twice");
            let spot = sheet.cell(*begin, at);
            notes.add((Code::DuplicateColumn, spot), found, "keep one of them");
        }
        if name.is_none() {
            let is_free = |name: &&str| record.iter().all(|other| other.trim() != *name);
            let help = suggest(cell, "columns", columns.all().filter(is_free));
            let found = format!("unknown column `{cell}`");
            notes.add((Code::UnknownColumn, sheet.cell(*begin, at)), found, &help);
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
    notes.add((Code::MissingColumn, sheet.line(*begin)), found, &help);
    None
}

fn row<'a>(sheet: &'a Sheet<'a>, (begin, record): Record, notes: &Notes) -> Option<Row<'a>> {
    let columns = sheet.header.len();
    let mut beyond = record.iter().skip(columns);
    if record.len() < columns || beyond.any(|cell| !cell.trim().is_empty()) {
        let cells = counted(record.len(), "cell");
        let found = format!("has {cells}, the first line has {columns}");
        let help = "a cell that contains the separator stands in quotes";
        notes.add((Code::RowLength, sheet.line(begin)), found, help);
        return None;
    }
    Some(Row {
        sheet,
        begin,
        record,
        cells: OnceCell::new(),
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
        let notes = Notes::default();
        let mut found = Vec::new();
        read(&opened(text, &notes), COLUMNS, &notes, |row| {
            let line = notes.place(row.whole()).replace("people.csv:", "");
            found.push(format!("{line}: {}/{}", row.get("id"), row.get("name")));
        });
        let problems = notes.finish().problems;
        let problems = problems.iter().map(|one| {
            let line = one.place.map_or(0, |place| place.line);
            format!("{line}:{}", one.message)
        });
        found.extend(problems);
        assert_eq!(found, expected, "{text:?}");
    }

    fn opened(text: &str, notes: &Notes) -> Opened {
        let spot = notes.open("people.csv", text.into());
        Opened {
            spot,
            text: text.into(),
        }
    }

    /// What a cell's place shows, for every cell of the columns `id` and `name`.
    #[test]
    fn finds_each_cell_again() {
        for (text, expected) in [
            ("id,name\na,Ann\nb, Bo \n", vec!["a", "Ann", "b", "Bo"]),
            ("id;name\r\n\"a;b\";\"An\"\"n\"\r\n", vec!["a;b", "An\"\"n"]),
            (
                "name\tid\n\"x\ny\"\ta\n\t\"\"\"q\"\n",
                vec!["a", "x\ny", "\"\"q", ""],
            ),
        ] {
            let notes = Notes::default();
            let mut found = Vec::new();
            read(&opened(text, &notes), COLUMNS, &notes, |row| {
                for column in ["id", "name"] {
                    let range = row.spot(column).range().expect("a cell");
                    found.push(text.get(range).expect("on boundaries"));
                }
            });
            assert_eq!(found, expected, "{text:?}");
        }
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
            &["1:column `name` is missing", "1:unknown column `nmae`"],
        );
        check("id,name,id\n", &["1:column `id` is there twice"]);
        let many = format!("id,name{}\n", ",more".repeat(499));
        check(&many, &["1:has 501 columns"]);
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
