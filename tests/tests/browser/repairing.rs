//! What is spoilt, missing or taken away in a browser's storage comes back with the next sync, and until then
//! nobody gets a wrong answer. Faults on the way from the server are left to [`crate::faults`].

use anyhow::{Context, Result, bail, ensure};
use e2e::asking::{self, Request, View, ask};
use e2e::browser::EXTENSION_ID;
use e2e::cell::Cell;
use e2e::composer::Person;
use e2e::setting::{Core, Setting, USUAL};
use e2e::stage::{Stage, behave};
use serde_json::{Value, json};

on_both_sites!(a_shard_that_is_spoilt_or_missing_says_nothing_until_the_next_sync_fetches_it,);
on_both_sites_in_chromium!(storage_that_the_browser_took_away_is_filled_again_by_the_next_sync);

/// Companies in talks are on a map of their own: a shard of one list is none of the other's.
const TWO_MAPS: Setting = Setting {
    edits: &[(
        "audiences/prospects.toml",
        "class = ",
        "for_roles = [\"engineer\"]\nclass = ",
    )],
    ..USUAL
};
const CLIENTS: &str = "everyone/list";
const MANAGERS: &str = "everyone/owners";
const TALKS: &str = "for-engineer/list";
const OPEN: &str = "open/owners";

async fn a_shard_that_is_spoilt_or_missing_says_nothing_until_the_next_sync_fetches_it(
    cell: Cell,
) -> Result<()> {
    behave(cell, TWO_MAPS, async |stage| {
        client_is_known(stage).await?;
        talks_are_known(stage).await?;

        harm(stage, "spoil", CLIENTS).await?;
        is_unknown(stage, Person::Elena).await?;
        talks_are_known(stage).await?;
        sync(stage).await?;
        client_is_known(stage).await?;

        // Who looks after her might be whoever is writing: nothing is said of her at all.
        harm(stage, "spoil", MANAGERS).await?;
        is_unknown(stage, Person::Elena).await?;
        talks_are_known(stage).await?;
        sync(stage).await?;
        client_is_known(stage).await?;

        harm(stage, "spoil", OPEN).await?;
        is_unknown(stage, Person::Victor).await?;
        client_is_known(stage).await?;
        sync(stage).await?;
        rival_is_known(stage).await?;

        harm(stage, "remove", TALKS).await?;
        is_unknown(stage, Person::Samuel).await?;
        client_is_known(stage).await?;
        sync(stage).await?;
        talks_are_known(stage).await?;

        // Nobody has to look first for one that is missing.
        harm(stage, "remove", CLIENTS).await?;
        sync(stage).await?;
        client_is_known(stage).await
    })
    .await
}

async fn storage_that_the_browser_took_away_is_filled_again_by_the_next_sync(
    cell: Cell,
) -> Result<()> {
    let setting = Setting {
        core: Core::Idle,
        ..USUAL
    };
    behave(cell, setting, async |stage| {
        client_is_known(stage).await?;
        // Under a worker that has the rules in memory, and the lists in storage.
        evict(stage).await?;
        is_unknown(stage, Person::Elena).await?;
        post_to_samuel(stage, &["Meanwhile"]).await?;
        sync(stage).await?;
        client_is_known(stage).await?;
        // Under one that has to load everything.
        evict(stage).await?;
        stage.end_worker().await?;
        let view = status(stage).await?;
        ensure!((view.version, view.enrolled) == (0, true), "{view:?}");
        post_to_samuel(stage, &["Meanwhile", "Again"]).await?;
        ensure!(
            stage.nudge().line_now().await?.is_none(),
            "advice without rules"
        );
        sync(stage).await?;
        client_is_known(stage).await?;
        // And for good: what the next worker finds is all of it.
        stage.end_worker().await?;
        client_is_known(stage).await
    })
    .await
}

async fn client_is_known(stage: &Stage) -> Result<()> {
    stage.visit(Person::Elena).await?;
    let title = "Jonas Brandt looks after Elena Marchetti";
    stage.nudge().titled(title).await.map(drop)
}

async fn talks_are_known(stage: &Stage) -> Result<()> {
    stage.visit(Person::Samuel).await?;
    let title = "Mara Lindqvist is in talks with Samuel Okafor";
    stage.nudge().titled(title).await.map(drop)
}

async fn rival_is_known(stage: &Stage) -> Result<()> {
    stage.visit(Person::Victor).await?;
    let title = "Victor Hale works at another bank";
    stage.nudge().titled(title).await.map(drop)
}

/// The draft is judged, and nothing is said about the person.
async fn is_unknown(stage: &Stage, person: Person) -> Result<()> {
    let composer = stage.visit(person).await?;
    composer.write("A discount").await?;
    let line = stage.nudge().line().await?;
    ensure!(
        line.why == ["Your draft is about a price or a refund."],
        "{person:?}: {line:?}"
    );
    Ok(())
}

/// Writes to somebody for whom Send is held as long as the talks are known, and is not held up.
async fn post_to_samuel(stage: &Stage, posted: &[&str]) -> Result<()> {
    let text = posted.last().context("something to post")?;
    let composer = stage.visit(Person::Samuel).await?;
    composer.write(text).await?;
    composer.reads(text).await?;
    composer.send_by_click().await?;
    stage.posted(posted).await
}

async fn status(stage: &Stage) -> Result<View> {
    asking::open(&stage.browser).await?;
    ask(&stage.browser, Request::Status).await
}

/// The next sync, after which every shard is there and is what its name says.
async fn sync(stage: &Stage) -> Result<()> {
    asking::open(&stage.browser).await?;
    let view = ask(&stage.browser, Request::Sync).await?;
    ensure!(
        view.version == 1 && view.freshness == "fresh" && view.problem.is_none(),
        "{view:?}"
    );
    let spoilt = run(stage, "check", "").await?;
    ensure!(spoilt == json!([]), "spoilt: {spoilt}");
    Ok(())
}

async fn harm(stage: &Stage, how: &str, list: &str) -> Result<()> {
    asking::open(&stage.browser).await?;
    let harmed = run(stage, how, list).await?;
    ensure!(harmed == json!(true), "no shard of `{list}`: {harmed}");
    Ok(())
}

/// As the browser does when it needs the room: all databases of the extension, and nothing else of it.
async fn evict(stage: &Stage) -> Result<()> {
    let origin = format!("chrome-extension://{EXTENSION_ID}");
    let what = json!({ "origin": origin, "storageTypes": "indexeddb,cache_storage" });
    let tools = stage.browser.driver.cdp();
    tools.send_raw("Storage.clearDataForOrigin", what).await?;
    asking::open(&stage.browser).await?;
    let left = run(stage, "count", "").await?;
    ensure!(left == json!(0), "not taken away: {left}");
    Ok(())
}

async fn run(stage: &Stage, what: &str, list: &str) -> Result<Value> {
    let driver = &stage.browser.driver;
    let outcome = driver
        .execute_async(STORAGE, vec![json!(what), json!(list)])
        .await?;
    match outcome.json() {
        Value::String(problem) => bail!("storage: {problem}"),
        other => Ok(other.clone()),
    }
}

/// The first shard of a list of a map is spoilt or removed; or those are told that are not what their names say.
const STORAGE: &str = r#"
const [what, listed, done] = arguments;
const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const asked = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
(async () => {
  if (what === "count") return done((await indexedDB.databases()).length);
  const database = await asked(indexedDB.open("fineline"));
  const store = (name, mode) => database.transaction(name, mode).objectStore(name);
  try {
    const names = await asked(store("shards").getAllKeys());
    if (what === "check") {
      const spoilt = [];
      for (const name of names) {
        const digest = await crypto.subtle.digest("SHA-256", await asked(store("shards").get(name)));
        if (hex(digest) !== name) spoilt.push(name);
      }
      return done(names.length ? spoilt : "there are no shards");
    }
    const [slot] = (await asked(store("pointer").get("active"))).split(" ");
    const list = await asked(store(slot).get(`map/${listed}`));
    const name = hex(list.slice(0, 32));
    if (!names.includes(name)) return done(false);
    const shard = await asked(store("shards").get(name));
    shard[shard.length >> 1] ^= 1;
    await asked(what === "spoil" ? store("shards", "readwrite").put(shard, name) : store("shards", "readwrite").delete(name));
    done(true);
  } finally {
    database.close();
  }
})().catch((problem) => done(String(problem)));
"#;
