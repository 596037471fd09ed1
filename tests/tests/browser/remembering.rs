//! What a look-up derived is there for the next worker of the same session, for nobody else, and for no other map.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use e2e::asking::{self, Request, ask};
use e2e::browser::EXTENSION_ID;
use e2e::cdp::Tools;
use e2e::cell::Cell;
use e2e::composer::Person;
use e2e::setting::USUAL;
use e2e::stage::{Stage, behave};
use serde_json::{Value, json};

on_both_sites!(
    a_new_worker_derives_nothing_for_somebody_looked_up_before,
    a_new_map_is_asked_with_what_is_derived_for_it,
);
on_both_sites_in_chromium!(nobody_but_the_extension_reads_what_is_remembered_and_leaving_ends_it);

async fn a_new_worker_derives_nothing_for_somebody_looked_up_before(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        client_is_known(stage).await?;
        let first = derivations(stage).await?;
        ensure!(first > 0, "nobody counts");
        stage.end_worker().await?;
        client_is_known(stage).await?;
        let again = derivations(stage).await?;
        ensure!(again == 0, "{first} at first, {again} again");
        // Somebody new is paid for.
        talks_are_known(stage).await?;
        let more = derivations(stage).await?;
        ensure!(more > 0, "nothing was derived for somebody new");
        stage.end_worker().await?;
        client_is_known(stage).await?;
        talks_are_known(stage).await?;
        ensure!(derivations(stage).await? == 0);
        Ok(())
    })
    .await
}

async fn a_new_map_is_asked_with_what_is_derived_for_it(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        client_is_known(stage).await?;
        // Everything lies elsewhere, under the same keys.
        let zone = "time_zone = \"Europe/Zurich\"";
        let sealing = format!("{zone}\nsealing = {{ epoch = 2 }}");
        stage.company.edit("fineline.toml", zone, &sealing)?;
        stage.company.publish(&[]).await?;
        asking::open(&stage.browser).await?;
        let view = ask(&stage.browser, Request::Sync).await?;
        ensure!(view.version == 2 && view.problem.is_none(), "{view:?}");
        stage.end_worker().await?;
        client_is_known(stage).await?;
        ensure!(derivations(stage).await? > 0, "places of the old map");
        stage.end_worker().await?;
        client_is_known(stage).await?;
        ensure!(derivations(stage).await? == 0);
        Ok(())
    })
    .await
}

async fn nobody_but_the_extension_reads_what_is_remembered_and_leaving_ends_it(
    cell: Cell,
) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        client_is_known(stage).await?;
        let text = remembered(stage).await?;
        let name = text.split(' ').next().unwrap_or_default();
        ensure!(name.len() == 32, "nothing is remembered: {text:?}");
        ensure!(!is_on_disk(stage, name).await?, "it is on the disk");
        let code = "return chrome.storage.local.get('code').then(all => all.code)";
        let code = stage.browser.evaluate(code).await?;
        let code = code.as_str().and_then(|code| code.get(..32));
        let found = is_on_disk(stage, code.context("no code")?).await?;
        ensure!(found, "nothing at all is found on the disk");
        stage.visit(Person::Toni).await?;
        let said = in_content_script(stage, "chrome.storage.session.get(null)").await?;
        ensure!(
            said.contains("not allowed"),
            "a content script reads {said}"
        );
        // The same way in, to what is open to it.
        let said = in_content_script(stage, "chrome.runtime.id").await?;
        ensure!(said == EXTENSION_ID, "{said}");

        asking::open(&stage.browser).await?;
        ask(&stage.browser, Request::Leave).await?;
        let left = remembered(stage).await?;
        ensure!(left.is_empty(), "{} bytes after leaving", left.len());
        asking::open(&stage.browser).await?;
        let code = stage.code("--person=alice").await?;
        ask(&stage.browser, Request::Enrol(&code)).await?;
        client_is_known(stage).await
    })
    .await
}

async fn client_is_known(stage: &Stage) -> Result<()> {
    stage.visit(Person::Elena).await?;
    let title = "Jonas Brandt looks after Elena Marchetti";
    stage.nudge().titled(title).await.map(drop)
}

async fn talks_are_known(stage: &Stage) -> Result<()> {
    stage.go_to(Person::Samuel).await?;
    let title = "Mara Lindqvist is in talks with Samuel Okafor";
    stage.nudge().titled(title).await.map(drop)
}

/// How often the worker that lives now had to derive; asked in another tab.
async fn derivations(stage: &Stage) -> Result<u32> {
    let browser = &stage.browser;
    let writing = browser.driver.window().await?;
    browser.open_tab("about:blank").await?;
    asking::open(browser).await?;
    let view = ask(browser, Request::Status).await;
    browser.driver.close_window().await?;
    browser.driver.switch_to_window(writing).await?;
    Ok(view?.derivations)
}

/// What lies in storage for the session, read by a page of the extension.
async fn remembered(stage: &Stage) -> Result<String> {
    asking::open(&stage.browser).await?;
    let read = "return chrome.storage.session.get(null).then(all => all.remembered ?? '')";
    let text = stage.browser.evaluate(read).await?;
    Ok(text.as_str().context("a text")?.to_owned())
}

/// Whether any file of the browser's profile has these letters.
async fn is_on_disk(stage: &Stage, text: &str) -> Result<bool> {
    let capabilities = stage.browser.driver.capabilities();
    let chrome = capabilities.get("chrome");
    let profile = chrome.and_then(|it| it.get("userDataDir")?.as_str());
    let mut waiting = vec![PathBuf::from(profile.context("no profile")?)];
    while let Some(path) = waiting.pop() {
        // The browser is at work there: files come and go.
        if let Ok(folder) = fs::read_dir(&path) {
            waiting.extend(folder.flatten().map(|entry| entry.path()));
        } else if let Ok(bytes) = fs::read(&path)
            && bytes.windows(text.len()).any(|it| it == text.as_bytes())
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What an expression comes to in the world of our content script in the current page, or why to nothing.
async fn in_content_script(stage: &Stage, expression: &str) -> Result<String> {
    let mut tools = Tools::of_current_page(&stage.browser).await?;
    tools.call("Runtime.enable", json!({})).await?;
    let worlds = tools.take_events("Runtime.executionContextCreated");
    let is_ours = |world: &&Value| {
        let origin = world.pointer("/context/origin").and_then(Value::as_str);
        origin.is_some_and(|it| it.contains(EXTENSION_ID))
    };
    let world = worlds
        .iter()
        .find(is_ours)
        .and_then(|it| it.pointer("/context/id"));
    let ask = json!({
        "expression": format!("(async () => String(await {expression}))().catch(String)"),
        "contextId": world.context("no world of ours")?,
        "awaitPromise": true,
    });
    let answer = tools.call("Runtime.evaluate", ask).await?;
    let said = answer.pointer("/result/value").and_then(Value::as_str);
    Ok(said.with_context(|| answer.to_string())?.to_owned())
}
