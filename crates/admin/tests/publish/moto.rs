//! moto's S3 server (PyPI `moto[server]`), a process of its own.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running server; ends when dropped.
pub(crate) struct Moto {
    pub(crate) url: String,
    child: Child,
}

impl Moto {
    /// Starts it on a free port and waits until it says which.
    pub(crate) fn start() -> Self {
        let program = program();
        let spawned = Command::new(&program)
            .args(["-H", "127.0.0.1", "-p", "0"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn();
        let mut child = spawned.unwrap_or_else(|error| {
            panic!(
                "`{}` does not start ({error}): `cargo xtask ci --only tests` installs it, \
                 MOTO_SERVER names another",
                program.display()
            )
        });
        let mut lines = BufReader::new(child.stderr.take().expect("its messages")).lines();
        let url = loop {
            let line = lines.next().expect("an address").expect("UTF-8");
            if let Some((_, url)) = line.split_once("Running on ") {
                break url.trim().to_owned();
            }
        };
        // It goes on writing a line per request, and must not wait for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { url, child }
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where `cargo xtask` installed it, unless MOTO_SERVER names another.
fn program() -> PathBuf {
    if let Some(named) = env::var_os("MOTO_SERVER") {
        return named.into();
    }
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
    target
        .expect("the target folder")
        .join("python/bin/moto_server")
}
