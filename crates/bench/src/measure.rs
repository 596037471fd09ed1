//! Times decisions on this machine, one by one, after a while of warming up.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use bench::core::{Core, Rules};
use serde_json::{Value, json};

use crate::prepare::Load;

/// Measures every load for so many milliseconds and prints the times as JSON.
pub(crate) fn print(folder: &Path, milliseconds: u64) -> Result<()> {
    let loads: Vec<Load> = serde_json::from_slice(&read(folder, "index.json")?)?;
    let cold = loads.iter().find(|load| load.is_first);
    let (start_ms, first_us) = coldly(folder, cold.context("a page begins with some load")?)?;
    let (mut points, mut core): (Vec<Value>, Option<(usize, Core)>) = (Vec::new(), None);
    for load in loads {
        if core.as_ref().is_none_or(|(rules, _)| *rules != load.rules) {
            let rules: Rules = postcard::from_bytes(&read(folder, &load.rules_file)?)?;
            core = Some((load.rules, Core::new(rules)));
        }
        let (_, core) = core.as_mut().context("rules were read")?;
        core.cases = postcard::from_bytes(&read(folder, &load.cases_file)?)?;
        ensure!(!core.cases.is_empty(), "`{}` is empty", load.cases_file);
        points.push(point(core, &load, Duration::from_millis(milliseconds)));
    }
    let form = json!({
        "form": "native",
        "clock_us": 0.0,
        "start_ms": start_ms,
        "first_us": first_us,
        "points": points,
    });
    println!("{form}");
    Ok(())
}

/// Milliseconds until the rules are ready, and microseconds of the very first decision.
fn coldly(folder: &Path, load: &Load) -> Result<(f64, f64)> {
    let (rules, cases) = (
        read(folder, &load.rules_file)?,
        read(folder, &load.cases_file)?,
    );
    let before = Instant::now();
    let mut core = Core::new(postcard::from_bytes(&rules)?);
    let ready = before.elapsed();
    core.cases = postcard::from_bytes(&cases)?;
    let case = core.cases.first().context("there are drafts")?;
    let before = Instant::now();
    black_box(core.view(black_box(case)));
    Ok((
        ready.as_secs_f64() * 1e3,
        before.elapsed().as_secs_f64() * 1e6,
    ))
}

fn read(folder: &Path, name: &str) -> Result<Vec<u8>> {
    fs::read(folder.join(name)).with_context(|| format!("`{name}` was not prepared"))
}

fn point(core: &Core, load: &Load, time: Duration) -> Value {
    let (mut samples, mut warm) = (Vec::new(), Some(Instant::now()));
    let mut started = Instant::now();
    while warm.is_some() || started.elapsed() < time {
        for case in &core.cases {
            let before = Instant::now();
            black_box(core.view(black_box(case)));
            samples.push(before.elapsed().as_secs_f64() * 1e6);
        }
        if warm.is_some_and(|since| since.elapsed() >= time / 4) {
            warm = None;
            samples.clear();
            started = Instant::now();
        }
    }
    let mut middles = middles(&samples, core.cases.len());
    let (p50, p99) = (percentile(&mut samples, 50), percentile(&mut samples, 99));
    let (holding, drawn) = core.cases.iter().fold((0, 0), |(holding, drawn), case| {
        let answer = core.answer(case).len();
        (holding + answer, drawn + usize::from(answer > 0))
    });
    json!({
        "rules": load.rules,
        "characters": load.characters,
        "samples": samples.len(),
        "p50_us": p50,
        "p99_us": p99,
        "p99_drafts_us": percentile(&mut middles, 99),
        "holding": holding,
        "drawn": drawn,
        "drafts": core.cases.len(),
    })
}

/// The middle of the times of each draft; drafts took turns.
fn middles(samples: &[f64], drafts: usize) -> Vec<f64> {
    let of_draft = |draft| samples.iter().skip(draft).step_by(drafts).copied();
    let middle = |draft| percentile(&mut of_draft(draft).collect::<Vec<_>>(), 50);
    (0..drafts).map(middle).collect()
}

fn percentile(samples: &mut [f64], percent: usize) -> f64 {
    samples.sort_unstable_by(f64::total_cmp);
    let at = samples.get(samples.len() * percent / 100);
    at.copied().unwrap_or_default()
}
