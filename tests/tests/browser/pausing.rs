//! The pause: holds Send once, by mouse and by keyboard, and lets go by every way out.
//!
//! How "exactly once" is shown: something else is sent after it, and the server has both, once each,
//! in this order.

use anyhow::{Result, ensure};
use e2e::cell::Cell;
use e2e::composer::{Composer, Person, Writing};
use e2e::setting::USUAL;
use e2e::stage::{Stage, behave};

in_every_cell!(
    going_back_returns_to_the_draft,
    escape_returns_to_the_draft,
    posting_anyway_posts_exactly_once,
    a_worker_that_died_after_the_look_up_changes_nothing,
);

/// The two ways to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Send {
    Click,
    CtrlEnter,
}

impl Send {
    const BOTH: [Self; 2] = [Self::Click, Self::CtrlEnter];

    async fn press(self, composer: &Composer<'_>) -> Result<()> {
        match self {
            Self::Click => composer.send_by_click().await,
            Self::CtrlEnter => composer.send_by_key().await,
        }
    }
}

async fn going_back_returns_to_the_draft(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let mut expected_posts = Vec::new();
        for send in Send::BOTH {
            let composer = held(stage, send).await?;
            stage.posted(&expected_posts).await?;
            stage.nudge().press("go_back").await?;
            stage.nudge().pause_closed().await?;
            let expected = Writing {
                text: "Good to hear!".to_owned(),
                caret: Some(7),
            };
            ensure!(
                composer.writing().await? == expected,
                "{send:?}: {:?}",
                composer.writing().await?
            );
            composer.write(" from you").await?;
            composer.reads("Good to from you hear!").await?;
            // Held once; the second time it goes.
            send.press(&composer).await?;
            expected_posts.push("Good to from you hear!");
            stage.posted(&expected_posts).await?;
            ensure!(stage.nudge().pause_now().await?.is_none());
        }
        Ok(())
    })
    .await
}

async fn escape_returns_to_the_draft(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let composer = held(stage, Send::Click).await?;
        composer.write("\u{e00c}").await?;
        stage.nudge().pause_closed().await?;
        let expected = Writing {
            text: "Good to hear!".to_owned(),
            caret: Some(7),
        };
        ensure!(
            composer.writing().await? == expected,
            "{:?}",
            composer.writing().await?
        );
        ensure!(stage.sites.posts().is_empty());
        Ok(())
    })
    .await
}

async fn posting_anyway_posts_exactly_once(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let mut expected = Vec::new();
        for send in Send::BOTH {
            held(stage, send).await?;
            stage.nudge().press("post_anyway").await?;
            expected.push("Good to hear!");
            stage.posted(&expected).await?;
            stage.nudge().pause_closed().await?;
            let composer = stage.composer();
            composer.reads("").await?;
            composer.focus().await?;
            composer.write("And thank you").await?;
            composer.reads("And thank you").await?;
            send.press(&composer).await?;
            expected.push("And thank you");
            stage.posted(&expected).await?;
        }
        Ok(())
    })
    .await
}

async fn a_worker_that_died_after_the_look_up_changes_nothing(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let composer = written(stage).await?;
        stage.stop_worker().await?;
        composer.send_by_click().await?;
        stage.nudge().pause().await?;
        ensure!(stage.sites.posts().is_empty());
        stage.nudge().press("post_anyway").await?;
        stage.posted(&["Good to hear!"]).await
    })
    .await
}

/// Writes to somebody in negotiation, moves the caret into the text and sends: the pause is open.
async fn held(stage: &Stage, send: Send) -> Result<Composer<'_>> {
    let composer = written(stage).await?;
    composer.move_left(6).await?;
    send.press(&composer).await?;
    stage.nudge().pause().await?;
    Ok(composer)
}

/// Writes to somebody in negotiation and waits until the look-up has been answered.
async fn written(stage: &Stage) -> Result<Composer<'_>> {
    let composer = stage.visit(Person::Samuel).await?;
    composer.write("Good to hear!").await?;
    composer.reads("Good to hear!").await?;
    stage
        .nudge()
        .titled("Mara Lindqvist is in talks with Samuel Okafor")
        .await?;
    Ok(composer)
}
