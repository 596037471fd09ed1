//! What a command has to say, for people and for programs. Printing is left to `main`.

use bundle::builder::diagnostic::Report;
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
        Self { text: lines.iter().map(|line| format!("{line}\n")).collect(), json }
    }
}

/// An error for people: all problems of a report, or one line with its causes.
pub(crate) fn error_text(error: &anyhow::Error) -> String {
    let Some(report) = error.downcast_ref::<Report>() else {
        let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
        return format!("{}: {}\n", red("fineline"), causes.join(": "));
    };
    let mut text = String::new();
    for problem in &report.problems {
        let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
        text += &format!("{}: {}\n", strong(&format!("{}{line}", problem.file)), problem.message);
        text += &problem.help.iter().map(|help| format!("  {} {help}\n", dim("help:"))).collect::<String>();
    }
    let count = report.problems.len();
    text + &format!("\n{}\n", red(&format!("{count} problem{}", if count == 1 { "" } else { "s" })))
}

/// An error for programs.
pub(crate) fn error_json(error: &anyhow::Error) -> Value {
    match error.downcast_ref::<Report>() {
        Some(report) => json!({ "ok": false, "problems": report.problems }),
        None => json!({ "ok": false, "error": format!("{error:#}") }),
    }
}
