//! `fineline root`: who may sign what, and how that changes.

mod rotate;
mod show;
mod sign;

use clap::{Args, Subcommand};

use crate::outcome::Outcome;

/// Show who may sign what; exchange and revoke keys
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline root show acme
  fineline root rotate acme --role timestamp --remove timestamp --add timestamp-2 --dry-run
  fineline root sign acme")]
pub(crate) struct RootArgs {
    #[command(subcommand)]
    command: RootCommand,
}

#[derive(Subcommand)]
enum RootCommand {
    Show(show::ShowArgs),
    Rotate(rotate::RotateArgs),
    Sign(sign::SignArgs),
}

/// Does it.
pub(crate) fn run(args: &RootArgs) -> anyhow::Result<Outcome> {
    match &args.command {
        RootCommand::Show(args) => show::run(args),
        RootCommand::Rotate(args) => rotate::run(args),
        RootCommand::Sign(args) => sign::run(args),
    }
}
