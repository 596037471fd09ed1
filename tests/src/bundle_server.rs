//! `fineline serve`, started as an administrator would.

use std::ffi::OsStr;
use std::path::Path;

use anyhow::Result;

use crate::paths;
use crate::process::Program;

/// A running server of one published folder; ends when dropped.
#[derive(Debug)]
pub struct BundleServer {
    url: String,
    _program: Program,
}

impl BundleServer {
    /// Serves a folder on a free loopback port.
    ///
    /// # Errors
    /// When the command is missing or does not start.
    pub async fn start(published: &Path) -> Result<Self> {
        let arguments = [
            OsStr::new("serve"),
            published.as_os_str(),
            OsStr::new("--listen"),
            OsStr::new("127.0.0.1:0"),
        ];
        let (program, url) = Program::start(&paths::fineline()?, &arguments, address).await?;
        Ok(Self {
            url,
            _program: program,
        })
    }

    /// The address to enrol with.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

fn address(line: &str) -> Option<String> {
    let (_, url) = line.split_once("listening on ")?;
    Some(url.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_address_from_the_first_line() {
        assert_eq!(
            address("listening on http://127.0.0.1:4711").as_deref(),
            Some("http://127.0.0.1:4711")
        );
        assert_eq!(address("reading the folder"), None);
    }
}
