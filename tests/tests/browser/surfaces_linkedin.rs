//! Where somebody can write on LinkedIn besides under a post, with the genuine editors: who is recognised, and that Send
//! is held there once and let go once. What each page looks like to the reader is held by its saved pages
//! (`crates/sites/fixtures/linkedin`).

use anyhow::{Result, ensure};
use e2e::cell::{Cell, Site, Variant};
use e2e::composer::{Composer, Person, Where};
use e2e::setting::{Setting, USUAL};
use e2e::stage::{Stage, behave};
use e2e::wait;
use serde_json::Value;
use thirtyfour::{By, Key};

in_both_builds!(
    who_wrote_the_comment_is_answered_and_not_who_wrote_the_post,
    an_answer_to_a_stranger_under_a_clients_post_is_left_alone,
    a_client_is_recognised_in_a_message,
    a_message_is_held_and_sent_once,
    a_post_in_the_share_box_is_held_and_sent_once,
    a_post_that_names_nothing_of_ours_is_left_alone,
    who_wrote_the_post_that_is_shared_is_recognised,
    escape_in_the_line_leaves_the_share_box_open,
    who_is_named_in_the_older_share_box_is_held_and_sent_once,
    a_note_with_an_invitation_is_held_and_sent_once,
    an_invitation_without_a_note_is_left_alone,
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

/// What may not be told before its minute, whoever reads it.
const NEWS: &str = "So proud of the team behind Aldermoor Lantern!";
const SAMUEL: &str = "Mara Lindqvist is in talks with Samuel Okafor";
const EMBARGO: &str = "This news comes out on 2 March at 7:00 in Zurich";

/// The share box makes everything outside of it inert: the line and the pause are inside, can be pressed, and go with it.
async fn a_post_in_the_share_box_is_held_and_sent_once(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let composer = stage.write_at(Where::Share, "/feed/?share").await?;
        composer.write(NEWS).await?;
        stage.nudge().titled(EMBARGO).await?;
        composer.send_by_click().await?;
        stage.nudge().press("go_back").await?;
        stage.nudge().pause_closed().await?;
        composer.reads(NEWS).await?;
        ensure!(stage.sites.posts().is_empty());
        stage.nudge().press("dismiss").await?;
        stage.nudge().gone().await?;
        composer.send_by_key().await?;
        stage.posted(&[NEWS]).await?;
        wait::until_equal("hosts", 0, async || stage.nudge().count_hosts().await).await
    })
    .await
}

async fn a_post_that_names_nothing_of_ours_is_left_alone(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let composer = stage.write_at(Where::Share, "/feed/?share").await?;
        composer.write("A quiet day.").await?;
        composer.send_by_click().await?;
        stage.posted(&["A quiet day."]).await?;
        ensure!(stage.nudge().line_now().await?.is_none());
        Ok(())
    })
    .await
}

async fn who_wrote_the_post_that_is_shared_is_recognised(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let path = Where::Share.path(Person::Samuel);
        let composer = stage.write_at(Where::Share, &path).await?;
        stage.nudge().titled(SAMUEL).await?;
        composer.write("Well said.").await?;
        composer.reads("Well said.").await?;
        composer.send_by_click().await?;
        stage.nudge().press("post_anyway").await?;
        stage.posted(&["Well said."]).await
    })
    .await
}

/// Esc in the line goes back to the draft; the browser would close the page's dialog with it.
async fn escape_in_the_line_leaves_the_share_box_open(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let composer = stage.write_at(Where::Share, "/feed/?share").await?;
        composer.write(NEWS).await?;
        stage.nudge().titled(EMBARGO).await?;
        let chain = stage.browser.driver.action_chain();
        let keys = chain.key_down(Key::Alt).key_down(Key::Shift).send_keys("n");
        let keys = keys.key_up(Key::Shift).key_up(Key::Alt);
        keys.send_keys(Key::Escape.value().to_string())
            .perform()
            .await?;
        composer.write(" Soon.").await?;
        composer.reads(&format!("{NEWS} Soon.")).await
    })
    .await
}

/// The older box names people by number: so does the list here.
const BY_NUMBER: Setting = Setting {
    edits: &[(
        "audiences/prospects.csv",
        "/in/samuel-okafor/",
        "/in/ACoAAsamuel/",
    )],
    ..USUAL
};

async fn who_is_named_in_the_older_share_box_is_held_and_sent_once(cell: Cell) -> Result<()> {
    behave(cell, BY_NUMBER, async |stage| {
        let path = Where::OlderShare.path(Person::Samuel);
        let composer = stage.write_at(Where::OlderShare, &path).await?;
        stage.nudge().titled(SAMUEL).await?;
        let end = Key::End.value().to_string();
        composer.write(&format!("{end}thank you!")).await?;
        composer.send_by_click().await?;
        stage.nudge().press("go_back").await?;
        stage.nudge().pause_closed().await?;
        ensure!(stage.sites.posts().is_empty());
        composer.send_by_click().await?;
        stage.posted(&["Samuel Okafor thank you!"]).await?;
        stage.nudge().gone().await
    })
    .await
}

async fn a_note_with_an_invitation_is_held_and_sent_once(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let composer = invite(stage, Person::Samuel).await?;
        composer.focus().await?;
        composer.write("We met in Hamburg.").await?;
        composer.reads("We met in Hamburg.").await?;
        stage.nudge().titled(SAMUEL).await?;
        composer.send_by_click().await?;
        stage.nudge().press("post_anyway").await?;
        stage.posted(&["We met in Hamburg."]).await?;
        let composer = invite(stage, Person::Toni).await?;
        composer.focus().await?;
        composer.write("Hello").await?;
        composer.reads("Hello").await?;
        composer.send_by_click().await?;
        stage.posted(&["We met in Hamburg.", "Hello"]).await?;
        ensure!(stage.nudge().line_now().await?.is_none());
        Ok(())
    })
    .await
}

/// The first screen has no text box; the core is there already, since somebody wrote a note on the second and went back.
async fn an_invitation_without_a_note_is_left_alone(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let composer = invite(stage, Person::Samuel).await?;
        composer.focus().await?;
        composer.write("We met").await?;
        stage.nudge().titled(SAMUEL).await?;
        stage.browser.evaluate(GO_BACK).await?;
        stage.nudge().gone().await?;
        composer.send_by_click().await?;
        stage.posted(&[""]).await
    })
    .await
}

const ADD_NOTE: &str = "return document.querySelector('#interop-outlet').shadowRoot?.querySelector('.add-note')?.click() ?? !!document.querySelector('#interop-outlet').shadowRoot?.querySelector('#custom-message')";
const GO_BACK: &str = "document.querySelector('#interop-outlet').shadowRoot.querySelector('#custom-message + button').click(); return 1";

/// Opens an invitation and goes on to the screen with the text box.
async fn invite(stage: &Stage, who: Person) -> Result<Composer<'_>> {
    let page = format!("https://{}{}", SITE.host(), Where::Invitation.path(who));
    stage.browser.driver.goto(page).await?;
    wait::until_equal("the note", Value::Bool(true), async || {
        stage.browser.evaluate(ADD_NOTE).await
    })
    .await?;
    Ok(Composer::at(&stage.browser, SITE, Where::Invitation))
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
