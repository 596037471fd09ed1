//! Packages of Debian, installed where we may. Which ones are needed is left to the others here.

use std::path::Path;

use anyhow::Result;

use crate::process::Run;
use crate::progress::Progress;
use crate::workspace::Workspace;

/// Whether [`install`] can work here.
pub(super) fn as_root(workspace: &Workspace) -> bool {
    let root = Run::new("id", &workspace.root)
        .args(["-u"])
        .answer()
        .is_ok_and(|id| id.trim() == "0");
    root && Path::new("/etc/debian_version").exists()
}

/// Installs packages.
///
/// # Errors
/// When one cannot be installed.
pub(super) fn install(workspace: &Workspace, progress: &Progress, packages: &[&str]) -> Result<()> {
    progress.say(format_args!(
        "installing Debian's packages {}",
        packages.join(" and ")
    ));
    apt_get(workspace, &["update"]).quietly(progress)?;
    apt_get(workspace, &["install", "-y"])
        .args(packages)
        .quietly(progress)?;
    Ok(())
}

fn apt_get(workspace: &Workspace, arguments: &[&str]) -> Run {
    Run::new("apt-get", &workspace.root)
        .env("DEBIAN_FRONTEND", "noninteractive")
        // A fresh machine may be upgrading itself: wait for its lock instead of failing.
        .args(["-o", "DPkg::Lock::Timeout=300"])
        .args(arguments)
}
