//! What an import does, or did, for people. Decides nothing; the same for programs is in `data`.

use bundle::builder::diagnostic::counted;
use unicode_width::UnicodeWidthStr as _;

use super::data::as_json;
use super::entry::{Cells, Column};
use super::gather::{FileCount, Gathering};
use super::list::{Change, Tally};
use super::notes::notes;
use super::rejects::Reject;
use crate::outcome::Outcome;
use crate::paint::{dim, green, red, strong};

/// As many entries are shown.
const FIRST: usize = 5;

/// What is done with the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Nothing is written.
    DryRun,
    /// Written.
    Applied,
    /// Would have been written, and was the same.
    Same,
}

/// The outcome of an import into the file called `list`.
pub(crate) fn outcome(gathered: &Gathering<'_>, list: &str, mode: Mode) -> Outcome {
    let tally = gathered.list.tally();
    let first: Vec<(Change, Cells)> = gathered
        .list
        .entries()
        .filter(|(change, _)| matches!(change, Change::New | Change::Changed))
        .take(FIRST)
        .collect();
    let mut lines = files(&gathered.files);
    lines.push(String::new());
    lines.push(format!("{}: {}", strong(list), counts(tally)));
    lines.extend(table(&first));
    lines.extend(rejected(gathered));
    lines.extend(notes(gathered).iter().map(|note| format!("note: {note}")));
    lines.push(String::new());
    lines.push(match mode {
        Mode::DryRun => dim("dry run: nothing is written; `--apply` writes it"),
        Mode::Applied => format!("{} `{list}`; `--undo` takes it back", green("written")),
        Mode::Same => format!("{} `{list}` says all of it already", green("unchanged")),
    });
    Outcome::new(&lines, as_json(gathered, list, (mode, tally, &first)))
}

fn files(files: &[FileCount]) -> Vec<String> {
    let rows: Vec<Vec<String>> = files
        .iter()
        .map(|file| {
            let mut said = counted(number(file.rows), "row");
            if file.rejected > 0 {
                said += &format!(", {} rejected", file.rejected);
            }
            if file.footers > 0 {
                said += &format!(", {} below left out", counted(number(file.footers), "line"));
            }
            vec![file.name.clone(), file.format.label.to_owned(), said]
        })
        .collect();
    columns(&rows)
}

fn counts(tally: Tally) -> String {
    format!(
        "{} new, {} changed, {} unchanged, {} kept",
        tally.new, tally.changed, tally.unchanged, tally.kept
    )
}

fn table(first: &[(Change, Cells)]) -> Vec<String> {
    let rows: Vec<Vec<String>> = first
        .iter()
        .map(|(change, cells)| {
            let columns = [
                Column::DisplayName,
                Column::Company,
                Column::State,
                Column::Owner,
            ];
            let [name, company, state, owner] = columns.map(|column| cells.get(column).to_owned());
            vec![
                word(*change).to_owned(),
                name,
                company,
                found_by(cells),
                state,
                owner,
            ]
        })
        .collect();
    let short: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| short(cell)).collect())
        .collect();
    columns(&short)
        .iter()
        .map(|line| format!("  {line}"))
        .collect()
}

/// By what the site adapters will find the entry, in the shortest form.
fn found_by(cells: &Cells) -> String {
    let handle = Some(cells.get(Column::XHandle)).filter(|handle| !handle.is_empty());
    let id = Some(cells.get(Column::XUserId)).filter(|id| !id.is_empty() && handle.is_none());
    let page = |column| {
        let url = cells.get(column).trim_end_matches('/');
        let path = url.rsplit_once(".com").map_or(url, |(_, path)| path);
        Some(path)
            .filter(|path| !path.is_empty())
            .map(str::to_owned)
    };
    let domain = Some(cells.get(Column::EmailDomain)).filter(|domain| !domain.is_empty());
    let parts = [
        handle.map(|handle| format!("@{}", handle.trim_start_matches('@'))),
        id.map(|id| format!("X {id}")),
        page(Column::LinkedIn),
        page(Column::CompanyPage),
        domain.map(str::to_owned),
    ];
    parts
        .into_iter()
        .flatten()
        .take(2)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Cells one below the other, two spaces apart; columns without a word are left out.
fn columns(rows: &[Vec<String>]) -> Vec<String> {
    let width = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        cells.map(|cell| cell.width()).max().unwrap_or(0)
    };
    let count = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..count).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).filter(|(_, width)| **width > 0);
        let padded = cells.map(|(cell, width)| {
            let space = " ".repeat(width.saturating_sub(cell.width()));
            format!("{cell}{space}")
        });
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// A cell of a table: no longer than a column may be.
fn short(cell: &str) -> String {
    const WIDEST: usize = 40;
    if cell.chars().count() <= WIDEST {
        return cell.to_owned();
    }
    let start: String = cell.chars().take(WIDEST - 1).collect();
    format!("{start}…")
}

fn rejected(gathered: &Gathering<'_>) -> Vec<String> {
    let rejects = &gathered.rejects;
    if rejects.total == 0 {
        return Vec::new();
    }
    let title = format!("{} rejected", counted(number(rejects.total), "row"));
    let mut lines = vec![String::new(), red(&title)];
    let reasons: Vec<Vec<String>> = rejects
        .by_reason
        .iter()
        .map(|(reason, count)| vec![format!("{count} ×"), reason.text().to_owned()])
        .collect();
    lines.extend(columns(&reasons).iter().map(|line| format!("  {line}")));
    lines.extend(rejects.first.iter().map(one));
    let shown = u64::try_from(rejects.first.len()).unwrap_or(u64::MAX);
    let more = rejects.total.saturating_sub(shown);
    lines.extend(match &rejects.file {
        Some(file) => Some(dim(&format!("all of them are in `{}`", file.display()))),
        None if more == 0 => None,
        None => Some(dim(&format!(
            "… and {more} more; `--rejects FILE.csv` writes all of them"
        ))),
    });
    lines
}

fn one(reject: &Reject) -> String {
    let place = strong(&format!("{}:{}", reject.file, reject.row));
    let name = if reject.name.is_empty() {
        String::new()
    } else {
        format!("`{}`: ", reject.name)
    };
    format!("{place}: {name}{}", reject.reason.text())
}

pub(super) fn number(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// The word for a change that is shown.
pub(super) fn word(change: Change) -> &'static str {
    match change {
        Change::New => "new",
        Change::Changed => "changed",
        Change::Unchanged => "unchanged",
        Change::Kept => "kept",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other_in_any_script() {
        let rows = |names: &[[&str; 3]]| -> Vec<Vec<String>> {
            names
                .iter()
                .map(|row| row.map(str::to_owned).to_vec())
                .collect()
        };
        let lines = columns(&rows(&[["new", "", "佐藤 花"], ["changed", "", "Ann"]]));
        assert_eq!(lines, ["new      佐藤 花", "changed  Ann"]);
        let lines = columns(&rows(&[["佐藤", "a", "b"], ["Ann", "a", "b"]]));
        assert_eq!(lines, ["佐藤  a  b", "Ann   a  b"]);
    }
}
