//! The matrix as a picture: the stronger the tier, the larger the mark. The table beside it says the same in words.

use std::fmt::Write as _;

use bundle::builder::scene::outcome;
use policy::Tier;

use super::html::escape;
use super::table::{Cell, Matrix};

/// Room for the labels of lists, and for those of roles, which stand at an angle.
const LEFT: usize = 250;
const TOP: usize = 130;

/// A cell.
const WIDE: usize = 84;
const HIGH: usize = 36;

/// Room for the legend.
const BOTTOM: usize = 44;

/// Longer labels are cut: the table has them whole.
const LETTERS: usize = 32;

pub(super) fn picture(matrix: &Matrix) -> String {
    let (columns, rows) = (matrix.roles.len(), matrix.audiences.len());
    // The last label at an angle reaches out to the right.
    let width = (LEFT + columns * WIDE + TOP).max(LEFT + 4 * 110);
    let height = TOP + rows * HIGH + BOTTOM;
    let mut marks = String::new();
    for (at, role) in matrix.roles.iter().enumerate() {
        let (x, y) = (LEFT + at * WIDE + WIDE / 2, TOP - 10);
        let label = short(&role.label);
        push(
            &mut marks,
            format_args!(
                "<text x=\"{x}\" y=\"{y}\" transform=\"rotate(-35 {x} {y})\">{label}</text>\n"
            ),
        );
    }
    for (at, row) in matrix.audiences.iter().enumerate() {
        let y = TOP + at * HIGH;
        let (right, middle, text) = (LEFT + columns * WIDE, y + HIGH / 2, y + HIGH / 2 + 5);
        let label = short(&row.label);
        push(
            &mut marks,
            format_args!(
                "<line class=\"grid\" x1=\"0\" y1=\"{y}\" x2=\"{right}\" y2=\"{y}\"/>\n\
             <text x=\"4\" y=\"{text}\">{label}</text>\n"
            ),
        );
        for (at, cell) in row.cells.iter().enumerate() {
            marks += &of_cell(cell, (LEFT + at * WIDE + WIDE / 2, middle));
        }
    }
    let legend = legend(TOP + rows * HIGH + BOTTOM / 2 + 4);
    let what = describe(matrix);
    format!(
        "<svg role=\"img\" aria-labelledby=\"picture-title picture-description\" \
         viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
         <title id=\"picture-title\">Lists down, roles across: who is nudged</title>\n\
         <desc id=\"picture-description\">{what}</desc>\n{marks}{legend}</svg>\n"
    )
}

fn push(marks: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = marks.write_fmt(text);
}

/// For those who do not see it.
fn describe(matrix: &Matrix) -> String {
    let cells = matrix.audiences.iter().flat_map(|row| &row.cells);
    let (spoken, all) = cells.fold((0_usize, 0_usize), |(spoken, all), cell| {
        (spoken + usize::from(cell.tier.is_some()), all + 1)
    });
    format!(
        "In {spoken} of {all} pairs of list and role the author sees something. The table below has them all."
    )
}

fn of_cell(cell: &Cell, (x, y): (usize, usize)) -> String {
    let star = if cell.depends.is_empty() {
        String::new()
    } else {
        format!("<text x=\"{}\" y=\"{y}\">*</text>\n", x + 16)
    };
    mark(cell.tier, (x, y)) + &star
}

/// A ring, a small disc, a larger disc, a square.
fn mark(tier: Option<Tier>, (x, y): (usize, usize)) -> String {
    let class = outcome(tier);
    let disc = |radius: usize| {
        format!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>\n")
    };
    match tier {
        None => disc(3),
        Some(Tier::Note) => disc(6),
        Some(Tier::Nudge) => disc(10),
        Some(Tier::Pause) => {
            let (left, top) = (x.saturating_sub(12), y.saturating_sub(12));
            format!(
                "<rect class=\"{class}\" x=\"{left}\" y=\"{top}\" width=\"24\" height=\"24\" rx=\"3\"/>\n"
            )
        }
    }
}

fn legend(y: usize) -> String {
    let tiers = [None, Some(Tier::Note), Some(Tier::Nudge), Some(Tier::Pause)];
    let one = |(at, tier): (usize, Option<Tier>)| {
        let x = LEFT + at * 110;
        let (text_x, text_y, word) = (x + 20, y + 5, outcome(tier));
        format!(
            "{}<text x=\"{text_x}\" y=\"{text_y}\">{word}</text>\n",
            mark(tier, (x, y))
        )
    };
    tiers.into_iter().enumerate().map(one).collect()
}

fn short(label: &str) -> String {
    let mut letters = label.chars();
    let start: String = letters.by_ref().take(LETTERS).collect();
    let more = if letters.next().is_some() { "…" } else { "" };
    escape(&format!("{start}{more}"))
}
