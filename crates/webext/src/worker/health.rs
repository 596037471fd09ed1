//! Whether the sites can still be read: numbers per day and place, what stands in the way where they cannot,
//! and which selectors of the company pages refused. Never text, never an account, never an address.
//!
//! Everything here comes out of page processes, so it is kept only where it names something of ours. When
//! reading has failed is decided in the page; how it is shown is left to `status` and the pages.

use std::collections::BTreeMap;

use policy::{Day, Site};
use serde::{Deserialize, Serialize};
use sites::{Place, SITES};

use super::counts::{self, Counts};
use super::state::{self, Line};
use super::{now, status};
use crate::host::{self, HostError};
use crate::messages::{Fault, PlaceView, Reading};

/// Key of `storage.local`.
const KEY: &str = "health";
/// Composers in a row that could not be read before a place counts as quiet: a post may be odd, and the next
/// one is as ever.
const QUIET_AFTER: u8 = 3;
/// How far back the status page looks.
const SHOWN_DAYS: i32 = 30;

/// Everything that is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Health {
    /// Per `day|place|outcome`.
    counts: Counts,
    /// Places whose last composers could not be read.
    failing: BTreeMap<String, Failing>,
    /// Selectors that pages refused, by name.
    refused: BTreeMap<String, Refused>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Failing {
    in_a_row: u8,
    reading: Reading,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Refused {
    fault: Fault,
    /// Version of the bundle that said it.
    version: u64,
}

/// A page told how reading a composer goes.
pub(super) async fn looked(place: String, reading: Reading) {
    if is_ours(&place, &reading) {
        let today = Day::from_unix_seconds(now());
        change(move |health| health.look(place, reading, today)).await;
    }
}

/// A page told that it does not bear out a selector. It counts as long as the bundle is in force that says it.
pub(super) async fn refused(selector: String, fault: Fault, version: u64) {
    let Some(active) = state::active().await.filter(|it| it.version() == version) else {
        return;
    };
    let sites = [Site::LinkedIn, Site::X].map(|site| active.site(site, now()));
    let mut said = sites.iter().flat_map(|site| &site.selectors);
    if said.any(|(name, _)| *name == selector) {
        change(move |health| {
            health.refused.retain(|_, row| row.version == version);
            health.refused.insert(selector, Refused { fault, version });
        })
        .await;
    }
}

/// How reading went, for the status page.
pub(super) async fn places() -> Vec<PlaceView> {
    let today = Day::from_unix_seconds(now());
    let health = read().await.unwrap_or_default();
    let views = Place::ALL
        .iter()
        .map(|place| health.view(place.id(), today));
    let views = views.filter(|view| view.counts != [0; 3] || view.quiet.is_some());
    views.collect()
}

/// The selectors of a version of the bundle that pages refused, by name.
pub(super) async fn refused_of(version: u64) -> Vec<(String, Fault)> {
    let health = read().await.unwrap_or_default();
    let rows = health.refused.into_iter();
    let rows = rows.filter(|(_, row)| row.version == version);
    rows.map(|(name, row)| (name, row.fault)).collect()
}

impl Health {
    fn look(&mut self, place: String, reading: Reading, today: Day) {
        let key = format!("{today}|{place}|{}", reading.name());
        self.counts = counts::added(std::mem::take(&mut self.counts), key, today);
        if reading == Reading::Fine {
            self.failing.remove(&place);
            return;
        }
        let before = self.failing.get(&place).map_or(0, |it| it.in_a_row);
        let in_a_row = before.saturating_add(1);
        self.failing.insert(place, Failing { in_a_row, reading });
    }

    fn view(&self, place: &str, today: Day) -> PlaceView {
        let failing = self.failing.get(place);
        let failing = failing.filter(|it| it.in_a_row >= QUIET_AFTER);
        PlaceView {
            place: place.to_owned(),
            counts: Reading::NAMES.map(|name| self.count((place, name), today)),
            quiet: failing.map(|it| it.reading.clone()),
        }
    }

    fn count(&self, (place, name): (&str, &str), today: Day) -> u32 {
        let rows = self.counts.iter().filter(|(key, _)| {
            let mut parts = key.split('|');
            let day = parts.next().and_then(|day| day.parse::<Day>().ok());
            let is_recent = day.is_some_and(|day| today.days_since(day) < SHOWN_DAYS);
            is_recent && parts.eq([place, name])
        });
        rows.fold(0, |sum, (_, count)| sum.saturating_add(*count))
    }
}

/// Whether a place and a selector are some of ours: any other text is not for keeping.
fn is_ours(place: &str, reading: &Reading) -> bool {
    let mut names = SITES.iter().flat_map(|site| site.selectors);
    let selector = reading.selector();
    Place::ALL.iter().any(|known| known.id() == place)
        && selector.is_none_or(|name| names.any(|known| known.name == name))
}

async fn read() -> Result<Health, HostError> {
    Ok(host::read_local::<Health>(KEY).await?.unwrap_or_default())
}

/// Changes what is kept when its turn comes. Lost when storage fails: it is not worth an error in anybody's
/// way. The button shows the outcome.
async fn change(change: impl FnOnce(&mut Health) + 'static) {
    let job = async move {
        let Ok(mut health) = read().await else {
            return;
        };
        change(&mut health);
        let _ = host::write_local(KEY, &health).await;
    };
    state::in_line(Line::Counts, job).await;
    status::show_badge().await;
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn missing() -> Reading {
        Reading::Missing("x/author".to_owned())
    }

    /// After these, one a composer.
    fn after(readings: &[Reading]) -> Health {
        let mut health = Health::default();
        for reading in readings {
            health.look("x/dialog".to_owned(), reading.clone(), day("2026-11-22"));
        }
        health
    }

    fn quiet(readings: &[Reading]) -> Option<Reading> {
        after(readings).view("x/dialog", day("2026-11-22")).quiet
    }

    #[wasm_bindgen_test]
    fn a_place_is_quiet_after_three_in_a_row_and_until_one_is_read() {
        let other = || Reading::Ambiguous("x/send".to_owned());
        assert_eq!(quiet(&[missing(), missing()]), None);
        assert_eq!(quiet(&[missing(), missing(), other()]), Some(other()));
        assert_eq!(
            quiet(&[missing(), missing(), Reading::Fine, missing()]),
            None
        );
        let recovered = [missing(), missing(), missing(), Reading::Fine];
        assert_eq!(quiet(&recovered), None);
    }

    #[wasm_bindgen_test]
    fn counts_by_place_for_thirty_days() {
        let health = after(&[missing(), Reading::Fine, missing()]);
        let counts = |place, today| health.view(place, day(today)).counts;
        assert_eq!(counts("x/dialog", "2026-11-22"), [1, 2, 0]);
        assert_eq!(counts("x/dialog", "2026-12-21"), [1, 2, 0]);
        assert_eq!(counts("x/dialog", "2026-12-22"), [0, 0, 0]);
        assert_eq!(counts("x/top", "2026-11-22"), [0, 0, 0]);
    }

    #[wasm_bindgen_test]
    fn nothing_is_kept_that_is_not_ours() {
        assert!(is_ours("x/dialog", &missing()));
        assert!(is_ours("linkedin/message", &Reading::Fine));
        assert!(!is_ours("see you tomorrow", &Reading::Fine));
        let text = Reading::Missing("see you tomorrow".to_owned());
        assert!(!is_ours("x/dialog", &text));
    }
}
