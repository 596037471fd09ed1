//! Where somebody can write on LinkedIn besides under a post, with the genuine editors: who is recognised, and that Send
//! is held there once and let go once. What each page looks like to the reader is held by its saved pages
//! (`crates/sites/fixtures/linkedin`).

use anyhow::{Result, ensure};
use e2e::cell::{Cell, Site, Variant};
use e2e::composer::{Composer, Person, Where};
use e2e::setting::USUAL;
use e2e::stage::{Stage, behave};
use e2e::wait;
use thirtyfour::By;

in_both_builds!(
    who_wrote_the_comment_is_answered_and_not_who_wrote_the_post,
    an_answer_to_a_stranger_under_a_clients_post_is_left_alone,
    a_client_is_recognised_in_a_message,
    a_message_is_held_and_sent_once,
);

const SITE: Site = Site::LinkedIn;

async fn who_wrote_the_comment_is_answered_and_not_who_wrote_the_post(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        // Samuel wrote the post; an analyst commented on it.
        answer(stage, Person::Samuel, "Ingrid Solberg").await?;
        let title = "Ingrid Solberg writes about our industry";
        stage.nudge().titled(title).await?;
        Ok(())
    })
    .await
}

async fn an_answer_to_a_stranger_under_a_clients_post_is_left_alone(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let composer = answer(stage, Person::Elena, "Toni Reyes").await?;
        composer.write("me too").await?;
        composer.send_by_click().await?;
        stage.posted(&["@Toni Reyes me too"]).await?;
        ensure!(stage.nudge().line_now().await?.is_none());
        Ok(())
    })
    .await
}

async fn a_client_is_recognised_in_a_message(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        stage
            .write_at(Where::Bubble, &Where::Bubble.path(Person::Elena))
            .await?;
        let title = "Jonas Brandt looks after Elena Marchetti";
        stage.nudge().titled(title).await?;
        Ok(())
    })
    .await
}

/// Held by the key, sent by "post anyway"; then something else by the button, which shows that nothing else came.
async fn a_message_is_held_and_sent_once(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let path = Where::Bubble.path(Person::Samuel);
        let composer = stage.write_at(Where::Bubble, &path).await?;
        composer.write("Good to hear!").await?;
        composer.reads("Good to hear!").await?;
        wait::until("a line", async || {
            Ok(stage.nudge().line_now().await?.map(drop))
        })
        .await?;
        composer.send_by_key().await?;
        stage.nudge().press("post_anyway").await?;
        stage.posted(&["Good to hear!"]).await?;
        let path = Where::Bubble.path(Person::Toni);
        let composer = stage.write_at(Where::Bubble, &path).await?;
        composer.write("And hello").await?;
        composer.reads("And hello").await?;
        composer.send_by_click().await?;
        stage.posted(&["Good to hear!", "And hello"]).await
    })
    .await
}

/// Opens somebody's post and presses "Reply" under a comment on it.
async fn answer<'a>(stage: &'a Stage, post: Person, commenter: &str) -> Result<Composer<'a>> {
    stage.visit(post).await?;
    let selector = format!("[aria-label='Reply to {commenter}']");
    let button = stage.browser.driver.find(By::Css(selector)).await?;
    button.scroll_into_view().await?;
    button.click().await?;
    let composer = Composer::at(&stage.browser, SITE, Where::UnderComment);
    composer.focus().await?;
    // Behind the name that it begins with.
    composer.write("\u{e010}").await?;
    Ok(composer)
}
