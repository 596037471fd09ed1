//! Problems in a company's files: where, what was found, what was expected. All of them at once.
//!
//! Printing with colour, or as JSON, is left to the command.

use std::fmt;

use serde::Serialize;

/// One thing to put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file, as its owner knows it: `accounts.csv`.
    pub file: String,
    /// The line, from 1; none when it is about the whole file.
    pub line: Option<usize>,
    /// What was found, in one line, user input in backticks.
    pub message: String,
    /// What was expected, or what to do.
    pub help: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.message)?,
            None => write!(f, "{}: {}", self.file, self.message)?,
        }
        self.help
            .as_ref()
            .map_or(Ok(()), |help| write!(f, "\n  help: {help}"))
    }
}

/// Everything that is wrong, in the order of files and lines. Never empty as an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The problems.
    pub problems: Vec<Problem>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.problems {
            writeln!(f, "{problem}")?;
        }
        f.write_str(&counted(self.problems.len(), "problem"))
    }
}

impl std::error::Error for Report {}

/// Where problems of one file are collected.
#[derive(Debug)]
pub(crate) struct Notes {
    file: String,
    problems: Vec<Problem>,
}

impl Notes {
    pub(crate) fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            problems: Vec::new(),
        }
    }

    /// Adds a problem. An empty `help` is left out.
    pub(crate) fn add(&mut self, line: impl Into<Option<usize>>, message: String, help: &str) {
        let help = (!help.is_empty()).then(|| help.to_owned());
        let (file, line) = (self.file.clone(), line.into());
        self.problems.push(Problem {
            file,
            line,
            message,
            help,
        });
    }

    /// The problems so far, by line; what is about the whole file comes first.
    pub(crate) fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| problem.line);
        self.problems
    }
}

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
