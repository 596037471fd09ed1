//! `fineline matrix`: audience × role, with owners, gaps and overlaps, for the terminal, a spreadsheet and paper.

use std::path::PathBuf;

use bundle::builder::scene::Stage;
use clap::Args;
use policy::Day;
use serde_json::{Value, json};

use crate::clock::{day_or_today, minute_or_now};
use crate::files::{self, Privacy};
use crate::folder::{Folder, TopicTables};
use crate::matrix::{csv, html, lines, matrix};
use crate::outcome::Outcome;
use crate::paint::green;

/// Show which role is nudged about which audience, who answers for it, gaps and overlaps
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline matrix acme                        a table in the terminal
  fineline matrix acme --html matrix.html     a page with a picture, to print and to file
  fineline matrix acme --csv matrix.csv       for a spreadsheet
  fineline matrix acme --today 2027-01-01     as it will be on that day

Each cell is an empty reply to somebody on the list, played through the compiled rules.")]
pub(crate) struct MatrixArgs {
    #[command(flatten)]
    folder: Folder,
    /// Write it for a spreadsheet, too.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Write it as a page that needs nothing else, too.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Judge as on this day; today (UTC) if left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Day>,
}

/// Judges every pair, writes the files that were asked for, shows the table.
pub(crate) fn run(args: &MatrixArgs) -> anyhow::Result<Outcome> {
    let checked = args.folder.read(TopicTables::MayBeKept)?;
    let stage = Stage::new(&checked.company, &checked.bundle);
    let when = (day_or_today(args.today), minute_or_now(args.today));
    let matrix = matrix(&stage, when);
    let mut lines = lines(&matrix);
    let mut written = Vec::new();
    if let Some(path) = &args.csv {
        files::write(path, &csv(&matrix)?, Privacy::Ordinary)?;
        written.push(path);
    }
    if let Some(path) = &args.html {
        files::write(path, html(&matrix).as_bytes(), Privacy::Ordinary)?;
        written.push(path);
    }
    if !written.is_empty() {
        lines.push(String::new());
    }
    let note = |path: &&PathBuf| format!("{} `{}`", green("written"), path.display());
    lines.extend(written.iter().map(note));
    let mut json = json!({ "ok": true, "written": written });
    if let (Value::Object(all), Value::Object(parts)) = (&mut json, serde_json::to_value(&matrix)?)
    {
        all.extend(parts);
    }
    Ok(Outcome::new(&lines, json))
}
