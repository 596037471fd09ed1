//! The extension's own pages, used as a person would: pasting the code, reading the status.

use anyhow::{Context, Result, ensure};
use thirtyfour::prelude::*;

use crate::browser::Browser;
use crate::wait;

/// What the status page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Version of the bundle in force.
    pub version: String,
    /// The state in words: `Up to date`.
    pub freshness: String,
    /// The last refusal, with its step; empty when all is well.
    pub problem: String,
}

/// Opens the link with this code, as an employee would, presses "Join", and waits for the answer.
///
/// # Errors
/// When the page gives none.
pub async fn enrol(browser: &Browser, code: &str) -> Result<String> {
    open(browser, &format!("welcome.html#{code}")).await?;
    wait::until("the code in its field", async || {
        let filled = browser
            .driver
            .find(By::Id("code"))
            .await?
            .prop("value")
            .await?;
        Ok((filled.as_deref() == Some(code)).then_some(()))
    })
    .await?;
    join(browser).await
}

/// Types a code into the empty welcome page, presses "Join", and waits for the answer.
///
/// # Errors
/// When the page gives none.
pub async fn enrol_by_hand(browser: &Browser, code: &str) -> Result<String> {
    open(browser, "welcome.html").await?;
    // Its core fills in the texts and listens in one go; before that, the form would be lost.
    wait::until("the welcome page to be filled", async || {
        let lead = browser.driver.find(By::Css("p.lead")).await?.text().await?;
        Ok((!lead.is_empty()).then_some(()))
    })
    .await?;
    browser
        .driver
        .find(By::Id("code"))
        .await?
        .send_keys(code)
        .await?;
    join(browser).await
}

/// Opens the welcome page and waits until it has taken its form away.
///
/// # Errors
/// When it never does.
pub async fn asks_for_no_code(browser: &Browser) -> Result<()> {
    open(browser, "welcome.html").await?;
    wait::until("the welcome page to ask for nothing", async || {
        let is_shown = async |id| browser.driver.find(By::Id(id)).await?.is_displayed().await;
        Ok((is_shown("next").await? && !is_shown("enrol-form").await?).then_some(()))
    })
    .await
}

async fn join(browser: &Browser) -> Result<String> {
    browser.driver.find(By::Id("enrol")).await?.click().await?;
    let answer = wait::until("the answer to the code", async || {
        let button = browser.driver.find(By::Id("enrol")).await?;
        let is_busy = button.attr("aria-disabled").await?.is_some();
        let answer = browser.driver.find(By::Id("result")).await?.text().await?;
        let is_final = !is_busy && !answer.is_empty() && !answer.ends_with('…');
        Ok(is_final.then_some(answer))
    })
    .await?;
    let problem = browser.driver.find(By::Id("problem")).await?.text().await?;
    Ok(format!("{answer} {problem}").trim().to_owned())
}

/// Opens the status page in the current tab, presses "check now", and reads what it says then.
///
/// # Errors
/// When the check does not end.
pub async fn sync(browser: &Browser) -> Result<Status> {
    open(browser, "status.html").await?;
    wait::until("the button that checks", async || {
        browser.driver.find(By::Id("sync")).await?.click().await?;
        Ok(Some(()))
    })
    .await?;
    wait::until("the check to end", async || {
        let answer = browser.driver.find(By::Id("result")).await?.text().await?;
        Ok(answer.starts_with("Checked").then_some(()))
    })
    .await?;
    read(browser).await
}

/// Opens the status page in the current tab and reads what it says.
///
/// # Errors
/// When it stays empty.
pub async fn status(browser: &Browser) -> Result<Status> {
    open(browser, "status.html").await?;
    wait::until("the status", async || {
        let status = read(browser).await?;
        Ok((!status.version.is_empty()).then_some(status))
    })
    .await
}

async fn read(browser: &Browser) -> Result<Status> {
    let read = async |id: &str| -> Result<String> {
        let text = browser.driver.find(By::Id(id)).await?.text().await;
        text.with_context(|| format!("reading #{id} of the status page"))
    };
    Ok(Status {
        version: read("version").await?,
        freshness: read("freshness").await?,
        problem: read("problem-detail").await?,
    })
}

/// Opens one of the extension's pages in the current tab and waits until its core has filled it.
async fn open(browser: &Browser, page: &str) -> Result<()> {
    browser.driver.goto(browser.extension_page(page)).await?;
    let title = browser.driver.title().await?;
    ensure!(
        title.contains("Fineline"),
        "the extension has no {page}: the tab shows `{title}`"
    );
    Ok(())
}
