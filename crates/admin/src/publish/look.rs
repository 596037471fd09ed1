//! What a browser finds at a place: the client of the extension, over whatever the place is.

use bundle::{Client, Files, Goal, Next, Refusal, Response, TrustAnchor, Update};

use super::store::Store;

/// Fetches and verifies everything, as a browser does that has nothing yet, at `now` (Unix seconds).
///
/// # Errors
/// When the place cannot be read. What is refused is an answer.
pub(crate) async fn look(
    store: &Store,
    anchor: &TrustAnchor,
    now: i64,
) -> anyhow::Result<Result<Update, Refusal>> {
    look_for(store, anchor, (Goal::Everything, now)).await
}

/// The same of a part.
///
/// # Errors
/// As [`look`].
pub(crate) async fn look_for(
    store: &Store,
    anchor: &TrustAnchor,
    (goal, now): (Goal, i64),
) -> anyhow::Result<Result<Update, Refusal>> {
    let mut client = Client::start_at((anchor, 1), &Files::new(), now, goal);
    loop {
        match client.next() {
            Next::Fetch(request) => {
                let found = store.get(&request.path, request.max_bytes).await?;
                client
                    .supply(found.map_or(Response::NotFound, |found| Response::Bytes(found.bytes)));
            }
            Next::Done(update) => return Ok(Ok(update)),
            Next::Refused(refusal) => return Ok(Err(refusal)),
        }
    }
}
