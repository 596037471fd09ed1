//! The three forms of the core: on this machine, and in Chromium as WebAssembly and as JavaScript.
//!
//! Each form gets a browser of its own, so that none runs in what the other left warm.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::bench::Bench;
use crate::bench::figures::Form;
use crate::bench::prepare::Prepared;
use crate::bench::serve::Server;
use crate::process::Run;
use crate::setup;

/// Loads that are measured; each takes a little longer than it is decided about.
const LOADS: u64 = 16;

/// Measures on this machine.
///
/// # Errors
/// When the program fails.
pub(super) fn native(bench: &Bench<'_>, prepared: &Prepared) -> Result<Form> {
    bench.progress.say("deciding natively");
    let printed = Run::new(&prepared.program, &bench.workspace.root)
        .args(["native".as_ref(), prepared.folder.as_os_str()])
        .args([bench.plan.milliseconds.to_string()])
        .answer()?;
    Ok(serde_json::from_str(&printed)?)
}

/// Measures in Chromium.
///
/// # Errors
/// When Chromium cannot be started or the page fails.
pub(super) fn in_chromium(bench: &Bench<'_>, prepared: &Prepared) -> Result<Vec<Form>> {
    let browser = setup::browser(bench.workspace, bench.progress)?;
    let forms = ["wasm", "js"].map(|form| {
        bench
            .progress
            .say(format_args!("deciding in Chromium as {form}"));
        let server = Server::start(prepared.folder.clone())?;
        let milliseconds = bench.plan.milliseconds;
        let address = format!(
            "{}?form={form}&milliseconds={milliseconds}",
            server.address()
        );
        let _chromium = Chromium::open(&browser.chromium, &address)?;
        let patience = Duration::from_millis(LOADS * milliseconds * 3) + Duration::from_secs(120);
        let result: Value = serde_json::from_slice(&server.result(patience)?)?;
        if let Some(error) = result.get("error").and_then(Value::as_str) {
            bail!("the page failed: {error}");
        }
        ensure!(
            result.get("isolated") == Some(&Value::Bool(true)),
            "the page is not isolated: its clock is too coarse"
        );
        serde_json::from_value(result).context("the page told something else than times")
    });
    forms.into_iter().collect()
}

/// A Chromium without a window; ends with the value.
struct Chromium {
    process: Child,
    profile: PathBuf,
}

impl Chromium {
    fn open(program: &PathBuf, address: &str) -> Result<Self> {
        let profile = std::env::temp_dir().join(format!("fineline-bench-{}", std::process::id()));
        let process = Command::new(program)
            .args([
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--no-default-browser-check",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ])
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg(address)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("`{}` could not be started", program.display()))?;
        Ok(Self { process, profile })
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // It may have ended by itself; its profile is temporary in any case.
        drop(self.process.kill());
        drop(self.process.wait());
        drop(fs::remove_dir_all(&self.profile));
    }
}
