//! What the worker remembers while it lives: a cache of storage, and the open ports.
//!
//! INVARIANT (cache): everything here can be lost at any moment and is loaded again on demand.
//! No borrow is held across an `await`.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::active::Active;
use super::identity::{self, Identity};
use super::ports::ComposePort;
use super::problem::Problem;
use super::remembered::Remembered;
use super::slots::Slots;
use super::{now, status};

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
    /// Whether an administrator's configuration is in force; unknown until it was asked for.
    pub(super) is_managed: Option<bool>,
    /// Who is enrolled.
    pub(super) identity: Option<Rc<Identity>>,
    /// The bundle in force.
    pub(super) active: Option<Rc<Active>>,
    /// What was derived in this session of the browser.
    pub(super) remembered: Remembered,
    /// Settles when it is read; none while it is not.
    pub(super) recalled: Option<Promise>,
    /// How often this worker had to derive.
    pub(super) derivations: u32,
    /// Settles when the administrator has been asked.
    pub(super) followed: Option<Promise>,
    /// Settles when identity and bundle are loaded; none while they are not.
    loaded: Option<Promise>,
    /// The last job in each line; each waits for the one before.
    last_jobs: BTreeMap<Line, Promise>,
}

/// Jobs in one line never overlap; lines do not wait for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Line {
    /// Enrolling, syncing, leaving.
    Bundle,
    /// Counting.
    Counts,
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

/// The bundle in force as far as it is loaded.
pub(super) fn active_now() -> Option<Rc<Active>> {
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
        state.remembered = Remembered::default();
        state.recalled = None;
        state.loaded = None;
    });
}

async fn loaded() {
    once(|state| &mut state.loaded, load()).await;
}

/// Runs a job once in this worker's life, or until its mark is taken away; however many ask, each
/// goes on when it is done.
pub(super) async fn once(
    mark: fn(&mut State) -> &mut Option<Promise>,
    job: impl Future<Output = ()> + 'static,
) {
    let settled = async {
        job.await;
        Ok(JsValue::UNDEFINED)
    };
    let promise = with(|state| {
        mark(state)
            .get_or_insert_with(|| future_to_promise(settled))
            .clone()
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
    let reader = identity::reader(identity).await?;
    files
        .map(|files| Active::verify(identity, &files, (&reader, now())))
        .transpose()
}

/// Runs a job after all earlier ones in its line have ended. No outcome: it was cut off.
pub(super) async fn in_line<T: 'static>(
    line: Line,
    job: impl Future<Output = T> + 'static,
) -> Option<T> {
    let outcome = Rc::new(RefCell::new(None));
    let promise = with(|state| {
        let (before, outcome) = (state.last_jobs.remove(&line), Rc::clone(&outcome));
        let promise = future_to_promise(async move {
            if let Some(before) = before {
                // How it ended is known to whoever waits for it.
                let _ = JsFuture::from(before).await;
            }
            let value = job.await;
            outcome.borrow_mut().replace(value);
            Ok(JsValue::UNDEFINED)
        });
        state.last_jobs.insert(line, promise.clone());
        promise
    });
    let _ = JsFuture::from(promise).await;
    outcome.borrow_mut().take()
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    type Log = Rc<RefCell<Vec<u32>>>;

    /// Notes its beginning and, after others had a chance to run, its end.
    async fn job(log: Log, number: u32) -> u32 {
        log.borrow_mut().push(number);
        let _ = JsFuture::from(Promise::resolve(&JsValue::NULL)).await;
        log.borrow_mut().push(number);
        number
    }

    #[wasm_bindgen_test]
    async fn jobs_in_one_line_never_overlap() {
        let log = Log::default();
        let first = in_line(Line::Bundle, job(Rc::clone(&log), 1));
        let second = in_line(Line::Bundle, job(Rc::clone(&log), 2));
        let both = future_to_promise(async move { Ok(first.await.into()) });
        assert_eq!(second.await, Some(2));
        assert!(JsFuture::from(both).await.is_ok());
        let order = log.borrow().clone();
        assert!(order == [1, 1, 2, 2] || order == [2, 2, 1, 1], "{order:?}");
    }

    #[wasm_bindgen_test]
    async fn what_is_done_once_is_done_once() {
        let log = Log::default();
        for _ in 0..2 {
            let log = Rc::clone(&log);
            once(|state| &mut state.followed, async move {
                log.borrow_mut().push(1)
            })
            .await;
        }
        assert_eq!(*log.borrow(), [1]);
    }
}
