//! Where and when something was measured: processor, versions, how busy the machine was.

use std::fs;
use std::thread;

use anyhow::Result;

use crate::bench::figures::Machine;
use crate::process::Run;
use crate::workspace::Workspace;

/// How many programs wanted to run in the last minute; 0 where the system does not say.
pub(super) fn load() -> f64 {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let first = text.split(' ').next();
    first
        .and_then(|first| first.parse().ok())
        .unwrap_or_default()
}

/// Describes this machine, with the load before measuring.
///
/// # Errors
/// When a tool that was used does not tell its version.
pub(super) fn describe(workspace: &Workspace, before: f64) -> Result<Machine> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let answer = |program: &str, argument: &str| {
        let answer = Run::new(program, &workspace.root).args([argument]).answer();
        answer.map(|text| text.trim().to_owned())
    };
    let rust = answer("rustc", "--version")?;
    let rust = rust.split(" (").next().unwrap_or_default().to_owned();
    let node = answer("node", "--version")?;
    // Without a browser nothing was measured in one.
    let chromium = answer("chromium", "--version").unwrap_or_default();
    let chromium = chromium.split(" built").next().unwrap_or_default();
    let software = [rust, chromium.to_owned(), format!("Node {node}")];
    let told = software.into_iter().filter(|part| !part.is_empty());
    Ok(Machine {
        date: today(workspace)?,
        processor: format!("{}, {cores} cores", processor()),
        software: told.collect::<Vec<_>>().join(", "),
        load: (before, load()),
    })
}

fn today(workspace: &Workspace) -> Result<String> {
    let date = Run::new("date", &workspace.root).args(["--utc", "+%Y-%m-%d"]);
    Ok(date.answer()?.trim().to_owned())
}

fn processor() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let named = text
        .lines()
        .find_map(|line| line.strip_prefix("model name"));
    let name = named.and_then(|rest| rest.split_once(':'));
    name.map_or_else(
        || std::env::consts::ARCH.to_owned(),
        |(_, name)| name.trim().to_owned(),
    )
}
