//! The native face of `bundle::Client`: fetches what it asks for, and keeps what it verified.
//!
//! What is asked for and accepted is decided in `bundle` alone.

mod remote;
mod store;

use bundle::{Client, Goal, Next, Update};

pub(crate) use self::remote::Remote;
pub(crate) use self::store::Store;
use crate::clock;

/// Runs the client to its end. What was verified on the way is kept, also when it refuses in the end.
pub(crate) fn play(store: &Store, remote: &Remote, goal: &Goal) -> anyhow::Result<Update> {
    let (first_root, stored) = store.read(goal)?;
    let anchor = Store::anchor(first_root, &stored)?;
    let trust = (&anchor, first_root);
    let mut client = Client::start_at(trust, &stored, clock::now(), goal.clone());
    let outcome = follow(&mut client, remote);
    store.keep_metadata(client.verified_so_far())?;
    let update = outcome?;
    store.keep_targets(goal, &update.files)?;
    Ok(update)
}

fn follow(client: &mut Client, remote: &Remote) -> anyhow::Result<Update> {
    loop {
        match client.next() {
            Next::Fetch(request) => client.supply(remote.fetch(&request)?),
            Next::Refused(refusal) => return Err(refusal.into()),
            Next::Done(update) => return Ok(update),
        }
    }
}
