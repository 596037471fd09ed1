//! `cargo xtask fuzz`: every parser is given inputs that nobody thought of. A target is a file in
//! `fuzz/src/bin`; the seeds in `fuzz/corpus`, which everything that once failed has joined, come first,
//! and libFuzzer goes on from there, led by what each input reaches. With a seed it goes the same way each time,
//! starting from what is kept with the source: so CI judges a change, not the luck of the day.
//!
//! [`target`] knows the targets and where their files are; [`outcome`] reads what a run says.

use std::collections::VecDeque;
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::process::Run;
use crate::progress::{Progress, spoken};
use crate::setup;
use crate::workspace::Workspace;

mod outcome;
mod target;

use crate::fuzz::outcome::Reached;
use crate::fuzz::target::{Folder, Target};

/// How many run at a time: a developer's machine and CI have two cores.
const AT_A_TIME: u64 = 2;
/// How long each runs unless told otherwise: eight minutes for all of them.
const SECONDS: u64 = 60;
/// The seed of CI's runs.
const SEED: u32 = 1;
/// One input may take this long. Far more than any needs, as two cores may have other work.
const SLOWEST_SECONDS: u64 = 20;
/// Megabytes that a target may use.
const MEMORY: u64 = 1024;

/// Give every parser inputs that nobody thought of
#[derive(clap::Args)]
#[command(after_help = "Examples:
  cargo xtask fuzz                            every target, each time another way
  cargo xtask fuzz --seed 1                   every target, as CI does
  cargo xtask fuzz phrase --seconds 600       one target, for ten minutes
  cargo xtask fuzz phrase --replay FILE       one input once more

What is found lies in target/fuzz/found. Once it is mended, put the input into fuzz/corpus/TARGET: it is
then the first thing that is tried. Needs a C++ compiler, for libFuzzer (installed on Debian when run as
root).")]
pub(crate) struct Arguments {
    /// A file in fuzz/src/bin, without its ending; all of them if none is named
    #[arg(value_name = "TARGET")]
    targets: Vec<String>,
    /// How long each target runs; two run at a time
    #[arg(long, value_name = "N", default_value_t = SECONDS, value_parser = clap::value_parser!(u64).range(1..))]
    seconds: u64,
    /// Go the same way each time, leaving out what earlier runs on this machine came upon; CI's seed is 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    seed: Option<u32>,
    /// Run the target on this input only
    #[arg(
        long,
        value_name = "FILE",
        requires = "targets",
        conflicts_with_all = ["seconds", "seed"]
    )]
    replay: Option<String>,
}

impl Arguments {
    /// Every target, for as long as CI has time, the same way each time.
    pub(crate) fn all() -> Self {
        Self {
            targets: Vec::new(),
            seconds: SECONDS,
            seed: Some(SEED),
            replay: None,
        }
    }
}

/// How far each target is taken, and whether by the same way each time.
#[derive(Clone, Copy)]
struct Way {
    seconds: u64,
    seed: Option<u32>,
}

impl Way {
    /// What compared values teach depends on where things lie in memory, so the same way does without.
    fn arguments(self) -> Vec<String> {
        let seed = self.seed.map(|seed| format!("-seed={seed}"));
        let same = self.seed.map(|_| "-use_cmp=0".to_owned());
        let seconds = format!("-max_total_time={}", self.seconds);
        [Some(seconds), seed, same].into_iter().flatten().collect()
    }
}

/// Builds the targets and runs them.
///
/// # Errors
/// When one cannot be built, or an input makes one panic, hang or use too much memory.
pub(crate) fn run(workspace: &Workspace, progress: &Progress, arguments: &Arguments) -> Result<()> {
    let folder = Folder::of(workspace)?;
    let targets = folder.targets(&arguments.targets)?;
    setup::cpp(workspace, progress)?;
    build(&folder, progress, &arguments.targets)?;
    if let Some(input) = &arguments.replay {
        return replay(&folder, &targets, input);
    }
    let way = Way {
        seconds: arguments.seconds,
        seed: arguments.seed,
    };
    progress.say(announcement(targets.len() as u64, way.seconds));
    all(&folder, progress, (targets, way))
}

fn announcement(targets: u64, seconds: u64) -> String {
    let each = spoken(Duration::from_secs(seconds));
    let all = spoken(Duration::from_secs(targets.div_ceil(AT_A_TIME) * seconds));
    match targets {
        1 => format!("fuzzing for {each}"),
        _ => format!("fuzzing {targets} targets for {each} each, {AT_A_TIME} at a time: {all}"),
    }
}

fn build(folder: &Folder, progress: &Progress, names: &[String]) -> Result<()> {
    progress.say("building the fuzz targets");
    let only = names.iter().flat_map(|name| ["--bin", name]);
    Run::cargo(&folder.source)
        .args(["build", "--release", "--target-dir"])
        .args([&folder.built])
        .args(only)
        // It would take the place of the flags that count what is reached.
        .without_env("RUSTFLAGS")
        .without_env("CARGO_ENCODED_RUSTFLAGS")
        .quietly(progress)?;
    Ok(())
}

fn replay(folder: &Folder, targets: &[Target], input: &str) -> Result<()> {
    for target in targets {
        Run::new(folder.program(target), &folder.root)
            .args([input])
            .aloud()?;
    }
    Ok(())
}

/// Runs them all, whatever comes of each.
fn all(folder: &Folder, progress: &Progress, (targets, way): (Vec<Target>, Way)) -> Result<()> {
    let waiting = Mutex::new(VecDeque::from(targets));
    let failed = Mutex::new(Vec::new());
    let work = || {
        let next = || waiting.lock().ok()?.pop_front();
        while let Some(target) = next() {
            match one(folder, progress, (&target, way)) {
                Ok(reached) => progress.say(format_args!("  {}: {reached}", target.name)),
                Err(error) => {
                    println!("{error:#}");
                    failed
                        .lock()
                        .into_iter()
                        .for_each(|mut all| all.push(target.name.clone()));
                }
            }
        }
    };
    thread::scope(|scope| {
        (0..AT_A_TIME).for_each(|_| drop(scope.spawn(work)));
    });
    let failed = failed.into_inner().unwrap_or_default();
    if failed.is_empty() {
        return Ok(());
    }
    bail!("an input was found for: {}", failed.join(", "))
}

fn one(folder: &Folder, progress: &Progress, (target, way): (&Target, Way)) -> Result<Reached> {
    let grown = match way.seed {
        Some(_) => emptied(folder.same_way(target))?,
        None => folder.grown(target),
    };
    let found = folder.found(target);
    for place in [&grown, &found] {
        fs::create_dir_all(place)
            .with_context(|| format!("`{}` cannot be made", place.display()))?;
    }
    let output = Run::new(folder.program(target), &folder.root)
        .args([
            format!("-timeout={SLOWEST_SECONDS}"),
            format!("-rss_limit_mb={MEMORY}"),
            format!("-artifact_prefix={}/", found.display()),
            "-print_final_stats=1".to_owned(),
        ])
        .args(way.arguments())
        .args(folder.dictionary(target))
        .args([grown])
        .args(folder.seeds(target))
        .quietly(progress);
    match output {
        Ok(output) => Reached::read(&output),
        Err(error) => Err(outcome::failure(target, &error.to_string())),
    }
}

/// The folder without what an earlier run left in it.
fn emptied(folder: PathBuf) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .with_context(|| format!("`{}` cannot be emptied", folder.display()))?;
    }
    Ok(folder)
}
