//! A C++ compiler: libFuzzer, which the fuzz targets are linked with, is compiled from its source.

use anyhow::{Result, ensure};

use crate::process::Run;
use crate::progress::Progress;
use crate::setup::debian;
use crate::workspace::Workspace;

/// Makes sure that there is one: the one that `CXX` names, or `c++`.
///
/// # Errors
/// When it is missing and this is not Debian as root, or the package cannot be installed.
pub(crate) fn cpp(workspace: &Workspace, progress: &Progress) -> Result<()> {
    let compiler = std::env::var_os("CXX").unwrap_or_else(|| "c++".into());
    let version = Run::new(compiler, &workspace.root)
        .args(["--version"])
        .answer();
    if version.is_ok() {
        return Ok(());
    }
    ensure!(
        debian::as_root(workspace),
        "a C++ compiler is needed: install the package `g++` of Debian, or name one by CXX"
    );
    debian::install(workspace, progress, &["g++"])
}
