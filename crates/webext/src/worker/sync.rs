//! Fetch → verify → store → activate, for the alarm, the button and the first enrolment.
//!
//! What to fetch, and whether to trust it, is decided in `bundle`; on any failure the last good
//! bundle stays, and the failure is recorded with its step.

use std::rc::Rc;

use bundle::{Client, Files, Next, TrustAnchor, Update};

use super::active::Active;
use super::identity::Identity;
use super::problem::Problem;
use super::slots::Slots;
use super::state::{self, Line};
use super::{fetch, maps, now, ports, status};
use crate::host::{self, HostError};

/// Name of the alarm.
pub(super) const ALARM: &str = "sync";
/// Minutes between two syncs, before the jitter.
const INTERVAL: f64 = 15.0;
/// The jitter: up to this share more or less, so that ten thousand browsers do not ask in step.
const JITTER: f64 = 0.2;
/// Never more often than this many minutes, whatever an interval says.
const FLOOR: f64 = 5.0;

/// Sets the alarm anew, with a new jitter.
pub(super) fn schedule() -> Result<(), HostError> {
    host::set_alarm(ALARM, minutes(js_sys::Math::random()))
}

/// Sets the alarm unless it is set: setting it on every start would put it off for ever.
pub(super) async fn ensure_scheduled() -> Result<(), HostError> {
    if host::has_alarm(ALARM).await? {
        Ok(())
    } else {
        schedule()
    }
}

/// `chance` lies between 0 and 1.
fn minutes(chance: f64) -> f64 {
    (INTERVAL * (1.0 - JITTER + 2.0 * JITTER * chance)).max(FLOOR)
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
    let of_bundle = |(path, _): &(&String, &Vec<u8>)| !maps::is_part(path);
    let of_bundle = stored.iter().filter(of_bundle);
    let of_bundle = of_bundle.map(|(path, bytes)| (path.clone(), bytes.clone()));
    let update = fetch_all(identity, &anchor, &of_bundle.collect()).await?;
    if !update.changed && are_maps_whole(identity, &slots).await? {
        return Ok(());
    }
    let mut files = update.files;
    // Verified before anything that it names is fetched.
    let verified = Active::verify(identity, &files, now())?;
    let parts = maps::bring_up((identity, &slots), verified.contents(), &stored).await?;
    files.extend(parts);
    let prepared = slots.prepare(&files).await?;
    let active: Rc<Active> = Active::verify(identity, &prepared.files, now())?;
    slots.activate(&prepared, &anchor).await?;
    // What only the bundle before had. Should the worker die here, the next change takes it away.
    maps::forget_others(active.maps(), &slots).await?;
    state::with(|state| state.active = Some(active));
    Ok(())
}

/// Whether every sealed map that this browser has a key for is there with all its shards.
async fn are_maps_whole(identity: &Identity, slots: &Slots) -> Result<bool, Problem> {
    let Some(active) = state::active_now() else {
        return Ok(false);
    };
    let keys = identity.enrolment.cohort_keys()?;
    let wanted = active.contents().maps().keys();
    let wanted = wanted.filter(|cohort| keys.contains_key(*cohort)).count();
    Ok(wanted == active.maps().len() && maps::are_whole(active.maps(), slots).await?)
}

/// Does what the client asks until it is done or refuses. One moment counts for the whole run.
async fn fetch_all(
    identity: &Identity,
    anchor: &TrustAnchor,
    stored: &Files,
) -> Result<Update, Problem> {
    let mut client = Client::start(anchor, stored, now());
    loop {
        match client.next() {
            Next::Fetch(request) => {
                let address = identity.enrolment.address(&request.path);
                client.supply(fetch::fetch(&address, request.max_bytes).await?);
            }
            Next::Done(update) => return Ok(update),
            Next::Refused(refusal) => return Err(refusal.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::minutes;

    #[wasm_bindgen_test]
    fn the_interval_is_a_quarter_of_an_hour_give_or_take_a_fifth() {
        let ends = [minutes(0.0), minutes(0.5), minutes(1.0)];
        assert!(
            ends.iter()
                .zip([12.0, 15.0, 18.0])
                .all(|(found, expected)| (found - expected).abs() < 1e-9)
        );
    }
}
