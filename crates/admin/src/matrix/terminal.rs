//! The matrix as a table in the terminal, and below it the gaps and overlaps.

use bundle::builder::scene::outcome;
use unicode_width::UnicodeWidthStr as _;

use super::findings::Finding;
use super::table::{Cell, Matrix, Row};
use crate::paint::{dim, strong};

/// All lines.
pub(crate) fn lines(matrix: &Matrix) -> Vec<String> {
    let mut lines = table(matrix);
    if matrix.audiences.is_empty() {
        lines.push("no audiences: write some into audiences/".to_owned());
    }
    lines.push(String::new());
    lines.push(dim("An empty reply of one's own profile; - is silence, * says that rules about words, places or people may speak."));
    let parts = [
        ("Gaps", &matrix.findings.gaps),
        ("Overlaps", &matrix.findings.overlaps),
    ];
    for (head, found) in parts {
        lines.push(String::new());
        lines.extend(section(head, found));
    }
    lines
}

fn section(head: &str, found: &[Finding]) -> Vec<String> {
    if found.is_empty() {
        return vec![format!("{} none", strong(&format!("{head}:")))];
    }
    let items = found.iter().map(|one| format!("  {}", one.text));
    std::iter::once(strong(head)).chain(items).collect()
}

fn table(matrix: &Matrix) -> Vec<String> {
    let fixed = ["Audience", "Owner", "Desk", "Accounts", "No owner"];
    let roles = matrix.roles.iter().map(|role| role.label.as_str());
    let head = fixed.into_iter().chain(roles).map(str::to_owned);
    let mut rows: Vec<Vec<String>> = vec![head.collect()];
    for row in &matrix.audiences {
        rows.push(first(row));
        if row.varies() {
            rows.extend(states(row));
        }
    }
    let columns = rows.first().map_or(0, Vec::len);
    let width = |at| {
        let cells = rows.iter().filter_map(|row: &Vec<String>| row.get(at));
        cells
            .map(|cell: &String| cell.width())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let padded = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| {
            let space = " ".repeat(width.saturating_sub(cell.width()));
            format!("{cell}{space}")
        });
        Vec::from_iter(cells).join("  ").trim_end().to_owned()
    };
    let mut lines: Vec<String> = rows.iter().map(padded).collect();
    if let Some(head) = lines.first_mut() {
        *head = strong(head);
    }
    lines
}

fn first(row: &Row) -> Vec<String> {
    let none = || "-".to_owned();
    let fixed = [
        row.label.clone(),
        row.owner.clone().unwrap_or_else(none),
        row.desk.clone().unwrap_or_else(none),
        row.entries.to_string(),
        row.without_owner.to_string(),
    ];
    fixed
        .into_iter()
        .chain(row.cells.iter().map(mark))
        .collect()
}

/// One line per state, below a list in which they differ.
fn states(row: &Row) -> Vec<Vec<String>> {
    let states = row.cells.first().map_or(&[][..], |cell| &cell.states);
    let line = |at: usize| {
        let name = states.get(at).and_then(|one| one.state);
        let fixed = [format!("  {}", name.unwrap_or("no state"))];
        let cells = row.cells.iter().map(|cell| {
            let tier = cell.states.get(at).and_then(|one| one.tier);
            tier.map_or("-", |tier| outcome(Some(tier))).to_owned()
        });
        let space = std::iter::repeat_n(String::new(), 4);
        fixed.into_iter().chain(space).chain(cells).collect()
    };
    (0..states.len()).map(line).collect()
}

fn mark(cell: &Cell) -> String {
    let depends = if cell.depends.is_empty() { "" } else { "*" };
    let tier = cell.tier.map_or("-", |tier| outcome(Some(tier)));
    format!("{tier}{depends}")
}
