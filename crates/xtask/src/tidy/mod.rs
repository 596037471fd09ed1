//! (being written)
use crate::progress::Progress;
use crate::workspace::Workspace;
use anyhow::Result;
/// (being written)
#[derive(clap::Args)]
pub(crate) struct Arguments {}
pub(crate) fn run(_w: &Workspace, _p: &Progress, _a: &Arguments) -> Result<()> {
    Ok(())
}
