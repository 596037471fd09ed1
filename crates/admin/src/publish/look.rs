//! What a browser finds at a place: the client of the extension, over whatever the place is.

use bundle::{Client, Files, Next, Refusal, Response, TrustAnchor, Update};

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
    let mut client = Client::start(anchor, &Files::new(), now);
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
