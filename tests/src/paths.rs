//! Where the built things lie. `cargo xtask` says so by environment variables; without them the
//! usual places in the repository are taken. A missing one ends the test with what to run.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::browser::Engine;

/// The extension for a browser, unpacked.
///
/// # Errors
/// When it has not been built.
pub fn extension(engine: Engine) -> Result<PathBuf> {
    let (variable, usual) = match engine {
        Engine::Chromium => ("FINELINE_DIST", "dist/chromium"),
        Engine::Firefox => ("FINELINE_DIST_FIREFOX", "dist/firefox"),
    };
    built(variable, usual, "manifest.json")
}

/// The `fineline` command.
///
/// # Errors
/// When it has not been built.
pub fn fineline() -> Result<PathBuf> {
    built("FINELINE_BIN", "target/debug/fineline", "")
}

/// The bundled fixture sites: a folder with `x` and `linkedin` in it.
///
/// # Errors
/// When they have not been built.
pub fn sites() -> Result<PathBuf> {
    built("FINELINE_SITES", "target/sites", "linkedin/index.html")
}

/// Chromium.
///
/// # Errors
/// When there is none.
pub fn chromium() -> Result<PathBuf> {
    program(
        "CHROMIUM",
        &["chromium", "chromium-browser", "google-chrome"],
    )
}

/// ChromeDriver.
///
/// # Errors
/// When there is none.
pub fn chromedriver() -> Result<PathBuf> {
    program("CHROMEDRIVER", &["chromedriver"])
}

/// Firefox.
///
/// # Errors
/// When there is none.
pub fn firefox() -> Result<PathBuf> {
    program("FIREFOX", &["firefox-esr", "firefox"])
}

/// geckodriver.
///
/// # Errors
/// When there is none.
pub fn geckodriver() -> Result<PathBuf> {
    program("GECKODRIVER", &["geckodriver"])
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn built(variable: &str, usual: &str, witness: &str) -> Result<PathBuf> {
    let path = env::var_os(variable).map_or_else(|| repository().join(usual), PathBuf::from);
    let is_there = if witness.is_empty() {
        path.is_file()
    } else {
        path.join(witness).is_file()
    };
    if !is_there {
        bail!(
            "nothing built at {} ({variable}): run `cargo xtask ci`",
            path.display()
        );
    }
    Ok(path.canonicalize()?)
}

fn program(variable: &str, names: &[&str]) -> Result<PathBuf> {
    if let Some(path) = env::var_os(variable) {
        return Ok(PathBuf::from(path));
    }
    let folders: Vec<_> = env::var_os("PATH")
        .map(|path| env::split_paths(&path).collect())
        .unwrap_or_default();
    let mut candidates = names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    match candidates.find(|path| path.is_file()) {
        Some(path) => Ok(path),
        None => bail!(
            "no {} found ({variable}, then the PATH): run `cargo xtask ci`",
            names.join(" or ")
        ),
    }
}
