//! A site has changed its markup: the extension is quiet there and says so, and the next bundle mends pages that
//! are open. What each override may do is held by the saved pages (`crates/sites/tests`).

use anyhow::{Context, Result, ensure};
use e2e::asking;
use e2e::cell::{Cell, Site, Variant};
use e2e::composer::{Person, Where};
use e2e::setting::USUAL;
use e2e::stage::{Stage, behave};
use e2e::wait;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::changing::publish_and_sync;

mod on_x {
    use super::{Cell, SITE, Variant};

    in_both_builds!(
        a_place_that_cannot_be_read_is_quiet_and_says_so_until_it_is_mended,
        a_wrong_selector_is_refused_and_the_built_in_one_stays,
        a_place_that_is_switched_off_is_silent_and_another_is_not,
    );

    use super::{
        a_place_that_cannot_be_read_is_quiet_and_says_so_until_it_is_mended,
        a_place_that_is_switched_off_is_silent_and_another_is_not,
        a_wrong_selector_is_refused_and_the_built_in_one_stays,
    };
}

mod everywhere {
    on_both_sites!(a_composer_that_is_not_recognised_is_mended_in_the_open_page);

    use super::a_composer_that_is_not_recognised_is_mended_in_the_open_page;
}

const SITE: Site = Site::X;
const ELENA: &str = "Jonas Brandt looks after Elena Marchetti";
const PLACE: &str = "x/inline-reply";

async fn a_place_that_cannot_be_read_is_quiet_and_says_so_until_it_is_mended(
    cell: Cell,
) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let changed = format!("{}?renamed=User-Name,User-Names", Person::Elena.path(SITE));
        let site = stage.browser.driver.window().await?;
        let status = stage.browser.open_tab("about:blank").await?;
        for times in 1..=3 {
            stage.browser.driver.switch_to_window(site.clone()).await?;
            stage.open(&changed).await?.write("Any discount").await?;
            ensure!(stage.nudge().line_now().await?.is_none());
            stage
                .browser
                .driver
                .switch_to_window(status.clone())
                .await?;
            asking::open(&stage.browser).await?;
            counted(stage, [0, times, 0]).await?;
        }
        quiet(
            stage,
            &["\u{2066}x/inline-reply\u{2069}: \u{2066}x/author\u{2069} was not found."],
        )
        .await?;
        let title = "Fineline: quiet at x/inline-reply, x/author does not fit";
        button(stage, ("!", title)).await?;
        stage.browser.driver.switch_to_window(site.clone()).await?;
        let mended = "[data-testid='User-Names'], [data-testid='User-Name']";
        stage
            .company
            .write("sites.toml", &selector("x/author", mended))?;
        publish_and_sync(stage, "2").await?;
        stage.nudge().titled(ELENA).await?;
        stage.composer().reads("Any discount").await?;
        stage.browser.driver.switch_to_window(status).await?;
        counted(stage, [1, 3, 0]).await?;
        quiet(stage, &[]).await?;
        button(stage, ("", "Fineline")).await?;
        stage.browser.driver.switch_to_window(site).await?;
        Ok(())
    })
    .await
}

/// Which attribute of each site makes a composer one.
fn renamed(site: Site) -> (&'static str, &'static str, String) {
    match site {
        Site::X => (
            "tweetTextarea_",
            "postTextarea_",
            selector("x/editor", "[data-testid^='postTextarea_'][role='textbox']"),
        ),
        Site::LinkedIn => (
            "update-card-focus",
            "update-card-front",
            selector("linkedin/post", "[componentkey^='update-card-front']"),
        ),
    }
}

/// Then there is no composer, as far as the extension knows: it has to be told before it can ask.
async fn a_composer_that_is_not_recognised_is_mended_in_the_open_page(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let (old, new, file) = renamed(cell.site);
        let path = Person::Elena.path(cell.site);
        let host = cell.site.host();
        let driver = &stage.browser.driver;
        let page = format!("https://{host}{path}?renamed={old},{new}");
        driver.goto(page).await?;
        let box_ = "[role='textbox']:not([componentkey='ShareBox_textEditor'])";
        let editor = wait::until("the text box", async || {
            Ok(driver.find(By::Css(box_)).await.ok())
        })
        .await?;
        editor.scroll_into_view().await?;
        editor.click().await?;
        editor.send_keys("Any discount").await?;
        ensure!(stage.nudge().line_now().await?.is_none());
        stage.company.write("sites.toml", &file)?;
        publish_and_sync(stage, "2").await?;
        stage.nudge().titled(ELENA).await?;
        Ok(())
    })
    .await
}

async fn a_wrong_selector_is_refused_and_the_built_in_one_stays(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let composer = stage.visit(Person::Elena).await?;
        stage.nudge().titled(ELENA).await?;
        stage
            .company
            .write("sites.toml", &selector("x/author", "div"))?;
        publish_and_sync(stage, "2").await?;
        composer.write("Hello").await?;
        stage.visit(Person::Elena).await?;
        stage.nudge().titled(ELENA).await?;
        let site = stage.browser.driver.window().await?;
        stage.browser.open_tab("about:blank").await?;
        let expected = ["\u{2066}x/author\u{2069}: the correction fits too much on a page."];
        lines(stage, "refused", &expected).await?;
        quiet(stage, &[]).await?;
        stage.browser.driver.close_window().await?;
        stage.browser.driver.switch_to_window(site).await?;
        Ok(())
    })
    .await
}

async fn a_place_that_is_switched_off_is_silent_and_another_is_not(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        let composer = stage.visit(Person::Elena).await?;
        composer.write("Any discount").await?;
        stage.nudge().titled(ELENA).await?;
        let off = format!("[[off]]\nplace = \"{PLACE}\"\n");
        stage.company.write("sites.toml", &off)?;
        publish_and_sync(stage, "2").await?;
        stage.nudge().gone().await?;
        composer.send_by_click().await?;
        stage.posted(&["Any discount"]).await?;
        stage
            .write_at(Where::Dialog, &Where::Dialog.path(Person::Elena))
            .await?;
        stage.nudge().titled(ELENA).await?;
        let site = stage.browser.driver.window().await?;
        stage.browser.open_tab("about:blank").await?;
        asking::open(&stage.browser).await?;
        text(
            stage,
            "off",
            "Switched off by your company for now: x/inline-reply.",
        )
        .await?;
        stage.browser.driver.close_window().await?;
        stage.browser.driver.switch_to_window(site).await?;
        Ok(())
    })
    .await
}

fn selector(name: &str, css: &str) -> String {
    format!("[[selector]]\nname = \"{name}\"\ncss = \"{css}\"\n")
}

/// Waits until the place was read, not found and ambiguous so often. From a page of the extension.
async fn counted(stage: &Stage, expected: [u32; 3]) -> Result<()> {
    wait::until_equal("the counts of the place", json!(expected), async || {
        let view = told(stage, "chrome.runtime.sendMessage({ kind: 'status' })").await?;
        let places = view.get("places").and_then(Value::as_array);
        let mut places = places.context("no places")?.iter();
        let place = places.find(|it| it.get("place") == Some(&json!(PLACE)));
        let counts = place.and_then(|it| it.get("counts"));
        Ok(counts.cloned().unwrap_or(json!([0, 0, 0])))
    })
    .await
}

/// Waits until the button of the extension shows this: its mark and its tool tip. From a page of the extension.
async fn button(stage: &Stage, (mark, title): (&str, &str)) -> Result<()> {
    let ask = "Promise.all([chrome.action.getBadgeText({}), chrome.action.getTitle({})])";
    wait::until_equal("the button", json!([mark, title]), async || {
        told(stage, ask).await
    })
    .await
}

async fn told(stage: &Stage, promise: &str) -> Result<Value> {
    let script = format!(
        "const done = arguments[0]; ({promise}).then(done, (fault) => done(String(fault)));"
    );
    let answer = stage.browser.driver.execute_async(script, vec![]).await?;
    Ok(answer.json().clone())
}

/// Waits until the status page lists these places as quiet.
async fn quiet(stage: &Stage, expected: &[&str]) -> Result<()> {
    lines(stage, "quiet", expected).await
}

/// Waits until a section of the status page has these lines, or is not shown.
async fn lines(stage: &Stage, section: &str, expected: &[&str]) -> Result<()> {
    asking::open(&stage.browser).await?;
    let shown = format!(
        "const section = document.getElementById('{section}'); \
         if (document.getElementById('version').textContent === '') return null; \
         return section.hidden ? [] : [...section.querySelectorAll('li')].map((line) => line.textContent);"
    );
    wait::until_equal(
        "the lines of the status page",
        json!(expected),
        async || stage.browser.evaluate(&shown).await,
    )
    .await
}

async fn text(stage: &Stage, id: &str, expected: &str) -> Result<()> {
    wait::until_equal("the text", expected.to_owned(), async || {
        let element = stage.browser.driver.find(By::Id(id)).await?;
        Ok(element.text().await?)
    })
    .await
}
