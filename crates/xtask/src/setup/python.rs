//! Python's packages of `tests/python/requirements.txt`, in an environment of their own below the target
//! folder: servers that tests talk to. Python itself is found on the PATH, or its parts installed on
//! Debian when we are root.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::process::Run;
use crate::progress::Progress;
use crate::setup::debian;
use crate::workspace::Workspace;

/// Written into the environment once it holds what the list says: the list itself.
const STAMP: &str = ".installed-from.txt";

/// Makes sure that the packages are installed; returns the environment's folder of programs, in which
/// tests look for them.
///
/// # Errors
/// When Python is missing, or pip fails: then with everything it printed.
pub(crate) fn python(workspace: &Workspace, progress: &Progress) -> Result<PathBuf> {
    let list = workspace.root.join("tests/python/requirements.txt");
    let wanted = fs::read(&list).with_context(|| format!("`{}` cannot be read", list.display()))?;
    let environment = workspace.target.join("python");
    let (stamp, programs) = (environment.join(STAMP), environment.join("bin"));
    if fs::read(&stamp).ok().as_ref() == Some(&wanted) {
        return Ok(programs);
    }
    can_make_environments(workspace, progress)?;
    progress.say(format_args!(
        "installing the Python packages of tests/python/requirements.txt"
    ));
    let root = &workspace.root;
    // Cleared: an environment that was moved or half-made does not work.
    Run::new("python3", root)
        .args(["-m", "venv", "--clear"])
        .args([&environment])
        .quietly(progress)?;
    Run::new(programs.join("python"), root)
        .args(["-m", "pip", "install", "--no-deps", "--no-input"])
        .args(["--disable-pip-version-check", "-r"])
        .args([&list])
        .quietly(progress)?;
    fs::write(stamp, wanted)?;
    Ok(programs)
}

/// Debian packs the parts that make environments apart from Python.
fn can_make_environments(workspace: &Workspace, progress: &Progress) -> Result<()> {
    let parts = Run::new("python3", &workspace.root).args(["-c", "import venv, ensurepip"]);
    if parts.answer().is_ok() {
        return Ok(());
    }
    ensure!(
        debian::as_root(workspace),
        "Python 3.10 or later with `venv` is needed: on Debian `apt-get install python3-venv`"
    );
    debian::install(workspace, progress, &["python3-venv"])
}
