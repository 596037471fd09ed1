//! The matrix as a picture: the stronger the tier, the larger the mark. The table beside it says the same in words.

use std::fmt::Write as _;

use bundle::builder::scene::outcome;
use policy::Tier;

use super::html::escape;
use super::table::{Cell, Matrix, Row};

/// Room for the labels of lists, and for those of roles in two lines.
const LEFT: usize = 258;
const TOP: usize = 56;

/// A cell: as wide as there is room for, within reason.
const ROOM: usize = 600;
const NARROW: usize = 84;
const WIDE: usize = 150;
const HIGH: usize = 52;

/// Room for the legend.
const BOTTOM: usize = 46;
const LEGEND: usize = 208;

/// Longer labels are cut: the table has them whole.
const LETTERS: usize = 30;
/// The same for a line of a role's.
const LETTERS_OF_ROLE: usize = 14;

pub(super) fn picture(matrix: &Matrix) -> String {
    let (columns, rows) = (matrix.roles.len(), matrix.audiences.len());
    let wide = (ROOM / columns.max(1)).clamp(NARROW, WIDE);
    let width = (LEFT + columns * wide).max(4 * LEGEND);
    let height = TOP + rows * HIGH + BOTTOM;
    let middle = |at: usize| LEFT + at * wide + wide / 2;
    let mut marks = String::new();
    for (at, role) in matrix.roles.iter().enumerate() {
        marks += &head(&role.label, middle(at));
    }
    for (at, row) in matrix.audiences.iter().enumerate() {
        let y = TOP + at * HIGH;
        marks += &line((row, y), width);
        for (at, cell) in row.cells.iter().enumerate() {
            marks += &of_cell(cell, (middle(at), y + HIGH / 2));
        }
    }
    let legend = legend(TOP + rows * HIGH, width);
    let what = describe(matrix);
    format!(
        "<svg role=\"img\" aria-labelledby=\"picture-title picture-description\" \
         viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
         <title id=\"picture-title\">Lists down, roles across: who is nudged</title>\n\
         <desc id=\"picture-description\">{what}</desc>\n{marks}{legend}</svg>\n"
    )
}

/// The label of a role, its last line right above the marks.
fn head(label: &str, x: usize) -> String {
    let lines = lines(label);
    let first = TOP - 16 - 18 * (lines.len().saturating_sub(1));
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        let (y, line) = (first + at * 18, escape(line));
        push(
            &mut text,
            format_args!("<text class=\"role\" x=\"{x}\" y=\"{y}\">{line}</text>\n"),
        );
    }
    text
}

/// A label in at most two lines, broken between words.
fn lines(label: &str) -> Vec<String> {
    let (mut first, mut second) = (String::new(), String::new());
    for word in label.split_whitespace() {
        let fits = first.chars().count() + word.chars().count() < LETTERS_OF_ROLE;
        let line = match second.is_empty() && (first.is_empty() || fits) {
            true => &mut first,
            false => &mut second,
        };
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    let lines = [first, second].into_iter().filter(|line| !line.is_empty());
    lines.map(|line| cut(&line, LETTERS_OF_ROLE)).collect()
}

/// The label of a list, and who answers for it.
fn line((row, y): (&Row, usize), width: usize) -> String {
    let label = escape(&cut(&row.label, LETTERS));
    let owner = escape(&cut(row.owner.as_deref().unwrap_or("nobody"), LETTERS));
    let (above, below) = (y + HIGH / 2 - 3, y + HIGH / 2 + 15);
    format!(
        "<line class=\"grid\" x1=\"0\" y1=\"{y}\" x2=\"{width}\" y2=\"{y}\"/>\n\
         <text class=\"list\" x=\"0\" y=\"{above}\">{label}</text>\n\
         <text class=\"small\" x=\"0\" y=\"{below}\">{owner}</text>\n"
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
    let star = match cell.depends.is_empty() {
        true => String::new(),
        false => format!(
            "<text class=\"small\" x=\"{}\" y=\"{}\">*</text>\n",
            x + 15,
            y - 2
        ),
    };
    mark(cell.tier, (x, y)) + &star
}

/// A ring, a small disc, a larger disc, a square with two bars.
fn mark(tier: Option<Tier>, (x, y): (usize, usize)) -> String {
    let class = outcome(tier);
    let disc = |radius: usize| {
        format!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>\n")
    };
    match tier {
        None => disc(4),
        Some(Tier::Note) => disc(7),
        Some(Tier::Nudge) => disc(11),
        Some(Tier::Pause) => {
            let (left, top) = (x.saturating_sub(12), y.saturating_sub(12));
            let bars = [x.saturating_sub(4), x + 4].map(|x| {
                let (top, bottom) = (y.saturating_sub(5), y + 5);
                format!(
                    "<line class=\"bar\" x1=\"{x}\" y1=\"{top}\" x2=\"{x}\" y2=\"{bottom}\"/>\n"
                )
            });
            format!(
                "<rect class=\"{class}\" x=\"{left}\" y=\"{top}\" width=\"24\" height=\"24\" rx=\"6\"/>\n{}",
                bars.concat()
            )
        }
    }
}

fn legend(top: usize, width: usize) -> String {
    let tiers = [
        (None, "nothing appears"),
        (Some(Tier::Note), "a quiet line"),
        (Some(Tier::Nudge), "a suggestion"),
        (Some(Tier::Pause), "asks once"),
    ];
    let line =
        format!("<line class=\"grid\" x1=\"0\" y1=\"{top}\" x2=\"{width}\" y2=\"{top}\"/>\n");
    let y = top + BOTTOM / 2 + 6;
    let one = |(at, (tier, means)): (usize, (Option<Tier>, &str))| {
        let x = 12 + at * LEGEND;
        let (text_x, text_y, word) = (x + 20, y + 5, outcome(tier));
        format!(
            "{}<text class=\"small\" x=\"{text_x}\" y=\"{text_y}\">{word}: {means}</text>\n",
            mark(tier, (x, y))
        )
    };
    let items: String = tiers.into_iter().enumerate().map(one).collect();
    line + &items
}

fn cut(label: &str, most: usize) -> String {
    let mut letters = label.chars();
    let start: String = letters.by_ref().take(most).collect();
    let more = if letters.next().is_some() { "…" } else { "" };
    start + more
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn labels_of_roles_break_between_words() {
        for (label, expected) in [
            ("Sales", &["Sales"][..]),
            ("Account manager", &["Account", "manager"][..]),
            ("Head of press", &["Head of press"][..]),
            ("Geschäftsführungsassistenz", &["Geschäftsführu…"][..]),
            (
                "One two three four five six",
                &["One two three", "four five six"][..],
            ),
        ] {
            assert_eq!(lines(label), expected, "{label}");
        }
    }
}
