//! Memory: of the worker by the browser's developer tools, of processes by the system.

use anyhow::{Context, Result};
use e2e::browser::Browser;
use e2e::processes::{self, Kind};
use e2e::worker::Worker;
use e2e::{devtools, wait};
use serde_json::{Value, json};

/// How often the worker is asked. Seen 2026-11-22, on a machine three times as busy as it has cores: the search for
/// the memories of a worker that had just started got no answer for 20 s, once in a dozen runs.
const ATTEMPTS: usize = 3;

/// What the worker has in use: JavaScript after its garbage was collected, WebAssembly, and its whole process.
pub(crate) async fn of_worker(browser: &Browser) -> Result<Value> {
    let mut outcome = ask(browser).await;
    for _ in 1..ATTEMPTS {
        if outcome.is_ok() {
            break;
        }
        outcome = ask(browser).await;
    }
    outcome
}

async fn ask(browser: &Browser) -> Result<Value> {
    let mut worker = Worker::attach(browser).await?;
    let wasm_bytes = worker.wasm_bytes().await?;
    let script_bytes = worker.script_bytes().await?;
    drop(worker);
    Ok(json!({
        "script_bytes": script_bytes,
        "wasm_bytes": wasm_bytes,
        "process_bytes": largest(browser, Kind::Extension)?,
    }))
}

/// The memory of the largest process of a kind.
pub(crate) fn largest(browser: &Browser, kind: Kind) -> Result<u64> {
    let processes = processes::of(browser)?;
    let of_kind = processes.iter().filter(|process| process.kind == kind);
    let largest = of_kind.map(processes::Process::memory).max();
    largest.with_context(|| format!("there is no process of the kind {kind:?}"))
}

/// Waits until the core of the extension for X runs in the page.
pub(crate) async fn rules_arrived(browser: &Browser) -> Result<()> {
    wait::until("the core in the page", async || {
        let scripts = devtools::extension_scripts(browser).await?;
        let has_core = scripts.iter().any(|url| url.contains("core/x-"));
        Ok(has_core.then_some(()))
    })
    .await
}
