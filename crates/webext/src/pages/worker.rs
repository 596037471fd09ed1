//! Asking the worker, and showing what it says about problems.

use super::page::{Page, PageError};
use crate::host;
use crate::messages::{PageRequest, PageResponse, StatusView};

/// The state after the request, or a sentence for the person.
pub(super) async fn ask(request: PageRequest) -> Result<StatusView, String> {
    match host::send_message(&request).await {
        Ok(PageResponse::Status(view)) => Ok(*view),
        Ok(PageResponse::Refused { message }) => Err(message),
        Err(_) => Err(host::message("worker_silent")),
    }
}

/// Shows the last problem: a sentence in the person's language, and the finding for who repairs it.
pub(super) fn show_problem(page: &Page, view: &StatusView) -> Result<(), PageError> {
    page.reveal("problem", view.problem.is_some())?;
    let sentence = view
        .problem_kind
        .map(|kind| host::message(&format!("problem_{}", kind.name())));
    page.write("problem-sentence", &sentence.unwrap_or_default())?;
    page.write(
        "problem-detail",
        view.problem.as_deref().unwrap_or_default(),
    )
}
