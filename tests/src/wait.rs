//! Waiting for a condition with a deadline. Nothing here or in the behaviours sleeps blindly: every
//! pause ends as soon as what it waits for holds, and names it when it never does.

use std::fmt::Debug;
use std::time::Duration;

use anyhow::{Result, bail};
use tokio::time::{Instant, sleep};

/// How long anything may take on a loaded machine before a test calls it broken.
pub const PATIENCE: Duration = Duration::from_secs(20);

const STEP: Duration = Duration::from_millis(25);

/// Asks `probe` until it gives something.
///
/// # Errors
/// When [`PATIENCE`] runs out: says `what` was awaited and the last error of `probe`.
pub async fn until<T>(what: &str, mut probe: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let deadline = Instant::now() + PATIENCE;
    let mut last = String::from("it was simply not there");
    while Instant::now() < deadline {
        match probe().await {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => {}
            Err(error) => last = format!("{error:#}"),
        }
        sleep(STEP).await;
    }
    bail!("waited {} s for {what}: {last}", PATIENCE.as_secs())
}

/// Asks `probe` until it answers `expected`.
///
/// # Errors
/// When [`PATIENCE`] runs out: says what was expected and what was seen last.
pub async fn until_equal<T: PartialEq + Debug>(
    what: &str,
    expected: T,
    mut probe: impl AsyncFnMut() -> Result<T>,
) -> Result<()> {
    let mut seen = None;
    let outcome = until(what, async || {
        let now = probe().await?;
        let equal = now == expected;
        seen = Some(now);
        Ok(equal.then_some(()))
    })
    .await;
    match outcome {
        Ok(()) => Ok(()),
        Err(error) => bail!("{error:#}; expected {expected:?}, last seen {seen:?}"),
    }
}
