//! CSV as rows with named cells: `,`, `;` or tab, quotes, line breaks of any kind, in any of them.

use std::io::Read;

use anyhow::anyhow;
use csv::ByteRecord;

use super::lines::{Lines, OPEN_QUOTE};
use super::{Next, Taker};
use crate::import::formats::{Field, Row};
use crate::import::reason::Reason;
use crate::import::refusal::Refusal;

/// How a table is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    /// What separates cells.
    pub(crate) delimiter: u8,
    /// How many rows there are down to the header, itself included.
    pub(crate) skip: usize,
    /// What the columns hold, by position; none for a column that is not read.
    pub(crate) fields: Vec<Option<Field>>,
    /// How lines begin that are no rows.
    pub(crate) footers: &'static [&'static str],
}

/// A CSV reader as this module needs it.
pub(crate) fn csv_reader<R: Read>(inner: R, delimiter: u8) -> csv::Reader<R> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(inner)
}

/// Reads all rows below the header.
///
/// # Errors
/// The file cannot be read, has a row without an end, or `take` stops it.
pub(crate) fn read<R: Read>(
    inner: R,
    name: &str,
    layout: &Layout,
    take: Taker<'_>,
) -> anyhow::Result<()> {
    let lines = Lines::default();
    let mut reader = csv_reader(lines.note(inner), layout.delimiter);
    let mut record = ByteRecord::new();
    let (mut below_footer, mut count, mut last) = (false, 0, (0, false));
    loop {
        let is_row = reader.read_byte_record(&mut record);
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        if !is_row.map_err(|error| refused(error, name, line))? {
            break;
        }
        last = (line, has_breaks(&record));
        count += 1;
        if count <= layout.skip || record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            continue;
        }
        let is_footer = is_short(&record) && (below_footer || begins(&record, layout.footers));
        below_footer |= is_footer;
        take(if is_footer {
            Next::Footer
        } else {
            row(&record, line, layout)
        })?;
    }
    match last {
        // The last row ran on to the end of the file.
        (line, true) if lines.has_odd_quotes() => Err(open_quote(name, line).into()),
        _ => Ok(()),
    }
}

fn has_breaks(record: &ByteRecord) -> bool {
    record
        .as_slice()
        .iter()
        .any(|byte| matches!(byte, b'\r' | b'\n'))
}

fn open_quote(name: &str, line: u64) -> Refusal {
    let help = "inside quotes, a quotation mark is written twice";
    Refusal::new(format!("{name}:{line}: {OPEN_QUOTE}"), help)
}

fn refused(error: csv::Error, name: &str, line: u64) -> anyhow::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.to_string() == OPEN_QUOTE => {
            open_quote(name, line).into()
        }
        csv::ErrorKind::Io(error) => anyhow!(error).context(format!("`{name}` cannot be read")),
        _ => anyhow!("`{name}` cannot be read"),
    }
}

/// At most one cell has something in it.
fn is_short(record: &ByteRecord) -> bool {
    record
        .iter()
        .skip(1)
        .all(|cell| cell.trim_ascii().is_empty())
}

fn begins(record: &ByteRecord, footers: &[&str]) -> bool {
    let first = record.get(0).unwrap_or_default().trim_ascii();
    footers.iter().any(|footer| {
        let start = first.get(..footer.len()).unwrap_or_default();
        start.eq_ignore_ascii_case(footer.as_bytes())
    })
}

fn row<'a>(record: &'a ByteRecord, line: u64, layout: &Layout) -> Next<'a> {
    let width = layout.fields.len();
    let beyond = record
        .iter()
        .skip(width)
        .any(|cell| !cell.trim_ascii().is_empty());
    if record.len() < width || beyond {
        return Next::Bad(line, Reason::Length);
    }
    let mut row = Row::new(line);
    for (field, cell) in layout.fields.iter().zip(record) {
        let Some(field) = field else { continue };
        let Ok(text) = std::str::from_utf8(cell) else {
            return Next::Bad(line, Reason::NotText);
        };
        row.fill(*field, text);
    }
    Next::Row(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(delimiter: u8) -> Layout {
        Layout {
            delimiter,
            skip: 1,
            fields: vec![Some(Field::Id), Some(Field::Name)],
            footers: &["Grand Total"],
        }
    }

    /// `line:id/name` per row.
    fn rows(text: &[u8], layout: &Layout) -> Result<Vec<String>, String> {
        let mut found = Vec::new();
        let mut take = |next: Next<'_>| {
            found.push(match next {
                Next::Row(row) => {
                    let name = row.get(Field::Name);
                    format!("{}:{}/{name}", row.number, row.get(Field::Id))
                }
                Next::Bad(line, reason) => format!("{line}:{reason:?}"),
                Next::Footer => "footer".to_owned(),
            });
            Ok(())
        };
        let read = read(text, "a.csv", layout, &mut take);
        read.map(|()| found).map_err(|error| error.to_string())
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(
            rows(text.as_bytes(), &layout(b',')).unwrap(),
            expected,
            "{text:?}"
        );
    }

    #[test]
    fn counts_lines_through_blank_ones_and_breaks_in_quotes() {
        check(
            "id,name\r\n\r\na,\"Ann\r\nthe first\"\r\n\r\n\r\nb,Bo",
            &["3:a/Ann\r\nthe first", "7:b/Bo"],
        );
        check("\n\nid,name\n,\na,Ann\n", &["5:a/Ann"]);
        check("id,name\ra,Ann\rb,Bo\r", &["2:a/Ann", "3:b/Bo"]);
    }

    #[test]
    fn reads_every_common_separator() {
        for (text, delimiter) in [("id;name\na;Ann", b';'), ("id\tname\na\tAnn", b'\t')] {
            let found = rows(text.as_bytes(), &layout(delimiter)).unwrap();
            assert_eq!(found, ["2:a/Ann"], "{text:?}");
        }
    }

    #[test]
    fn rejects_rows_of_another_length_and_bytes_that_are_no_text() {
        check(
            "id,name\na\nb,Bo,,\nc,Cy,x\n",
            &["2:Length", "3:b/Bo", "4:Length"],
        );
        let latin = rows(b"id,name\na,J\xfcrgen\nb,Bo\n", &layout(b',')).unwrap();
        assert_eq!(latin, ["2:NotText", "3:b/Bo"]);
    }

    #[test]
    fn drops_what_a_report_writes_below_and_keeps_a_row_that_looks_like_it() {
        check(
            "id,name\nGrand Total Ltd,Ann\nGrand Totals (1 record),\n\nAldermoor Bank\n",
            &["2:Grand Total Ltd/Ann", "footer", "footer"],
        );
        check("id,name\nAldermoor Bank\n", &["2:Length"]);
    }

    #[test]
    fn says_on_which_line_a_quotation_mark_is_never_closed() {
        for more in [1, 1_000_000] {
            let text = "id,name\na,Ann\nb,\"Bo\n".to_owned() + &"c,Cy\n".repeat(more);
            let error = rows(text.as_bytes(), &layout(b',')).unwrap_err();
            assert!(error.starts_with("a.csv:3: a quotation mark"), "{error}");
        }
        check("id,name\na,5\" pipe\nb,Bo", &["2:a/5\" pipe", "3:b/Bo"]);
    }
}
