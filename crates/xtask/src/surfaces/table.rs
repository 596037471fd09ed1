//! Writes the table, and says what it cannot be written from.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::listed::{COLUMNS, Listed, Surface};
use super::pages::{Page, Pages};
use super::tests::Tests;

const INTRODUCTION: &str = "# Where somebody can write, and what shows that it is read

Written by `cargo xtask surfaces --write` from `docs/sites.toml`, the saved pages (`crates/sites/fixtures`) and the
browser tests (`tests/tests/browser`); `cargo xtask tidy` says when it is out of date. The numbers are those of the
surfaces in the issues of this project.

A letter is a browser test with the site's genuine editor: **C** in Chromium with WebAssembly, **J** in Chromium with
JavaScript, **F** in Firefox. **p** stands for saved pages alone: the same code reads them outside of a browser. A number
is a gap that is explained below. *Read* counts the saved pages that are read, *nobody* those where the right answer is
that nothing is read or nobody is known.
";

/// The text, and every problem.
pub(super) fn write(listed: &Listed, pages: &Pages, tests: &Tests) -> (String, Vec<String>) {
    let mut writer = Writer {
        listed,
        tests,
        problems: Vec::new(),
        gaps: Vec::new(),
    };
    let mut text = INTRODUCTION.to_owned();
    let mut seen = BTreeSet::new();
    for column in listed.unknown_columns() {
        writer
            .problems
            .push(format!("there is no column `{column}`"));
    }
    for (site, title) in [("x", "X"), ("linkedin", "LinkedIn")] {
        let names: Vec<&str> = COLUMNS.iter().map(|(_, name)| *name).collect();
        let _ = writeln!(
            text,
            "\n## {title}\n\n| | surface | read | nobody | {} |",
            names.join(" | ")
        );
        let _ = writeln!(text, "|{}", "---|".repeat(COLUMNS.len() + 4));
        for surface in listed.surface.iter().filter(|it| it.site == site) {
            let own = writer.pages_of(surface, pages, &mut seen);
            let _ = writeln!(text, "{}", writer.row(surface, &own));
        }
    }
    for name in pages.names().filter(|name| !seen.contains(*name)) {
        writer
            .problems
            .push(format!("no surface names the saved page `{name}`"));
    }
    text.push_str("\n## Gaps\n\n");
    for (number, gap) in writer.gaps.iter().enumerate() {
        let _ = writeln!(text, "{}. {gap}", number + 1);
    }
    (text, writer.problems)
}

struct Writer<'a> {
    listed: &'a Listed,
    tests: &'a Tests,
    problems: Vec<String>,
    gaps: Vec<String>,
}

impl Writer<'_> {
    /// The saved pages of a surface.
    fn pages_of<'p>(
        &mut self,
        surface: &Surface,
        pages: &'p Pages,
        seen: &mut BTreeSet<&'p str>,
    ) -> Vec<Page> {
        let mut own = Vec::new();
        for pattern in &surface.pages {
            let fitting = pages.fitting(&surface.site, pattern);
            if fitting.is_empty() {
                self.problems
                    .push(format!("{}: no saved page is `{pattern}`", surface.id));
            }
            for (name, page) in fitting {
                seen.insert(name);
                own.push(page);
            }
        }
        own
    }

    fn row(&mut self, surface: &Surface, pages: &[Page]) -> String {
        let read = pages.iter().filter(|it| it.is_read).count();
        let nobody = pages.iter().filter(|it| !it.has_recipients).count();
        let cells: Vec<String> = COLUMNS
            .iter()
            .map(|(key, _)| self.cell(surface, pages, key))
            .collect();
        format!(
            "| {} | {} | {read} | {nobody} | {} |",
            surface.id,
            surface.name,
            cells.join(" | ")
        )
    }

    fn cell(&mut self, surface: &Surface, pages: &[Page], column: &str) -> String {
        let mut letters = BTreeSet::new();
        // Whoever is named in a nudge was found; unless a nudge is about the words alone, which a gap says then.
        let is_implied = column == "detected" || column == "recipients";
        let also = (is_implied && !surface.gaps.contains_key(column)).then_some("nudge");
        for key in [Some(column), also].into_iter().flatten() {
            for test in surface.tests.get(key).into_iter().flatten() {
                match self.tests.browsers(test, &surface.site) {
                    Some(browsers) => letters.extend(browsers.chars()),
                    None => self
                        .problems
                        .push(format!("{}: there is no test `{test}`", surface.id)),
                }
            }
        }
        if !letters.is_empty() {
            return "CJF".chars().filter(|it| letters.contains(it)).collect();
        }
        let is_on_pages = match column {
            "detected" => pages.iter().any(|it| it.is_read),
            "recipients" => pages.iter().any(|it| it.has_recipients),
            "own-account" => pages.iter().any(|it| it.has_own_account),
            _ => false,
        };
        if is_on_pages {
            "p".to_owned()
        } else {
            self.gap(surface, column)
        }
    }

    /// The number of the explanation.
    fn gap(&mut self, surface: &Surface, column: &str) -> String {
        let explained = surface
            .gaps
            .get(column)
            .or_else(|| self.listed.gaps.get(column));
        let Some(explained) = explained else {
            self.problems.push(format!(
                "{}: nothing shows `{column}`, and `gaps.{column}` does not say why",
                surface.id
            ));
            return String::new();
        };
        let known = self.gaps.iter().position(|it| it == explained);
        let place = known.unwrap_or_else(|| {
            self.gaps.push(explained.clone());
            self.gaps.len() - 1
        });
        (place + 1).to_string()
    }
}
