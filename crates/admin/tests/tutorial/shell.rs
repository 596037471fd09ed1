//! What the reader of the tutorial has: a folder, a shell with the command in it, and an editor.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use super::common::Place;
use super::page::Block;

/// The command, on a day that is always the same, with a server on a port that is free.
const WRAPPER: &str = r#"#!/bin/sh
case "$1" in
    check | test | explain | matrix | review | diff) exec "$FINELINE" "$@" --today 2026-11-22 ;;
    serve) exec "$FINELINE" "$@" --listen 127.0.0.1:0 ;;
    *) exec "$FINELINE" "$@" ;;
esac
"#;

pub(crate) struct Shell {
    place: Place,
    /// The folder with the wrapper, before all others.
    path: String,
    server: Option<(Child, String)>,
}

impl Shell {
    pub(crate) fn new() -> Self {
        let place = Place::new();
        let folder = place.path(".bin");
        fs::create_dir(&folder).expect("a folder");
        let wrapper = folder.join("fineline");
        fs::write(&wrapper, WRAPPER).expect("the wrapper");
        fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755)).expect("its mode");
        let others = std::env::var("PATH").unwrap_or_default();
        Self {
            path: format!("{}:{others}", folder.display()),
            place,
            server: None,
        }
    }

    /// Runs the commands of a block; everything they said.
    pub(crate) fn run(&mut self, block: &Block) -> String {
        if block.text.starts_with("fineline serve ") {
            return self.serve(block);
        }
        let output = self.shell(&format!("exec 2>&1\n{}", block.text)).output();
        let output = output.expect("a shell");
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(
            output.status.success(),
            !block.fails(),
            "line {}: {said}",
            block.line
        );
        said
    }

    fn shell(&self, script: &str) -> Command {
        let mut command = Command::new("sh");
        command
            .args(["-eu", "-c", script])
            .current_dir(self.place.path(""))
            .env("PATH", &self.path)
            .env("FINELINE", env!("CARGO_BIN_EXE_fineline"))
            .stdin(Stdio::null());
        command
    }

    /// Leaves it running, as the page says.
    fn serve(&mut self, block: &Block) -> String {
        let mut command = self.shell(&format!("exec {}", block.text));
        let mut child = command.stdout(Stdio::piped()).spawn().expect("a server");
        let mut said = String::new();
        let out = child.stdout.as_mut().expect("its output");
        BufReader::new(out).read_line(&mut said).expect("a line");
        let address = said.trim_end().strip_prefix("listening on http://");
        let address = address.expect("its address").to_owned();
        let said = said.replace(&address, "127.0.0.1:8080");
        self.server = Some((child, address));
        said
    }

    /// Holds that the server gives browsers the newest release that the champions have.
    pub(crate) fn is_served(&self) {
        let (_, address) = self.server.as_ref().expect("a server");
        let mut stream = TcpStream::connect(address).expect("a connection");
        let request =
            "GET /metadata/timestamp.json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        stream.write_all(request.as_bytes()).expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        let file = self.place.path("public/champions/metadata/timestamp.json");
        let file = fs::read_to_string(file).expect("the release");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(answer.ends_with(&file), "{answer}");
    }

    /// Writes a new file.
    pub(crate) fn write(&self, block: &Block) {
        let path = self.file(block);
        assert!(!path.exists(), "line {}: there already", block.line);
        fs::write(path, &block.text).expect("a new file");
    }

    /// Changes lines: each `-` line into the `+` lines below it.
    pub(crate) fn change(&self, block: &Block) {
        let path = self.file(block);
        let mut text = fs::read_to_string(&path).expect("a file");
        for change in block.text.split_terminator("\n-") {
            let mut lines = change.trim_end().split("\n+");
            let old = lines.next().unwrap_or_default().trim_start_matches('-');
            let new: Vec<&str> = lines.collect();
            let (old, new) = (format!("\n{old}\n"), format!("\n{}\n", new.join("\n")));
            let found = text.matches(&old).count();
            assert_eq!(found, 1, "line {}: {old}", block.line);
            text = text.replace(&old, &new);
        }
        fs::write(path, text).expect("the file");
    }

    fn file(&self, block: &Block) -> PathBuf {
        let about = block.about.as_ref();
        self.place.path(about.expect("a block with a file"))
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        if let Some((server, _)) = &mut self.server {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}
