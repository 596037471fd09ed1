//! What a command has to say, for people and for programs. Printing is left to `main`.

use bundle::builder::diagnostic::{Problem, Report, counted};
use serde_json::{Value, json};

use crate::paint::{dim, red, strong};

/// The outcome of a command that did its work.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// For people: lines, each with its line break; colours are taken out where there is no terminal.
    pub(crate) text: String,
    /// For programs.
    pub(crate) json: Value,
}

impl Outcome {
    /// The lines, and the same as data.
    pub(crate) fn new(lines: &[String], json: Value) -> Self {
        Self {
            text: lines.iter().map(|line| format!("{line}\n")).collect(),
            json,
        }
    }
}

/// An error for people: all problems of a report, or one line with its causes.
pub(crate) fn error_text(error: &anyhow::Error) -> String {
    let Some(report) = error.downcast_ref::<Report>() else {
        let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
        return format!("{}: {}\n", red("fineline"), causes.join(": "));
    };
    let mut text = String::new();
    for of_file in report.problems.chunk_by(|one, next| one.file == next.file) {
        text.extend(of_file.iter().take(SHOWN).map(problem_text));
        let more = of_file.len().saturating_sub(SHOWN);
        if more > 0 {
            let rest = format!("… and {more} more; `--format json` lists all");
            text += &format!("{}\n", dim(&rest));
        }
    }
    let count = counted(report.problems.len(), "problem");
    text + &format!("\n{}\n", red(&count))
}

/// Nobody reads more lines about one file.
const SHOWN: usize = 100;

fn problem_text(problem: &Problem) -> String {
    let line = problem.line.map(|line| format!(":{line}"));
    let place = strong(&format!("{}{}", problem.file, line.unwrap_or_default()));
    let mut text = format!("{place}: {}\n", problem.message);
    if let Some(help) = &problem.help {
        text += &format!("  {} {help}\n", dim("help:"));
    }
    text
}

/// An error for programs.
pub(crate) fn error_json(error: &anyhow::Error) -> Value {
    match error.downcast_ref::<Report>() {
        Some(report) => json!({ "ok": false, "problems": report.problems }),
        None => json!({ "ok": false, "error": format!("{error:#}") }),
    }
}
