//! A browser whose clock is wrong.
//!
//! The worker reads it in one place, and there the developer tools bend it. A server that replays old
//! files to a browser with a right clock is in `refusing`.

use anyhow::{Result, ensure};
use e2e::asking::{Request, ask};
use e2e::ordeal::Ordeal;
use e2e::tally::Tally;
use e2e::worker::Worker;

use super::table;

const DAY: i64 = 24 * 60 * 60;
/// Longer than any role of the company lives.
const YEARS: i64 = 10 * 365 * DAY;

#[tokio::test]
async fn a_wrong_clock() -> Result<()> {
    let mut ordeal = Ordeal::begin().await?;
    let mut tally = Tally::default();
    for (days, expected) in [(10 * DAY, "stale"), (YEARS, "expired")] {
        let outcome = ahead(&mut ordeal, days, expected).await;
        let end = ordeal.end(&format!("{days} s ahead"), outcome).await?;
        tally.add("clock ahead", end);
    }
    for seconds in [60, DAY, YEARS] {
        let outcome = behind(&mut ordeal, seconds).await;
        let end = ordeal.end(&format!("{seconds} s behind"), outcome).await?;
        tally.add("clock behind", end);
    }
    tally.conclude(&table("clock"))
}

/// Everything that is offered seems to have expired: refused, and what is in force is said to be old.
async fn ahead(ordeal: &mut Ordeal, seconds: i64, expected: &str) -> Result<()> {
    ordeal.approach_any().await?;
    ask(&ordeal.browser, Request::Status).await?;
    let mut worker = Worker::attach(&ordeal.browser).await?;
    worker.set_clock(seconds).await?;
    let view = ordeal.sync().await?;
    let problem = view.problem.clone().unwrap_or_default();
    ensure!(problem.contains("freeze"), "not for its age: {view:?}");
    ensure!(
        view.version == ordeal.version && view.freshness == expected,
        "not {expected}: {view:?}"
    );
    drop(worker);
    ordeal.last_good_is_active().await?;
    ordeal.next_is_taken().await
}

/// Nothing seems to have expired: taken, and taken again when the clock is right.
async fn behind(ordeal: &mut Ordeal, seconds: i64) -> Result<()> {
    ordeal.approach_any().await?;
    ask(&ordeal.browser, Request::Status).await?;
    let mut worker = Worker::attach(&ordeal.browser).await?;
    worker.set_clock(-seconds).await?;
    ordeal.next_is_taken().await?;
    drop(worker);
    ordeal.last_good_is_active().await?;
    ordeal.approach_any().await?;
    ordeal.next_is_taken().await
}
