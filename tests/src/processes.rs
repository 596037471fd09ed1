//! What a browser's processes cost: processor time and memory, as Linux tells them in `/proc`. Elsewhere there
//! is nothing to tell.

use std::fs;

use anyhow::{Context, Result};
use rustix::process::Pid;

use crate::browser::Browser;
use crate::family;

/// What a process is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The extension's: its worker and its pages share one.
    Extension,
    /// Of a tab.
    Page,
    /// Network, storage, graphics, and the browser itself.
    Other,
}

/// A process of a browser.
#[derive(Clone, Copy, Debug)]
pub struct Process {
    /// What it is for.
    pub kind: Kind,
    pid: Pid,
}

/// The processes of a browser that are alive.
///
/// # Errors
/// When the browser does not say which process it is.
pub fn of(browser: &Browser) -> Result<Vec<Process>> {
    let id = browser
        .driver
        .capabilities()
        .get("goog:processID")
        .and_then(serde_json::Value::as_i64);
    let id = id.and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
    let parent = id.context("ChromeDriver does not say which process the browser is")?;
    let mut processes = vec![Process {
        kind: Kind::Other,
        pid: parent,
    }];
    for pid in family::descendants(parent) {
        let path = format!("/proc/{}/cmdline", pid.as_raw_nonzero());
        let line = fs::read_to_string(path).unwrap_or_default();
        let kind = kind(&line);
        processes.push(Process { kind, pid });
    }
    Ok(processes)
}

/// Chromium says on a process's command line what it is for.
fn kind(command_line: &str) -> Kind {
    let has = |argument: &str| command_line.split(['\0', ' ']).any(|it| it == argument);
    match (has("--type=renderer"), has("--extension-process")) {
        (true, true) => Kind::Extension,
        (true, false) => Kind::Page,
        (false, _) => Kind::Other,
    }
}

impl Process {
    /// Processor time that it has used so far, in milliseconds, in steps of ten; 0 when it is gone.
    #[must_use]
    pub fn used_ms(&self) -> u64 {
        let path = format!("/proc/{}/stat", self.pid.as_raw_nonzero());
        ticks(&fs::read_to_string(path).unwrap_or_default()).unwrap_or_default() * 10
    }

    /// Its proportional share of memory, in bytes: its own, and of what is shared the part that falls to it.
    #[must_use]
    pub fn memory(&self) -> u64 {
        let path = format!("/proc/{}/smaps_rollup", self.pid.as_raw_nonzero());
        share(&fs::read_to_string(path).unwrap_or_default()).unwrap_or_default()
    }
}

/// The name before the numbers is in brackets and may hold anything.
fn ticks(stat: &str) -> Option<u64> {
    let (_, rest) = stat.rsplit_once(") ")?;
    let mut words = rest.split(' ').skip(11);
    let user: u64 = words.next()?.parse().ok()?;
    let system: u64 = words.next()?.parse().ok()?;
    Some(user + system)
}

fn share(rollup: &str) -> Option<u64> {
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_says_on_its_command_line_what_it_is_for() {
        let renderer = "/usr/lib/chromium/chromium\0--type=renderer\0--lang=en-US\0";
        assert_eq!(kind(renderer), Kind::Page);
        assert_eq!(
            kind(&format!("{renderer}--extension-process\0")),
            Kind::Extension
        );
        assert_eq!(kind("chromium\0--type=utility\0"), Kind::Other);
    }

    #[test]
    fn reads_time_and_memory() {
        let stat = "77 (a) b (c) R 1 2 3 0 -1 4 5 6 7 8 11 12 130 20 20 0 1 0 99";
        assert_eq!(ticks(stat), Some(23));
        assert_eq!(
            share("55d0-7ffc ---p\nRss: 900 kB\nPss:   200 kB\n"),
            Some(204_800)
        );
        assert_eq!(share(""), None);
    }
}
