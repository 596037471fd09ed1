//! What the company switches off, and what it only tries out: open composers hear of it at the next look.

use anyhow::{Context, Result, ensure};
use e2e::browser::Browser;
use e2e::cell::Cell;
use e2e::composer::Person;
use e2e::pages;
use e2e::setting::{Setting, USUAL};
use e2e::stage::{Stage, behave};
use e2e::wait;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

on_both_sites!(
    a_kill_switch_silences_an_open_composer_on_check_now_and_undo_brings_it_back,
    a_kill_switch_is_heard_when_the_alarm_rings,
    a_switch_for_another_site_or_rule_changes_nothing_here,
    a_simulated_release_counts_and_shows_nothing,
    a_champion_reads_what_is_new_before_others_do,
    a_share_of_browsers_reads_what_is_new_and_at_last_everybody,
);

const TALKS: &str = "Mara Lindqvist is in talks with Samuel Okafor";

async fn a_kill_switch_silences_an_open_composer_on_check_now_and_undo_brings_it_back(
    cell: Cell,
) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let composer = stage.visit(Person::Samuel).await?;
        composer.write("Good to hear!").await?;
        stage.nudge().titled(TALKS).await?;
        stage.company.kill(&["--everything"]).await?;
        let said = aside(stage, async |browser| {
            pages::sync(browser).await?;
            off(browser).await
        });
        let expected = "Switched off by your company for now: all advice.";
        ensure!(said.await? == expected);
        stage.nudge().gone().await?;
        ensure!(composer.writing().await?.text == "Good to hear!");

        stage.company.kill(&["--undo"]).await?;
        let said = aside(stage, async |browser| {
            pages::sync(browser).await?;
            off(browser).await
        });
        ensure!(said.await?.is_empty());
        stage.nudge().titled(TALKS).await?;

        // And Send is not held while it is off.
        stage.company.kill(&["--site", cell.site.id()]).await?;
        aside(stage, async |browser| pages::sync(browser).await).await?;
        stage.nudge().gone().await?;
        composer.send_by_click().await?;
        stage.posted(&["Good to hear!"]).await
    })
    .await
}

/// The shortest interval that a company can have.
const OFTEN: Setting = Setting {
    edits: &[(
        "fineline.toml",
        "time_zone = \"Europe/Zurich\"",
        "time_zone = \"Europe/Zurich\"\npolling = { minutes = 5 }",
    )],
    ..USUAL
};

async fn a_kill_switch_is_heard_when_the_alarm_rings(cell: Cell) -> Result<()> {
    behave(cell, OFTEN, async |stage| {
        let composer = stage.visit(Person::Samuel).await?;
        composer.write("Good to hear!").await?;
        stage.nudge().titled(TALKS).await?;
        aside(stage, async |browser| interval_is_short(browser).await).await?;
        stage.company.kill(&["--everything"]).await?;
        aside(stage, async |browser| {
            pages::status(browser).await?;
            // The clock's part: the alarm of the product, rung now instead of in five minutes.
            let ring = "return chrome.alarms.create('sync', { when: Date.now() })";
            browser.evaluate(ring).await.map(drop)
        })
        .await?;
        stage.nudge().gone().await?;
        // It has set itself again.
        aside(stage, async |browser| interval_is_short(browser).await).await
    })
    .await
}

/// The alarm is at the floor, give or take a fifth, and never below it.
async fn interval_is_short(browser: &Browser) -> Result<()> {
    pages::status(browser).await?;
    wait::until("an alarm every five minutes", async || {
        let alarm = browser.evaluate("return chrome.alarms.get('sync')").await?;
        let minutes = alarm.get("periodInMinutes").and_then(Value::as_f64);
        let is_short = minutes.is_some_and(|minutes| (5.0..=6.0).contains(&minutes));
        Ok(is_short.then_some(()))
    })
    .await
}

async fn a_switch_for_another_site_or_rule_changes_nothing_here(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let composer = stage.visit(Person::Samuel).await?;
        composer.write("Good to hear!").await?;
        stage.nudge().titled(TALKS).await?;
        let other = match cell.site.id() {
            "x" => "linkedin",
            _ => "x",
        };
        let name = if other == "x" { "X" } else { "LinkedIn" };
        stage
            .company
            .kill(&["--site", other, "--rule", "exclusive-client"])
            .await?;
        let said = aside(stage, async |browser| {
            pages::sync(browser).await?;
            off(browser).await
        });
        let expected = format!("Switched off by your company for now: {name}, rules: 1.");
        let said = said.await?;
        ensure!(said == expected, "{said}");
        stage.nudge().titled(TALKS).await?;
        // The rule that is off no longer speaks: what is left of Elena is the draft.
        stage
            .visit(Person::Elena)
            .await?
            .write("A discount")
            .await?;
        let line = stage.nudge().line().await?;
        ensure!(
            line.why == ["Your draft is about a price or a refund."],
            "{line:?}"
        );
        Ok(())
    })
    .await
}

async fn a_simulated_release_counts_and_shows_nothing(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        stage.company.publish_with(&["--simulate"]).await?;
        let note = aside(stage, async |browser| {
            pages::sync(browser).await?;
            Ok(browser
                .driver
                .find(By::Id("simulated"))
                .await?
                .text()
                .await?)
        });
        ensure!(note.await? == "Trial run: advice is counted, not shown.");
        let composer = stage.visit(Person::Samuel).await?;
        composer.write("Good to hear!").await?;
        counted(stage, json!({ "would_show": 1 })).await?;
        ensure!(stage.nudge().line_now().await?.is_none());
        ensure!(
            stage.nudge().count_hosts().await? == 0,
            "something was drawn"
        );
        composer.send_by_click().await?;
        stage.posted(&["Good to hear!"]).await?;
        counted(stage, json!({ "would_show": 1, "would_pause": 1 })).await?;
        ensure!(
            stage.nudge().count_hosts().await? == 0,
            "something was drawn"
        );
        Ok(())
    })
    .await
}

const NEWS: &str = "Ask Mara Lindqvist about Samuel Okafor first";

/// Compiles other words and rolls them out.
async fn roll_out(stage: &Stage, sign: &[&str]) -> Result<()> {
    stage.company.publish_with(sign).await?;
    aside(stage, async |browser| {
        let status = pages::sync(browser).await?;
        ensure!(status.problem.is_empty(), "{status:?}");
        Ok(())
    })
    .await
}

fn reword(stage: &Stage) -> Result<()> {
    let (file, old) = ("rules/deals.toml", "{owner} is in talks with {recipient}");
    stage
        .company
        .edit(file, old, "Ask {owner} about {recipient} first")
}

async fn a_champion_reads_what_is_new_before_others_do(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        stage.visit(Person::Samuel).await?;
        stage.nudge().titled(TALKS).await?;
        reword(stage)?;
        roll_out(stage, &["--rollout=champions=jonas"]).await?;
        // A new bundle is there, and says to Alice what the old one said.
        stage.visit(Person::Samuel).await?;
        stage.nudge().titled(TALKS).await?;
        roll_out(stage, &["--rollout=champions=jonas;alice"]).await?;
        stage.nudge().titled(NEWS).await.map(drop)
    })
    .await
}

async fn a_share_of_browsers_reads_what_is_new_and_at_last_everybody(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        stage.visit(Person::Samuel).await?;
        reword(stage)?;
        roll_out(stage, &["--rollout=champions=jonas,share=0"]).await?;
        stage.nudge().titled(TALKS).await?;
        roll_out(stage, &["--rollout=share=100"]).await?;
        stage.nudge().titled(NEWS).await?;
        // Taken back, and finished.
        roll_out(stage, &["--rollout=champions=jonas"]).await?;
        stage.nudge().titled(TALKS).await?;
        roll_out(stage, &[]).await?;
        stage.nudge().titled(NEWS).await.map(drop)
    })
    .await
}

/// Waits until the status page counts this and nothing else.
async fn counted(stage: &Stage, expected: Value) -> Result<()> {
    aside(stage, async |browser| {
        wait::until_equal("the counts", expected, async || {
            pages::status(browser).await?;
            let read = "return Object.fromEntries([...document.querySelectorAll('[data-event]')]\
                        .map(one => [one.dataset.event, Number(one.textContent)]))";
            browser.evaluate(read).await
        })
        .await
    })
    .await
}

/// The line about what is off; empty where it is hidden.
async fn off(browser: &Browser) -> Result<String> {
    let line = browser.driver.find(By::Id("off")).await?;
    Ok(line.text().await?)
}

/// Does something in another tab, as a person would, and comes back to the one with the composer.
async fn aside<T>(stage: &Stage, act: impl AsyncFnOnce(&Browser) -> Result<T>) -> Result<T> {
    let browser = &stage.browser;
    let writing = browser.driver.window().await?;
    browser.open_tab("about:blank").await?;
    let outcome = act(browser).await.context("in another tab")?;
    browser.driver.close_window().await?;
    browser.driver.switch_to_window(writing).await?;
    Ok(outcome)
}
