//! What the browser's developer tools can do to the extension's worker: stop it, bend its clock and
//! its timers, halt it in the middle of a write. Nothing here changes the extension.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::browser::{Browser, EXTENSION_ID};
use crate::cdp::Tools;

/// The tools, attached to the worker that is alive now. They let go of it when dropped, and what they
/// have bent ends with the worker.
#[derive(Debug)]
pub struct Worker(Tools);

impl Worker {
    /// Attaches to the worker, which has to be alive.
    ///
    /// # Errors
    /// When it is not.
    pub async fn attach(browser: &Browser) -> Result<Self> {
        let targets = browser
            .driver
            .cdp()
            .send_raw("Target.getTargets", json!({}))
            .await?;
        let targets = targets.get("targetInfos").and_then(Value::as_array);
        let id = targets.into_iter().flatten().find_map(worker_id);
        let id = id.context("the worker is not alive")?;
        Ok(Self(Tools::of_target(browser, &id).await?))
    }

    /// Runs a script in the worker and gives its value.
    ///
    /// # Errors
    /// When it throws.
    pub async fn evaluate(&mut self, script: &str) -> Result<Value> {
        let request = json!({ "expression": script, "returnByValue": true });
        let mut answer = self.0.call("Runtime.evaluate", request).await?;
        if let Some(thrown) = answer.get("exceptionDetails") {
            bail!("`{script}` threw: {thrown}");
        }
        let value = answer.pointer_mut("/result/value").map(Value::take);
        Ok(value.unwrap_or_default())
    }

    /// As [`Tools::watch_network`].
    ///
    /// # Errors
    /// When the tools fail.
    pub async fn watch_network(&mut self) -> Result<()> {
        self.0.watch_network().await
    }

    /// As [`Tools::requests`].
    ///
    /// # Errors
    /// When the tools fail.
    pub async fn requests(&mut self) -> Result<Vec<String>> {
        self.0.requests().await
    }

    /// Sets its clock ahead by so many seconds; behind, if negative.
    ///
    /// # Errors
    /// When the tools fail.
    pub async fn set_clock(&mut self, seconds: i64) -> Result<()> {
        let script =
            format!("{{ const now = Date.now; Date.now = () => now() + {seconds} * 1000; }}");
        self.evaluate(&script).await.map(drop)
    }

    /// Lets its timers run so many times as fast: what would take minutes takes seconds.
    ///
    /// # Errors
    /// When the tools fail.
    pub async fn hurry(&mut self, times: u32) -> Result<()> {
        let script = format!(
            "for (const name of ['setTimeout', 'setInterval']) {{
               const slow = globalThis[name];
               globalThis[name] = (job, time, ...rest) => slow(job, time / {times}, ...rest);
             }}"
        );
        self.evaluate(&script).await.map(drop)
    }

    /// Halts it before its step of this number in storage, counted from now and from 0. With a number
    /// that is never reached, steps are only counted.
    ///
    /// # Errors
    /// When the tools fail.
    pub async fn halt_at(&mut self, step: usize) -> Result<()> {
        self.0.call("Debugger.enable", json!({})).await?;
        self.evaluate(&HALT.replace("STEP", &step.to_string()))
            .await
            .map(drop)
    }

    /// The steps in storage since [`Worker::halt_at`], each by what it does.
    ///
    /// # Errors
    /// When the tools fail.
    pub async fn steps(&mut self) -> Result<Vec<String>> {
        let steps = self.evaluate("globalThis.steps").await?;
        Ok(serde_json::from_value(steps)?)
    }

    /// Waits until it has halted.
    ///
    /// # Errors
    /// When it does not.
    pub async fn halted(&mut self) -> Result<()> {
        self.0.wait_for("Debugger.paused").await
    }

    /// The bytes that its JavaScript has in use, its arrays of bytes included, after the garbage was collected.
    ///
    /// # Errors
    /// When the tools fail.
    pub async fn script_bytes(&mut self) -> Result<u64> {
        self.0
            .call("HeapProfiler.collectGarbage", json!({}))
            .await?;
        let usage = self.0.call("Runtime.getHeapUsage", json!({})).await?;
        // Arrays of bytes lie beside the heap; the memory of WebAssembly modules is not counted there.
        let part = |name: &str| usage.get(name).and_then(Value::as_f64).unwrap_or_default();
        Ok((part("usedSize") + part("backingStorageSize")) as u64)
    }

    /// The bytes of all memories of WebAssembly modules.
    ///
    /// # Errors
    /// When the tools fail.
    pub async fn wasm_bytes(&mut self) -> Result<u64> {
        let kind = json!({ "expression": "WebAssembly.Memory.prototype" });
        let kind = self.0.call("Runtime.evaluate", kind).await?;
        let kind = kind.pointer("/result/objectId").cloned();
        let all = json!({ "prototypeObjectId": kind.context("no WebAssembly")? });
        let all = self.0.call("Runtime.queryObjects", all).await?;
        let all = all.pointer("/objects/objectId").cloned();
        let sum = json!({
            "objectId": all.context("no list of memories")?,
            "functionDeclaration": "function () {
                return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }",
            "returnByValue": true,
        });
        let sum = self.0.call("Runtime.callFunctionOn", sum).await?;
        let sum = sum.pointer("/result/value").and_then(Value::as_u64);
        sum.context("the memories have no length")
    }
}

fn worker_id(target: &Value) -> Option<String> {
    let text = |name: &str| target.get(name).and_then(Value::as_str);
    let is_ours = text("type")? == "service_worker" && text("url")?.contains(EXTENSION_ID);
    is_ours.then(|| text("targetId").map(str::to_owned))?
}

/// Counts everything that is asked of storage, and halts where it should.
const HALT: &str = "{
  globalThis.steps = [];
  const count = (name) => {
    if (steps.length === STEP) debugger;
    steps.push(name);
  };
  const watch = (owner, names) => {
    for (const name of names) {
      const real = owner[name];
      owner[name] = function (...given) {
        count(name);
        return real.apply(this, given);
      };
    }
  };
  watch(IDBDatabase.prototype, ['transaction']);
  watch(IDBObjectStore.prototype, ['put', 'add', 'delete', 'clear', 'get', 'getAll', 'getAllKeys', 'openCursor']);
  watch(chrome.storage.local, ['set']);
}";
