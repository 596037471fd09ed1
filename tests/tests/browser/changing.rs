//! What changes under the hands of somebody who writes: the page, and the bundle.

use anyhow::{Result, ensure};
use e2e::cell::{Cell, Variant};
use e2e::composer::Person;
use e2e::page_policy::{Kind, PagePolicy};
use e2e::pages;
use e2e::setting::{Setting, USUAL};
use e2e::stage::{Stage, behave};

in_every_cell!(
    going_to_another_post_changes_the_answer,
    a_new_bundle_brings_a_nudge_while_composing,
    a_new_bundle_takes_a_nudge_away_while_composing,
    a_page_that_forbids_everything_makes_no_difference,
);

async fn going_to_another_post_changes_the_answer(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        stage.visit(Person::Elena).await?;
        stage
            .nudge()
            .titled("Jonas Brandt looks after Elena Marchetti")
            .await?;
        let composer = stage.go_to(Person::Toni).await?;
        stage.nudge().gone().await?;
        composer.write("A discount").await?;
        let line = stage.nudge().line().await?;
        ensure!(
            line.why == ["Your draft is about a price or a refund."],
            "{line:?}"
        );
        let composer = stage.go_to(Person::Samuel).await?;
        stage
            .nudge()
            .titled("Mara Lindqvist is in talks with Samuel Okafor")
            .await?;
        composer.write("Hello").await?;
        composer.reads("Hello").await?;
        composer.send_by_click().await?;
        stage.nudge().pause().await?;
        ensure!(stage.sites.posts().is_empty());
        Ok(())
    })
    .await
}

/// Elena, before she became a client under the accounts that she uses.
const NOT_YET: [(&str, &str, &str); 2] = [
    (
        "audiences/exclusive-clients.csv",
        "elena_marchetti,,https://www.linkedin.com/in/elena-marchetti/",
        "elena_m,,https://www.linkedin.com/in/elena-m/",
    ),
    (
        "rules/clients.toml",
        "to = \"/in/elena-marchetti\"",
        "to = \"/in/elena-m\"",
    ),
];

async fn a_new_bundle_brings_a_nudge_while_composing(cell: Cell) -> Result<()> {
    let setting = Setting {
        edits: &NOT_YET,
        ..USUAL
    };
    behave(cell, setting, async |stage| {
        let composer = stage.visit(Person::Elena).await?;
        composer.write("Any discount").await?;
        let line = stage.nudge().line().await?;
        ensure!(
            line.why == ["Your draft is about a price or a refund."],
            "{line:?}"
        );
        for (file, now, before) in NOT_YET {
            stage.company.edit(file, before, now)?;
        }
        publish_and_sync(stage, "2").await?;
        stage
            .nudge()
            .titled("Jonas Brandt looks after Elena Marchetti")
            .await?;
        ensure!(composer.writing().await?.text == "Any discount");
        Ok(())
    })
    .await
}

async fn a_new_bundle_takes_a_nudge_away_while_composing(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let composer = stage.visit(Person::Samuel).await?;
        composer.write("Good to hear!").await?;
        stage
            .nudge()
            .titled("Mara Lindqvist is in talks with Samuel Okafor")
            .await?;
        // The talks have ended. The example of the rule is then about somebody else.
        stage.company.edit(
            "audiences/prospects.csv",
            "samuel-okafor/,,,negotiation",
            "samuel-okafor/,,,lost",
        )?;
        stage
            .company
            .edit("rules/deals.toml", "@samuel_okafor", "@greta_lund")?;
        publish_and_sync(stage, "2").await?;
        stage.nudge().gone().await?;
        composer.send_by_click().await?;
        stage.posted(&["Good to hear!"]).await
    })
    .await
}

async fn a_page_that_forbids_everything_makes_no_difference(cell: Cell) -> Result<()> {
    let strict = PagePolicy {
        kind: Kind::Strict,
        wasm: cell.variant == Variant::Wasm,
    };
    let setting = Setting {
        page_policy: Some(strict),
        ..USUAL
    };
    behave(cell, setting, async |stage| {
        let composer = stage.visit(Person::Samuel).await?;
        composer.write("Good to hear!").await?;
        composer.reads("Good to hear!").await?;
        stage
            .nudge()
            .titled("Mara Lindqvist is in talks with Samuel Okafor")
            .await?;
        composer.send_by_click().await?;
        stage.nudge().pause().await?;
        stage.nudge().press("post_anyway").await?;
        stage.posted(&["Good to hear!"]).await
    })
    .await
}

/// Publishes the next version and has the browser look for it, in another tab as a person would.
pub(crate) async fn publish_and_sync(stage: &Stage, version: &str) -> Result<()> {
    stage.company.publish(&[]).await?;
    let writing = stage.browser.driver.window().await?;
    stage.browser.open_tab("about:blank").await?;
    let status = pages::sync(&stage.browser).await?;
    ensure!(status.version == version, "{status:?}");
    stage.browser.driver.close_window().await?;
    stage.browser.driver.switch_to_window(writing).await?;
    Ok(())
}
