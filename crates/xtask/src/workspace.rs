//! Where things are: the root of the repository, the target folder, what is built where.
//! Paths only; what lies there is the business of the other modules.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The checkout this command works on.
pub(crate) struct Workspace {
    /// The folder with the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Where Cargo and this command put what they make: `CARGO_TARGET_DIR`, else `target`.
    pub(crate) target: PathBuf,
}

impl Workspace {
    /// The workspace that this command was run from.
    ///
    /// # Errors
    /// When it was not started by Cargo, or from a place that is gone.
    pub(crate) fn find() -> Result<Self> {
        let package =
            env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&package)
            .join("../..")
            .canonicalize()
            .with_context(|| format!("no workspace above `{}`", Path::new(&package).display()))?;
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => env::current_dir()?.join(folder),
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The extension, ready to be loaded into `browser`.
    pub(crate) fn dist(&self, browser: &str) -> PathBuf {
        self.root.join("dist").join(browser)
    }

    /// Where the pages of the fixture sites are built.
    pub(crate) fn sites(&self) -> PathBuf {
        self.root.join("target/sites")
    }

    /// Where the demo writes its pictures.
    pub(crate) fn shots(&self) -> PathBuf {
        self.root.join("target/demo")
    }

    /// A program of the workspace, as `cargo build` leaves it.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.target
            .join("debug")
            .join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }
}
