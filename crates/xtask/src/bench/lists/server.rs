//! `fineline serve` for the time of a measurement, and the bytes of a look without news.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::bench::lists::Bench;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running server of one published folder; ends with the value.
pub(super) struct Server {
    process: Child,
    address: String,
}

impl Server {
    /// Serves a folder on a free port of this machine.
    pub(super) fn start(bench: &Bench<'_>, folder: &Path) -> Result<Self> {
        let name = format!("release/fineline{}", std::env::consts::EXE_SUFFIX);
        let mut process = Command::new(bench.workspace.target.join(name))
            .arg("serve")
            .arg(folder)
            .args(["--listen", "127.0.0.1:0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .context("`fineline serve` could not be started")?;
        let mut line = String::new();
        let output = process.stdout.take().context("no output to read")?;
        BufReader::new(output).read_line(&mut line)?;
        let address = line.trim().strip_prefix("listening on http://");
        let address = address
            .with_context(|| format!("`fineline serve` said: {line}"))?
            .to_owned();
        Ok(Self { process, address })
    }

    /// Where the folder is found.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The bytes that a browser gets when it looks and nothing is new: the pointer is the one it has, and there
    /// is no newer root.
    pub(super) fn look_without_news(&self, folder: &Path) -> Result<u64> {
        let pointer = "/metadata/timestamp.json";
        let (head, _) = self.ask(pointer, "")?;
        let tag = header(&head, "last-modified").context("the pointer has no date to ask by")?;
        let asked = format!("If-Modified-Since: {tag}\r\n");
        let (unchanged, bytes) = self.ask(pointer, &asked)?;
        ensure!(unchanged.starts_with("HTTP/1.1 304"), "{unchanged}");
        let next = format!("/metadata/{}.root.json", newest_root(folder)? + 1);
        let (missing, more) = self.ask(&next, "")?;
        ensure!(missing.starts_with("HTTP/1.1 404"), "{missing}");
        Ok(bytes + more)
    }

    /// The head of an answer and its length with everything.
    fn ask(&self, path: &str, headers: &str) -> Result<(String, u64)> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let host = &self.address;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n"
        )?;
        // Browsers keep the connection, and so is an answer counted that keeps it: its end is found by its length.
        let mut reader = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            ensure!(
                reader.read_line(&mut head)? > 0,
                "the answer ends in its head: {head}"
            );
        }
        let is_bare = head.starts_with("HTTP/1.1 304");
        let length = header(&head, "content-length").filter(|_| !is_bare);
        let length: u64 = length.map_or(Ok(0), str::parse)?;
        std::io::copy(&mut reader.take(length), &mut std::io::sink())?;
        Ok((head.clone(), u64::try_from(head.len())? + length))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let headers = head.lines().filter_map(|line| line.split_once(':'));
    let mut values = headers.filter(|(found, _)| found.eq_ignore_ascii_case(name));
    values.next().map(|(_, value)| value.trim())
}

/// The version of the newest root in a published folder.
fn newest_root(folder: &Path) -> Result<u64> {
    let mut newest = 0;
    for entry in fs::read_dir(folder.join("metadata"))? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".root.json") {
            let root: Value = serde_json::from_slice(&fs::read(path)?)?;
            let version = root.pointer("/signed/version").and_then(Value::as_u64);
            newest = newest.max(version.context("a root without a version")?);
        }
    }
    Ok(newest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_header_however_it_is_written() {
        let head = "HTTP/1.1 200 OK\r\ncontent-length: 12\r\nLast-Modified: Sun\r\n\r\n";
        assert_eq!(header(head, "Content-Length"), Some("12"));
        assert_eq!(header(head, "last-modified"), Some("Sun"));
        assert_eq!(header(head, "etag"), None);
    }
}
