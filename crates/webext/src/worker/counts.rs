//! Counts of nudges per day, site, rule and event. Never text, never an account, never a person.

use std::collections::BTreeMap;

use policy::{Day, RuleId, Site};

use super::now;
use super::state::{self, Line};
use crate::host::{self, HostError};
use crate::messages::CountedEvent;

/// Key of `storage.local`.
const KEY: &str = "counts";
/// Counts older than this many days go.
const KEPT_DAYS: i32 = 90;
/// Most counts kept: a page process gone wild must not fill the disk.
const MAX_COUNTS: usize = 5_000;

pub(super) type Counts = BTreeMap<String, u32>;

/// Adds one. Lost when storage fails: a count is not worth an error in somebody's way.
pub(super) async fn add(rule: &RuleId, event: CountedEvent, site: Site) {
    let today = Day::from_unix_seconds(now());
    let Some(key) = key(today, site, rule, event) else {
        return;
    };
    // Its own turn: two additions at once would both read the same number.
    let job = async move {
        let Ok(counts) = host::read_local::<Counts>(KEY).await else {
            return;
        };
        let counts = added(counts.unwrap_or_default(), key, today);
        let _ = host::write_local(KEY, &counts).await;
    };
    state::in_line(Line::Counts, job).await;
}

/// All counts, oldest first.
pub(super) async fn all() -> Result<Vec<(String, u32)>, HostError> {
    let counts = host::read_local::<Counts>(KEY).await?;
    Ok(counts.unwrap_or_default().into_iter().collect())
}

fn key(day: Day, site: Site, rule: &RuleId, event: CountedEvent) -> Option<String> {
    let rule = rule.as_str();
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_rule = !rule.is_empty() && rule.len() <= 64 && rule.chars().all(is_name);
    is_rule.then(|| format!("{day}|{}|{rule}|{}", site.id(), event.name()))
}

/// With one more of a key `day|…`, and without what is too old.
pub(super) fn added(mut counts: Counts, key: String, today: Day) -> Counts {
    counts.retain(|key, _| is_recent(key, today));
    if counts.len() < MAX_COUNTS || counts.contains_key(&key) {
        let count = counts.entry(key).or_default();
        *count = count.saturating_add(1);
    }
    counts
}

fn is_recent(key: &str, today: Day) -> bool {
    let day = key
        .split('|')
        .next()
        .and_then(|day| day.parse::<Day>().ok());
    day.is_some_and(|day| today.days_since(day) <= KEPT_DAYS)
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[wasm_bindgen_test]
    fn counts_per_day_site_rule_and_event() {
        let today = day("2026-11-22");
        let key = || {
            key(
                today,
                Site::X,
                &"live-negotiation".into(),
                CountedEvent::PostAnyway,
            )
            .unwrap()
        };
        let counts = added(added(Counts::new(), key(), today), key(), today);
        let expected = Counts::from([("2026-11-22|x|live-negotiation|post_anyway".to_owned(), 2)]);
        assert_eq!(counts, expected);
    }

    #[wasm_bindgen_test]
    fn forgets_after_ninety_days() {
        let old = Counts::from([
            ("2026-08-24|x|r|shown".to_owned(), 1),
            ("2026-08-23|x|r|shown".to_owned(), 1),
        ]);
        let counts = added(old, "2026-11-22|x|r|shown".to_owned(), day("2026-11-22"));
        let kept: Vec<_> = counts.keys().map(String::as_str).collect();
        assert_eq!(kept, ["2026-08-24|x|r|shown", "2026-11-22|x|r|shown"]);
    }

    #[wasm_bindgen_test]
    fn takes_only_names_of_rules() {
        let today = day("2026-11-22");
        for rule in ["", "a|b", "see you tomorrow", &"x".repeat(65)] {
            assert_eq!(
                key(today, Site::X, &rule.into(), CountedEvent::Shown),
                None,
                "{rule}"
            );
        }
    }
}
