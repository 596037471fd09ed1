//! Syncs, each with the time until the worker answers and the processor time that the browser used for it.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::{Result, ensure};
use e2e::asking::{self, Request, View};
use e2e::browser::Browser;
use e2e::processes::{self, Kind};
use serde_json::{Value, json};
use tokio::time::Instant;

/// How long a first sync of two million keys may take on a busy machine.
const LONGEST: Duration = Duration::from_secs(280);

/// When a file was changed, as the server tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// Now.
    Now,
    /// So long ago that what comes next is younger by any clock: servers tell whole seconds.
    LongAgo,
}

/// Lets the server show another release.
pub(crate) fn show(pointer: &Path, bytes: &[u8], moment: Moment) -> Result<()> {
    let beside = pointer.with_extension("new");
    fs::write(&beside, bytes)?;
    if moment == Moment::LongAgo {
        let then = SystemTime::now() - Duration::from_secs(60);
        File::options()
            .write(true)
            .open(&beside)?
            .set_modified(then)?;
    }
    Ok(fs::rename(beside, pointer)?)
}

/// Scripts may run as long as the longest sync.
pub(crate) async fn be_patient(browser: &Browser) -> Result<()> {
    Ok(browser.driver.set_script_timeout(LONGEST).await?)
}

/// Joins a company: the first sync.
pub(crate) async fn join(browser: &Browser, code: &str) -> Result<Value> {
    let (view, figures) = timed(browser, Request::Enrol(code)).await?;
    ensure!(view.version == 1, "joined, and has {view:?}");
    Ok(figures)
}

/// Follows the next release.
pub(crate) async fn follow(browser: &Browser) -> Result<Value> {
    let (view, figures) = timed(browser, Request::Sync).await?;
    ensure!(view.version > 1, "followed, and has {view:?}");
    Ok(figures)
}

/// Looks when nothing is new.
pub(crate) async fn look(browser: &Browser) -> Result<Value> {
    timed(browser, Request::Sync)
        .await
        .map(|(_, figures)| figures)
}

async fn timed(browser: &Browser, request: Request<'_>) -> Result<(View, Value)> {
    let before = used(browser)?;
    let started = Instant::now();
    let view = asking::ask(browser, request).await?;
    let ms = started.elapsed().as_secs_f64() * 1000.0;
    let after = used(browser)?;
    ensure!(view.problem.is_none(), "the worker has a problem: {view:?}");
    let spent = |kind: fn(&Used) -> u64| kind(&after).saturating_sub(kind(&before));
    let figures = json!({
        "ms": ms,
        "extension_ms": spent(|used| used.extension),
        "browser_ms": spent(|used| used.others),
    });
    Ok((view, figures))
}

/// Milliseconds of processor time.
struct Used {
    extension: u64,
    others: u64,
}

fn used(browser: &Browser) -> Result<Used> {
    let (mut extension, mut others) = (0, 0);
    for process in processes::of(browser)? {
        match process.kind {
            Kind::Extension => extension += process.used_ms(),
            Kind::Page | Kind::Other => others += process.used_ms(),
        }
    }
    ensure!(extension > 0, "the extension has no process");
    Ok(Used { extension, others })
}
