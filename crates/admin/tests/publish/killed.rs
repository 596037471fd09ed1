//! Publishers killed at every write: browsers find the old release or the new one, whole; the next try
//! sends only what is missing.

use std::process::{Child, Stdio};

use crate::browser::{Found, look};
use crate::common::Place;
use crate::company::{self, TO, anchor, change, cloud, run, signed};
use crate::gate::{Gate, When};

fn start(place: &Place, folder: &str, gate: &Gate) -> Child {
    let mut command = place.command(&["publish", folder, "--to", TO]);
    cloud(&mut command, gate);
    command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the publisher starts")
}

/// What a browser of the company finds; nothing when it refuses.
fn browser(place: &Place, gate: &Gate) -> Option<Found> {
    look(&anchor(place), &|path| gate.get(path)).ok()
}

/// Kills publishers at every write until one lives: each try starts from what the last one left. Returns
/// how many were killed.
fn kill_at_every_write(place: &Place, gate: &Gate, when: When, before: Option<&Found>) -> usize {
    let (mut killed, mut is_published) = (0, false);
    loop {
        // Every try but the very first leaves one file more.
        let number = if when == When::After || killed == 0 {
            1
        } else {
            2
        };
        let start = || start(place, "quayside", gate);
        let died = gate.kill_at((number, None), when, start);
        let now = browser(place, gate);
        let is_pointer = |path: &String| path.ends_with("/timestamp.json");
        is_published |= gate.writes().iter().any(is_pointer);
        if is_published {
            assert!(now.is_some(), "{when:?}: the new release is not whole");
            assert!(now.as_ref() != before, "{when:?}: still the old release");
        } else {
            assert!(
                now.as_ref() == before,
                "{when:?}: something changed before the pointer"
            );
        }
        if !died {
            return killed;
        }
        killed += 1;
    }
}

#[test]
fn killed_at_any_write_of_the_first_release_browsers_find_nothing_or_all() {
    for when in [When::Before, When::After] {
        let place = signed();
        let gate = Gate::s3s(&place);
        let killed = kill_at_every_write(&place, &gate, when, None);
        // Contents, three kinds of metadata and the pointer at the least.
        assert!(killed >= 5, "{when:?}: {killed}");
        assert_eq!(browser(&place, &gate).expect("whole").version, 1);
    }
}

#[test]
fn killed_at_any_write_of_an_update_browsers_find_the_old_or_the_new_whole() {
    for when in [When::Before, When::After] {
        let place = signed();
        let gate = Gate::s3s(&place);
        run(&place, &["publish", "quayside", "--to", TO], Some(&gate)).fine();
        let before = browser(&place, &gate).expect("the old release");
        change(&place, "quayside", "Head of accounts", Some(&gate));
        let killed = kill_at_every_write(&place, &gate, when, Some(&before));
        // People, targets, snapshot, pointer.
        assert_eq!(killed, 4, "{when:?}");
        let after = browser(&place, &gate).expect("the new release");
        assert!(
            after.version == 2 && after.says("Head of accounts"),
            "{when:?}"
        );
    }
}

#[test]
fn the_next_try_sends_only_what_is_missing() {
    let place = signed();
    let gate = Gate::s3s(&place);
    let pointer = (0, Some("/timestamp.json"));
    let died = gate.kill_at(pointer, When::Before, || start(&place, "quayside", &gate));
    assert!(died);
    assert!(gate.writes().len() >= 4, "contents and metadata are there");
    run(&place, &["publish", "quayside", "--to", TO], Some(&gate)).fine();
    assert_eq!(gate.writes(), ["/acme-policy/live/metadata/timestamp.json"]);
    // And a spoiled content is sent again: its name says what should be in it.
    let found = browser(&place, &gate).expect("whole");
    let spoiled = place
        .files()
        .into_iter()
        .find(|path| path.ends_with(".people.json") && path.contains("/live/targets/"));
    let spoiled = place.path(&spoiled.expect("a content"));
    std::fs::write(&spoiled, "spoiled").expect("a content");
    assert!(browser(&place, &gate).is_none(), "browsers refuse it");
    run(&place, &["publish", "quayside", "--to", TO], Some(&gate)).fine();
    assert_eq!(gate.writes().len(), 1);
    assert_eq!(browser(&place, &gate), Some(found));
}

#[test]
fn a_publisher_who_never_comes_back_is_in_nobodys_way() {
    let place = signed();
    company::second(&place);
    let gate = Gate::s3s(&place);
    run(&place, &["publish", "quayside", "--to", TO], Some(&gate)).fine();
    change(&place, "quayside", "Never published", Some(&gate));
    let pointer = (0, Some("/timestamp.json"));
    let died = gate.kill_at(pointer, When::Before, || start(&place, "quayside", &gate));
    assert!(died);
    // The names of version 2 are taken, although no browser ever saw it.
    place.edit("second/people.csv", "Account manager", "Published");
    place.run(&["compile", "second"]).fine();
    run(&place, &["sign", "second", "--after", TO], Some(&gate)).fine();
    run(&place, &["publish", "second", "--to", TO], Some(&gate)).fine();
    let found = browser(&place, &gate).expect("whole");
    assert!(found.version == 3 && found.says("Published") && !found.says("Never published"));
    // Whoever did not come back is told, and goes on from there.
    let said = run(&place, &["publish", "quayside", "--to", TO], Some(&gate)).failed(1);
    assert!(
        said.contains("release 2 is published in `s3://acme-policy/live`, this is 2"),
        "{said}"
    );
    run(&place, &["sign", "quayside"], Some(&gate)).fine();
    run(&place, &["publish", "quayside", "--to", TO], Some(&gate)).fine();
    assert_eq!(browser(&place, &gate).expect("whole").version, 4);
}
