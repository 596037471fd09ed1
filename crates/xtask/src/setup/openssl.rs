//! OpenSSL's command: what tests hold key files and signatures against, and what stands for a hardware
//! module in them. Nothing that is shipped needs it.

use anyhow::{Result, ensure};

use crate::process::Run;
use crate::progress::Progress;
use crate::setup::debian;
use crate::workspace::Workspace;

/// Makes sure that it is there.
///
/// # Errors
/// When it is missing and this is not Debian as root, or the package cannot be installed.
pub(crate) fn openssl(workspace: &Workspace, progress: &Progress) -> Result<()> {
    let version = Run::new("openssl", &workspace.root)
        .args(["version"])
        .answer();
    if version.is_ok() {
        return Ok(());
    }
    ensure!(
        debian::as_root(workspace),
        "the tests of keys need OpenSSL: install the package `openssl` of Debian"
    );
    debian::install(workspace, progress, &["openssl"])
}
