//! Everything that a sealed list's manifest names has to be there before anything is published.

use std::fs;

use crate::common::Place;
use crate::company::{TO, change, run, sealed};
use crate::gate::Gate;

const SERVED: [&str; 5] = [
    "publish",
    "quayside",
    "--allow-test-profile",
    "--to",
    "served",
];

/// Enough for two shards.
const CLIENTS: usize = 2100;

/// What is signed and waits, of what the manifests of sealed lists name.
fn parts(place: &Place) -> Vec<String> {
    let files = place.files().into_iter();
    let is_waiting = |path: &String| path.starts_with("quayside/build/release/targets/map/");
    let is_part = |path: &String| is_waiting(path) && path.ends_with(".map");
    files.filter(is_part).collect()
}

/// The published files; not the lock.
fn published(place: &Place) -> Vec<String> {
    let files = place.files().into_iter();
    let is_published =
        |path: &String| path.starts_with("served/metadata/") || path.starts_with("served/targets/");
    files.filter(is_published).collect()
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().expect("a name")
}

fn refused(place: &Place, part: &str, why: &str) {
    let said = place.run(&SERVED).failed(1);
    assert!(said.contains(name(part)) && said.contains(why), "{said}");
    let way_out = "run `fineline compile` and `fineline sign` again";
    assert!(said.contains(way_out), "{said}");
}

#[test]
fn without_any_one_file_of_a_list_or_with_a_spoilt_one_nothing_is_published() {
    let place = sealed(CLIENTS);
    let parts = parts(&place);
    // The list of shards, two shards, the same of owners and one of those; of the open lists a list of no shards,
    // the list of one with their rows, and that.
    assert_eq!(parts.len(), 8, "{parts:?}");
    for part in &parts {
        let path = place.path(part);
        let good = fs::read(&path).expect("a part");
        fs::remove_file(&path).expect("removed");
        refused(&place, part, "is missing");
        let mut spoilt = good.clone();
        spoilt[0] ^= 1;
        fs::write(&path, &spoilt).expect("written");
        refused(&place, part, "is not what its name says");
        fs::write(&path, &good[1..]).expect("written");
        refused(&place, part, "");
        assert_eq!(published(&place), [""; 0], "something was published");
        fs::write(&path, &good).expect("written");
    }
    place.run(&SERVED).fine();
    let all = published(&place);
    for part in &parts {
        assert!(all.iter().any(|path| name(path) == name(part)), "{part}");
    }
}

#[test]
fn a_change_that_is_missing_stops_the_next_release_and_the_last_one_stays() {
    let place = sealed(CLIENTS);
    place.run(&SERVED).fine();
    let before = (parts(&place), published(&place));
    let clients = "quayside/audiences/clients.csv";
    place.edit(clients, ",client_7,", ",client_of_old,");
    place.run(&["compile", "quayside"]).fine();
    place.run(&["sign", "quayside"]).fine();
    let is_new = |part: &String| !before.0.iter().any(|old| name(old) == name(part));
    let delta: Vec<String> = parts(&place).into_iter().filter(is_new).collect();
    assert_eq!(delta.len(), 1, "{delta:?}");
    let good = fs::read(place.path(&delta[0])).expect("a change");
    fs::remove_file(place.path(&delta[0])).expect("removed");
    refused(&place, &delta[0], "is missing");
    assert_eq!(published(&place), before.1);
    fs::write(place.path(&delta[0]), good).expect("written");
    // What lies at the place already need not be sent again.
    for part in parts(&place).iter().filter(|it| !is_new(it)) {
        fs::remove_file(place.path(part)).expect("removed");
    }
    place.run(&SERVED).fine();
}

#[test]
fn a_bucket_sees_no_write_of_a_release_that_lacks_something() {
    let place = sealed(CLIENTS);
    let gate = Gate::s3s(&place);
    let publish = ["publish", "quayside", "--allow-test-profile", "--to", TO];
    let parts = parts(&place);
    let path = place.path(&parts[0]);
    let good = fs::read(&path).expect("a part");
    fs::remove_file(&path).expect("removed");
    for dry in [&[][..], &["--dry-run"]] {
        let said = run(&place, &[&publish[..], dry].concat(), Some(&gate)).failed(1);
        assert!(said.contains("is missing. Nothing was published"), "{said}");
    }
    assert_eq!(gate.writes(), [""; 0]);
    fs::write(&path, good).expect("written");
    run(&place, &publish, Some(&gate)).fine();
    assert!(gate.writes().len() > parts.len());
}

#[test]
fn a_rollback_is_published_where_its_lists_lie_and_nowhere_else() {
    let place = sealed(CLIENTS);
    place.run(&SERVED).fine();
    change(&place, "quayside", "A mistake", None);
    place.run(&SERVED).fine();
    place.run(&["rollback", "1", "quayside"]).fine();
    place.run(&["sign", "quayside"]).fine();
    assert_eq!(parts(&place), [""; 0], "the old lists are laid out");
    let said = place
        .run(&[&SERVED[..4], &["elsewhere"]].concat())
        .failed(1);
    assert!(
        said.contains("or publish to where these lists lie already"),
        "{said}"
    );
    place.run(&SERVED).fine();
}
