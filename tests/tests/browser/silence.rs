//! Whom somebody writes to is asked of nobody: the network is watched while people are looked up.

use anyhow::{Result, ensure};
use e2e::asking::{self, Request, ask};
use e2e::cdp::Tools;
use e2e::cell::Cell;
use e2e::composer::Person;
use e2e::setting::{Setting, USUAL};
use e2e::stage::{Stage, behave};
use e2e::unreliable::UnreliableServer;
use e2e::worker::Worker;

on_both_sites_in_chromium!(a_look_up_asks_nobody_on_the_network);

const NOBODY_YET: Setting = Setting { who: None, ..USUAL };

async fn a_look_up_asks_nobody_on_the_network(cell: Cell) -> Result<()> {
    behave(cell, NOBODY_YET, async |stage| {
        let server = UnreliableServer::start(&stage.company.published()).await?;
        let code = stage.company.enrol(server.url(), "--person=alice").await?;
        asking::open(&stage.browser).await?;
        ask(&stage.browser, Request::Enrol(&code)).await?;
        ensure!(!server.take_asked().is_empty(), "it writes nothing down");

        stage.visit(Person::Ingrid).await?;
        stage.nudge().line().await?;
        let mut worker = Worker::attach(&stage.browser).await?;
        worker.watch_network().await?;
        let mut page = Tools::of_current_page(&stage.browser).await?;
        page.watch_network().await?;
        look_up(stage).await?;
        let asked = worker.requests().await?;
        ensure!(asked.is_empty(), "by the worker: {asked:?}");
        // The page shows pictures of whoever it shows, as it does without us.
        let pictures = format!("https://{}/media/", cell.site.host());
        let mut asked = page.requests().await?;
        asked.retain(|address| !address.starts_with(&pictures));
        ensure!(asked.is_empty(), "in the page: {asked:?}");
        let asked = server.take_asked();
        ensure!(asked.is_empty(), "of the bundle server: {asked:?}");

        // All three would have noticed.
        let sites = format!("https://{}/favicon.ico", cell.site.host());
        stage
            .browser
            .evaluate(&format!("return fetch('{sites}').then(() => 1)"))
            .await?;
        ensure!(page.requests().await? == [sites], "the page is not watched");
        stage.browser.open_tab("about:blank").await?;
        asking::open(&stage.browser).await?;
        ask(&stage.browser, Request::Sync).await?;
        let asked = worker.requests().await?;
        let noted = server.take_asked().into_iter();
        let noted: Vec<String> = noted
            .map(|it| format!("{}/{}", server.url(), it.path))
            .collect();
        ensure!(asked == noted, "by the worker: {asked:?}, of it: {noted:?}");
        ensure!(!asked.is_empty(), "the worker is not watched");
        stage.visit(Person::Elena).await?;
        stage.nudge().line().await.map(drop)
    })
    .await
}

/// Somebody on a sealed list and somebody on none, without a reload of the page.
async fn look_up(stage: &Stage) -> Result<()> {
    stage.go_to(Person::Elena).await?;
    let title = "Jonas Brandt looks after Elena Marchetti";
    stage.nudge().titled(title).await?;
    let composer = stage.go_to(Person::Toni).await?;
    stage.nudge().gone().await?;
    composer.write("A discount").await?;
    let line = stage.nudge().line().await?;
    ensure!(
        line.why == ["Your draft is about a price or a refund."],
        "{line:?}"
    );
    Ok(())
}
