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
    let batches = tools.take_events("Tracing.dataCollected");
    let recorded = batches
        .iter()
        .filter_map(|batch| batch.get("value")?.as_array())
        .flatten();
    let mut pieces: Vec<_> = recorded.filter_map(Piece::of_ours).collect();
    pieces.sort_by(|a, b| a.start.total_cmp(&b.start));
    Ok(Cost::of(pieces))
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
    /// Adds up pieces in order of their start; one inside another is part of that one already.
    fn of(pieces: Vec<Piece>) -> Self {
        let mut cost = Self::default();
        let mut counted_until = f64::MIN;
        for piece in pieces {
            if piece.start >= counted_until {
                counted_until = piece.end;
                cost.milliseconds += piece.milliseconds;
                cost.pieces.push((piece.name, piece.milliseconds));
            }
        }
        cost
    }
}

/// One stretch of work that the browser recorded. Times in microseconds, but for `milliseconds`.
struct Piece {
    name: String,
    start: f64,
    end: f64,
    milliseconds: f64,
}

impl Piece {
    /// The stretch, if it is compiling, evaluating or calling one of the extension's scripts.
    fn of_ours(event: &Value) -> Option<Self> {
        let number = |name: &str| event.get(name).and_then(Value::as_f64);
        let name = event.get("name")?.as_str()?;
        let is_script = matches!(name, "EvaluateScript" | "v8.compile" | "FunctionCall");
        let is_whole = event.get("ph")?.as_str()? == "X";
        let is_ours = event.get("args")?.to_string().contains(EXTENSION_ID);
        let (start, lasted) = (number("ts")?, number("dur")?);
        // The thread's own clock where there is one: another process may have had the processor.
        let milliseconds = number("tdur").unwrap_or(lasted) / 1000.0;
        let piece = Self {
            name: name.to_owned(),
            start,
            end: start + lasted,
            milliseconds,
        };
        (is_script && is_whole && is_ours).then_some(piece)
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
