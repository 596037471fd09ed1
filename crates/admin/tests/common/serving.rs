//! A folder served over HTTP by the real command, on a free port of this machine.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};

use super::Place;

/// A running server; ends with the test.
pub(crate) struct Serving {
    /// Host and port.
    pub(crate) address: String,
    child: Child,
}

impl Serving {
    /// Serves a folder of this place.
    pub(crate) fn of(place: &Place, folder: &str) -> Self {
        let mut command = place.command(&["serve", folder, "--listen", "127.0.0.1:0"]);
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut first = String::new();
        let out = child.stdout.as_mut().expect("its output");
        BufReader::new(out)
            .read_line(&mut first)
            .expect("its first line");
        let address = first.trim_end().strip_prefix("listening on http://");
        Self {
            address: address.expect("its address").to_owned(),
            child,
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
