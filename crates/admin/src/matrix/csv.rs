//! The matrix for a spreadsheet: one line per audience. No cell can be taken for a formula.

use bundle::builder::scene::outcome;

use super::table::{Cell, InState, Matrix};

/// The whole file.
pub(crate) fn csv(matrix: &Matrix) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = [
        "audience",
        "label",
        "class",
        "owner",
        "desk",
        "entries",
        "entries_without_owner",
    ];
    let roles = matrix.roles.iter().map(|role| role.id.as_str());
    writer.write_record(head.into_iter().chain(roles).map(neutral))?;
    for row in &matrix.audiences {
        let fixed = [
            row.id.to_string(),
            row.label.clone(),
            row.class.to_owned(),
            row.owner.clone().unwrap_or_default(),
            row.desk.clone().unwrap_or_default(),
            row.entries.to_string(),
            row.without_owner.to_string(),
        ];
        let cells = row.cells.iter().map(words);
        writer.write_record(fixed.into_iter().chain(cells).map(|cell| neutral(&cell)))?;
    }
    Ok(writer.into_inner()?)
}

/// `pause (negotiation), note (lead)`; one word where all states are treated alike.
fn words(cell: &Cell) -> String {
    let Some(states) = by_strength(cell) else {
        return outcome(cell.tier).to_owned();
    };
    let words = states.iter().map(|one| {
        let state = one.state.unwrap_or("no state");
        format!("{} ({state})", outcome(one.tier))
    });
    Vec::from_iter(words).join(", ")
}

/// The states of a cell, the strongest first; nothing where all are treated alike.
pub(super) fn by_strength(cell: &Cell) -> Option<Vec<&InState>> {
    let varies = cell.states.iter().any(|one| one.tier != cell.tier);
    let mut states: Vec<_> = cell.states.iter().collect();
    states.sort_by_key(|one| std::cmp::Reverse(one.tier));
    Some(states).filter(|_| varies)
}

/// A cell that no spreadsheet takes for a formula.
fn neutral(cell: &str) -> String {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::neutral;

    #[test]
    fn formulas_become_text_and_text_stays() {
        for cell in ["=1+1", "+41", "-5", "@SUM(A1)"] {
            assert_eq!(neutral(cell), format!("'{cell}"));
        }
        for cell in ["", "Analysts", "a=b", "7"] {
            assert_eq!(neutral(cell), cell);
        }
    }
}
