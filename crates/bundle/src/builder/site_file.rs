//! `sites.toml` → selectors that replace built-in ones on a site's pages, and places where nothing is read.
//!
//! Which selectors and places there are, and what a selector is, this crate does not know: whoever reads a
//! company says so in [`Sources::catalogue`]. What a page makes of them is left to the browser.

use std::collections::BTreeMap;

use policy::{Day, Site};

use super::code::Code;
use super::diagnostic::suggest;
use super::layout;
use super::notes::Notes;
use super::source::Sources;
use super::texts::Spot;
use super::tree::{self, At, Table};
use crate::content::format::{MAX_CSS, MAX_OVERRIDES, OffRecord, SelectorRecord, SiteRecord};

/// What can be replaced and switched off, and what stands for a selector.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// The names of all selectors, e.g. `x/author`.
    pub selectors: Vec<&'static str>,
    /// The names of all places, e.g. `x/dialog`.
    pub places: Vec<&'static str>,
    /// Whether a text is a selector.
    pub is_selector: fn(&str) -> bool,
}

/// What stands in `sites.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mending {
    /// As it is shipped, by site.
    pub sites: BTreeMap<Site, SiteRecord>,
    /// When something of it ends, and where that stands, for reminders.
    pub ends: Vec<(Day, Spot)>,
}

/// One kind of table in the file.
#[derive(Clone, Copy)]
struct Kind<'a> {
    /// The key with the name.
    key: &'static str,
    /// One of them, and several.
    words: (&'static str, &'static str),
    known: Option<&'a [&'static str]>,
}

/// A name in the file, with its site.
struct Named {
    site: Site,
    name: String,
    until: Option<Day>,
}

/// Reads the file, which may be left out.
pub(crate) fn read(sources: &Sources, notes: &Notes) -> Mending {
    let opened = sources.open(layout::SITES, notes);
    let read = opened.and_then(|opened| {
        tree::read(&opened, notes, |root| {
            let mut mending = Mending::default();
            selectors(root, sources.catalogue.as_ref(), &mut mending);
            off(root, sources.catalogue.as_ref(), &mut mending);
            root.finish();
            mending
        })
    });
    read.unwrap_or_default()
}

fn selectors(root: &Table<'_>, catalogue: Option<&Catalogue>, mending: &mut Mending) {
    let kind = Kind {
        key: "name",
        words: ("selector", "selectors"),
        known: catalogue.map(|it| &*it.selectors),
    };
    let mut first = BTreeMap::new();
    for table in root.tables("selector") {
        let named = named(&table, kind, (&mut first, mending));
        let css = table.text("css");
        let css = css.filter(|css| check_css(css, catalogue, table.file.notes));
        finish(&table);
        if let (Some(Named { site, name, until }), Some(css)) = (named, css) {
            let css = css.value;
            let record = SelectorRecord { name, css, until };
            let of_site = mending.sites.entry(site).or_default();
            of_site.selectors.push(record);
        }
    }
    check_number(root, mending);
}

fn off(root: &Table<'_>, catalogue: Option<&Catalogue>, mending: &mut Mending) {
    let kind = Kind {
        key: "place",
        words: ("place", "places"),
        known: catalogue.map(|it| &*it.places),
    };
    let mut first = BTreeMap::new();
    for table in root.tables("off") {
        let named = named(&table, kind, (&mut first, mending));
        finish(&table);
        if let Some(Named { site, name, until }) = named {
            let record = OffRecord { place: name, until };
            mending.sites.entry(site).or_default().off.push(record);
        }
    }
}

/// The reason is for colleagues who read the file; it stays there.
fn finish(table: &Table<'_>) {
    table.optional_text("reason");
    table.finish();
}

/// The name, which has to be a known one and to stand here alone, and when it ends.
fn named(
    table: &Table<'_>,
    kind: Kind<'_>,
    (first, mending): (&mut BTreeMap<String, Spot>, &mut Mending),
) -> Option<Named> {
    let until = table.optional_day("until");
    let until = until.map(|At { spot, value }| {
        mending.ends.push((value, spot));
        value
    });
    let At { spot, value: name } = table.text(kind.key)?;
    let site = check_name(&name, kind, (spot, table.file.notes))?;
    let earlier = *first.entry(name.clone()).or_insert(spot);
    if earlier != spot {
        let notes = table.file.notes;
        let place = notes.place(earlier);
        let found = format!("{} `{name}` is in {place} already", kind.words.0);
        notes.add((Code::DuplicateId, spot), found, "keep one of them");
        return None;
    }
    Some(Named { site, name, until })
}

/// The site of a name that is known.
fn check_name(name: &str, kind: Kind<'_>, (spot, notes): (Spot, &Notes)) -> Option<Site> {
    let sites = [Site::LinkedIn, Site::X];
    let site = name.split_once('/').and_then(|(site, _)| {
        let mut sites = sites.into_iter();
        sites.find(|it| it.id() == site)
    });
    let is_known = kind.known.is_none_or(|known| known.contains(&name));
    if let Some(site) = site.filter(|_| is_known) {
        return Some(site);
    }
    let help = match sites.iter().find(|site| site.id() == name) {
        Some(site) => format!(
            "a whole site is switched off by `fineline kill --site {}`",
            site.id()
        ),
        None => help(name, kind),
    };
    let found = format!("unknown {} `{name}`", kind.words.0);
    notes.add((Code::UnknownReference, spot), found, &help);
    None
}

/// Of many names, those of the site that is meant.
fn help(name: &str, kind: Kind<'_>) -> String {
    let known = kind.known.unwrap_or_default().iter().copied();
    let help = suggest(name, kind.words.1, known);
    match help.starts_with("none of") {
        true => format!("{help}: `fineline inspect` lists those of a saved page"),
        false => help,
    }
}

fn check_css(css: &At<String>, catalogue: Option<&Catalogue>, notes: &Notes) -> bool {
    let length = css.value.len();
    if length > MAX_CSS {
        let found = format!("the selector has {length} bytes");
        let help = format!("browsers take up to {MAX_CSS}");
        notes.add((Code::TextTooLong, css.spot), found, &help);
        return false;
    }
    let is_sound = catalogue.is_none_or(|it| (it.is_selector)(&css.value));
    if !is_sound {
        let found = format!("`{}` is no CSS selector", css.value);
        let help = "expected one like `[data-testid=\"User-Name\"]`; several stand between commas";
        notes.add((Code::BadSelector, css.spot), found, help);
    }
    is_sound
}

fn check_number(root: &Table<'_>, mending: &Mending) {
    for (site, of_site) in &mending.sites {
        let count = of_site.selectors.len();
        if count > MAX_OVERRIDES {
            let found = format!("{count} selectors of {}", site.id());
            let help = format!(
                "browsers take up to {MAX_OVERRIDES} of a site: a site that has changed that much needs a \
                 new version of the extension"
            );
            root.note(Code::TooMany, found, &help);
        }
    }
}
