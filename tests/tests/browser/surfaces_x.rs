//! Every composer of X that somebody can write in, with the genuine editors: who is recognised in each, and that Send
//! is held there once and let go once. What each page looks like to the reader is held by its saved pages
//! (`crates/sites/fixtures/x`).

use anyhow::{Result, ensure};
use e2e::cell::{Cell, Site, Variant};
use e2e::composer::{Composer, Person, Where};
use e2e::setting::USUAL;
use e2e::stage::{Stage, behave};
use e2e::wait;

in_both_builds!(
    a_client_is_recognised_in_the_dialog,
    a_client_is_recognised_in_the_chat,
    a_client_who_is_quoted_is_recognised,
    a_client_who_is_named_in_a_new_post_is_recognised,
    a_group_and_an_empty_post_are_left_alone,
    a_reply_in_the_dialog_is_held_and_sent_once,
    a_message_is_held_and_sent_once,
);

const SITE: Site = Site::X;
const ELENA: &str = "Jonas Brandt looks after Elena Marchetti";

async fn a_client_is_recognised_in_the_dialog(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        stage
            .write_at(Where::Dialog, &Where::Dialog.path(Person::Elena))
            .await?;
        stage.nudge().titled(ELENA).await?;
        Ok(())
    })
    .await
}

async fn a_client_is_recognised_in_the_chat(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let composer = stage
            .write_at(Where::Chat, &Where::Chat.path(Person::Elena))
            .await?;
        composer.write("Hello").await?;
        stage.nudge().titled(ELENA).await?;
        Ok(())
    })
    .await
}

async fn a_client_who_is_quoted_is_recognised(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let path = Where::Dialog.path(Person::Elena).replace("answer", "quote");
        stage.write_at(Where::Dialog, &path).await?;
        stage.nudge().titled(ELENA).await?;
        Ok(())
    })
    .await
}

async fn a_client_who_is_named_in_a_new_post_is_recognised(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let composer = stage.write_at(Where::Top, "/home").await?;
        composer.write("Thanks to @elena_marchetti").await?;
        // The page has no name for her, and the list is sealed.
        let title = "Jonas Brandt looks after @elena_marchetti";
        stage.nudge().titled(title).await?;
        Ok(())
    })
    .await
}

/// A client reads along in the group, and clients' posts stand below the new one: both are no reason to speak.
async fn a_group_and_an_empty_post_are_left_alone(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        for (place, path) in [(Where::Chat, "/i/chat/g300"), (Where::Top, "/home")] {
            let composer = stage.write_at(place, path).await?;
            composer.write("Hello").await?;
            composer.reads("Hello").await?;
            sent(&composer, place).await?;
            stage
                .posted_in_all(if place == Where::Chat { 1 } else { 2 })
                .await?;
            ensure!(stage.nudge().line_now().await?.is_none(), "{place:?}");
        }
        Ok(())
    })
    .await
}

async fn a_reply_in_the_dialog_is_held_and_sent_once(cell: Cell) -> Result<()> {
    held_and_sent_once(cell, Where::Dialog).await
}

async fn a_message_is_held_and_sent_once(cell: Cell) -> Result<()> {
    held_and_sent_once(cell, Where::Chat).await
}

/// Held by the key, sent by "post anyway"; then something else by the button, which shows that nothing else came.
async fn held_and_sent_once(cell: Cell, place: Where) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let path = place.path(Person::Samuel);
        let composer = stage.write_at(place, &path).await?;
        composer.write("Good to hear!").await?;
        composer.reads("Good to hear!").await?;
        known(stage).await?;
        sent(&composer, place).await?;
        stage.nudge().press("post_anyway").await?;
        stage.posted(&["Good to hear!"]).await?;
        let composer = stage.write_at(place, &place.path(Person::Toni)).await?;
        composer.write("And hello").await?;
        composer.reads("And hello").await?;
        composer.send_by_click().await?;
        stage.posted(&["Good to hear!", "And hello"]).await
    })
    .await
}

/// Waits until the look-up has been answered: before it, nothing is held.
async fn known(stage: &Stage) -> Result<()> {
    wait::until("a line", async || {
        Ok(stage.nudge().line_now().await?.map(drop))
    })
    .await
}

/// Sends by the key of the place.
async fn sent(composer: &Composer<'_>, place: Where) -> Result<()> {
    match place {
        Where::Chat => composer.send_by_enter().await,
        _ => composer.send_by_key().await,
    }
}
