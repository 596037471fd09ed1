//! The table of faults that the browser tests leave behind, one file for each family, as one table.
//! What is tried is decided there (`tests/tests/browser/faults`).

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::workspace::Workspace;

/// Tried, survived, bundles lost.
type Counts = [u32; 3];

/// Where the families leave their rows: Cargo's folder for what integration tests write.
fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("tmp").join("faults")
}

/// Takes away what an earlier run left.
///
/// # Errors
/// When it cannot be removed.
pub(super) fn forget(workspace: &Workspace) -> Result<()> {
    let folder = folder(workspace);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    Ok(())
}

/// The table of this run, with a last row for all of it.
///
/// # Errors
/// When a family left something else, or none left anything.
pub(super) fn table(workspace: &Workspace) -> Result<String> {
    let mut files = files(&folder(workspace))?;
    files.sort();
    let mut rows: Vec<(String, Counts)> = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file)?;
        for line in text.lines() {
            let row = row(line).with_context(|| format!("{}: `{line}`", file.display()))?;
            add(&mut rows, row);
        }
    }
    ensure!(!rows.is_empty(), "the browser tests tried no faults");
    let all = rows
        .iter()
        .fold([0; 3], |sum, (_, counts)| plus(sum, *counts));
    rows.push(("**all**".to_owned(), all));
    Ok(drawn(&rows))
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    entries.map(|entry| Ok(entry?.path())).collect()
}

/// `| fault | tried | survived | lost |`.
fn row(line: &str) -> Option<(String, Counts)> {
    let mut cells = line.trim_matches('|').split('|').map(str::trim);
    let fault = cells.next()?.to_owned();
    let mut count = || cells.next()?.parse().ok();
    Some((fault, [count()?, count()?, count()?]))
}

/// Families may share a row.
fn add(rows: &mut Vec<(String, Counts)>, (fault, counts): (String, Counts)) {
    match rows.iter_mut().find(|(known, _)| *known == fault) {
        Some((_, known)) => *known = plus(*known, counts),
        None => rows.push((fault, counts)),
    }
}

fn plus([a, b, c]: Counts, [x, y, z]: Counts) -> Counts {
    [a + x, b + y, c + z]
}

fn drawn(rows: &[(String, Counts)]) -> String {
    let mut table = "| fault | tried | survived | bundles lost |\n|---|---|---|---|\n".to_owned();
    for (fault, [tried, survived, lost]) in rows {
        table += &format!("| {fault} | {tried} | {survived} | {lost} |\n");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_one_fault_are_added_up() {
        let mut rows = Vec::new();
        for line in ["| slow drip | 4 | 4 | 0 |", "| slow drip | 5 | 3 | 1 |"] {
            add(&mut rows, row(line).expect("a row"));
        }
        assert_eq!(rows, [("slow drip".to_owned(), [9, 7, 1])]);
        assert_eq!(row("| slow drip | some |"), None);
    }
}
