//! A disk that is full.

use anyhow::{Result, ensure};
use e2e::browser::EXTENSION_ID;
use e2e::cdp::Tools;
use e2e::ordeal::Ordeal;
use e2e::tally::Tally;
use serde_json::{Value, json};

use super::table;

/// What more fits on the disk, in hundredths of the next release: nothing, some of it, most of it.
const ROOM: [usize; 4] = [0, 1, 10, 40];

#[tokio::test]
async fn a_full_disk() -> Result<()> {
    let mut ordeal = Ordeal::begin().await?;
    let mut tally = Tally::default();
    for room in ROOM {
        ordeal.approach_any().await?;
        // Chromium remembers for half a minute how much room there is: a new browser has to ask.
        ordeal = ordeal.kill_browser().await?;
        let outcome = too_little(&mut ordeal, room).await;
        let end = ordeal
            .end(&format!("room for {room} % of it"), outcome)
            .await?;
        tally.add("storage quota exceeded", end);
    }
    tally.conclude(&table("disk"))
}

async fn too_little(ordeal: &mut Ordeal, room: usize) -> Result<()> {
    let mut tools = Tools::of_current_page(&ordeal.browser).await?;
    let origin = format!("chrome-extension://{EXTENSION_ID}");
    let usage = tools
        .call("Storage.getUsageAndQuota", json!({ "origin": origin }))
        .await?;
    let usage = usage.get("usage").and_then(Value::as_f64).unwrap_or(0.0);
    let release: usize = ordeal
        .next_asked()
        .iter()
        .filter_map(|asked| asked.length)
        .sum();
    let room = (release * room / 100) as f64;
    let quota = json!({ "origin": origin, "quotaSize": usage + room });
    tools.call("Storage.overrideQuotaForOrigin", quota).await?;
    ordeal.server.behave();
    let view = ordeal.sync().await?;
    ensure!(view.problem.is_some(), "it fitted: {view:?}");
    ordeal.last_good_is_active().await?;
    tools
        .call(
            "Storage.overrideQuotaForOrigin",
            json!({ "origin": origin }),
        )
        .await?;
    ordeal.next_is_taken().await
}
