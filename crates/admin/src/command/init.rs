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
  fineline init acme       write policy.toml, people.csv, accounts.csv and README.md into `acme`
  fineline init .          into this folder

Files that are there already are never touched.")]
pub(crate) struct InitArgs {
    /// Where to write it; made if need be.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// The example company, file by file.
const EXAMPLE: [(&str, &str); 5] = [
    (
        "README.md",
        include_str!("../../../../examples/aldermoor-bank/README.md"),
    ),
    (
        "policy.toml",
        include_str!("../../../../examples/aldermoor-bank/policy.toml"),
    ),
    (
        "people.csv",
        include_str!("../../../../examples/aldermoor-bank/people.csv"),
    ),
    (
        "accounts.csv",
        include_str!("../../../../examples/aldermoor-bank/accounts.csv"),
    ),
    (
        ".gitignore",
        include_str!("../../../../examples/aldermoor-bank/.gitignore"),
    ),
];

/// Writes the files; refuses before the first one if any is there.
pub(crate) fn run(args: &InitArgs) -> anyhow::Result<Outcome> {
    let paths = EXAMPLE.map(|(name, _)| args.folder.join(name));
    files::ensure_free(&paths)?;
    for (path, (_, text)) in paths.iter().zip(EXAMPLE) {
        files::write(path, text.as_bytes(), Privacy::Ordinary)?;
    }
    let names = EXAMPLE.map(|(name, _)| name);
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
