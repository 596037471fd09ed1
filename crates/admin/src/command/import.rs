//! `fineline import`: exports of a CRM or a network → the list of an audience.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use policy::{Day, DealState};

use crate::clock::day_or_today;
use crate::import::{self, Request, Writing};
use crate::outcome::Outcome;

/// Read exports of a CRM or a network into the list of an audience: a preview, unless told to write
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline import acme Account.csv Contact.csv Opportunity.csv User.csv --audience prospects
  fineline import acme hubspot-*.csv --audience clients --owner-default jonas --apply
  fineline import acme members.json --audience analysts --rejects rejected.csv
  fineline import acme --audience prospects --undo

Files are recognised by their columns and read together: ids in one mean rows in another. Nothing is
written without `--apply`. Entries that are not in the files stay as they are.")]
pub(crate) struct ImportArgs {
    /// The company's folder.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Exports, in any order.
    #[arg(value_name = "FILE", required_unless_present = "undo")]
    files: Vec<PathBuf>,
    /// The audience whose list is meant.
    #[arg(long, value_name = "ID", value_parser = import::audience_id, required_unless_present = "undo")]
    audience: Option<String>,
    /// Write it; without, only say what would be written.
    #[arg(long)]
    apply: bool,
    /// Take the last import back (into the audience, if one is named).
    #[arg(long, conflicts_with_all = ["apply", "files"])]
    undo: bool,
    /// Read every file as this, whatever else it looks like.
    #[arg(long = "as", value_name = "FORMAT", value_parser = PossibleValuesParser::new(import::format_ids()))]
    read_as: Option<String>,
    /// The column that holds X handles, where a company has its own.
    #[arg(long, value_name = "NAME")]
    handle_column: Option<String>,
    /// The column that holds LinkedIn addresses, where a company has its own.
    #[arg(long, value_name = "NAME")]
    linkedin_column: Option<String>,
    /// What a stage of a deal means: `lead`, `negotiation`, `won` or `lost` (repeatable).
    #[arg(long, value_name = "STAGE=STATE", value_parser = import::stage_map)]
    map: Vec<(String, DealState)>,
    /// Who looks after entries without an owner, an id of people.csv.
    #[arg(long, value_name = "ID")]
    owner_default: Option<String>,
    /// Note that somebody confirmed everything in the files on this day.
    #[arg(long, value_name = "YYYY-MM-DD")]
    confirmed_on: Option<Day>,
    /// Write all rejected rows, with reasons, to this file.
    #[arg(long, value_name = "FILE.csv")]
    rejects: Option<PathBuf>,
}

/// Previews, writes or takes back.
pub(crate) fn run(args: &ImportArgs) -> anyhow::Result<Outcome> {
    let audience = match args.audience.as_deref() {
        audience if args.undo => return import::undo(&args.folder, audience),
        audience => audience.unwrap_or_default(),
    };
    let writing = if args.apply {
        Writing::Apply
    } else {
        Writing::DryRun
    };
    import::run(&Request {
        root: &args.folder,
        files: &args.files,
        audience,
        writing,
        format: args.read_as.as_deref(),
        handle_column: args.handle_column.as_deref(),
        linkedin_column: args.linkedin_column.as_deref(),
        map: &args.map,
        owner_default: args.owner_default.as_deref(),
        confirmed_on: args.confirmed_on,
        rejects: args.rejects.as_deref(),
        today: day_or_today(None),
    })
}
