//! What the worker remembers while it lives: a cache of storage, and the open ports.
//!
//! INVARIANT (cache): everything here can be lost at any moment and is loaded again on demand.
//! No borrow is held across an `await`.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::active::Active;
use super::identity::{self, Identity};
use super::ports::ComposePort;
use super::slots::Slots;
use super::{now, status};
use super::problem::Problem;

thread_local! {
    static STATE: RefCell<State> = RefCell::new(State::default());
}

/// The cache.
#[derive(Default)]
pub(super) struct State {
    /// Which build of the core this is: `wasm` or `js`.
    pub(super) variant: String,
    /// Open composers.
    pub(super) ports: Vec<ComposePort>,
    /// Who is enrolled.
    pub(super) identity: Option<Rc<Identity>>,
    /// The bundle in force.
    pub(super) active: Option<Rc<Active>>,
    /// Settles when both are loaded; none while they are not.
    loaded: Option<Promise>,
    /// The last of the jobs that change storage; each waits for the one before.
    last_job: Option<Promise>,
}

/// Reads or changes the cache. `use_it` must not call back in here.
pub(super) fn with<T>(use_it: impl FnOnce(&mut State) -> T) -> T {
    STATE.with(|state| use_it(&mut state.borrow_mut()))
}

/// The bundle in force, loaded and verified if this worker has not done so yet.
pub(super) async fn active() -> Option<Rc<Active>> {
    loaded().await;
    with(|state| state.active.clone())
}

/// Who is enrolled.
pub(super) async fn identity() -> Option<Rc<Identity>> {
    loaded().await;
    with(|state| state.identity.clone())
}

/// Forgets what was loaded; the next question loads it again.
pub(super) fn forget() {
    with(|state| {
        state.identity = None;
        state.active = None;
        state.loaded = None;
    });
}

/// Loads once, however many ask at the same time.
async fn loaded() {
    let promise = with(|state| {
        let loading = || {
            future_to_promise(async {
                load().await;
                Ok(JsValue::UNDEFINED)
            })
        };
        state.loaded.get_or_insert_with(loading).clone()
    });
    // It never rejects: what goes wrong is recorded for the status page.
    let _ = JsFuture::from(promise).await;
}

async fn load() {
    let found = identity::find().await;
    let identity = match found {
        Ok(identity) => identity.map(Rc::new),
        Err(problem) => return status::record(Err(&problem)).await,
    };
    with(|state| state.identity.clone_from(&identity));
    let Some(identity) = identity else { return };
    match stored(&identity).await {
        Ok(active) => with(|state| state.active = active),
        Err(problem) => status::record(Err(&problem)).await,
    }
}

async fn stored(identity: &Identity) -> Result<Option<Rc<Active>>, Problem> {
    let anchor = identity.enrolment.anchor()?;
    let files = Slots::open(Slots::DATABASE).await?.active(&anchor).await?;
    files.map(|files| Active::verify(&anchor, &files, now())).transpose()
}

/// Runs a job that changes storage after all earlier ones have ended.
///
/// INVARIANT (one at a time): enrolling, syncing and leaving never overlap.
pub(super) async fn one_at_a_time<T: 'static>(job: impl Future<Output = T> + 'static) -> Option<T> {
    let result = Rc::new(RefCell::new(None));
    let promise = with(|state| {
        let (before, slot) = (state.last_job.take(), Rc::clone(&result));
        let promise = future_to_promise(async move {
            if let Some(before) = before {
                let _ = JsFuture::from(before).await;
            }
            let value = job.await;
            slot.borrow_mut().replace(value);
            Ok(JsValue::UNDEFINED)
        });
        state.last_job = Some(promise.clone());
        promise
    });
    let _ = JsFuture::from(promise).await;
    result.borrow_mut().take()
}
