//! Joining a company without doing anything: an administrator configures the browser.

use anyhow::Result;
use e2e::asking::{self, Request, ask};
use e2e::cell::{Cell, Site, Variant};
use e2e::composer::Person;
use e2e::pages;
use e2e::setting::{Core, Setting, USUAL};
use e2e::stage::{Stage, behave};
use e2e::wait;

const CELL: Cell = Cell {
    site: Site::X,
    variant: Variant::Js,
};

/// Nobody joins by hand.
const MANAGED: Setting = Setting {
    who: None,
    is_managed: true,
    ..USUAL
};

#[tokio::test]
async fn a_configured_browser_belongs_to_the_company() -> Result<()> {
    behave(CELL, MANAGED, async |stage| {
        stage.configure("--role=engineer").await?;
        joined(stage).await?;
        // A code would change nothing.
        pages::asks_for_no_code(&stage.browser).await?;
        stage.visit(Person::Elena).await?;
        stage
            .nudge()
            .titled("Jonas Brandt looks after Elena Marchetti")
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn settings_that_are_taken_away_count_no_longer() -> Result<()> {
    // In the end nobody belongs to anything, and nothing judges.
    let setting = Setting {
        core: Core::Idle,
        ..MANAGED
    };
    behave(CELL, setting, async |stage| {
        stage.configure("--role=engineer").await?;
        joined(stage).await?;
        stage.visit(Person::Elena).await?;
        let title = "Jonas Brandt looks after Elena Marchetti";
        stage.nudge().titled(title).await?;
        stage.configure_nothing()?;
        belongs(stage, false).await?;
        let composer = stage.visit(Person::Elena).await?;
        composer.write("Hello").await?;
        composer.send_by_click().await?;
        stage.posted(&["Hello"]).await
    })
    .await
}

/// Chromium reads settings some seconds after their file was written.
async fn joined(stage: &Stage) -> Result<()> {
    belongs(stage, true).await?;
    wait::until_equal("the rules", "fresh".to_owned(), async || {
        Ok(ask(&stage.browser, Request::Status).await?.freshness)
    })
    .await
}

/// Waits until the browser belongs to the company, or to nobody. It is asked from a page that stands still: while pages
/// are loaded one after the other, Chromium puts off reading its settings (measured: for as long as that goes on).
async fn belongs(stage: &Stage, enrolled: bool) -> Result<()> {
    asking::open(&stage.browser).await?;
    wait::until_equal("belonging to the company", enrolled, async || {
        Ok(ask(&stage.browser, Request::Status).await?.enrolled)
    })
    .await
}
