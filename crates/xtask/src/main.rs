//! `cargo xtask`: everything a developer or a CI machine runs, and nothing else runs anything.
//!
//! Reading order: [`workspace`] (where things are), [`process`] and [`progress`] (how a step is
//! run and told), [`setup`] (what a clean machine lacks), then the subcommands, a module each:
//! [`bench`], [`build`], [`ci`], [`company`], [`demo`], [`fuzz`], [`sites`],
//! [`surfaces`], [`tidy`].
//!
//! What is checked is left to the crates' own tests; what is shown, to package `e2e`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod bench;
mod build;
mod ci;
mod company;
mod demo;
mod fuzz;
mod process;
mod progress;
mod setup;
mod sites;
mod surfaces;
mod tidy;
mod workspace;

use crate::progress::Progress;
use crate::workspace::Workspace;

/// Builds, checks and shows Fineline. Each command sets up what it needs and says so.
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    version,
    arg_required_else_help = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Bench(bench::Arguments),
    Build(build::Arguments),
    Ci(ci::Arguments),
    Company(company::Arguments),
    Demo(demo::Arguments),
    Fuzz(fuzz::Arguments),
    Sites(sites::Arguments),
    Surfaces(surfaces::Arguments),
    Tidy(tidy::Arguments),
}

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    let progress = Progress::start();
    match Workspace::find().and_then(|workspace| run(&workspace, &progress, &command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(workspace: &Workspace, progress: &Progress, command: &Command) -> anyhow::Result<()> {
    match command {
        Command::Bench(arguments) => bench::run(workspace, progress, arguments),
        Command::Build(arguments) => build::run(workspace, progress, arguments),
        Command::Ci(arguments) => ci::run(workspace, progress, arguments),
        Command::Company(arguments) => company::run(workspace, progress, arguments),
        Command::Demo(arguments) => demo::run(workspace, progress, arguments),
        Command::Fuzz(arguments) => fuzz::run(workspace, progress, arguments),
        Command::Sites(arguments) => sites::run(workspace, progress, arguments),
        Command::Surfaces(arguments) => surfaces::run(workspace, progress, arguments),
        Command::Tidy(arguments) => tidy::run(workspace, progress, arguments),
    }
}
