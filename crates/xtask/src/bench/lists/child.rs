//! A program that runs to its end, with what it cost: time, processor time, memory.
//!
//! Linux tells in `/proc`; elsewhere the figures are 0.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::bench::lists::figures::Cost;

/// How often a running program is asked for its memory. What is asked for is the most that it ever had, so
/// that only what it takes in its last moments may be missed.
const STEP: Duration = Duration::from_millis(10);

/// Linux counts processor time in hundredths of a second, on every machine.
const TICKS: f64 = 100.0;

/// Runs a program in a folder; gives its output and what it cost.
///
/// # Errors
/// When it cannot be started or refuses: with everything it said.
pub(super) fn run(program: &Path, folder: &Path, arguments: &[&str]) -> Result<(String, Cost)> {
    let name = program.display();
    let before = ticks_of_children();
    let started = Instant::now();
    let mut child = Command::new(program)
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{name}` could not be started"))?;
    let (output, errors) = (reading(child.stdout.take()), reading(child.stderr.take()));
    let mut peak_bytes = 0;
    let status = loop {
        peak_bytes = peak_bytes.max(most_memory(&child));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(STEP);
    };
    let cost = Cost {
        seconds: started.elapsed().as_secs_f64(),
        processor_s: (ticks_of_children() - before) / TICKS,
        peak_bytes,
    };
    let (output, errors) = (said(output), said(errors));
    if !status.success() {
        bail!("`{name} {arguments:?}` failed ({status})\n{output}{errors}");
    }
    Ok((output, cost))
}

/// Reads a stream beside the program: a full pipe would stop it.
fn reading(stream: Option<impl Read + Send + 'static>) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut text = String::new();
        if let Some(mut stream) = stream {
            // What cannot be read is missed by whoever looks for it.
            drop(stream.read_to_string(&mut text));
        }
        text
    })
}

fn said(stream: JoinHandle<String>) -> String {
    stream.join().unwrap_or_default()
}

/// The most memory that a running program ever had.
fn most_memory(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    peak(&status).unwrap_or_default()
}

fn peak(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// Processor time of all our children that have ended.
fn ticks_of_children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    children(&stat).unwrap_or_default()
}

/// The name before the numbers is in brackets and may hold anything.
fn children(stat: &str) -> Option<f64> {
    let (_, rest) = stat.rsplit_once(") ")?;
    let mut words = rest.split(' ').skip(13);
    let user: f64 = words.next()?.parse().ok()?;
    let system: f64 = words.next()?.parse().ok()?;
    Some(user + system)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_most_memory_a_program_had() {
        let status =
            "Name:\tfineline\nVmPeak:\t  201000 kB\nVmHWM:\t   51200 kB\nVmRSS:\t  100 kB\n";
        assert_eq!(peak(status), Some(52_428_800));
        assert_eq!(peak("Name:\tfineline\n"), None);
    }

    #[test]
    fn adds_up_what_children_used_whatever_the_program_is_called() {
        let stat = "77 (a) b (c) R 1 2 3 0 -1 4 5 6 7 8 11 12 130 20 20 0 1 0 99";
        assert_eq!(children(stat), Some(150.0));
    }

    #[test]
    fn a_program_that_works_costs_processor_time() {
        let script = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; echo done";
        let (output, cost) = run(Path::new("sh"), Path::new("."), &["-c", script]).unwrap();
        assert_eq!(output, "done\n");
        assert!(cost.processor_s > 0.0 && cost.peak_bytes > 0, "{cost:?}");
    }

    #[test]
    fn a_program_that_refuses_is_quoted() {
        let refused = run(
            Path::new("sh"),
            Path::new("."),
            &["-c", "echo because >&2; exit 2"],
        );
        let said = refused.unwrap_err().to_string();
        assert!(said.contains("because"), "{said}");
    }
}
