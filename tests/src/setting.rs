//! How the stage of a behaviour differs from the usual one. Setting it is left to [`crate::stage`].

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use tempfile::TempDir;

use crate::browser::Engine;
use crate::page_policy::PagePolicy;
use crate::paths;

/// How a stage differs from the usual one.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// `--role=engineer`, `--person=jonas`; none for a browser that nobody enrolled.
    pub who: Option<&'static str>,
    /// Lives of the first release, e.g. `timestamp=-1h`.
    pub lives: &'static [&'static str],
    /// Changes of the company's files before the first release: file, passage, replacement.
    pub edits: &'static [(&'static str, &'static str, &'static str)],
    /// Whether somebody changes the first release at the server, before anybody reads it.
    pub server: Server,
    /// The page's policy header, where it is not its model's.
    pub page_policy: Option<PagePolicy>,
    /// Whether the browser has an administrator: a folder of policies that [`crate::stage::Stage::configure`] fills.
    pub is_managed: bool,
    /// What is loaded into the browser.
    pub extension: Extension,
    /// Whether the core is to judge drafts; then the build that does is checked.
    pub core: Core,
}

/// What the server of bundles shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// What the company published.
    Honest,
    /// The same, with one byte more in the rules.
    Tampered,
}

/// What is loaded into the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extension {
    /// The extension as built.
    Built,
    /// A copy whose worker throws as soon as it starts.
    WithDeadWorker,
    /// A copy without the files of the core.
    WithoutCore,
}

/// Whether the core judges drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Core {
    /// It does.
    Judges,
    /// It cannot: something that it needs is missing.
    Idle,
}

/// An engineer, enrolled, with a fresh bundle and the extension as built.
pub const USUAL: Setting = Setting {
    who: Some("--person=alice"),
    lives: &[],
    edits: &[],
    server: Server::Honest,
    page_policy: None,
    is_managed: false,
    extension: Extension::Built,
    core: Core::Judges,
};

impl Setting {
    /// Whether the extension opens a tab by itself while the stage is set: it does where it is installed and nobody
    /// has joined. Chromium finds it installed when it starts.
    pub(crate) fn is_welcomed(&self, engine: Engine) -> bool {
        let works = self.extension != Extension::WithDeadWorker;
        engine == Engine::Firefox && self.who.is_none() && works
    }
}

impl Extension {
    /// The folder to load, and the copy that it lies in when it was changed.
    pub(crate) fn prepare(self, engine: Engine) -> Result<(PathBuf, Option<TempDir>)> {
        let built = paths::extension(engine)?;
        if self == Self::Built {
            return Ok((built, None));
        }
        let copy = tempfile::Builder::new()
            .prefix("fineline-copy-")
            .tempdir()?;
        copy_folder(&built, copy.path())?;
        match self {
            Self::Built => {}
            Self::WithDeadWorker => fs::write(
                copy.path().join("worker.js"),
                "throw new Error('dead on purpose');\n",
            )?,
            Self::WithoutCore => {
                for core in ["linkedin-wasm", "linkedin-js", "x-wasm", "x-js"] {
                    fs::remove_file(copy.path().join(format!("core/{core}.js")))?;
                }
            }
        }
        Ok((copy.path().to_owned(), Some(copy)))
    }
}

pub(crate) fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
