//! `cargo xtask sites`: the pages of the fixture sites, built with the sites' genuine editors.
//! How is defined by package `e2e` (the script `sites` of `package.json`).

use anyhow::Result;

use crate::progress::Progress;
use crate::setup;
use crate::workspace::Workspace;

/// Builds the pages of the fixture sites into target/sites
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  cargo xtask sites")]
pub(crate) struct Arguments {}

/// Builds them.
///
/// # Errors
/// When Node is missing or the script fails.
pub(crate) fn run(
    workspace: &Workspace,
    progress: &Progress,
    _arguments: &Arguments,
) -> Result<()> {
    let node = setup::node(workspace, progress)?;
    progress.say("building the fixture sites");
    node.script("sites").quietly(progress)?;
    Ok(())
}
