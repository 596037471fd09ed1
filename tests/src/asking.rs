//! The extension's worker, asked as the extension's own pages ask it: by a message. Quicker than
//! pressing buttons, which `pages` does; what the worker does is the same.

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::json;

use crate::browser::Browser;

/// What the worker says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct View {
    /// Version of the active bundle; 0 when there is none.
    pub version: u64,
    /// `none`, `fresh`, `stale` or `expired`.
    pub freshness: String,
    /// The last problem since the last good sync.
    pub problem: Option<String>,
    /// Whether anybody is enrolled.
    pub enrolled: bool,
    /// How often this worker had to derive what opens a record.
    pub derivations: u32,
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Answer {
    /// The state after the request.
    Status(View),
    /// The request was refused.
    Refused {
        /// Why.
        message: String,
    },
    /// The worker ended before it answered.
    Died {
        /// What the browser says.
        message: String,
    },
}

/// What a page of ours may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request<'a> {
    /// How are you?
    Status,
    /// Look for a newer bundle.
    Sync,
    /// Enrol with this code.
    Enrol(&'a str),
    /// Forget everything.
    Leave,
}

/// Opens the page in the current tab from which the worker is asked.
///
/// # Errors
/// When the browser refuses.
pub async fn open(browser: &Browser) -> Result<()> {
    let page = browser.extension_page("status.html");
    Ok(browser.driver.goto(page).await?)
}

/// Asks, and does not wait for the answer.
///
/// # Errors
/// When the current page is none of the extension's.
pub async fn begin(browser: &Browser, request: Request<'_>) -> Result<()> {
    let message = match request {
        Request::Status => json!({ "kind": "status" }),
        Request::Sync => json!({ "kind": "sync_now" }),
        Request::Enrol(code) => json!({ "kind": "enrol", "code": code }),
        Request::Leave => json!({ "kind": "leave" }),
    };
    browser.driver.execute(ASK, vec![message]).await?;
    Ok(())
}

/// Waits for the answer to what was asked last.
///
/// # Errors
/// When there is none for half a minute.
pub async fn answer(browser: &Browser) -> Result<Answer> {
    let answer = browser.driver.execute_async(AWAIT, Vec::new()).await?;
    let answer = answer.json();
    serde_json::from_value(answer.clone()).with_context(|| format!("reading {answer}"))
}

/// Asks and waits for the state after it.
///
/// # Errors
/// When the request is refused, or the worker ends.
pub async fn ask(browser: &Browser, request: Request<'_>) -> Result<View> {
    begin(browser, request).await?;
    match answer(browser).await? {
        Answer::Status(view) => Ok(view),
        other => bail!("the worker answered {request:?} with {other:?}"),
    }
}

const ASK: &str = "
const died = (fault) => ({ kind: 'died', message: String(fault) });
window.asked = chrome.runtime.sendMessage(arguments[0]).catch(died);
";

const AWAIT: &str = "
const done = arguments[arguments.length - 1];
window.asked.then(done);
";
