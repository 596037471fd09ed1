//! The parts of the Rust toolchain that are not there by themselves: `rust-toolchain.toml` names
//! the channel, but a minimal installation neither has the wasm target nor always clippy.

use std::path::Path;

use anyhow::{Context, Result};

use crate::process::Run;
use crate::progress::Progress;
use crate::workspace::Workspace;

/// The target of everything that runs in the browser.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Makes sure that the standard library for [`WASM`] is installed.
///
/// # Errors
/// When it is missing and `rustup` cannot add it.
pub(crate) fn wasm_target(workspace: &Workspace, progress: &Progress) -> Result<()> {
    let libraries = Run::new("rustc", &workspace.root)
        .args(["--print", "target-libdir", "--target", WASM])
        .answer()?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    progress.say(format_args!("adding the Rust target {WASM}"));
    rustup(workspace, progress, &["target", "add", WASM])
}

/// Makes sure that the formatter and the linter are installed.
///
/// # Errors
/// When one is missing and `rustup` cannot add it.
pub(crate) fn components(workspace: &Workspace, progress: &Progress) -> Result<()> {
    for (component, command) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if Run::cargo(&workspace.root)
            .args([command, "--version"])
            .answer()
            .is_err()
        {
            progress.say(format_args!("adding the Rust component {component}"));
            rustup(workspace, progress, &["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(workspace: &Workspace, progress: &Progress, arguments: &[&str]) -> Result<()> {
    Run::new("rustup", &workspace.root)
        .args(arguments)
        .quietly(progress)
        .with_context(|| {
            format!(
                "the Rust toolchain needs one more part: run `rustup {}`",
                arguments.join(" ")
            )
        })?;
    Ok(())
}
