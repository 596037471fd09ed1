//! Counts per day, site, rule and event → one number per event, for the last days.

use policy::Day;

use crate::messages::CountedEvent;

/// How far back the status page looks.
pub(super) const DAYS: i32 = 30;

/// How often each event happened in the last [`DAYS`] days; events that did not happen are left out.
pub(super) fn tally(counts: &[(String, u32)], today: Day) -> Vec<(CountedEvent, u32)> {
    let total = |event: CountedEvent| {
        let of_event = counts
            .iter()
            .filter(|(key, _)| is_recent(key, event, today));
        of_event.fold(0_u32, |sum, (_, count)| sum.saturating_add(*count))
    };
    let totals = CountedEvent::ALL
        .into_iter()
        .map(|event| (event, total(event)));
    totals.filter(|(_, count)| *count > 0).collect()
}

/// Whether a key `day|site|rule|event` is about this event and not too old.
fn is_recent(key: &str, event: CountedEvent, today: Day) -> bool {
    let day = key
        .split('|')
        .next()
        .and_then(|day| day.parse::<Day>().ok());
    let is_about = key.rsplit('|').next() == Some(event.name());
    is_about && day.is_some_and(|day| today.days_since(day) < DAYS)
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn adds_sites_and_rules_and_leaves_out_what_is_old() {
        let counts = [
            ("2026-11-22|x|a|shown", 2),
            ("2026-10-24|linkedin|b|shown", 3),
            ("2026-10-23|x|a|shown", 100),
            ("2026-11-22|x|a|post_anyway", 1),
            ("rubbish", 7),
        ];
        let counts = counts.map(|(key, count)| (key.to_owned(), count));
        let expected = [(CountedEvent::Shown, 5), (CountedEvent::PostAnyway, 1)];
        assert_eq!(tally(&counts, "2026-11-22".parse().unwrap()), expected);
        assert_eq!(tally(&[], "2026-11-22".parse().unwrap()), []);
    }
}
