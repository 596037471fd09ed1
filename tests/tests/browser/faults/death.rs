//! The worker ends, or the whole browser, at each point of a sync.

use anyhow::Result;
use e2e::asking::{self, Request, ask};
use e2e::devtools;
use e2e::ordeal::Ordeal;
use e2e::tally::Tally;
use e2e::unreliable::{Fault, Whom};
use e2e::wait;
use e2e::worker::Worker;

use super::table;

/// Browsers to kill while they write: one at each of so many points, evenly spread.
const KILLS: usize = 5;

#[tokio::test]
async fn of_the_worker_while_it_waits_for_a_file() -> Result<()> {
    let mut ordeal = Ordeal::begin().await?;
    let mut tally = Tally::default();
    for (kind, _) in ordeal.kinds() {
        let outcome = while_waiting(&mut ordeal, &kind).await;
        let end = ordeal
            .end(&format!("worker killed at {kind}"), outcome)
            .await?;
        tally.add("worker killed while it fetches", end);
    }
    tally.conclude(&table("worker-fetching"))
}

#[tokio::test]
async fn of_the_worker_while_it_stores() -> Result<()> {
    let mut ordeal = Ordeal::begin().await?;
    let mut tally = Tally::default();
    let steps = count_steps(&mut ordeal).await?;
    for (number, step) in steps.iter().enumerate() {
        let outcome = while_storing(&mut ordeal, number).await;
        let what = format!("worker killed before step {number} in storage, `{step}`");
        tally.add(
            "worker killed while it stores",
            ordeal.end(&what, outcome).await?,
        );
    }
    tally.conclude(&table("worker-storing"))
}

#[tokio::test]
async fn of_the_browser() -> Result<()> {
    let mut ordeal = Ordeal::begin().await?;
    let mut tally = Tally::default();
    let kinds = ordeal.kinds();
    for (kind, _) in kinds.iter().step_by(kinds.len().div_ceil(2).max(1)) {
        let what = format!("browser killed at {kind}");
        hold(&mut ordeal, kind).await?;
        ordeal = ordeal.kill_browser().await?;
        let outcome = went_on(&mut ordeal).await;
        tally.add(
            "browser killed while it fetches",
            ordeal.end(&what, outcome).await?,
        );
    }
    let steps = count_steps(&mut ordeal).await?.len();
    for number in 0..KILLS {
        let step = number * (steps - 1) / (KILLS - 1);
        let _halted = halt(&mut ordeal, step).await?;
        ordeal = ordeal.kill_browser().await?;
        let outcome = went_on(&mut ordeal).await;
        let what = format!("browser killed before step {step} of {steps} in storage");
        tally.add(
            "browser killed during activation",
            ordeal.end(&what, outcome).await?,
        );
    }
    tally.conclude(&table("browser"))
}

/// Has the worker begin a sync and wait for a file of this kind.
async fn hold(ordeal: &mut Ordeal, kind: &str) -> Result<()> {
    let asked = ordeal.approach(kind).await?;
    ordeal.server.misbehave(Whom::Path(asked.path), Fault::Held);
    asking::begin(&ordeal.browser, Request::Sync).await?;
    let server = &ordeal.server;
    wait::until_equal("the request", 1, async || Ok(server.met())).await
}

async fn while_waiting(ordeal: &mut Ordeal, kind: &str) -> Result<()> {
    hold(ordeal, kind).await?;
    devtools::stop_workers(&ordeal.browser).await?;
    ordeal.server.behave();
    ordeal.last_good_is_active().await?;
    ordeal.next_is_taken().await
}

/// What a sync does in storage, step by step.
async fn count_steps(ordeal: &mut Ordeal) -> Result<Vec<String>> {
    ordeal.approach_second().await?;
    ask(&ordeal.browser, Request::Status).await?;
    let mut worker = Worker::attach(&ordeal.browser).await?;
    worker.halt_at(usize::MAX).await?;
    ordeal.next_is_taken().await?;
    let steps = worker.steps().await?;
    devtools::stop_workers(&ordeal.browser).await?;
    Ok(steps)
}

/// Has the worker begin a sync and halt before a step in storage. The tools stay attached with the value.
async fn halt(ordeal: &mut Ordeal, step: usize) -> Result<Worker> {
    ordeal.approach_second().await?;
    ask(&ordeal.browser, Request::Status).await?;
    let mut worker = Worker::attach(&ordeal.browser).await?;
    worker.halt_at(step).await?;
    asking::begin(&ordeal.browser, Request::Sync).await?;
    worker.halted().await?;
    Ok(worker)
}

async fn while_storing(ordeal: &mut Ordeal, step: usize) -> Result<()> {
    let worker = halt(ordeal, step).await?;
    devtools::stop_workers(&ordeal.browser).await?;
    drop(worker);
    went_on(ordeal).await
}

async fn went_on(ordeal: &mut Ordeal) -> Result<()> {
    let is_old = ordeal.last_good_or_next_is_active().await?;
    // What is on a sealed list lies beside the slots.
    ordeal.still_advises().await?;
    if !is_old {
        ordeal.approach_any().await?;
    }
    ordeal.next_is_taken().await
}
