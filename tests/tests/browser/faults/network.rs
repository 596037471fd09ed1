//! A server that misbehaves at every kind of file.

use anyhow::{Result, ensure};
use e2e::asking::{Answer, Request, ask};
use e2e::ordeal::Ordeal;
use e2e::tally::Tally;
use e2e::unreliable::{Asked, Fault, Whom};
use e2e::worker::Worker;

use super::table;

/// How many times as fast the worker's timers run where a server is waited for.
const HURRY: u32 = 50;

/// The parts of sealed lists. Where one that leads from the version at hand is spoilt, others lead from nothing to
/// the same list: those are fetched instead, and the release is taken.
const MAPS: &str = "targets/map/HASH";

/// A newer root. Where there is none, browsers ask for one in vain; so one that is hidden passes for none,
/// until the root at hand expires. That is the specification's way, and nothing is lost by it.
const NEXT_ROOT: &str = "metadata/N.root.json";

#[tokio::test]
async fn at_metadata() -> Result<()> {
    at_each_file_in("metadata/").await
}

#[tokio::test]
async fn at_targets() -> Result<()> {
    at_each_file_in("targets/").await
}

#[tokio::test]
async fn a_server_that_takes_for_ever() -> Result<()> {
    let mut ordeal = Ordeal::begin().await?;
    let mut tally = Tally::default();
    for (kind, seen) in ordeal.kinds() {
        for fault in Fault::slow(seen.length) {
            let outcome = outwaited(&mut ordeal, &kind, &fault).await;
            let end = ordeal.end(&format!("{fault:?} of {kind}"), outcome).await?;
            tally.add(&fault.name(), end);
        }
    }
    tally.conclude(&table("slow"))
}

#[tokio::test]
async fn joining_at_a_bad_moment() -> Result<()> {
    let mut ordeal = Ordeal::begin().await?;
    let mut tally = Tally::default();
    let asked = ordeal.asked_when_joining().to_vec();
    let faults = [Fault::HangUp, Fault::LoginPage].into_iter().cycle();
    for (asked, fault) in asked.into_iter().zip(faults) {
        let what = format!("joining with {fault:?} of {}", asked.path);
        let outcome = joined_later(&mut ordeal, &asked, fault).await;
        tally.add("first sync fails", ordeal.end(&what, outcome).await?);
    }
    tally.conclude(&table("joining"))
}

/// Whatever a server does at once, with each kind of file in a folder.
async fn at_each_file_in(folder: &str) -> Result<()> {
    let mut ordeal = Ordeal::begin().await?;
    ordeal.knows_every_file()?;
    let mut tally = Tally::default();
    let moved_to = ordeal.elsewhere.url().to_owned();
    for (kind, seen) in ordeal.kinds_in(folder) {
        for fault in Fault::quick(&kind, seen.length, &moved_to) {
            let outcome = endured(&mut ordeal, &kind, &fault).await;
            let end = ordeal.end(&format!("{fault:?} of {kind}"), outcome).await?;
            tally.add(&fault.name(), end);
        }
        ordeal.still_advises().await?;
    }
    tally.conclude(&table(folder))
}

async fn endured(ordeal: &mut Ordeal, kind: &str, fault: &Fault) -> Result<()> {
    let asked = ordeal.approach(kind).await?;
    ordeal
        .server
        .misbehave(Whom::Path(asked.path), fault.clone());
    if kind == NEXT_ROOT && fault.hides() {
        return ordeal.next_is_taken_without_its_root().await;
    }
    let view = ordeal.sync().await?;
    if kind.starts_with(MAPS) && view.problem.is_none() {
        ordeal.repaired().await?;
    } else {
        ordeal.refused(&view).await?;
    }
    ordeal.next_is_taken().await
}

/// The same with a worker whose timers run faster: what it waits for takes a fraction of the time.
async fn outwaited(ordeal: &mut Ordeal, kind: &str, fault: &Fault) -> Result<()> {
    let asked = ordeal.approach(kind).await?;
    ordeal
        .server
        .misbehave(Whom::Path(asked.path), fault.clone());
    // Somebody is asked so that there is a worker to attach to.
    ask(&ordeal.browser, Request::Status).await?;
    Worker::attach(&ordeal.browser).await?.hurry(HURRY).await?;
    let view = ordeal.sync().await?;
    let problem = view.problem.clone().unwrap_or_default();
    ensure!(problem.contains("too slow"), "not for being slow: {view:?}");
    ordeal.refused(&view).await?;
    ordeal.next_is_taken().await
}

/// Nothing is lost where nothing was; what counts is that "check now" brings the first bundle later.
async fn joined_later(ordeal: &mut Ordeal, asked: &Asked, fault: Fault) -> Result<()> {
    ask(&ordeal.browser, Request::Leave).await?;
    ordeal.version = 0;
    ordeal.approach_any().await?;
    ordeal
        .server
        .misbehave(Whom::Path(asked.path.clone()), fault);
    let answer = ordeal.try_to_join().await?;
    ensure!(
        matches!(&answer, Answer::Status(view) if view.version == 0 && view.problem.is_some()),
        "joining was answered with {answer:?}"
    );
    let view = ordeal.as_stored().await?;
    ensure!(view.version == 0 && view.enrolled, "stored: {view:?}");
    ordeal.next_is_taken().await
}
