//! A web server of a few lines: gives out the files of one folder and takes one result.
//!
//! Its headers isolate the page from other origins: only then a clock in Chromium steps by 5 µs; else by 100.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

/// Most bytes of a result.
const MAX_RESULT: usize = 1 << 20;

/// Serves until the program ends.
pub(super) struct Server {
    address: SocketAddr,
    results: Receiver<Vec<u8>>,
}

impl Server {
    /// Serves a folder on a free port of this machine.
    ///
    /// # Errors
    /// When there is no free port.
    pub(super) fn start(folder: PathBuf) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let (sender, results) = mpsc::channel();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, sender) = (folder.clone(), sender.clone());
                // A thread each: browsers open connections that they use later.
                thread::spawn(move || answer(&stream, &folder, &sender));
            }
        });
        Ok(Self { address, results })
    }

    /// Where the folder is found.
    pub(super) fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// What the page sent to `result`.
    ///
    /// # Errors
    /// When it sends nothing for so long.
    pub(super) fn result(&self, patience: Duration) -> Result<Vec<u8>> {
        let result = self.results.recv_timeout(patience);
        result.context("the page sent no result in time")
    }
}

/// One request a connection. What is not understood is not answered: the page says what failed.
fn answer(stream: &TcpStream, folder: &Path, results: &Sender<Vec<u8>>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let (mut first, mut length) = (String::new(), 0);
    reader.read_line(&mut first).ok()?;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        if line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok()?;
        }
    }
    let mut words = first.split(' ');
    let (method, path) = (words.next()?, words.next()?);
    if method == "POST" {
        let mut body = vec![0; usize::min(length, MAX_RESULT)];
        reader.read_exact(&mut body).ok()?;
        results.send(body).ok()?;
        return send(stream, "204 No Content", "text/plain", &[]);
    }
    let name = match path.split('?').next()?.trim_start_matches('/') {
        "" => "index.html",
        name => name,
    };
    // Names of files in the folder, and no ways out of it.
    let file = (!name.contains(['/', '\\'])).then(|| fs::read(folder.join(name)));
    match file {
        Some(Ok(bytes)) => send(stream, "200 OK", kind(name), &bytes),
        _ => send(stream, "404 Not Found", "text/plain", &[]),
    }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

fn send(mut stream: &TcpStream, status: &str, kind: &str, body: &[u8]) -> Option<()> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\
         Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body).ok()
}
