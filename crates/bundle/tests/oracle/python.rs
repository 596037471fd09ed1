//! python-tuf, a process of its own that answers one repository after the other.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufReader, Lines, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use bundle::metadata::Hashes;
use bundle::{Files, repository};

/// The oracle; ends when dropped.
pub(crate) struct Python {
    child: Child,
    questions: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
    folder: PathBuf,
}

impl Python {
    /// For clients at a time, in Unix seconds.
    pub(crate) fn start(now: i64) -> Self {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let program = target.parent().unwrap().join("python/bin/python");
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/python/accepts.py");
        let mut child = Command::new(&program)
            .arg(script)
            .arg(now.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| {
                panic!(
                    "`{}` does not start ({error}): `cargo xtask ci --only tests` installs it",
                    program.display()
                )
            });
        let answers = BufReader::new(child.stdout.take().unwrap());
        Self {
            questions: child.stdin.take().unwrap(),
            answers: std::io::BufRead::lines(answers),
            folder: target.join(format!("oracle-{}", child.id())),
            child,
        }
    }

    /// What it says of a client that holds one state and finds another, and is to find these targets there.
    pub(crate) fn ask(&mut self, (held, server): (&Files, &Files), targets: &Files) -> String {
        let _ = fs::remove_dir_all(&self.folder);
        for (path, bytes) in server {
            self.write(&format!("server/{path}"), bytes);
        }
        for (path, bytes) in trusted(held) {
            self.write(&format!("trusted/{path}"), bytes);
        }
        let expected = targets
            .iter()
            .map(|(name, bytes)| (name, Hashes::of(bytes)));
        let expected: BTreeMap<_, _> = expected.collect();
        self.write("expected.json", &serde_json::to_vec(&expected).unwrap());
        writeln!(self.questions, "{}", self.folder.display()).unwrap();
        self.answers.next().unwrap().unwrap()
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A state under the names that python-tuf gives its files.
fn trusted(held: &Files) -> Vec<(&str, &[u8])> {
    let mut named = Vec::new();
    for (path, bytes) in held {
        let Some(file) = path.strip_prefix("metadata/") else {
            continue;
        };
        let name = match file.split_once('.') {
            _ if path == repository::TIMESTAMP => file,
            Some((_, name)) => name,
            None => continue,
        };
        named.push((name, bytes.as_slice()));
    }
    named
}
