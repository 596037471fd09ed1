//! The situations of the example company as a person meets them: one moment after the other on one
//! stage, each with a twin in which nobody is disturbed. Every one of them is a case of the company, too
//! (`cases/everyday.toml`); here the page is read, asked for and answered for real.
//!
//! Silence is shown as in [`crate::nudging`]: the draft gets a word that has a rule of its own, and that
//! is then the only reason.

use anyhow::{Result, ensure};
use e2e::cell::{Cell, Site};
use e2e::composer::{Person, Post};
use e2e::nudge::Line;
use e2e::setting::{Setting, USUAL};
use e2e::stage::{Stage, behave};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _, tz::TimeZone};

use crate::changing::publish_and_sync;

on_both_sites!(
    an_engineer_meets_clients_questions_and_prices,
    a_newcomer_meets_a_chief_and_an_analyst,
    the_press_officer_praises_and_answers_for_the_bank,
    news_waits_for_its_minute,
    news_is_out,
    a_go_ahead_holds,
    a_go_ahead_has_ended,
    an_entry_grows_old,
);

/// Another bank's chief can be told from the page where it shows what people do.
const SHOWS_HEADLINES: Site = Site::LinkedIn;

async fn an_engineer_meets_clients_questions_and_prices(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let path = |person: Person| person.path(cell.site);
        let congratulations = "Congratulations!";
        let kind = speaks(
            stage,
            &path(Person::Elena),
            congratulations,
            "Jonas Brandt looks after Elena Marchetti",
        )
        .await?;
        ensure!(kind.owner == "Jonas Brandt", "{kind:?}");
        is_silent(stage, &path(Person::Toni), congratulations).await?;

        // A listed client, and still nobody's business: the nudge that stood there goes.
        let composer = stage.visit(Person::Elena).await?;
        stage.nudge().line().await?;
        composer
            .write(
                "Let's talk about pay: I get 4,200 a month for the night shift. What do you get?",
            )
            .await?;
        stage.nudge().gone().await?;

        let hiring = "We are hiring: would you like to join our team?";
        let partner = speaks(
            stage,
            &path(Person::Imani),
            hiring,
            "Imani Okoye works for a partner of ours",
        )
        .await?;
        ensure!(partner.owner == "Mara Lindqvist", "{partner:?}");
        is_silent(stage, &path(Person::Imani), "What a team you are!").await?;

        let printer = Post::Printer.path(cell.site);
        speaks(
            stage,
            &printer,
            "I have the same one.",
            "The Support desk is quick with this",
        )
        .await?;
        let discount = Post::Discount.path(cell.site);
        speaks(
            stage,
            &discount,
            "I shall ask for you.",
            "The Support desk knows what is on offer today",
        )
        .await?;
        is_silent(stage, &path(Person::Toni), "I have the same one.").await?;

        let price = "It costs only 40 francs per ship and month.";
        is_silent(stage, &path(Person::Toni), price).await?;
        let composer = stage.visit(Person::Toni).await?;
        composer
            .write("The Harbour app now shows the tide. ")
            .await?;
        composer
            .reads("The Harbour app now shows the tide. ")
            .await?;
        ensure!(stage.nudge().line_now().await?.is_none());
        composer.write(price).await?;
        stage
            .nudge()
            .titled("Prices of Harbour are part of each agreement")
            .await?;
        Ok(())
    })
    .await
}

async fn a_newcomer_meets_a_chief_and_an_analyst(cell: Cell) -> Result<()> {
    let lena = Setting {
        who: Some("--person=lena"),
        ..USUAL
    };
    behave(cell, lena, async |stage| {
        let text = "A good read, thank you.";
        let chief = Person::Victor.path(cell.site);
        if cell.site == SHOWS_HEADLINES {
            let line = speaks(stage, &chief, text, "Victor Hale leads another bank").await?;
            ensure!(line.owner == "Press desk", "{line:?}");
        } else {
            is_silent(stage, &chief, text).await?;
        }
        let analyst = Person::Ingrid.path(cell.site);
        let line = speaks(
            stage,
            &analyst,
            text,
            "Ingrid Solberg writes reports about us",
        )
        .await?;
        ensure!(line.owner == "Analyst relations", "{line:?}");
        is_silent(stage, &Person::Toni.path(cell.site), text).await
    })
    .await
}

async fn the_press_officer_praises_and_answers_for_the_bank(cell: Cell) -> Result<()> {
    let ruth = Setting {
        who: Some("--person=ruth"),
        ..USUAL
    };
    behave(cell, ruth, async |stage| {
        let other_bank = Person::Victor.path(cell.site);
        let praise = "Our app is a game changer: I can highly recommend it.";
        speaks(
            stage,
            &other_bank,
            praise,
            "Praise under another bank's post can read like an ad",
        )
        .await?;
        is_silent(
            stage,
            &other_bank,
            "Thank you for the numbers: see you in Basel.",
        )
        .await?;
        if cell.site == Site::X {
            answers_for_the_bank(stage).await?;
        }
        Ok(())
    })
    .await
}

/// With the bank's own account; LinkedIn's pages that are written as a company are read later.
async fn answers_for_the_bank(stage: &Stage) -> Result<()> {
    let complaint = Post::Complaint.path(Site::X);
    let answer = "We are sorry to read this and will look into it.";
    let as_oneself = speaks(
        stage,
        &complaint,
        answer,
        "Jonas Brandt looks after Elena Marchetti",
    )
    .await?;
    ensure!(as_oneself.why.len() == 1, "{as_oneself:?}");
    let as_bank = format!("{complaint}?as=bank");
    let line = speaks(
        stage,
        &as_bank,
        answer,
        "Elena Marchetti knows Jonas Brandt by name",
    )
    .await?;
    ensure!(line.why.len() == 2, "{line:?}");
    stage.composer().send_by_click().await?;
    stage.nudge().pause().await?;
    ensure!(stage.sites.posts().is_empty());
    Ok(())
}

const NEWS: &str = "So proud of the team behind Aldermoor Lantern!";

/// So far ahead, and so long ago, that the day on which this runs does not count. To the minute is
/// what the company's cases say.
async fn news_waits_for_its_minute(cell: Cell) -> Result<()> {
    let setting = Setting {
        edits: &[("rules/outside.toml", "2027-03-0", "2097-03-0")],
        ..USUAL
    };
    behave(cell, setting, async |stage| {
        let toni = Person::Toni.path(cell.site);
        let title = "This news comes out on 2 March at 7:00 in Zurich";
        speaks(stage, &toni, NEWS, title).await?;
        stage.composer().send_by_click().await?;
        stage.nudge().pause().await?;
        ensure!(stage.sites.posts().is_empty());
        Ok(())
    })
    .await
}

async fn news_is_out(cell: Cell) -> Result<()> {
    let setting = Setting {
        edits: &[("rules/outside.toml", "2027-03-0", "2026-03-0")],
        ..USUAL
    };
    behave(cell, setting, async |stage| {
        is_silent(stage, &Person::Toni.path(cell.site), NEWS).await
    })
    .await
}

/// For everybody on the list, so that it is met on both sites.
const FOR_ALL_CLIENTS: (&str, &str, &str) = (
    "exceptions.toml",
    "to = \"/in/rafael-coelho\"",
    "audience = \"exclusive-clients\"",
);

async fn a_go_ahead_holds(cell: Cell) -> Result<()> {
    let setting = Setting {
        edits: &[
            FOR_ALL_CLIENTS,
            ("exceptions.toml", "2027-01-31", "2097-01-31"),
        ],
        ..USUAL
    };
    behave(cell, setting, async |stage| {
        is_silent(
            stage,
            &Person::Elena.path(cell.site),
            "Shall we ship it on Monday?",
        )
        .await
    })
    .await
}

async fn a_go_ahead_has_ended(cell: Cell) -> Result<()> {
    let setting = Setting {
        edits: &[
            FOR_ALL_CLIENTS,
            ("exceptions.toml", "2027-01-31", "2026-01-31"),
        ],
        ..USUAL
    };
    behave(cell, setting, async |stage| {
        let elena = Person::Elena.path(cell.site);
        let title = "Jonas Brandt looks after Elena Marchetti";
        speaks(stage, &elena, "Shall we ship it on Monday?", title)
            .await
            .map(drop)
    })
    .await
}

async fn an_entry_grows_old(cell: Cell) -> Result<()> {
    const CONFIRMED: &str = "key-accounts,2026-08-01,";
    let behind = |days: i32| Ok::<_, anyhow::Error>(format!("key-accounts,{},", days_ago(days)?));
    behave(cell, USUAL, async |stage| {
        let bruno = Person::Bruno.path(cell.site);
        let list = "audiences/exclusive-clients.csv";
        let (ageing, stale) = (behind(100)?, behind(200)?);
        stage.company.edit(list, CONFIRMED, &ageing)?;
        publish_and_sync(stage, "2").await?;
        let line = speaks(
            stage,
            &bruno,
            "What a clock!",
            "Priya Nair looks after Bruno Keller",
        )
        .await?;
        ensure!(line.caution.contains("out of date"), "{line:?}");
        stage.company.edit(list, &ageing, &stale)?;
        publish_and_sync(stage, "3").await?;
        is_silent(stage, &bruno, "What a clock!").await
    })
    .await
}

fn days_ago(days: i32) -> Result<Date> {
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    Ok(today.checked_sub(days.days())?)
}

/// Writes on a page and waits for the nudge with this title.
async fn speaks(stage: &Stage, path: &str, text: &str, title: &str) -> Result<Line> {
    let composer = stage.open(path).await?;
    composer.write(text).await?;
    composer.reads(text).await?;
    stage.nudge().titled(title).await
}

/// Writes on a page and sees that nothing about it has a rule.
async fn is_silent(stage: &Stage, path: &str, text: &str) -> Result<()> {
    let composer = stage.open(path).await?;
    composer.write(text).await?;
    composer.reads(text).await?;
    ensure!(stage.nudge().line_now().await?.is_none(), "{text}");
    composer.write(" Any discount").await?;
    let line = stage.nudge().line().await?;
    ensure!(
        line.why == ["Your draft is about a price or a refund."],
        "{text}: {line:?}"
    );
    Ok(())
}
