//! The status page: pop-up of the button and options page in one. Its ids are a promise to tests.

use js_sys::Number;
use policy::{Day, Site};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlDialogElement;

use super::page::{Page, PageError};
use super::worker::{ask, show_problem};
use super::{age, health, tally};
use crate::host;
use crate::messages::{OffView, PageRequest, StatusView};

/// Fills the page and listens to its buttons.
pub(super) async fn show(page: Page) -> Result<(), PageError> {
    listen(&page)?;
    match ask(PageRequest::Status).await {
        Ok(view) => draw(&page, &view),
        Err(message) => page.say(&message, "bad"),
    }
}

fn listen(page: &Page) -> Result<(), PageError> {
    let here = page.clone();
    page.on("sync", "click", move || spawn_local(sync(here.clone())))?;
    let dialog: HtmlDialogElement = page.typed("leave-dialog")?;
    let asking = dialog.clone();
    // Opened once already: then it stays open.
    page.on("leave", "click", move || drop(asking.show_modal()))?;
    let closing = dialog.clone();
    page.on("leave-no", "click", move || closing.close())?;
    let here = page.clone();
    page.on("leave-yes", "click", move || {
        dialog.close();
        spawn_local(leave(here.clone()));
    })
}

async fn sync(page: Page) {
    let is_busy = page
        .element("sync")
        .is_ok_and(|button| button.has_attribute("aria-disabled"));
    if is_busy {
        return;
    }
    // Not `disabled`: the button would lose the focus.
    report(page.set("sync", "aria-disabled", "true"));
    report(page.say(&host::message("syncing"), ""));
    let drawn = match ask(PageRequest::SyncNow).await {
        Ok(view) => draw(&page, &view).and_then(|()| match view.problem {
            None => page.say(&host::message("sync_done"), "good"),
            Some(_) => page.say(&host::message("sync_problem"), "bad"),
        }),
        Err(message) => page.say(&message, "bad"),
    };
    report(drawn);
    if let Ok(button) = page.element("sync") {
        report(
            button
                .remove_attribute("aria-disabled")
                .map_err(PageError::from),
        );
    }
}

async fn leave(page: Page) {
    let drawn = match ask(PageRequest::Leave).await {
        Ok(view) => {
            draw(&page, &view).and_then(|()| page.say(&host::message("leave_done"), "good"))
        }
        Err(message) => page.say(&message, "bad"),
    };
    report(drawn);
}

fn draw(page: &Page, view: &StatusView) -> Result<(), PageError> {
    page.reveal("joined", view.enrolled)?;
    page.reveal("not-joined", !view.enrolled)?;
    page.reveal("counts", view.enrolled)?;
    page.write("company", view.company.as_deref().unwrap_or_default())?;
    page.write(
        "freshness",
        &host::message(&format!("freshness_{}", view.freshness)),
    )?;
    page.set("freshness", "data-state", &view.freshness)?;
    page.write("version", &view.version.to_string())?;
    page.write("synced", &synced(view))?;
    page.write("channel", view.channel.as_deref().unwrap_or_default())?;
    draw_roles(page, view)?;
    page.reveal("off", view.off.is_some())?;
    page.write("off", &view.off.as_ref().map(off).unwrap_or_default())?;
    page.reveal("simulated", view.simulated)?;
    page.reveal("managed", view.managed)?;
    page.reveal("leave", !view.managed)?;
    page.write(
        "variant",
        &host::message(&format!("variant_{}", view.variant)),
    )?;
    page.set("variant", "data-variant", &view.variant)?;
    show_problem(page, view)?;
    health::draw(page, view)?;
    draw_counts(page, view)
}

fn draw_roles(page: &Page, view: &StatusView) -> Result<(), PageError> {
    let unknown = || host::message("role_unknown");
    let roles = if view.role_names.is_empty() {
        unknown()
    } else {
        view.role_names.join(", ")
    };
    page.write("roles", &roles)?;
    let link = if view.role_names.is_empty() {
        "role_choose"
    } else {
        "role_change"
    };
    page.write("choose-role", &host::message(link))?;
    page.reveal("choose-role", !view.role_choices.is_empty())
}

/// What the company has switched off, in one line. Named by us: nothing here is anybody else's text.
fn off(off: &OffView) -> String {
    let mut parts = Vec::new();
    if off.everything {
        parts.push(host::message("off_everything"));
    }
    let name = |site: &Site| match site {
        Site::LinkedIn => "LinkedIn".to_owned(),
        Site::X => "X".to_owned(),
    };
    parts.extend(off.sites.iter().map(name));
    parts.extend(off.places.iter().cloned());
    if off.rules > 0 {
        parts.push(host::message_with("off_rules", &[&in_digits(off.rules)]));
    }
    host::message_with("off_line", &[&parts.join(", ")])
}

fn draw_counts(page: &Page, view: &StatusView) -> Result<(), PageError> {
    let totals = tally::tally(&view.counts, Day::from_unix_seconds(now()));
    page.reveal("counts-none", totals.is_empty())?;
    let list = page.element("counts-list")?;
    list.set_text_content(None);
    for (event, count) in totals {
        let (row, label, number) = (page.create("div")?, page.create("dt")?, page.create("dd")?);
        label.set_text_content(Some(&host::message(&format!("count_{}", event.name()))));
        number.set_text_content(Some(&in_digits(count)));
        number.set_attribute("data-event", event.name())?;
        row.append_child(&label)?;
        row.append_child(&number)?;
        list.append_child(&row)?;
    }
    Ok(())
}

fn synced(view: &StatusView) -> String {
    view.synced_at.map_or_else(
        || host::message("synced_never"),
        |then| age::spoken(now(), then),
    )
}

/// With the separators of the person's language.
pub(super) fn in_digits(count: u32) -> String {
    String::from(Number::from(count).to_locale_string(&host::message("locale_tag")))
}

fn now() -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds since 1970 fit for 200,000 years"
    )]
    let milliseconds = js_sys::Date::now() as i64;
    milliseconds.div_euclid(1000)
}

/// A page that is not as it should be is a fault of ours: for the console.
fn report(drawn: Result<(), PageError>) {
    if let Err(error) = drawn {
        web_sys::console::warn_1(&error.to_string().into());
    }
}
