//! When anything we need is missing or broken, nobody is nudged and every post goes out unhindered.
//! Each behaviour writes to somebody for whom Send would be held if all were well.

use anyhow::{Result, ensure};
use e2e::cell::Cell;
use e2e::company::EXPIRED;
use e2e::composer::Person;
use e2e::setting::{Core, Extension, Server, Setting, USUAL};
use e2e::stage::{Stage, behave};
use e2e::{pages, wait};

in_every_cell!(
    with_a_dead_worker,
    without_a_bundle,
    without_the_core,
    with_a_bundle_that_was_expired_from_the_start,
    with_a_bundle_that_has_expired_since,
    with_a_bundle_tampered_with_at_the_server,
    with_a_bundle_tampered_with_in_storage,
);

const IDLE: Setting = Setting {
    core: Core::Idle,
    ..USUAL
};

async fn with_a_dead_worker(cell: Cell) -> Result<()> {
    let setting = Setting {
        extension: Extension::WithDeadWorker,
        ..IDLE
    };
    behave(cell, setting, async |stage| unhindered(stage).await).await
}

async fn without_a_bundle(cell: Cell) -> Result<()> {
    let setting = Setting { who: None, ..IDLE };
    behave(cell, setting, async |stage| unhindered(stage).await).await
}

async fn without_the_core(cell: Cell) -> Result<()> {
    let setting = Setting {
        extension: Extension::WithoutCore,
        ..IDLE
    };
    behave(cell, setting, async |stage| unhindered(stage).await).await
}

async fn with_a_bundle_that_was_expired_from_the_start(cell: Cell) -> Result<()> {
    let setting = Setting {
        lives: &EXPIRED,
        ..IDLE
    };
    behave(cell, setting, async |stage| unhindered(stage).await).await
}

async fn with_a_bundle_that_has_expired_since(cell: Cell) -> Result<()> {
    behave(cell, IDLE, async |stage| {
        stage.company.publish(&["targets=6s"]).await?;
        let status = pages::sync(&stage.browser).await?;
        ensure!(status.version == "2", "{status:?}");
        wait::until("the bundle to expire", async || {
            let status = pages::status(&stage.browser).await?;
            Ok(status.freshness.starts_with("Expired").then_some(()))
        })
        .await?;
        unhindered(stage).await
    })
    .await
}

async fn with_a_bundle_tampered_with_at_the_server(cell: Cell) -> Result<()> {
    let setting = Setting {
        server: Server::Tampered,
        ..IDLE
    };
    behave(cell, setting, async |stage| unhindered(stage).await).await
}

async fn with_a_bundle_tampered_with_in_storage(cell: Cell) -> Result<()> {
    behave(cell, IDLE, async |stage| {
        let page = stage.browser.extension_page("status.html");
        stage.browser.driver.goto(&page).await?;
        let changed = stage
            .browser
            .driver
            .execute_async(TAMPER, Vec::new())
            .await?;
        ensure!(
            changed.json() == &serde_json::json!(1),
            "nothing to tamper with: {}",
            changed.json()
        );
        stage.browser.driver.goto("about:blank").await?;
        // The next worker reads what lies there.
        stage.stop_worker().await?;
        unhindered(stage).await
    })
    .await
}

/// Adds one space to the rules in the active slot: harmless JSON, but not what was signed.
const TAMPER: &str = r#"
const done = arguments[0];
const opening = indexedDB.open("fineline");
opening.onerror = () => done(String(opening.error));
opening.onsuccess = () => {
  const database = opening.result;
  const transaction = database.transaction(["slot-a", "slot-b"], "readwrite");
  let changed = 0;
  for (const name of ["slot-a", "slot-b"]) {
    const store = transaction.objectStore(name);
    const cursor = store.openCursor();
    cursor.onsuccess = () => {
      const at = cursor.result;
      if (!at) return;
      if (at.key.endsWith("policy.json")) {
        const spoilt = new Uint8Array(at.value.length + 1);
        spoilt.set(at.value);
        spoilt[at.value.length] = 32;
        at.update(spoilt);
        changed += 1;
      }
      at.continue();
    };
  }
  transaction.oncomplete = () => { database.close(); done(changed); };
  transaction.onabort = () => done(String(transaction.error));
};
"#;

async fn unhindered(stage: &Stage) -> Result<()> {
    let composer = stage.visit(Person::Samuel).await?;
    composer.write("By click").await?;
    composer.reads("By click").await?;
    composer.send_by_click().await?;
    stage.posted(&["By click"]).await?;
    composer.reads("").await?;
    composer.focus().await?;
    composer.write("By key").await?;
    composer.reads("By key").await?;
    composer.send_by_key().await?;
    stage.posted(&["By click", "By key"]).await?;
    ensure!(stage.nudge().pause_now().await?.is_none());
    ensure!(stage.nudge().line_now().await?.is_none());
    Ok(())
}
