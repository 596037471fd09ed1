//! Figures of lists → one table: a row for each figure, a column for each company.

use std::fmt::Write as _;

use crate::bench::lists::figures::{Lists, Run};
use crate::bench::lists::measures::{MEASURES, Measure, missed};
use crate::bench::report::Table;

/// Everything, for a terminal.
pub(in crate::bench) fn for_people(lists: &Lists) -> String {
    let table = table(lists);
    let mut text = format!("\n{}\n\n{}\n", about(lists), table.aligned());
    for line in missed(lists) {
        let _infallible = writeln!(text, "over budget: {line}");
    }
    text
}

/// Everything, as a section of a Markdown page.
pub(in crate::bench) fn markdown(lists: &Lists) -> String {
    let mut text = format!("{}\n\n{}", about(lists), table(lists).markdown());
    for line in missed(lists) {
        let _infallible = writeln!(text, "\nOver budget: {line}.");
    }
    text
}

fn about(lists: &Lists) -> String {
    let machine = &lists.machine;
    let (before, after) = machine.load;
    format!(
        "Measured on {}: {}; {}; load average {before:.1} before and {after:.1} after.",
        machine.date, machine.processor, machine.software
    )
}

fn table(lists: &Lists) -> Table {
    let column = |run: &Run| format!("{} keys, `{}`", grouped(run.keys), run.profile);
    let columns = lists.runs.iter().map(column);
    let rows = MEASURES.iter().filter_map(|measure| row(measure, lists));
    Table {
        heading: "Sealed lists",
        head: ["what".to_owned(), "at most".to_owned()]
            .into_iter()
            .chain(columns)
            .collect(),
        rows: rows.collect(),
    }
}

/// Nothing where no run measured it.
fn row(measure: &Measure, lists: &Lists) -> Option<Vec<String>> {
    let values: Vec<_> = lists.runs.iter().map(measure.value).collect();
    let most = measure.most.map(|most| measure.unit.spoken(most));
    let cell = |value: &Option<f64>| value.map_or_else(String::new, |it| measure.unit.spoken(it));
    let lead = [measure.what.to_owned(), most.unwrap_or_default()];
    let cells = lead.into_iter().chain(values.iter().map(cell));
    values.iter().any(Option::is_some).then(|| cells.collect())
}

/// With a comma before each three digits: `1,000,000`.
pub(super) fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let length = digits.len();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (length - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_told_in_groups_of_three() {
        assert_eq!(
            [100, 1000, 10_000, 100_000, 1_000_000].map(grouped),
            ["100", "1,000", "10,000", "100,000", "1,000,000"]
        );
    }
}
