//! Joining a company by hand. Every other behaviour joins by the link, which fills in the code.

use anyhow::{Result, ensure};
use e2e::cell::{Cell, Site, Variant};
use e2e::composer::Person;
use e2e::pages;
use e2e::setting::{Core, Setting, USUAL};
use e2e::stage::behave;

const SITE: Site = Site::LinkedIn;

in_both_builds!(
    a_typed_code_joins,
    a_damaged_code_is_refused_and_nobody_has_joined
);

/// Nobody has joined when the stage is set, which is why the core is not expected to judge then.
const ALONE: Setting = Setting {
    who: None,
    core: Core::Idle,
    ..USUAL
};

async fn a_typed_code_joins(cell: Cell) -> Result<()> {
    behave(cell, ALONE, async |stage| {
        let code = stage.code("--role=engineer").await?;
        let answer = pages::enrol_by_hand(&stage.browser, &format!("  {code} ")).await?;
        ensure!(answer.contains("Aldermoor Bank"), "the page said: {answer}");
        stage.visit(Person::Elena).await?;
        stage
            .nudge()
            .titled("Jonas Brandt looks after Elena Marchetti")
            .await?;
        Ok(())
    })
    .await
}

async fn a_damaged_code_is_refused_and_nobody_has_joined(cell: Cell) -> Result<()> {
    behave(cell, ALONE, async |stage| {
        let code = stage.code("--role=engineer").await?;
        let damaged: String = code.chars().take(code.len() / 2).collect();
        let answer = pages::enrol_by_hand(&stage.browser, &damaged).await?;
        ensure!(
            !answer.contains("Aldermoor Bank"),
            "the page said: {answer}"
        );
        let composer = stage.visit(Person::Samuel).await?;
        composer.write("Hello").await?;
        composer.send_by_click().await?;
        stage.posted(&["Hello"]).await
    })
    .await
}
