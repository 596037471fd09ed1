//! What the tests of the command share: the real binary, and a folder that goes away again.

#![expect(clippy::expect_used, clippy::panic, reason = "part of the tests")]
#![allow(dead_code, reason = "each test file uses its own part")]

pub(crate) mod large;
pub(crate) mod serving;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// What the command said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            status: output.status.code().expect("an exit status"),
            out: String::from_utf8(output.stdout).expect("UTF-8 on stdout"),
            err: String::from_utf8(output.stderr).expect("UTF-8 on stderr"),
        }
    }

    /// The output of a command that must have worked.
    pub(crate) fn fine(self) -> String {
        assert_eq!(self.status, 0, "{}{}", self.out, self.err);
        assert_eq!(self.err, "", "a command that worked has no complaints");
        self.out
    }

    /// The complaint of a command that must have failed with this status.
    pub(crate) fn failed(self, status: i32) -> String {
        assert_eq!(self.status, status, "{}{}", self.out, self.err);
        assert_eq!(self.out, "", "a command that failed has no other outcome");
        self.err
    }

    /// The outcome as JSON, of a command that was asked for it.
    pub(crate) fn json(self) -> serde_json::Value {
        assert_eq!(self.err, "");
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

/// A fresh folder, removed at the end of the test.
#[derive(Debug)]
pub(crate) struct Place(PathBuf);

impl Place {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    /// A fresh folder with a small company as `quayside`, of which tests know every word.
    pub(crate) fn with_quayside() -> Self {
        let place = Self::new();
        let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/companies/quayside");
        place.copy(kept.as_ref(), "quayside");
        place
    }

    /// A fresh folder with the example company as `bank`.
    pub(crate) fn with_bank() -> Self {
        let place = Self::new();
        place.run(&["init", "bank"]).fine();
        place
    }

    /// Puts `to` in the place of the first `from` in the file.
    pub(crate) fn edit_first(&self, file: &str, from: &str, to: &str) {
        let path = self.path(file);
        let text = fs::read_to_string(&path).expect("a file");
        assert!(text.contains(from), "`{from}` is not in {file}");
        fs::write(&path, text.replacen(from, to, 1)).expect("a file");
    }

    /// Puts `to` in the place of `from`, which must stand in the file exactly once.
    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.path(file);
        let text = fs::read_to_string(&path).expect("a file");
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {file}");
        fs::write(&path, text.replace(from, to)).expect("a file");
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Runs the command with this folder as its own.
    pub(crate) fn run(&self, args: &[&str]) -> Said {
        Said::of(self.command(args).output().expect("the command runs"))
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fineline"));
        command.args(args).current_dir(&self.0).stdin(Stdio::null());
        command
    }

    /// Every file below, by its path.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut waiting = vec![self.0.clone()];
        while let Some(folder) = waiting.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    waiting.push(path);
                } else {
                    let inside = path.strip_prefix(&self.0).expect("inside");
                    found.push(inside.to_string_lossy().into_owned());
                }
            }
        }
        found.sort();
        found
    }

    /// Puts the schemas into the folder of an example, as `init` does, and lets its files find them there.
    pub(crate) fn add_schemas(&self, folder: &str) {
        for name in self.files() {
            let text = fs::read_to_string(self.path(&name)).expect("a file");
            let found = text.replacen("../../schema/", "schema/", 1);
            fs::write(self.path(&name), found).expect("a file");
        }
        let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema");
        self.copy(kept.as_ref(), &format!("{folder}/schema"));
    }

    /// Copies a folder with everything below into one of this place.
    pub(crate) fn copy(&self, from: &Path, to: &str) {
        fs::create_dir_all(self.path(to)).expect("a folder");
        for entry in fs::read_dir(from).expect("a folder to copy") {
            let from = entry.expect("an entry").path();
            let name = from.file_name().expect("a name").to_string_lossy();
            let to = format!("{to}/{name}");
            if from.is_dir() {
                self.copy(&from, &to);
            } else {
                fs::copy(&from, self.path(&to)).expect("a copy");
            }
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
