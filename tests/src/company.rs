//! The example company, made anew for each test by the real `fineline` command, so that every test
//! may change, spoil and publish as it likes. Keys live in the temporary folder and end with it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use tempfile::TempDir;

use crate::cell::{Cell, Variant};
use crate::paths;
use crate::process;

/// A company with keys, and the folder it publishes to.
#[derive(Debug)]
pub struct Company {
    folder: TempDir,
}

/// Lives that make a release expired from the start, oldest role first.
pub const EXPIRED: [&str; 3] = ["targets=-1h", "snapshot=-1h", "timestamp=-1h"];

impl Company {
    /// Writes the example company and makes its keys. Nothing is published yet.
    ///
    /// # Errors
    /// When the command is missing or refuses.
    pub async fn found() -> Result<Self> {
        let company = Self {
            folder: tempfile::Builder::new()
                .prefix("fineline-company-")
                .tempdir()?,
        };
        company.run(&["init", "."]).await?;
        company
            .run(&[
                "keygen",
                ".",
                "--root-keys=1",
                "--root-threshold=1",
                "--no-passphrase",
            ])
            .await?;
        Ok(company)
    }

    /// Chooses the build of the core for a cell, as an administrator would: in `fineline.toml`.
    ///
    /// # Errors
    /// When the file does not read as expected.
    pub fn choose_variant(&self, cell: Cell) -> Result<()> {
        let site = cell.site.id();
        let choice = |wasm: bool| format!("[sites.{site}]\nwasm = {wasm}");
        let wanted = choice(cell.variant == Variant::Wasm);
        self.edit("fineline.toml", &choice(false), &wanted)
    }

    /// Replaces a passage in one of the company's files.
    ///
    /// # Errors
    /// When the passage is not there.
    pub fn edit(&self, file: &str, from: &str, to: &str) -> Result<()> {
        let path = self.folder.path().join(file);
        let text = fs::read_to_string(&path)?;
        ensure!(text.contains(from), "`{from}` is not in {file}");
        Ok(fs::write(&path, text.replace(from, to))?)
    }

    /// Writes one of the company's files, which may be new.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, file: &str, text: &str) -> Result<()> {
        Ok(fs::write(self.folder.path().join(file), text)?)
    }

    /// Compiles, signs and publishes the next version, with these lives (`timestamp=-1h`).
    ///
    /// # Errors
    /// When the command refuses.
    pub async fn publish(&self, lives: &[&str]) -> Result<()> {
        self.run(&["compile", "."]).await?;
        let lives = lives.iter().map(|life| format!("--life={life}"));
        let arguments: Vec<_> = ["sign".to_owned(), ".".to_owned()]
            .into_iter()
            .chain(lives)
            .collect();
        self.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
            .await?;
        self.run(&["publish", ".", "--to", "published"]).await
    }

    /// Signs what is compiled with further arguments (`--simulate`), and publishes it.
    ///
    /// # Errors
    /// When the command refuses.
    pub async fn publish_with(&self, sign: &[&str]) -> Result<()> {
        self.run(&["compile", "."]).await?;
        self.run(&[&["sign", "."], sign].concat()).await?;
        self.run(&["publish", ".", "--to", "published"]).await
    }

    /// Runs `fineline kill` with these arguments.
    ///
    /// # Errors
    /// When the command refuses.
    pub async fn kill(&self, what: &[&str]) -> Result<()> {
        self.run(&[&["kill", "."], what].concat()).await
    }

    /// Makes and signs the next root, with the same keys.
    ///
    /// # Errors
    /// When the command refuses.
    pub async fn renew_root(&self) -> Result<()> {
        self.run(&["root", "rotate", ".", "--role=root"]).await?;
        self.run(&["root", "sign", "."]).await
    }

    /// The code with which somebody joins: `who` is `--role=engineer` or `--person=jonas`.
    ///
    /// # Errors
    /// When the command refuses.
    pub async fn enrol(&self, url: &str, who: &str) -> Result<String> {
        let said = self
            .said(&["enrol", ".", "--url", url, who, "--format", "json"])
            .await?;
        let said: Value = serde_json::from_str(&said)?;
        let code = said.get("code").and_then(Value::as_str);
        code.map(str::to_owned)
            .context("`fineline enrol` printed no code")
    }

    /// The file of managed settings that enrols somebody in Chromium.
    ///
    /// # Errors
    /// When the command refuses.
    pub async fn managed(&self, url: &str, who: &str) -> Result<String> {
        self.said(&["enrol", ".", "--url", url, who, "--managed", "chromium"])
            .await
    }

    /// The published folder.
    #[must_use]
    pub fn published(&self) -> PathBuf {
        self.folder.path().join("published")
    }

    /// Changes a published file behind the company's back: the first whose path ends like this.
    ///
    /// # Errors
    /// When there is no such file.
    pub fn spoil(&self, ending: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Result<()> {
        let path = self.newest(ending)?;
        let bytes = fs::read(&path)?;
        Ok(fs::write(&path, change(bytes))?)
    }

    /// The published file whose path ends like this; of several, the one written last.
    ///
    /// # Errors
    /// When there is none.
    pub fn newest(&self, ending: &str) -> Result<PathBuf> {
        let mut found = Vec::new();
        for folder in ["metadata", "targets"] {
            for entry in fs::read_dir(self.published().join(folder))? {
                let path = entry?.path();
                if path.to_string_lossy().ends_with(ending) {
                    found.push((fs::metadata(&path)?.modified()?, path));
                }
            }
        }
        match found.into_iter().max() {
            Some((_, path)) => Ok(path),
            None => bail!("nothing ending in `{ending}` is published"),
        }
    }

    async fn run(&self, arguments: &[&str]) -> Result<()> {
        self.said(arguments).await.map(drop)
    }

    async fn said(&self, arguments: &[&str]) -> Result<String> {
        let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
        process::run_in(self.path(), &paths::fineline()?, &arguments).await
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }
}
