//! `cargo xtask ci`: every check and test, in the order in which they fail soonest. [`steps`] says
//! what each runs; here they are announced, timed, and the failing one shown in full.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::progress::{Progress, spoken};
use crate::setup::{self, Browser, Firefox};
use crate::workspace::Workspace;

mod count;
mod faults;
mod steps;

use crate::ci::count::Tests;
use crate::ci::steps::STEPS;

/// Run every check and test, browser tests included
#[derive(clap::Args)]
#[command(after_help = "Examples:
  cargo xtask ci                      everything, as CI does
  cargo xtask ci --only tidy          one step
  cargo xtask ci --only clippy --only tests
  cargo xtask ci --keep-going         go on after a failing step

Sets up on the way what is missing: Rust's wasm target, rustfmt and clippy, the npm packages of the
lock file, the Python packages of tests/python/requirements.txt, Chromium, ChromeDriver and Firefox (named by
CHROMIUM, CHROMEDRIVER and FIREFOX, found on the PATH, or installed on Debian when run as root), geckodriver (named by
GECKODRIVER, found on the PATH, or compiled).")]
pub(crate) struct Arguments {
    /// Run this step only; may be given several times
    #[arg(long, value_name = "STEP", value_parser = STEPS.map(|step| step.name))]
    only: Vec<String>,
    /// Go on after a failing step
    #[arg(long)]
    keep_going: bool,
}

/// What the steps share.
struct Ci<'a> {
    workspace: &'a Workspace,
    progress: &'a Progress,
    browser: Option<Browser>,
    firefox: Option<Firefox>,
}

/// What a step left behind.
struct Outcome {
    name: &'static str,
    took: Duration,
    failed: bool,
}

/// Runs the steps.
///
/// # Errors
/// When something cannot be set up, or a step failed.
pub(crate) fn run(workspace: &Workspace, progress: &Progress, arguments: &Arguments) -> Result<()> {
    let wanted =
        |name: &str| arguments.only.is_empty() || arguments.only.iter().any(|only| only == name);
    let steps: Vec<_> = STEPS.into_iter().filter(|step| wanted(step.name)).collect();
    setup::wasm_target(workspace, progress)?;
    setup::components(workspace, progress)?;
    setup::openssl(workspace, progress)?;
    let needs_browser = steps.iter().any(|step| step.in_browser);
    let browser = needs_browser
        .then(|| setup::browser(workspace, progress))
        .transpose()?;
    let firefox = needs_browser
        .then(|| setup::firefox(workspace, progress))
        .transpose()?;
    let ci = Ci {
        workspace,
        progress,
        browser,
        firefox,
    };
    let (mut outcomes, mut tests) = (Vec::new(), Tests::default());
    for step in steps {
        progress.say(format_args!("{}: {}", step.name, step.what));
        let started = Instant::now();
        let result = (step.run)(&ci);
        let output = result
            .as_ref()
            .map_or_else(|error| format!("{error:#}"), Clone::clone);
        tests.add(&output);
        if result.is_err() {
            println!("{output}");
        }
        outcomes.push(Outcome {
            name: step.name,
            took: started.elapsed(),
            failed: result.is_err(),
        });
        if result.is_err() && !arguments.keep_going {
            break;
        }
    }
    conclude(&outcomes, &tests)
}

/// The summary: a line per step, the number of tests, and what failed.
fn conclude(outcomes: &[Outcome], tests: &Tests) -> Result<()> {
    println!();
    for Outcome { name, took, failed } in outcomes {
        println!(
            "{}  {name:<12} {}",
            if *failed { "FAILED" } else { "ok    " },
            spoken(*took)
        );
    }
    println!("{tests}");
    let failed: Vec<&str> = outcomes
        .iter()
        .filter(|outcome| outcome.failed)
        .map(|outcome| outcome.name)
        .collect();
    if failed.is_empty() {
        return Ok(());
    }
    bail!(
        "failed: {}; again with `cargo xtask ci --only {}`",
        failed.join(", "),
        failed.join(" --only ")
    )
}
