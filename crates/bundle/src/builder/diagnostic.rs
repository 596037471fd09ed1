//! Problems in a company's files: where, what was found, what was expected. All of them at once.
//!
//! Collecting them is left to [`super::notes`], printing with colour, as JSON or as SARIF to the command.

use std::fmt;
use std::ops::Range;

use serde::Serialize;

pub use super::code::{Code, Severity};
use super::texts::{Spot, Texts};

/// One thing to put right, or to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file, by its path in the company's folder: `people.csv`, `rules/clients.toml`.
    pub file: String,
    /// Where; none when it is about the whole file.
    #[serde(flatten)]
    pub place: Option<Place>,
    /// How grave it is.
    pub severity: Severity,
    /// What kind of problem it is.
    pub code: Code,
    /// What was found, in one line, user input in backticks.
    pub message: String,
    /// What was expected, or what to do.
    pub help: Option<String>,
    #[serde(skip)]
    pub(crate) spot: Spot,
}

/// Lines and columns from 1, columns in characters; the end is behind the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The first line.
    pub line: usize,
    /// The first character in it.
    pub column: usize,
    /// The last line.
    pub end_line: usize,
    /// Behind the last character in it.
    pub end_column: usize,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(Place { line, column, .. }) = self.place {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.message)?;
        self.help
            .as_ref()
            .map_or(Ok(()), |help| write!(f, "\n  help: {help}"))
    }
}

/// Everything found, in the order of files and places. As an error it holds at least one.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The problems.
    pub problems: Vec<Problem>,
    pub(crate) texts: Texts,
}

/// The line a problem is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Excerpt<'a> {
    /// The line, without its line break.
    pub text: &'a str,
    /// The bytes in it that the problem is about.
    pub mark: (usize, usize),
}

/// A longer line is not shown: nobody would find the mark in it.
const SHOWN_MAX: usize = 4_000;

impl Report {
    /// How many problems are in the way.
    #[must_use]
    pub fn errors(&self) -> usize {
        let is_error = |one: &&Problem| one.severity == Severity::Error;
        self.problems.iter().filter(is_error).count()
    }

    /// How many are worth a look.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.problems.len() - self.errors()
    }

    /// The same with every warning in the way.
    #[must_use]
    pub fn deny_warnings(mut self) -> Self {
        for problem in &mut self.problems {
            problem.severity = Severity::Error;
        }
        self
    }

    /// This and what another report about the same files holds.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.problems.extend(other.problems);
        self.problems
            .sort_by(|one, other| (&one.file, one.spot).cmp(&(&other.file, other.spot)));
        if self.texts.is_empty() {
            self.texts = other.texts;
        }
        self
    }

    /// The first line of a problem; nothing for a whole file, or a line that nobody would read.
    #[must_use]
    pub fn excerpt(&self, problem: &Problem) -> Option<Excerpt<'_>> {
        let Range { start, end } = problem.spot.range()?;
        let text = self.texts.text(problem.spot);
        let from = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
        let rest = text.get(from..)?;
        let line = rest.split_once('\n').map_or(rest, |(line, _)| line);
        let line = line.trim_end_matches('\r');
        let mark = (
            line.floor_char_boundary(start - from),
            line.ceil_char_boundary((end - from).min(line.len())),
        );
        (line.len() <= SHOWN_MAX).then_some(Excerpt { text: line, mark })
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.problems {
            writeln!(f, "{problem}")?;
        }
        f.write_str(&self.summary())
    }
}

impl Report {
    /// `2 problems, 1 warning`; what there is none of is left out.
    #[must_use]
    pub fn summary(&self) -> String {
        let counts = [(self.errors(), "problem"), (self.warnings(), "warning")];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts.map(|(count, what)| counted(count, what)).collect();
        counts.join(", ")
    }
}

impl std::error::Error for Report {}

/// `known names are …`, or `did you mean …?` where one of them is near.
pub fn suggest<'a>(found: &str, what: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let near = known
        .iter()
        .map(|name| (distance(found, name), *name))
        .min();
    match near {
        Some((distance, name)) if distance <= (name.len() / 3).max(1) => {
            format!("did you mean `{name}`?")
        }
        // Nobody reads a long list.
        Some(_) if known.len() > 12 => format!("none of the {} {what} is like it", known.len()),
        Some(_) => format!("known {what} are {}", quoted(&known)),
        None => format!("there are no {what} yet"),
    }
}

/// `` `a`, `b` and `c` ``.
pub(crate) fn quoted(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// How many letters have to be changed, added, dropped or swapped, case and `-`/`_` aside.
fn distance(from: &str, to: &str) -> usize {
    let fold = |text: &str| text.to_lowercase().replace(['_', ' '], "-");
    strsim::osa_distance(&fold(from), &fold(to))
}

/// `1 row`, `2 rows`.
#[must_use]
pub fn counted(count: usize, what: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {what}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_only_what_is_near() {
        let known = ["engineer", "sales"];
        assert_eq!(
            suggest("enginer", "roles", known),
            "did you mean `engineer`?"
        );
        assert_eq!(
            suggest("florist", "roles", known),
            "known roles are `engineer` and `sales`"
        );
        assert_eq!(suggest("florist", "roles", []), "there are no roles yet");
    }
}
