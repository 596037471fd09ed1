//! A release that must not be trusted: refused by the named step, the last good one still in force,
//! and the status page says so. Independent of sites; the nudge is looked for on one.

use std::fs;

use anyhow::{Result, ensure};
use e2e::cell::{Cell, Site, Variant};
use e2e::composer::Person;
use e2e::pages;
use e2e::setting::USUAL;
use e2e::stage::{Stage, behave};
use serde_json::Value;

const CELL: Cell = Cell {
    site: Site::X,
    variant: Variant::Js,
};

#[tokio::test]
async fn a_tampered_target_is_refused() -> Result<()> {
    behave(CELL, USUAL, async |stage| {
        next_release(stage).await?;
        stage
            .company
            .spoil(".policy.json", |bytes| [bytes.as_slice(), b" "].concat())?;
        refused(stage, "step 5.7.3 (target length)").await
    })
    .await
}

#[tokio::test]
async fn a_target_of_the_right_length_is_refused_too() -> Result<()> {
    behave(CELL, USUAL, async |stage| {
        next_release(stage).await?;
        stage.company.spoil(".policy.json", |bytes| {
            String::from_utf8_lossy(&bytes)
                .replacen("Jonas", "Jonah", 1)
                .replacen("Aldermoor", "Aldernoor", 1)
                .into_bytes()
        })?;
        refused(stage, "step 5.7.3 (target hash)").await
    })
    .await
}

#[tokio::test]
async fn a_lower_version_is_refused() -> Result<()> {
    behave(CELL, USUAL, async |stage| {
        let pointer = stage.company.newest("timestamp.json")?;
        let old = fs::read(&pointer)?;
        next_release(stage).await?;
        let status = pages::sync(&stage.browser).await?;
        ensure!(
            status.version == "2" && status.problem.is_empty(),
            "{status:?}"
        );
        fs::write(&pointer, old)?;
        still_in_force(stage, "step 5.4.3 (timestamp rollback)", "2").await
    })
    .await
}

#[tokio::test]
async fn an_expired_timestamp_is_refused() -> Result<()> {
    behave(CELL, USUAL, async |stage| {
        stage.company.publish(&["timestamp=-1h"]).await?;
        refused(stage, "step 5.4.4 (timestamp freeze)").await
    })
    .await
}

#[tokio::test]
async fn too_few_signatures_are_refused() -> Result<()> {
    behave(CELL, USUAL, async |stage| {
        next_release(stage).await?;
        stage.company.spoil("timestamp.json", without_signatures)?;
        refused(stage, "step 5.4.2 (timestamp signatures)").await
    })
    .await
}

/// Publishes a version that differs from the first.
async fn next_release(stage: &Stage) -> Result<()> {
    stage.company.edit(
        "rules/clients.toml",
        "{owner} looks after {recipient}",
        "{owner} takes care of {recipient}",
    )?;
    stage.company.publish(&[]).await
}

fn without_signatures(bytes: Vec<u8>) -> Vec<u8> {
    let mut file: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    if let Some(signatures) = file.get_mut("signatures") {
        *signatures = Value::Array(Vec::new());
    }
    file.to_string().into_bytes()
}

async fn refused(stage: &Stage, step: &str) -> Result<()> {
    still_in_force(stage, step, "1").await?;
    stage
        .nudge()
        .titled("Jonas Brandt looks after Elena Marchetti")
        .await?;
    Ok(())
}

async fn still_in_force(stage: &Stage, step: &str, version: &str) -> Result<()> {
    let status = pages::sync(&stage.browser).await?;
    ensure!(
        status.problem.starts_with(step),
        "not refused by {step}: {status:?}"
    );
    ensure!(status.version == version, "{status:?}");
    stage.visit(Person::Elena).await?;
    stage.nudge().line().await?;
    Ok(())
}
