//! `cargo xtask bench`: how long a decision takes, in every form that is shipped and beside other engines.
//!
//! In the order of the work: [`prepare`] (the invented company of crate `bench`, its drafts, the module),
//! [`forms`] (this machine, and Chromium through [`serve`]), [`peers`] (other engines in Node), [`figures`]
//! (what was found), [`budgets`], [`report`] (tables), [`machine`], [`document`] (the page that keeps them).
//!
//! Nothing here fails because something is slow, unless asked by `--strict`: times are the machine's, too.

use anyhow::{Result, bail};

use crate::progress::Progress;
use crate::workspace::Workspace;

mod budgets;
mod document;
mod figures;
mod forms;
mod machine;
mod peers;
mod prepare;
mod report;
mod serve;

use figures::Figures;

/// Measure decisions: native, WebAssembly, JavaScript, and beside other rule engines
#[derive(clap::Args)]
#[command(after_help = "Examples:
  cargo xtask bench                  everything, about three minutes once built
  cargo xtask bench --write          the same, kept in docs/benchmarks.md
  cargo xtask bench --strict         fails when a budget is missed
  cargo xtask bench --smoke          few decisions, no browser: do all engines still agree?

A machine that does other work measures that work, too: look at the load that is told with the figures.
Sets up on the way what is missing: Rust's wasm target, npm packages of the lock files, Chromium.")]
pub(crate) struct Arguments {
    /// How the figures are told
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Keep the figures in docs/benchmarks.md
    #[arg(long, conflicts_with = "smoke")]
    write: bool,
    /// Fail when a budget is missed
    #[arg(long, conflicts_with = "smoke")]
    strict: bool,
    /// A few decisions without a browser, to see that everything works and all engines agree
    #[arg(long)]
    smoke: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
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
    let bench = Bench {
        workspace,
        progress: if arguments.format == Format::Json {
            &aside
        } else {
            progress
        },
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
        document::write(workspace, &report::markdown(&figures))?;
        bench.progress.say("docs/benchmarks.md is up to date");
    }
    let missed = budgets::missed(&figures);
    if arguments.strict && !missed.is_empty() {
        bail!("over budget: {}", missed.join("; "));
    }
    Ok(())
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
