//! `fineline init`: writes a complete, commented company to start from.

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::ask::{ask, language, time_zone};
use crate::files::{self, Privacy};
use crate::outcome::Outcome;
use crate::paint::{dim, green};
use crate::starter::{self, Kind, Wish, check_name};

/// Write a complete, commented company to start from
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline init acme       on a terminal it asks; elsewhere it writes the example company into `acme`
  fineline init acme --company \"Acme Cranes\" --bare
  fineline init acme --company \"Acme Krane\" --language de --time-zone Europe/Zurich --bare
  fineline init .          into this folder

Files that are there already are never touched.")]
pub(crate) struct InitArgs {
    /// Where to write it; made if need be.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Name of the company.
    #[arg(long, value_name = "NAME", value_parser = check_name)]
    company: Option<String>,
    /// Language of its rules: `en`, `de`, …
    #[arg(long, value_name = "TAG", value_parser = language)]
    language: Option<String>,
    /// Where its dates are meant: `Europe/Zurich`.
    #[arg(long, value_name = "ZONE", value_parser = time_zone)]
    time_zone: Option<String>,
    /// A short starter, with one of each thing, instead of the example bank.
    #[arg(long)]
    bare: bool,
}

/// Writes the files; refuses before the first one if any is there.
pub(crate) fn run(args: &InitArgs) -> anyhow::Result<Outcome> {
    let files = starter::files(&wish(args)?)?;
    let paths = files.iter().map(|(name, _)| args.folder.join(name));
    let paths: Vec<PathBuf> = paths.collect();
    files::ensure_free(&paths)?;
    for (path, (_, text)) in paths.iter().zip(&files) {
        files::write(path, text.as_bytes(), Privacy::Ordinary)?;
    }
    let names: Vec<&str> = files.iter().map(|(name, _)| &**name).collect();
    let shown = names.iter().filter(|name| !name.starts_with("schema/"));
    let shown: Vec<&str> = shown.copied().collect();
    let folder = args.folder.display();
    let lines = [
        format!("{} {} in `{folder}`", green("written"), shown.join(", ")),
        dim("schema/ is for editors: they complete keys and show help, without a network"),
        dim(&format!("next: fineline check {folder}")),
    ];
    Ok(Outcome::new(
        &lines,
        json!({ "ok": true, "folder": args.folder, "files": names }),
    ))
}

/// What the flags say, or what somebody at a terminal answers where there are none.
fn wish(args: &InitArgs) -> anyhow::Result<Wish> {
    let no_flags =
        !args.bare && args.company.is_none() && args.language.is_none() && args.time_zone.is_none();
    // A pipeline has nobody to answer, and whoever reads the output does not see the questions.
    if no_flags && io::stdin().is_terminal() && io::stdout().is_terminal() {
        return Ok(ask(&mut io::stdin().lock(), &mut io::stderr())?);
    }
    Ok(Wish {
        kind: if args.bare { Kind::Bare } else { Kind::Example },
        company: args.company.clone(),
        language: args.language.clone(),
        time_zone: args.time_zone.clone(),
    })
}
