//! Figures → tables, for a terminal and for the page that keeps them.

use std::fmt::Write as _;

use crate::bench::budgets::{BUDGETS, GROWTHS, missed};
use crate::bench::figures::{Engine, Figures, PeerRow};

/// A table: its heading, the heads of its columns, its rows.
pub(super) struct Table {
    pub(super) heading: &'static str,
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

/// Everything, for a terminal.
pub(super) fn for_people(figures: &Figures) -> String {
    let mut text = format!("\n{}\n", about(figures));
    for table in tables(figures) {
        let _infallible = write!(text, "\n{}\n{}", table.heading, table.aligned());
    }
    text.push('\n');
    let missed = missed(figures);
    if missed.is_empty() {
        text.push_str("every budget that was measured is kept\n");
    }
    for line in missed {
        let _infallible = writeln!(text, "over budget: {line}");
    }
    text
}

/// Everything, as a section of a Markdown page.
pub(super) fn markdown(figures: &Figures) -> String {
    let mut text = format!("{}\n", about(figures));
    for table in tables(figures) {
        let _infallible = write!(text, "\n### {}\n\n{}", table.heading, table.markdown());
    }
    for line in missed(figures) {
        let _infallible = writeln!(text, "\nOver budget: {line}.");
    }
    text
}

fn about(figures: &Figures) -> String {
    let machine = &figures.machine;
    let (before, after) = machine.load;
    let mut text = format!(
        "Measured on {}: {}; {}; load average {before:.1} before and {after:.1} after.\n",
        machine.date, machine.processor, machine.software
    );
    let native = figures.forms.first().and_then(|form| form.at(200, 280));
    if let Some(counts) = native.and_then(|point| point.counts.as_ref()) {
        let _infallible = write!(
            text,
            "With 200 rules and 280 characters something is drawn for {} of {} drafts; {} rules hold in all. ",
            counts.drawn, counts.drafts, counts.holding
        );
    }
    let peers = &figures.peers;
    let _infallible = write!(
        text,
        "Other engines decide about {} of them, where {} rules hold.",
        peers.cases, peers.holding
    );
    text
}

fn tables(figures: &Figures) -> Vec<Table> {
    vec![
        decisions(figures),
        cold(figures),
        growing(figures),
        factors(figures),
        peers(figures),
    ]
}

fn head(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

fn decisions(figures: &Figures) -> Table {
    let mut rows = Vec::new();
    for budget in &BUDGETS {
        let form = figures.forms.iter().find(|form| form.form == budget.form);
        let Some(point) = form.and_then(|form| form.at(budget.rules, budget.characters)) else {
            continue;
        };
        rows.push(vec![
            format!("{} rules, {} characters", budget.rules, budget.characters),
            spoken(budget.form).to_owned(),
            micros(point.times.p50_us),
            micros(point.times.p99_us),
            micros(budget.most_us),
            micros(point.times.p99_drafts_us),
            point.times.samples.to_string(),
        ]);
    }
    Table {
        heading: "A decision, in µs",
        head: head(&[
            "load",
            "form",
            "p50",
            "p99",
            "budget (p99)",
            "p99 by draft",
            "decisions",
        ]),
        rows,
    }
}

/// The first decision of a page, before anything is compiled for speed.
fn cold(figures: &Figures) -> Table {
    let rows = figures.forms.iter().map(|form| {
        vec![
            spoken(&form.form).to_owned(),
            "200 rules".to_owned(),
            format!("{:.1}", form.start_ms),
            micros(form.first_us),
        ]
    });
    Table {
        heading: "The first decision, cold",
        head: head(&[
            "form",
            "load",
            "until the rules are ready, ms",
            "first decision, µs",
        ]),
        rows: rows.collect(),
    }
}

fn spoken(form: &str) -> &str {
    match form {
        "wasm" => "WebAssembly in Chromium",
        "js" => "JavaScript in Chromium",
        other => other,
    }
}

/// Rows by form and length, columns by number of rules.
fn growing(figures: &Figures) -> Table {
    let mut sizes: Vec<usize> = Vec::new();
    let mut rows: Vec<(String, usize, Vec<String>)> = Vec::new();
    for form in &figures.forms {
        for point in &form.points {
            if !sizes.contains(&point.rules) {
                sizes.push(point.rules);
            }
            let name = spoken(&form.form);
            let of_row = rows
                .iter_mut()
                .find(|row| row.0 == name && row.1 == point.characters);
            let time = micros(point.times.p50_us);
            match of_row {
                Some((_, _, times)) => times.push(time),
                None => rows.push((name.to_owned(), point.characters, vec![time])),
            }
        }
    }
    let columns = sizes.iter().map(|size| format!("{size} rules"));
    let rows = rows.into_iter().map(|(form, characters, times)| {
        let lead = [form, characters.to_string()];
        lead.into_iter().chain(times).collect()
    });
    Table {
        heading: "How it grows: p50 in µs",
        head: head(&["form", "characters"])
            .into_iter()
            .chain(columns)
            .collect(),
        rows: rows.collect(),
    }
}

fn factors(figures: &Figures) -> Table {
    let mut rows = Vec::new();
    for growth in &GROWTHS {
        let factors = figures.forms.iter().map(|form| growth.factor(form));
        let factors: Vec<String> = factors.flatten().map(|it| format!("×{it:.1}")).collect();
        let lead = [growth.what.to_owned(), format!("×{:.1}", growth.most)];
        rows.push(lead.into_iter().chain(factors).collect());
    }
    let forms = figures
        .forms
        .iter()
        .map(|form| spoken(&form.form).to_owned());
    Table {
        heading: "By which factor p50 grows",
        head: head(&["what grows", "at most"])
            .into_iter()
            .chain(forms)
            .collect(),
        rows,
    }
}

fn peers(figures: &Figures) -> Table {
    let row = |row: &PeerRow| {
        let engines = &figures.peers.engines;
        let engine = engines.iter().find(|engine| engine.engine == row.engine);
        let cell = |cell: fn(&Engine) -> String| engine.map(cell).unwrap_or_default();
        vec![
            cell(|engine| engine.package.clone()),
            row.way.clone(),
            micros(row.times.p50_us),
            micros(row.times.p99_us),
            cell(|engine| format!("{:.1}", engine.start_ms)),
            cell(|engine| engine.bytes.to_string()),
            cell(|engine| engine.gzip.to_string()),
        ]
    };
    Table {
        heading: "Beside other rule engines, in Node",
        head: head(&[
            "engine",
            "a decision is given",
            "p50, µs",
            "p99, µs",
            "start, ms",
            "bytes",
            "gzip",
        ]),
        rows: figures.peers.rows.iter().map(row).collect(),
    }
}

/// As exact as it is short: `7.4`, `52`, `1234`.
fn micros(time: f64) -> String {
    if time < 10.0 {
        format!("{time:.1}")
    } else {
        format!("{time:.0}")
    }
}

impl Table {
    /// As a page of Markdown has it.
    pub(super) fn markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let rule = format!("|{}\n", "---|".repeat(self.head.len()));
        let rows: String = self.rows.iter().map(|row| line(row)).collect();
        line(&self.head) + &rule + &rows
    }

    /// As a terminal shows it.
    pub(super) fn aligned(&self) -> String {
        let width = |column: usize| {
            let lines = self.rows.iter().chain([&self.head]);
            let cells = lines.filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.head.len()).map(width).collect();
        let line = |row: &Vec<String>| {
            let cells = row.iter().zip(&widths).enumerate();
            // Words to the left, numbers to the right.
            let padded = cells.map(|(at, (cell, &width))| match at {
                0 | 1 => format!("{cell:<width$}"),
                _ => format!("{cell:>width$}"),
            });
            format!("  {}\n", padded.collect::<Vec<_>>().join("  ").trim_end())
        };
        [&self.head]
            .into_iter()
            .chain(&self.rows)
            .map(line)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        Table {
            heading: "Times",
            head: head(&["form", "what", "p50"]),
            rows: vec![head(&["native", "a", "7.4"]), head(&["js", "long", "1234"])],
        }
    }

    #[test]
    fn is_aligned_for_a_terminal() {
        let expected = "  form    what   p50\n  native  a      7.4\n  js      long  1234\n";
        assert_eq!(table().aligned(), expected);
    }

    #[test]
    fn is_a_table_of_markdown() {
        let expected =
            "| form | what | p50 |\n|---|---|---|\n| native | a | 7.4 |\n| js | long | 1234 |\n";
        assert_eq!(table().markdown(), expected);
    }

    #[test]
    fn a_time_is_as_exact_as_it_is_short() {
        assert_eq!(micros(7.449), "7.4");
        assert_eq!(micros(52.3), "52");
    }
}
