//! When a nudge comes and what it says; and when none comes.
//!
//! How silence is shown without waiting for nothing: the draft then gets a word that has a rule of
//! its own. The nudge for it comes, so the core was there and judged, and gives that one reason
//! only: there was none before it.

use anyhow::{Result, ensure};
use e2e::cell::{Cell, Site};
use e2e::composer::{Person, Writing};
use e2e::setting::{Setting, USUAL};
use e2e::stage::{Stage, behave};

in_every_cell!(
    a_client_has_an_account_manager,
    another_bank_and_an_analyst_have_desks,
    a_stranger_is_nobodys,
    a_colleague_is_nobodys,
    the_account_manager_is_left_alone,
    text_and_caret_survive,
    a_closed_nudge_stays_closed,
);

/// Lets the word "discount" have a word for account managers, too, so that their silence can be told.
const FOR_EVERYBODY: (&str, &str, &str) = (
    "rules/questions.toml",
    r#"["support", "sales", "account-manager"]"#,
    r#"["support", "sales"]"#,
);

async fn a_client_has_an_account_manager(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        stage.visit(Person::Elena).await?;
        let line = stage.nudge().titled("Jonas Brandt looks after Elena Marchetti").await?;
        ensure!(line.owner == "Jonas Brandt", "{line:?}");
        ensure!(line.owner_detail == "Account manager · Key accounts", "{line:?}");
        ensure!(line.contact.as_deref() == Some("mailto:jonas.brandt@aldermoor.example"), "{line:?}");
        ensure!(line.why == ["Elena Marchetti is one of our Exclusive clients, and Jonas Brandt is the person they know."], "{line:?}");
        Ok(())
    })
    .await
}

async fn another_bank_and_an_analyst_have_desks(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        stage.visit(Person::Victor).await?;
        let line = stage
            .nudge()
            .titled("Victor Hale works at another bank")
            .await?;
        ensure!(line.owner == "Press desk", "{line:?}");
        ensure!(
            line.contact.as_deref() == Some("mailto:press@aldermoor.example"),
            "{line:?}"
        );
        stage.go_to(Person::Ingrid).await?;
        let line = stage
            .nudge()
            .titled("Ingrid Solberg writes about our industry")
            .await?;
        ensure!(line.owner == "Analyst relations", "{line:?}");
        ensure!(
            line.contact.as_deref() == Some("https://chat.aldermoor.example/analyst-relations"),
            "{line:?}"
        );
        Ok(())
    })
    .await
}

/// On LinkedIn this stranger's post was passed on by a client: the header must not be taken for the author.
async fn a_stranger_is_nobodys(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        silent_for(stage, Person::Toni).await
    })
    .await
}

async fn a_colleague_is_nobodys(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        silent_for(stage, Person::Mara).await
    })
    .await
}

async fn the_account_manager_is_left_alone(cell: Cell) -> Result<()> {
    let setting = Setting {
        who: Some("--person=jonas"),
        edits: &[FOR_EVERYBODY],
        ..USUAL
    };
    behave(cell, setting, async |stage| {
        silent_for(stage, Person::Elena).await
    })
    .await
}

async fn text_and_caret_survive(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let composer = stage.visit(Person::Elena).await?;
        composer.write("A good harvst!").await?;
        stage.nudge().line().await?;
        composer.move_left(3).await?;
        composer.write("e").await?;
        let expected = Writing {
            text: "A good harvest!".to_owned(),
            caret: Some(12),
        };
        ensure!(composer.writing().await? == expected);
        stage.nudge().press("dismiss").await?;
        stage.nudge().gone().await?;
        ensure!(
            composer.writing().await? == expected,
            "closing moved the caret: {:?}",
            composer.writing().await?
        );
        composer.write("\u{e9}").await?;
        composer.reads("A good harve\u{e9}st!").await?;
        composer.send_by_click().await?;
        stage.posted(&["A good harve\u{e9}st!"]).await
    })
    .await
}

async fn a_closed_nudge_stays_closed(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let composer = stage.visit(Person::Elena).await?;
        stage.nudge().line().await?;
        stage.nudge().press("not_useful").await?;
        stage.nudge().gone().await?;
        composer.focus().await?;
        // Another reason is another nudge; the closed one is still part of it, as before.
        composer.write("Any discount?").await?;
        stage.nudge().line().await?;
        Ok(())
    })
    .await
}

async fn silent_for(stage: &Stage, person: Person) -> Result<()> {
    let composer = stage.visit(person).await?;
    composer.write("Well done").await?;
    composer.reads("Well done").await?;
    ensure!(stage.nudge().line_now().await?.is_none());
    composer.write(", is there a discount").await?;
    let line = stage.nudge().line().await?;
    ensure!(
        line.why == ["Your draft is about a price or a refund."],
        "{line:?}"
    );
    composer.send_by_click().await?;
    stage.posted(&["Well done, is there a discount"]).await?;
    if stage.cell.site == Site::LinkedIn && person == Person::Toni {
        let header = stage
            .browser
            .evaluate("return document.querySelector('.passed-on').textContent")
            .await?;
        ensure!(
            header == "Elena Marchetti reposted this",
            "the trap is gone from the fixture: {header}"
        );
    }
    Ok(())
}
