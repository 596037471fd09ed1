//! What a command has to say, for people and for programs. Printing is left to `main`.

use std::process::ExitCode;

use bundle::builder::diagnostic::Report;
use serde_json::{Value, json};

use crate::paint::red;
use crate::problems;

/// The outcome of a command that did its work.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// For people: lines, each with its line break; colours are taken out where there is no terminal.
    pub(crate) text: String,
    /// For programs.
    pub(crate) json: Value,
    /// What is worth a look; of `check` alone.
    pub(crate) warnings: Report,
    /// Whether what was looked for is as it should be.
    pub(crate) verdict: Verdict,
}

/// Whether a command that did its work found what it should.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It did.
    #[default]
    Good,
    /// It did not: the exit status says so.
    Bad,
}

impl Outcome {
    /// The lines, and the same as data.
    pub(crate) fn new(lines: &[String], json: Value) -> Self {
        Self {
            text: lines.iter().map(|line| format!("{line}\n")).collect(),
            json,
            warnings: Report::default(),
            verdict: Verdict::Good,
        }
    }

    /// Further lines for people.
    pub(crate) fn add_lines(&mut self, lines: impl IntoIterator<Item = String>) {
        for line in lines {
            self.text += &format!("{line}\n");
        }
    }

    /// The exit status.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self.verdict {
            Verdict::Good => ExitCode::SUCCESS,
            Verdict::Bad => ExitCode::FAILURE,
        }
    }
}

/// An error for people: all problems of a report, or one line with its causes.
pub(crate) fn error_text(error: &anyhow::Error) -> String {
    match error.downcast_ref::<Report>() {
        Some(report) => {
            let summary = red(&report.summary());
            format!("{}{summary}\n", problems::text(report))
        }
        None => format!("{}: {}\n", red("fineline"), causes(error)),
    }
}

/// An error in one line.
pub(crate) fn causes(error: &anyhow::Error) -> String {
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    causes.join(": ")
}

/// An error for programs.
pub(crate) fn error_json(error: &anyhow::Error) -> Value {
    match error.downcast_ref::<Report>() {
        Some(report) => json!({ "ok": false, "problems": report.problems }),
        None => json!({ "ok": false, "error": format!("{error:#}") }),
    }
}
