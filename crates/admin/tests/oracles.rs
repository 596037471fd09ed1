//! What the command publishes, other clients of such repositories find as we do: python-tuf, the reference, and
//! `tough`. What they say of repositories that somebody spoilt is asked in `crates/bundle/tests/oracle`.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "part of the tests"
)]

mod common;
#[path = "../../bundle/tests/oracle/python.rs"]
mod python;
#[path = "../../bundle/tests/oracle/tough.rs"]
#[expect(dead_code, reason = "no repository here is spoilt")]
mod tough;

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use bundle::{Client, Files, Next, Response, TrustAnchor, open, repository};
use common::Place;

use crate::python::Python;
use crate::tough::Tough;

/// Every file of a published folder, by its path in it.
fn served(place: &Place) -> Files {
    let folder = place.path("served");
    let inside = |name: &String| Some(name.strip_prefix("served/")?.to_owned());
    let names = place.files().iter().filter_map(inside).collect::<Vec<_>>();
    let read = |name: String| {
        let bytes = fs::read(folder.join(Path::new(&name))).expect("a file");
        (name, bytes)
    };
    names.into_iter().map(read).collect()
}

/// What a browser that holds this holds afterwards.
fn refresh(held: &Files, server: &Files, now: i64) -> Files {
    let anchor = TrustAnchor::of_root(&server[&repository::root(1)]);
    let mut client = Client::start(&anchor, held, now);
    loop {
        match client.next() {
            Next::Fetch(request) => {
                let file = server.get(&request.path).cloned();
                client.supply(file.map_or(Response::NotFound, Response::Bytes));
            }
            Next::Done(update) => return update.files,
            Next::Refused(refusal) => panic!("{refusal}"),
        }
    }
}

fn publish(place: &Place) -> Files {
    place.run(&["compile", "bank"]).fine();
    place.run(&["sign", "bank"]).fine();
    place.run(&["publish", "bank", "--to", "served"]).fine();
    served(place)
}

#[test]
fn other_clients_find_what_was_published() {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = i64::try_from(since.expect("a clock after 1970").as_secs()).expect("a clock");
    let (mut python, tough) = (Python::start(now), Tough::start());
    let place = Place::with_bank();
    place.run(&["keygen", "bank", "--no-passphrase"]).fine();
    let first = publish(&place);
    place.edit_first("bank/fineline.toml", "Aldermoor Bank", "Aldermoor Trust");
    let second = publish(&place);
    assert_ne!(first, second);
    let root = first[&repository::root(1)].clone();
    let begun = Files::from([(repository::root(1), root)]);
    let held = refresh(&Files::new(), &first, now);
    for (held, server) in [(&begun, &first), (&held, &second)] {
        let files = refresh(held, server, now);
        let anchor = TrustAnchor::of_root(&first[&repository::root(1)]);
        let ours = open(&anchor, &files, now)
            .expect("a verified state")
            .targets;
        assert!(ours.contains_key("policy.json"));
        assert_eq!(python.ask((held, server), &ours), "accepted");
        assert_eq!(tough.ask(held, server).expect("targets"), ours);
    }
}
