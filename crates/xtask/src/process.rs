//! Runs another program: its output is kept and shown only when it fails; a long run gives a
//! sign of life with the last line it printed. Which programs are run is left to the callers.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, PipeReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::progress::{Progress, SIGN_OF_LIFE, spoken};

/// How long the output of a program that has ended is still waited for: a browser it started may
/// hold the other end of the pipe.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// A program to run, with what it is for.
pub(crate) struct Run {
    command: Command,
    name: String,
}

impl Run {
    /// `program`, found on the PATH, run in `folder`.
    pub(crate) fn new(program: impl AsRef<OsStr>, folder: &Path) -> Self {
        let name = Path::new(&program)
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let mut command = Command::new(program);
        command.current_dir(folder).stdin(Stdio::null());
        Self { command, name }
    }

    /// Cargo, the very one that runs this command.
    pub(crate) fn cargo(folder: &Path) -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut run = Self::new(cargo, folder);
        // What Cargo told us about this package must not reach the build scripts of others: `ring` is built
        // anew, and all that uses it, whenever one of these differs.
        for name in [
            "CARGO_MANIFEST_DIR",
            "CARGO_MANIFEST_LINKS",
            "CARGO_MANIFEST_PATH",
            "CARGO_PKG_NAME",
            "CARGO_PKG_VERSION",
            "CARGO_PKG_VERSION_MAJOR",
            "CARGO_PKG_VERSION_MINOR",
            "CARGO_PKG_VERSION_PATCH",
            "CARGO_PKG_VERSION_PRE",
        ] {
            run.command.env_remove(name);
        }
        run
    }

    /// Adds arguments.
    pub(crate) fn args<S: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = S>) -> Self {
        self.command.args(arguments);
        self
    }

    /// Sets a variable of its environment.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Hides a variable of our environment from it.
    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs it with our own standard streams, for programs that talk to the person.
    ///
    /// # Errors
    /// When it cannot be started or ends with another status than 0.
    pub(crate) fn aloud(mut self) -> Result<()> {
        let status = self.command.status().with_context(|| self.not_started())?;
        self.judge(status, "")
    }

    /// Runs it and returns everything it printed, both streams in their order.
    ///
    /// # Errors
    /// When it cannot be started or ends with another status than 0: with everything it printed.
    pub(crate) fn quietly(mut self, progress: &Progress) -> Result<String> {
        let (reader, writer) = std::io::pipe()?;
        self.command.stdout(writer.try_clone()?).stderr(writer);
        let child = self.command.spawn().with_context(|| self.not_started())?;
        // The command owns our copies of the writing end; with them open the reader never ends.
        self.command.stdout(Stdio::null()).stderr(Stdio::null());
        let (status, output) = Watch {
            name: &self.name,
            progress,
            lines: lines_of(reader),
        }
        .until_end(child)?;
        self.judge(status, &output)?;
        Ok(output)
    }

    /// Runs it and returns its standard output alone.
    ///
    /// # Errors
    /// When it cannot be started or ends with another status than 0: with its standard error.
    pub(crate) fn answer(self) -> Result<String> {
        Ok(String::from_utf8_lossy(&self.bytes()?).into_owned())
    }

    /// Runs it and returns its standard output, which need not be text.
    ///
    /// # Errors
    /// As [`Run::answer`].
    pub(crate) fn bytes(mut self) -> Result<Vec<u8>> {
        let output = self.command.output().with_context(|| self.not_started())?;
        self.judge(output.status, &String::from_utf8_lossy(&output.stderr))?;
        Ok(output.stdout)
    }

    fn not_started(&self) -> String {
        format!("`{}` could not be started", self.name)
    }

    fn judge(&self, status: ExitStatus, output: &str) -> Result<()> {
        if status.success() {
            return Ok(());
        }
        let arguments: Vec<_> = self
            .command
            .get_args()
            .map(OsStr::to_string_lossy)
            .collect();
        let output = output.trim_end();
        bail!(
            "`{} {}` failed ({status})\n{output}",
            self.name,
            arguments.join(" ")
        )
    }
}

/// Reads a pipe in a thread of its own, line by line.
fn lines_of(reader: PipeReader) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut reader = BufReader::new(reader);
        let mut line = Vec::new();
        while reader
            .read_until(b'\n', &mut line)
            .is_ok_and(|read| read > 0)
        {
            if sender
                .send(String::from_utf8_lossy(&line).into_owned())
                .is_err()
            {
                return;
            }
            line.clear();
        }
    });
    receiver
}

/// Collects what a child prints until it has ended.
struct Watch<'a> {
    name: &'a str,
    progress: &'a Progress,
    lines: Receiver<String>,
}

impl Watch<'_> {
    fn until_end(&self, mut child: Child) -> Result<(ExitStatus, String)> {
        let (started, mut told, mut ended) = (Instant::now(), Instant::now(), None);
        let mut output = String::new();
        loop {
            match self.lines.recv_timeout(Duration::from_millis(200)) {
                Ok(line) => output.push_str(&line),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) if ended.is_none() => {
                    ended = child.try_wait()?.map(|_status| Instant::now());
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            if ended.is_some_and(|at: Instant| at.elapsed() > LAST_WORDS) {
                break;
            }
            if told.elapsed() > SIGN_OF_LIFE {
                told = Instant::now();
                self.sign_of_life(started.elapsed(), &output);
            }
        }
        Ok((child.wait()?, output))
    }

    fn sign_of_life(&self, time: Duration, output: &str) {
        let last = output
            .lines()
            .rev()
            .find(|line| !line.trim().is_empty())
            .unwrap_or("no output yet");
        let last: String = last.trim().chars().take(100).collect();
        self.progress.say(format_args!(
            "  {} has run {}: {last}",
            self.name,
            spoken(time)
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Run {
        Run::new("sh", Path::new(".")).args(["-c", script])
    }

    #[test]
    fn both_streams_are_kept_in_their_order() {
        let output = shell("echo one; echo two >&2; echo three")
            .quietly(&Progress::start())
            .unwrap();
        assert_eq!(output, "one\ntwo\nthree\n");
    }

    #[test]
    fn a_failing_program_shows_what_it_printed() {
        let error = shell("echo the reason; exit 3")
            .quietly(&Progress::start())
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("the reason") && error.contains('3'),
            "{error}"
        );
    }

    #[test]
    fn a_succeeding_program_is_no_error_whatever_it_prints() {
        assert!(
            shell("echo error: nothing >&2")
                .quietly(&Progress::start())
                .is_ok()
        );
    }

    #[test]
    fn a_child_left_behind_does_not_hold_us() {
        let started = Instant::now();
        let output = shell("sleep 30 & echo done")
            .quietly(&Progress::start())
            .unwrap();
        assert_eq!(output, "done\n");
        assert!(started.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = Run::new("no-such-program", Path::new("."))
            .answer()
            .unwrap_err();
        assert_eq!(error.to_string(), "`no-such-program` could not be started");
    }
}
