//! `cargo xtask demo`: from a clean machine to the extension in a browser on local copies of the
//! sites. The scenes and the servers are package `e2e`'s (`tests/src/bin/demo.rs`).

use std::env;
use std::path::PathBuf;

use anyhow::Result;

use crate::process::Run;
use crate::progress::Progress;
use crate::setup::{self, Browser};
use crate::workspace::Workspace;
use crate::{build, sites};

/// Show the extension in Chromium on local copies of the sites
#[derive(clap::Args)]
#[command(after_help = "Examples:
  cargo xtask demo               try it by hand
  cargo xtask demo --headless    play four scenes and write a picture of each into target/demo

Without a display it is headless by itself. Nothing leaves this machine. Sets up on the way what is
missing: Rust's wasm target, the npm packages of the lock file, Chromium and ChromeDriver (named by
CHROMIUM and CHROMEDRIVER, found on the PATH, or installed on Debian when run as root).")]
pub(crate) struct Arguments {
    /// Play the scenes and write pictures, without a window
    #[arg(long)]
    headless: bool,
}

/// Builds everything and starts it.
///
/// # Errors
/// When something cannot be set up or built, or a scene does not play.
pub(crate) fn run(workspace: &Workspace, progress: &Progress, arguments: &Arguments) -> Result<()> {
    let browser = setup::browser(workspace, progress)?;
    build::run(workspace, progress, &build::Arguments { dev: false })?;
    sites::run(workspace, progress, &sites::Arguments {})?;
    progress.say("building the fineline command and the demo");
    Run::cargo(&workspace.root)
        .args([
            "build", "-p", "admin", "-p", "e2e", "--bin", "fineline", "--bin", "demo",
        ])
        .quietly(progress)?;
    let headless = arguments.headless || !has_display();
    progress.say(if headless {
        "playing the scenes without a window"
    } else {
        "opening Chromium"
    });
    let mut demo = Run::new(workspace.program("demo"), &workspace.root);
    for (name, path) in places(workspace, &browser) {
        demo = demo.env(name, path);
    }
    demo.args(headless.then_some("--headless")).aloud()
}

/// Where everything is that package `e2e` needs, by the variables that it reads.
pub(crate) fn places(workspace: &Workspace, browser: &Browser) -> [(&'static str, PathBuf); 6] {
    [
        ("FINELINE_DIST", workspace.dist("chromium")),
        ("FINELINE_BIN", workspace.program("fineline")),
        ("FINELINE_SITES", workspace.sites()),
        ("FINELINE_SHOTS", workspace.shots()),
        ("CHROMIUM", browser.chromium.clone()),
        ("CHROMEDRIVER", browser.chromedriver.clone()),
    ]
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}
