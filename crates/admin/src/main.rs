//! The `fineline` command: from a company's files to a signed, published bundle.
//!
//! Reading order: [`command`] (one file each), [`folder`] (where a company's files lie), [`outcome`]
//! (what a command has to say). Printing and exit codes are decided here and nowhere else:
//! 0 done, 1 something in the files or the machine is in the way, 2 the command line is wrong.

mod clock;
mod command;
mod files;
mod folder;
mod life;
mod outcome;
mod paint;
mod published;
mod trust;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};

use crate::command::Command;
use crate::outcome::Outcome;

/// From a company's files to a signed, published bundle.
#[derive(Parser)]
#[command(name = "fineline", version, after_help = EXAMPLES, max_term_width = 100)]
struct Cli {
    /// How to print what came out.
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples, in the order of use:
  fineline init acme                  write a complete example company into `acme`
  fineline check acme                 read it, report every problem, play every example
  fineline keygen acme                make keys, once
  fineline compile acme
  fineline sign acme
  fineline publish acme --to published
  fineline serve published
  fineline enrol acme --url http://127.0.0.1:8080 --role engineer
  fineline explain acme --as engineer --to @elena_marchetti --text \"Congratulations!\"

Exit status: 0 done, 1 something is in the way, 2 the command line is wrong.";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs: one JSON object.
    Json,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let format = cli.format;
    let result = cli.command.run(&mut |outcome| print(format, outcome));
    match result {
        Ok(outcome) => {
            print(format, &outcome);
            ExitCode::SUCCESS
        }
        Err(error) => {
            print_error(format, &error);
            ExitCode::FAILURE
        }
    }
}

fn print(format: Format, outcome: &Outcome) {
    let text = match format {
        Format::Text => outcome.text.clone(),
        Format::Json => format!("{}\n", outcome.json),
    };
    // A reader that went away, such as `| head`, is no fault of ours.
    let mut out = anstream::stdout();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

fn print_error(format: Format, error: &anyhow::Error) {
    let text = outcome::error_text(error);
    let _ = match format {
        Format::Text => anstream::stderr().write_all(text.as_bytes()),
        Format::Json => writeln!(anstream::stdout(), "{}", outcome::error_json(error)),
    };
}
