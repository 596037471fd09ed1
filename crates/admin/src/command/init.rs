//! `fineline init`: writes a complete, commented company to start from.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::files::{self, Privacy};
use crate::outcome::Outcome;
use crate::paint::{dim, green};

/// Write a complete, commented example company to start from
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline init acme       write a whole company, with a README.md, into `acme`
  fineline init .          into this folder

Files that are there already are never touched.")]
pub(crate) struct InitArgs {
    /// Where to write it; made if need be.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// The example company's files by their paths; a test compares them with the folder.
macro_rules! example {
    ($($path:literal),+ $(,)?) => {
        &[$((
            $path,
            include_str!(concat!("../../../../examples/aldermoor-bank/", $path)),
        )),+]
    };
}

const EXAMPLE: &[(&str, &str)] = example![
    "README.md",
    "fineline.toml",
    "desks.toml",
    "people.csv",
    "exceptions.toml",
    "audiences/analysts.toml",
    "audiences/analysts.csv",
    "audiences/competitors.toml",
    "audiences/competitors.csv",
    "audiences/exclusive-clients.toml",
    "audiences/exclusive-clients.csv",
    "audiences/prospects.toml",
    "audiences/prospects.csv",
    "rules/clients.toml",
    "rules/deals.toml",
    "rules/outside.toml",
    "rules/questions.toml",
    "cases/everyday.toml",
    ".gitignore",
];

/// Writes the files; refuses before the first one if any is there.
pub(crate) fn run(args: &InitArgs) -> anyhow::Result<Outcome> {
    let paths = EXAMPLE.iter().map(|(name, _)| args.folder.join(name));
    let paths: Vec<PathBuf> = paths.collect();
    files::ensure_free(&paths)?;
    for (path, (_, text)) in paths.iter().zip(EXAMPLE) {
        files::write(path, text.as_bytes(), Privacy::Ordinary)?;
    }
    let names: Vec<&str> = EXAMPLE.iter().map(|(name, _)| *name).collect();
    let folder = args.folder.display();
    let lines = [
        format!("{} {} in `{folder}`", green("written"), names.join(", ")),
        dim(&format!("next: fineline check {folder}")),
    ];
    Ok(Outcome::new(
        &lines,
        json!({ "ok": true, "folder": args.folder, "files": names }),
    ))
}
