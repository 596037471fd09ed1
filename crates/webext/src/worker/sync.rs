//! Fetch → verify → store → activate, for the alarm, the button and the first enrolment.
//!
//! What to fetch, and whether to trust it, is decided in `bundle`; on any failure the last good
//! bundle stays, and the failure is recorded with its step.

use std::rc::Rc;

use bundle::content::open::OPEN;
use bundle::pointer::{POLL_FLOOR, POLL_MINUTES};
use bundle::{Client, Files, Goal, Next, Reader, TrustAnchor, Update, repository, rollout};

use super::active::Active;
use super::fetch::Copy;
use super::identity::Identity;
use super::problem::Problem;
use super::slots::Slots;
use super::state::{self, Line};
use super::{fetch, identity, maps, now, ports, status};
use crate::host::{self, HostError};

/// Name of the alarm.
pub(super) const ALARM: &str = "sync";
/// The jitter: up to this share more or less, so that ten thousand browsers do not ask in step.
const JITTER: f64 = 0.2;

/// Sets the alarm anew, with the company's interval and a new jitter.
pub(super) async fn schedule() -> Result<(), HostError> {
    let active = state::active().await;
    let chance = js_sys::Math::random();
    host::set_alarm(ALARM, minutes(interval(active.as_deref()), chance))
}

/// Sets the alarm unless it is set: setting it on every start would put it off for ever.
pub(super) async fn ensure_scheduled() -> Result<(), HostError> {
    if host::has_alarm(ALARM).await? {
        Ok(())
    } else {
        schedule().await
    }
}

/// Minutes between two syncs, before the jitter.
fn interval(active: Option<&Active>) -> u64 {
    let said = active.map(|active| active.pointer().poll_minutes());
    said.unwrap_or(POLL_MINUTES)
}

/// `chance` lies between 0 and 1. Never below the floor, however it falls.
fn minutes(interval: u64, chance: f64) -> f64 {
    let floor = minutes_of(POLL_FLOOR);
    (minutes_of(interval) * (1.0 - JITTER + 2.0 * JITTER * chance)).max(floor)
}

/// `bundle` keeps an interval below a day.
fn minutes_of(interval: u64) -> f64 {
    u32::try_from(interval).map_or(f64::INFINITY, f64::from)
}

/// Looks for a newer bundle after whatever is being done has ended.
pub(super) async fn run() {
    state::in_line(Line::Bundle, run_alone()).await;
}

/// The same, from within a job that is running alone already.
pub(super) async fn run_alone() {
    let Some(identity) = state::identity().await else {
        return;
    };
    let outcome = update(&identity).await;
    status::record(outcome.as_ref().map(|()| now())).await;
    // Even without news: the bundle may have come of age since the last look.
    ports::push_rules().await;
}

async fn update(identity: &Identity) -> Result<(), Problem> {
    let anchor = identity.enrolment.anchor()?;
    let slots = Slots::open(Slots::DATABASE).await?;
    let stored = slots.active(&anchor).await?.unwrap_or_default();
    let is_part = |(path, _): &(String, Vec<u8>)| maps::is_part(path);
    let (parts, of_bundle): (Files, Files) = stored.into_iter().partition(is_part);
    let (update, reader) = fetch_own(identity, &anchor, &of_bundle).await?;
    if update.files == of_bundle && are_maps_whole(identity, &slots).await? {
        return Ok(());
    }
    // From here on, nothing large is kept longer than it is needed: the memory of a module never shrinks.
    drop(of_bundle);
    let mut files = update.files;
    // Verified before anything that it names is fetched.
    let manifests = Active::manifests(identity, &files, (&reader, now()))?;
    files.extend(maps::bring_up((identity, &slots), &manifests, parts).await?);
    let prepared = slots.prepare(files).await?;
    let active: Rc<Active> = Active::verify(identity, &prepared.files, (&reader, now()))?;
    slots.activate(&prepared, &anchor).await?;
    // What only the bundle before had. Should the worker die here, the next change takes it away.
    maps::forget_others(active.maps(), &slots).await?;
    let before = state::with(|state| state.active.replace(Rc::clone(&active)));
    if interval(before.as_deref()) != interval(Some(&active)) {
        // Only then: an alarm that is set anew by every sync is put off by every sync.
        schedule().await?;
    }
    Ok(())
}

/// Whether every map that this browser has a key for, or needs none, is there with all its shards.
async fn are_maps_whole(identity: &Identity, slots: &Slots) -> Result<bool, Problem> {
    let Some(active) = state::active_now() else {
        return Ok(false);
    };
    let keys = identity.enrolment.cohort_keys()?;
    let wanted = active.contents().maps().keys();
    let is_wanted = |cohort: &&String| *cohort == OPEN || keys.contains_key(*cohort);
    let (wanted, maps) = (wanted.filter(is_wanted).count(), active.maps());
    Ok(wanted == maps.len() && maps::are_whole(maps, slots).await?)
}

/// What there is for this browser. It gets its number when the first rollout asks for it, not before.
async fn fetch_own(
    identity: &Identity,
    anchor: &TrustAnchor,
    stored: &Files,
) -> Result<(Update, Reader), Problem> {
    let reader = identity::reader(identity).await?;
    let update = fetch_all(identity, anchor, (stored, &reader)).await?;
    if reader.installation.is_some() || !rollout::is_under_way(&update.files) {
        return Ok((update, reader));
    }
    identity::number_installation().await?;
    let reader = identity::reader(identity).await?;
    let update = fetch_all(identity, anchor, (&update.files, &reader)).await?;
    Ok((update, reader))
}

/// Asks for what is new, by the copy of the pointer that the browser keeps. Should that copy be refused, it is not
/// asked again: it may be spoilt, and a server would go on saying that nothing is new.
async fn fetch_all(
    identity: &Identity,
    anchor: &TrustAnchor,
    known: (&Files, &Reader),
) -> Result<Update, Problem> {
    match fetch_by(identity, anchor, known, Copy::Asked).await {
        Err(Problem::Refused(refusal)) if refusal.step.number().starts_with("5.4") => {
            fetch_by(identity, anchor, known, Copy::None).await
        }
        outcome => outcome,
    }
}

/// Does what the client asks until it is done or refuses. One moment counts for the whole run.
async fn fetch_by(
    identity: &Identity,
    anchor: &TrustAnchor,
    (stored, reader): (&Files, &Reader),
    pointer: Copy,
) -> Result<Update, Problem> {
    let goal = Goal::Own(reader.clone());
    let mut client = Client::start_at((anchor, 1), stored, now(), goal);
    loop {
        match client.next() {
            Next::Fetch(request) => {
                let address = identity.enrolment.address(&request.path);
                let copy = match request.path == repository::TIMESTAMP {
                    true => pointer,
                    false => Copy::None,
                };
                client.supply(fetch::fetch_with(&address, request.max_bytes, copy).await?);
            }
            Next::Done(update) => return Ok(update),
            Next::Refused(refusal) => return Err(refusal.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::{interval, minutes};

    fn check(interval: u64, expected: [f64; 3]) {
        let found = [0.0, 0.5, 1.0].map(|chance| minutes(interval, chance));
        let is_near = |(found, expected): (&f64, f64)| (found - expected).abs() < 1e-9;
        assert!(
            found.iter().zip(expected).all(is_near),
            "{interval}: {found:?}"
        );
    }

    #[wasm_bindgen_test]
    fn the_interval_is_a_quarter_of_an_hour_unless_the_company_says_otherwise() {
        assert_eq!(interval(None), 15);
    }

    #[wasm_bindgen_test]
    fn alarms_are_a_fifth_more_or_less_and_never_below_five_minutes() {
        check(15, [12.0, 15.0, 18.0]);
        check(360, [288.0, 360.0, 432.0]);
        check(5, [5.0, 5.0, 6.0]);
    }
}
