//! Firefox and geckodriver: named by the environment or found on the PATH. Else Firefox is installed on Debian when we
//! are root, and geckodriver compiled from its crate: Debian has no package of it. Starting them is left to the tests.

use std::path::PathBuf;

use anyhow::Result;

use crate::process::Run;
use crate::progress::Progress;
use crate::setup::browser::{Program, install};
use crate::workspace::Workspace;

/// Where both programs are.
pub(crate) struct Firefox {
    /// The browser.
    pub(crate) firefox: PathBuf,
    /// Its `WebDriver`.
    pub(crate) geckodriver: PathBuf,
}

const FIREFOX: Program = Program {
    variable: "FIREFOX",
    names: &["firefox-esr", "firefox"],
    package: "firefox-esr",
};
const GECKODRIVER: Program = Program {
    variable: "GECKODRIVER",
    names: &["geckodriver"],
    package: "geckodriver",
};

/// The crate, as pinned: its newest release when this was written.
const VERSION: &str = "0.37.1";

/// Finds both programs, or installs them.
///
/// # Errors
/// When Firefox is missing and this is not Debian as root, or one of them cannot be installed.
pub(crate) fn firefox(workspace: &Workspace, progress: &Progress) -> Result<Firefox> {
    if FIREFOX.find().is_none() {
        install(workspace, progress, &[&FIREFOX])?;
    }
    let geckodriver = match GECKODRIVER.find() {
        Some(_) => GECKODRIVER.found()?,
        None => compiled(workspace, progress)?,
    };
    Ok(Firefox {
        firefox: FIREFOX.found()?,
        geckodriver,
    })
}

/// geckodriver below the target folder; compiled there when it is not there yet.
fn compiled(workspace: &Workspace, progress: &Progress) -> Result<PathBuf> {
    let root = workspace.target.join("geckodriver").join(VERSION);
    let program = root.join("bin").join("geckodriver");
    if !program.is_file() {
        progress.say("compiling geckodriver, once");
        let version = format!("geckodriver@{VERSION}");
        Run::cargo(&workspace.root)
            .args(["install", "--locked", "--no-track", &version, "--root"])
            .args([&root])
            .quietly(progress)?;
    }
    Ok(program)
}
