//! The `fineline` command: from a company's files to a signed, published bundle.
//!
//! Reading order: [`command`] (one file each), [`folder`] (where a company's files lie), [`keys`] (secret
//! ones, and what is signed with them), [`outcome`] (what a command has to say). Printing and exit codes are decided here and nowhere else:
//! 0 done, 1 something in the files or the machine is in the way, 2 the command line is wrong.

mod ask;
mod client;
mod clock;
mod command;
mod files;
mod folder;
mod import;
mod keys;
mod life;
mod matrix;
mod outcome;
mod paint;
mod problems;
mod publish;
mod published;
mod rollout;
mod sarif;
mod sealing;
mod starter;
mod switches;
mod trace;
mod trust;

use std::io::Write as _;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser, ValueEnum};

use crate::command::Command;
use crate::outcome::Outcome;

/// From a company's files to a signed, published bundle.
#[derive(Parser)]
#[command(name = "fineline", version, after_help = EXAMPLES, max_term_width = 100)]
struct Cli {
    /// How to print what came out.
    #[arg(long, global = true, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples, in the order of use:
  fineline init acme                  write a complete example company into `acme`
  fineline check acme                 read it, report every problem, play every example
  fineline test acme                  play its own cases
  fineline explain acme --as engineer --to @elena_marchetti --text \"Congratulations!\"
  fineline import acme list.csv --audience clients    show what a list would change; `--apply` writes
  fineline matrix acme --html m.html  who is nudged about whom, on a page to print
  fineline review acme                what is past or near its review date, by owner
  fineline diff acme-before acme      what changes for whom
  fineline schema rules               what editors know of rules/*.toml
  fineline keygen acme                make keys, once
  fineline root show acme             who may sign what; `root rotate` exchanges keys
  fineline compile acme
  fineline sign acme
  fineline audit acme                 who signed what
  fineline publish acme --to published       or to s3://…, gs://… or az://…
  fineline status published           what a browser would see there
  fineline kill acme --rule live-negotiation    switch a rule, a site or everything off at once
  fineline rollback 7 acme            the content of version 7 again, under a higher version
  fineline serve published
  fineline enrol acme --url http://127.0.0.1:8080 --role engineer

docs/tutorial.md walks through five steps with an example company.

Exit status: 0 done, 1 something is in the way, 2 the command line is wrong.";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    #[value(alias = "text")]
    Human,
    /// For programs: one JSON object.
    Json,
    /// For code review tools: SARIF 2.1.0, of `check` alone.
    Sarif,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let (format, folder) = (cli.format, cli.command.checked_folder());
    if format == Format::Sarif && folder.is_none() {
        let problem = "`--format sarif` is for `check`: the others find nothing in files";
        Cli::command()
            .error(ErrorKind::ArgumentConflict, problem)
            .exit();
    }
    let printer = Printer {
        format,
        folder: folder.unwrap_or_default(),
    };
    let result = cli.command.run(&mut |outcome| printer.print(outcome));
    match result {
        Ok(outcome) => {
            printer.print(&outcome);
            outcome.exit_code()
        }
        Err(error) => {
            printer.print_error(&error);
            ExitCode::FAILURE
        }
    }
}

/// How to print, and the folder that a check is about.
struct Printer {
    format: Format,
    folder: String,
}

impl Printer {
    fn print(&self, outcome: &Outcome) {
        let text = match self.format {
            Format::Human => outcome.text.clone(),
            Format::Json => format!("{}\n", outcome.json),
            Format::Sarif => format!("{:#}\n", sarif::log(&outcome.warnings, &self.folder)),
        };
        // A reader that went away, such as `| head`, is no fault of ours.
        let mut out = anstream::stdout();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    fn print_error(&self, error: &anyhow::Error) {
        let text = outcome::error_text(error);
        let _ = match self.format {
            Format::Human => anstream::stderr().write_all(text.as_bytes()),
            Format::Json => writeln!(anstream::stdout(), "{}", outcome::error_json(error)),
            Format::Sarif => {
                let log = match error.downcast_ref() {
                    Some(report) => sarif::log(report, &self.folder),
                    None => sarif::failure(&outcome::causes(error)),
                };
                writeln!(anstream::stdout(), "{log:#}")
            }
        };
    }
}
