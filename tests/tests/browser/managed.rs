//! Joining a company without doing anything: an administrator configures the browser.

use anyhow::Result;
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
        wait::until("the browser to belong to nobody", async || {
            let has_joined = pages::has_joined(&stage.browser).await?;
            Ok((!has_joined).then_some(()))
        })
        .await?;
        let composer = stage.visit(Person::Elena).await?;
        composer.write("Hello").await?;
        composer.send_by_click().await?;
        stage.posted(&["Hello"]).await
    })
    .await
}

/// Chromium reads settings some seconds after their file was written.
async fn joined(stage: &Stage) -> Result<()> {
    wait::until("the browser to belong to the company", async || {
        let has_joined = pages::has_joined(&stage.browser).await?;
        Ok(has_joined.then_some(()))
    })
    .await?;
    wait::until_equal("the rules", "Up to date".to_owned(), async || {
        Ok(pages::status(&stage.browser).await?.freshness)
    })
    .await
}
