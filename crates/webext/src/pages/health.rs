//! The part of the status page about the sites: where the extension is quiet and why, which selectors of the
//! company were refused, and how often each place was read.
//!
//! What is true is decided in the worker.

use super::page::{Page, PageError};
use super::status::in_digits;
use crate::host;
use crate::messages::{Reading, StatusView};

/// Draws it; nothing of it is shown while there is nothing to say.
pub(super) fn draw(page: &Page, view: &StatusView) -> Result<(), PageError> {
    let quiet = view.places.iter();
    let quiet = quiet.filter_map(|it| Some((it.place.as_str(), it.quiet.as_ref()?)));
    let quiet: Vec<String> = quiet.map(|(place, it)| sentence(place, it)).collect();
    list(page, "quiet", &quiet)?;
    let refused = view.refused.iter().map(|(name, fault)| {
        let key = format!("refused_{}", fault.name());
        host::message_with(&key, &[&isolated(name)])
    });
    list(page, "refused", &refused.collect::<Vec<_>>())?;
    draw_places(page, view)
}

/// Which selector stands in the way of which place.
fn sentence(place: &str, reading: &Reading) -> String {
    let key = format!("quiet_{}", reading.name());
    let selector = reading.selector().unwrap_or_default();
    host::message_with(&key, &[&isolated(place), &isolated(selector)])
}

/// Shows a section with these lines, or hides it.
fn list(page: &Page, id: &str, lines: &[String]) -> Result<(), PageError> {
    page.reveal(id, !lines.is_empty())?;
    let list = page.element(&format!("{id}-list"))?;
    list.set_text_content(None);
    for line in lines {
        let item = page.create("li")?;
        item.set_text_content(Some(line));
        list.append_child(&item)?;
    }
    Ok(())
}

fn draw_places(page: &Page, view: &StatusView) -> Result<(), PageError> {
    page.reveal("places", !view.places.is_empty())?;
    let rows = page.element("places-rows")?;
    rows.set_text_content(None);
    for place in &view.places {
        let (row, head) = (page.create("tr")?, page.create("th")?);
        head.set_attribute("scope", "row")?;
        head.set_text_content(Some(&isolated(&place.place)));
        row.append_child(&head)?;
        for (name, count) in Reading::NAMES.iter().zip(place.counts) {
            let cell = page.create("td")?;
            cell.set_attribute("data-reading", name)?;
            cell.set_text_content(Some(&in_digits(count)));
            row.append_child(&cell)?;
        }
        row.set_attribute("data-place", &place.place)?;
        rows.append_child(&row)?;
    }
    Ok(())
}

/// A name in Latin letters, kept in its own direction within any sentence.
fn isolated(name: &str) -> String {
    format!("\u{2066}{name}\u{2069}")
}
