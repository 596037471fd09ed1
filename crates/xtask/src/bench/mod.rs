//! `cargo xtask bench`: how long a decision takes, in every form that is shipped and beside other engines; and
//! what sealed lists cost ([`lists`]).
//!
//! Of decisions, in the order of the work: [`prepare`] (the invented company of crate `bench`, its drafts, the module),
//! [`forms`] (this machine, and Chromium through [`serve`]), [`peers`] (other engines in Node), [`figures`]
//! (what was found), [`budgets`], [`report`] (tables), [`machine`], [`document`] (the page that keeps them).
//!
//! Nothing here fails because something is slow, unless asked by `--strict`: times are the machine's, too.

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::progress::Progress;
use crate::workspace::Workspace;

mod budgets;
mod document;
mod figures;
mod forms;
mod lists;
mod machine;
mod peers;
mod prepare;
mod report;
mod serve;

use document::Section;
use figures::Figures;
use lists::Chromium;

/// Measure decisions in every form and beside other rule engines, and what sealed lists cost
#[derive(clap::Args)]
#[command(after_help = "Examples:
  cargo xtask bench                                everything
  cargo xtask bench decisions                      about three minutes once built
  cargo xtask bench lists --keys 10000             sealed lists of one size, in Chromium, too
  cargo xtask bench lists --keys 10000 --no-browser
  cargo xtask bench --write                        everything, kept in docs/benchmarks.md
  cargo xtask bench --strict                       fails when a budget is missed
  cargo xtask bench --smoke                        little of everything, no browser: does it all still work?

A machine that does other work measures that work, too: look at the load that is told with the figures.
Sets up on the way what is missing: Rust's wasm target, npm packages of the lock files, Chromium, packages of Python.")]
pub(crate) struct Arguments {
    /// What to measure; everything if left out
    #[arg(value_enum)]
    part: Option<Part>,
    /// How the figures are told
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Keep the figures in docs/benchmarks.md
    #[arg(long, conflicts_with = "smoke")]
    write: bool,
    /// Fail when a budget is missed
    #[arg(long, conflicts_with = "smoke")]
    strict: bool,
    /// A little of everything without a browser, to see that it works and all engines agree
    #[arg(long)]
    smoke: bool,
    /// How many keys the companies have whose lists are measured
    #[arg(long, value_delimiter = ',', default_value = "1000,10000,100000,1000000", conflicts_with = "smoke",
          value_parser = clap::value_parser!(u32).range(100..=2_000_000))]
    keys: Vec<u32>,
    /// Measure lists without Chromium and python-tuf
    #[arg(long)]
    no_browser: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// How long a decision takes
    Decisions,
    /// What sealed lists cost
    Lists,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables
    Human,
    /// One object, on the standard output alone
    Json,
}

/// How much is measured.
#[derive(Clone, Copy)]
struct Plan {
    /// Drafts of each load.
    drafts: usize,
    /// How long each load is decided about, after a quarter of that to warm up.
    milliseconds: u64,
    /// How often an engine is started anew.
    starts: usize,
}

const WHOLE: Plan = Plan {
    drafts: 200,
    milliseconds: 2000,
    starts: 7,
};
const SMOKE: Plan = Plan {
    drafts: 20,
    milliseconds: 20,
    starts: 1,
};

/// Keys of the one company whose lists are sealed to see that it works.
const SMOKE_KEYS: [u32; 1] = [1000];

/// What the steps share.
struct Bench<'a> {
    workspace: &'a Workspace,
    progress: &'a Progress,
    plan: Plan,
}

/// Measures and tells.
///
/// # Errors
/// When something cannot be built or started, an engine answers otherwise than ours, or, with `--strict`,
/// a budget is missed.
pub(crate) fn run(workspace: &Workspace, progress: &Progress, arguments: &Arguments) -> Result<()> {
    let aside = Progress::aside();
    let is_read_by_programs = arguments.format == Format::Json;
    let progress = if is_read_by_programs {
        &aside
    } else {
        progress
    };
    let mut missed = Vec::new();
    if arguments.part != Some(Part::Lists) {
        missed.extend(decisions(workspace, progress, arguments)?);
    }
    if arguments.part != Some(Part::Decisions) {
        missed.extend(sealed_lists(workspace, progress, arguments)?);
    }
    if arguments.strict && !missed.is_empty() {
        bail!("over budget: {}", missed.join("; "));
    }
    Ok(())
}

/// Measures decisions, tells of them, and gives the budgets that are missed.
fn decisions(
    workspace: &Workspace,
    progress: &Progress,
    arguments: &Arguments,
) -> Result<Vec<String>> {
    let bench = Bench {
        workspace,
        progress,
        plan: if arguments.smoke { SMOKE } else { WHOLE },
    };
    let figures = measure(&bench, arguments.smoke)?;
    match arguments.format {
        Format::Json => println!("{}", serde_json::to_string_pretty(&figures)?),
        // Times of so few decisions say nothing.
        Format::Human if arguments.smoke => println!(
            "all engines give the same answers to {} drafts by {} rules",
            figures.peers.cases, figures.peers.rules
        ),
        Format::Human => print!("{}", report::for_people(&figures)),
    }
    if arguments.write {
        document::write(workspace, Section::Decisions, &report::markdown(&figures))?;
        progress.say("docs/benchmarks.md is up to date about decisions");
    }
    Ok(budgets::missed(&figures))
}

/// The same for sealed lists.
fn sealed_lists(
    workspace: &Workspace,
    progress: &Progress,
    arguments: &Arguments,
) -> Result<Vec<String>> {
    let is_spared = arguments.smoke || arguments.no_browser;
    let plan = lists::Plan {
        keys: match arguments.smoke {
            true => SMOKE_KEYS.to_vec(),
            false => arguments.keys.clone(),
        },
        browser: match is_spared {
            true => Chromium::Spared,
            false => Chromium::Asked,
        },
    };
    let lists = lists::measure(workspace, progress, &plan)?;
    match arguments.format {
        Format::Json => println!("{}", serde_json::to_string_pretty(&lists)?),
        Format::Human => print!("{}", lists::report::for_people(&lists)),
    }
    if arguments.write {
        document::write(workspace, Section::Lists, &lists::report::markdown(&lists))?;
        progress.say("docs/benchmarks.md is up to date about lists");
    }
    Ok(lists::missed(&lists))
}

fn measure(bench: &Bench<'_>, is_smoke: bool) -> Result<Figures> {
    let prepared = prepare::prepare(bench)?;
    let before = machine::load();
    let mut forms = vec![forms::native(bench, &prepared)?];
    if !is_smoke {
        forms.extend(forms::in_chromium(bench, &prepared)?);
    }
    let peers = peers::measure(bench, &prepared)?;
    Ok(Figures {
        machine: machine::describe(bench.workspace, before)?,
        forms,
        peers,
    })
}
