//! What only the browser's own developer tools know: which scripts run in a page, what they cost,
//! and whether the extension's worker is alive. How to talk to the tools is left to [`crate::cdp`].

use anyhow::Result;
use serde_json::{Value, json};

use crate::browser::{Browser, EXTENSION_ID};
use crate::cdp::Tools;
use crate::wait;

/// Addresses of the extension's scripts that run in the current page, in every world of it.
///
/// # Errors
/// When the tools do not answer.
pub async fn extension_scripts(browser: &Browser) -> Result<Vec<String>> {
    let mut tools = Tools::of_current_page(browser).await?;
    tools.call("Debugger.enable", json!({})).await?;
    // Every script that was parsed before has been told by now, in order, before the answer.
    let parsed = tools.take_events("Debugger.scriptParsed");
    let urls = parsed
        .iter()
        .filter_map(|event| event.get("url").and_then(Value::as_str));
    Ok(urls
        .filter(|url| url.contains(EXTENSION_ID))
        .map(str::to_owned)
        .collect())
}

/// Main-thread milliseconds that the extension's scripts cost while `activity` goes on: compiling,
/// evaluating and every call into them, by the clock of the thread, as the browser's tracing tells.
///
/// # Errors
/// When tracing fails.
pub async fn extension_cost(
    browser: &Browser,
    activity: impl AsyncFnOnce() -> Result<()>,
) -> Result<Cost> {
    let mut tools = Tools::of_current_page(browser).await?;
    let categories = "devtools.timeline,v8,disabled-by-default-v8.compile";
    tools
        .call(
            "Tracing.start",
            json!({ "categories": categories, "transferMode": "ReportEvents" }),
        )
        .await?;
    activity().await?;
    tools.call("Tracing.end", json!({})).await?;
    tools.wait_for("Tracing.tracingComplete").await?;
    let mut cost = Cost::default();
    for batch in tools.take_events("Tracing.dataCollected") {
        let recorded = batch.get("value").and_then(Value::as_array);
        recorded
            .into_iter()
            .flatten()
            .for_each(|event| cost.add(event));
    }
    Ok(cost)
}

/// What the extension's scripts cost the main thread of a page.
#[derive(Clone, Debug, Default)]
pub struct Cost {
    /// Milliseconds of the thread's own time, all pieces together.
    pub milliseconds: f64,
    /// The pieces: name of the browser's event and its milliseconds.
    pub pieces: Vec<(String, f64)>,
}

impl Cost {
    fn add(&mut self, event: &Value) {
        let text = |pointer: &str| {
            event
                .pointer(pointer)
                .and_then(Value::as_str)
                .unwrap_or_default()
        };
        let data = event
            .pointer("/args/data")
            .map(Value::to_string)
            .unwrap_or_default();
        let file = text("/args/fileName");
        let ours = data.contains(EXTENSION_ID) || file.contains(EXTENSION_ID);
        let counted = matches!(
            text("/name"),
            "EvaluateScript" | "v8.compile" | "FunctionCall"
        );
        if !ours || !counted || text("/ph") != "X" {
            return;
        }
        let microseconds = event
            .get("tdur")
            .or_else(|| event.get("dur"))
            .and_then(Value::as_f64);
        let milliseconds = microseconds.unwrap_or_default() / 1000.0;
        self.milliseconds += milliseconds;
        self.pieces.push((text("/name").to_owned(), milliseconds));
    }
}

/// Stops the extension's worker and waits until it is gone.
///
/// # Errors
/// When it does not stop.
pub async fn stop_workers(browser: &Browser) -> Result<()> {
    let tools = browser.driver.cdp();
    tools.send_raw("ServiceWorker.enable", json!({})).await?;
    tools
        .send_raw("ServiceWorker.stopAllWorkers", json!({}))
        .await?;
    wait::until_equal("the worker to stop", 0, async || {
        running_workers(browser).await
    })
    .await
}

/// How many workers of the extension are alive.
///
/// # Errors
/// When the browser does not answer.
pub async fn running_workers(browser: &Browser) -> Result<usize> {
    let answer = browser
        .driver
        .cdp()
        .send_raw("Target.getTargets", json!({}))
        .await?;
    let targets = answer
        .get("targetInfos")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    let is_worker = |target: &&Value| {
        let text = |name: &str| target.get(name).and_then(Value::as_str).unwrap_or_default();
        text("type") == "service_worker" && text("url").contains(EXTENSION_ID)
    };
    Ok(targets.iter().filter(is_worker).count())
}
