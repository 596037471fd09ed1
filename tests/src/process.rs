//! Programs that a test starts: each ends with the value that owns it, and nothing else is ended.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::task::AbortHandle;
use tokio::time::timeout;

use crate::wait::PATIENCE;

/// A running program of ours.
#[derive(Debug)]
pub struct Program {
    _child: Child,
    reading: AbortHandle,
}

impl Program {
    /// Starts a program and waits for the first line of its output in which `find` finds something.
    ///
    /// # Errors
    /// When it cannot be started, ends, or says no such line in time.
    pub async fn start<T>(
        program: &Path,
        arguments: &[&OsStr],
        find: impl Fn(&str) -> Option<T>,
    ) -> Result<(Self, T)> {
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("starting {}", program.display()))?;
        let stdout = child.stdout.take().context("no output to read")?;
        let mut lines = BufReader::new(stdout).lines();
        let found = timeout(PATIENCE, first(&mut lines, find)).await;
        let found = found.context("too late").and_then(|found| found);
        let found =
            found.with_context(|| format!("waiting for {} to be ready", program.display()))?;
        // Whatever it says later is read and dropped: a full pipe would stop it.
        let reading =
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok((
            Self {
                _child: child,
                reading: reading.abort_handle(),
            },
            found,
        ))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.reading.abort();
    }
}

async fn first<T>(
    lines: &mut Lines<BufReader<ChildStdout>>,
    find: impl Fn(&str) -> Option<T>,
) -> Result<T> {
    while let Some(line) = lines.next_line().await? {
        if let Some(found) = find(&line) {
            return Ok(found);
        }
    }
    bail!("it ended first")
}

/// Runs a program in a folder to its end and gives its output.
///
/// # Errors
/// When it ends with a status other than 0: with everything it said.
pub async fn run_in(folder: &Path, program: &Path, arguments: &[&OsStr]) -> Result<String> {
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .kill_on_drop(true);
    let output = command.output().await;
    let output = output.with_context(|| format!("starting {}", program.display()))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!(
            "{} {arguments:?} failed ({}):\n{said}{complaint}",
            program.display(),
            output.status
        );
    }
    Ok(said)
}
