//! What loaders and the extension's own pages ask for, one function each.

use bundle::EnrolmentError;
use policy::RoleId;
use wasm_bindgen::JsValue;

use super::identity::{Heard, Origin};
use super::problem::Problem;
use super::slots::Slots;
use super::state::{self, Line};
use super::{identity, inject, ports, remembered, status, sync};
use crate::host::{self, Sender};
use crate::messages::{LoaderRequest, PageRequest, PageResponse};

/// Answers a message; nothing when it is none of ours.
pub(super) async fn answer(message: JsValue, sender: &Sender) -> Option<JsValue> {
    if let Ok(LoaderRequest::LoadCore) = host::from_js(message.clone()) {
        // A tab closed in the meantime is no fault, and nobody is left to tell.
        let injected = inject::inject(sender).await;
        return Some(JsValue::from_bool(injected.is_ok()));
    }
    // A content script, and so a hijacked page process, may not enrol, leave or read the status.
    let is_own_page = sender.is_own_page().unwrap_or(false);
    if !is_own_page {
        return None;
    }
    let response = perform(host::from_js(message).ok()?).await;
    host::to_js(&response).ok()
}

async fn perform(request: PageRequest) -> PageResponse {
    let outcome = match request {
        PageRequest::Status => Ok(()),
        PageRequest::SyncNow => {
            sync::run().await;
            Ok(())
        }
        PageRequest::Enrol { code } => alone(enrol(code)).await,
        PageRequest::ChooseRole { role } => alone(choose(role)).await,
        PageRequest::Leave => alone(leave()).await,
    };
    status::show_badge().await;
    match outcome {
        Ok(()) => PageResponse::Status(Box::new(status::view().await)),
        Err(message) => PageResponse::Refused { message },
    }
}

/// Runs a job when its turn comes. A job without an outcome was cut off with the worker.
async fn alone(job: impl Future<Output = Result<(), String>> + 'static) -> Result<(), String> {
    state::in_line(Line::Bundle, job)
        .await
        .unwrap_or_else(|| Err(host::message("failed")))
}

async fn enrol(code: String) -> Result<(), String> {
    refuse_if_managed().await?;
    identity::paste(&code).await.map_err(explain)?;
    start_anew().await;
    sync::run_alone().await;
    Ok(())
}

async fn choose(role: RoleId) -> Result<(), String> {
    identity::choose(&role).await.map_err(explain)?;
    start_anew().await;
    Ok(())
}

async fn leave() -> Result<(), String> {
    refuse_if_managed().await?;
    host::clear_local()
        .await
        .map_err(|error| explain(error.into()))?;
    clear_slots().await.map_err(explain)?;
    start_anew().await;
    Ok(())
}

/// Asks once for the administrator's configuration, and follows it if it is new.
pub(super) async fn follow_administrator() {
    state::once(|state| &mut state.followed, async {
        // Asked before standing in line: the answer may take seconds, and nobody should wait for it.
        match hear().await {
            Ok(Heard::New) => drop(state::in_line(Line::Bundle, move_in()).await),
            Ok(Heard::Same | Heard::Nothing) => {}
            Err(problem) => status::record(Err(&problem)).await,
        }
    })
    .await;
}

/// The administrator's configuration has arrived, changed or gone.
pub(super) async fn managed_changed() {
    // Now nothing means nothing: the browser has just said that something changed.
    let is_gone = hear().await.is_ok_and(|heard| heard == Heard::Nothing);
    state::in_line(Line::Bundle, async move {
        if is_gone {
            forget_managed().await;
        }
        move_in().await;
    })
    .await;
    status::show_badge().await;
}

async fn hear() -> Result<Heard, Problem> {
    let heard = identity::hear_administrator().await?;
    state::with(|state| state.is_managed = Some(heard != Heard::Nothing));
    Ok(heard)
}

async fn move_in() {
    start_anew().await;
    sync::run_alone().await;
}

/// Should this fail, what is remembered is what was true until now.
async fn forget_managed() {
    let forgotten = identity::forget_managed().await;
    state::forget();
    if forgotten.is_ok() && state::identity().await.is_none() {
        let _ = clear_slots().await;
    }
}

/// Who is enrolled has changed: earlier answers are void.
async fn start_anew() {
    state::forget();
    // Should it fail, it ends with the session, and nobody finds it without the keys of before.
    let _ = remembered::forget().await;
    ports::push_nothing();
    ports::push_rules().await;
}

async fn clear_slots() -> Result<(), Problem> {
    Ok(Slots::open(Slots::DATABASE).await?.clear().await?)
}

/// Only where something is remembered is it worth asking, and waiting for the answer. Should an
/// administrator's first configuration arrive later, it wins all the same.
async fn refuse_if_managed() -> Result<(), String> {
    let is_remembered = state::identity()
        .await
        .is_some_and(|found| found.origin == Origin::Managed);
    if is_remembered && hear().await.map_err(explain)? != Heard::Nothing {
        return Err(host::message("managed_locked"));
    }
    Ok(())
}

/// What the person is told: a sentence in their language, and the finding where that helps whoever
/// repairs it.
fn explain(problem: Problem) -> String {
    let sentence = |name| host::message(name);
    match problem {
        Problem::Enrolment(EnrolmentError::NoCode) => sentence("enrolment_no_code"),
        Problem::Enrolment(EnrolmentError::Damaged | EnrolmentError::TooLong) => {
            sentence("enrolment_damaged")
        }
        Problem::Enrolment(_) => format!("{} ({problem})", sentence("enrolment_refused")),
        _ => format!("{} ({problem})", sentence("failed")),
    }
}
