//! Publishers killed at every write: browsers find the old release or the new one, whole; the next try
//! sends only what is missing.

use std::process::{Child, Stdio};

use bundle::Enrolment;

use crate::browser::{Found, look};
use crate::common::Place;
use crate::company::{self, TO, anchor, change, cloud, run, sealed, signed};
use crate::gate::{Gate, When};
use crate::lists::{self, Lists};

fn start(place: &Place, folder: &str, gate: &Gate) -> Child {
    let publish = ["publish", folder, "--allow-test-profile", "--to", TO];
    let mut command = place.command(&publish);
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

/// Kills publishers at every write until one lives: each try starts from what the last one left. `check` is told
/// what browsers find after each. Returns how many were killed.
fn kill_at_every_write(
    (place, gate): (&Place, &Gate),
    when: When,
    before: Option<&Found>,
    check: &mut dyn FnMut(&Found),
) -> usize {
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
        if let Some(now) = &now {
            check(now);
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
        let killed = kill_at_every_write((&place, &gate), when, None, &mut |_| ());
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
        let killed = kill_at_every_write((&place, &gate), when, Some(&before), &mut |_| ());
        // People, targets, snapshot, pointer.
        assert_eq!(killed, 4, "{when:?}");
        let after = browser(&place, &gate).expect("the new release");
        assert!(
            after.version == 2 && after.says("Head of accounts"),
            "{when:?}"
        );
    }
}

/// Enough for eight shards.
const CLIENTS: usize = 8400;

/// Whether a browser that finds this has a whole list: the old one or the new one, fetched from nothing and from
/// what it had before.
fn check_lists(keys: &Enrolment, gate: &Gate, (found, before): (&Found, Option<&Lists>)) {
    let known = before.map(|before| (keys, Some(before)));
    for known in [Some((keys, None)), known].into_iter().flatten() {
        let lists = Lists::fetch(known, found, &|path| gate.get(path));
        // And one of owners.
        assert_eq!(lists.shards(), 9);
        let is_new = found.version == 2;
        for (handle, expected) in [
            ("client_8399", true),
            ("client_7", !is_new),
            ("client_of_old", is_new),
            ("nobody", false),
        ] {
            assert_eq!(lists.have(handle), expected, "{handle}, {}", found.version);
        }
    }
}

#[test]
fn killed_at_any_write_of_a_long_sealed_list_browsers_find_nothing_or_all_of_it() {
    for when in [When::Before, When::After] {
        let place = sealed(CLIENTS);
        let (gate, keys) = (Gate::s3s(&place), lists::keys(&place));
        let check = &mut |found: &Found| check_lists(&keys, &gate, (found, None));
        let killed = kill_at_every_write((&place, &gate), when, None, check);
        // Eight shards, one of owners, the lists of both and the manifest more than the company without.
        assert!(killed >= 17, "{when:?}: {killed}");
        assert_eq!(browser(&place, &gate).expect("whole").version, 1);
    }
}

/// With a new epoch every shard is another one; without, what changed is one file.
#[test]
fn killed_at_any_write_of_a_changed_list_browsers_find_all_of_the_old_or_the_new() {
    for (epoch, when, least) in [
        ("epoch = 1, ", When::Before, 5),
        ("epoch = 2, ", When::Before, 15),
        ("epoch = 2, ", When::After, 15),
    ] {
        let place = sealed(CLIENTS);
        let (gate, keys) = (Gate::s3s(&place), lists::keys(&place));
        assert!(!gate.kill_at((0, None), when, || start(&place, "quayside", &gate)));
        let before = browser(&place, &gate).expect("the old release");
        let old = Lists::fetch((&keys, None), &before, &|path| gate.get(path));
        let clients = "quayside/audiences/clients.csv";
        place.edit(clients, ",client_7,", ",client_of_old,");
        let sealing = "sealing = { ";
        place.edit(
            "quayside/fineline.toml",
            sealing,
            &format!("{sealing}{epoch}"),
        );
        run(&place, &["compile", "quayside", "--after", TO], Some(&gate)).fine();
        run(&place, &["sign", "quayside"], Some(&gate)).fine();
        let check = &mut |found: &Found| check_lists(&keys, &gate, (found, Some(&old)));
        let killed = kill_at_every_write((&place, &gate), when, Some(&before), check);
        assert!(killed >= least, "{epoch}{when:?}: {killed}");
        assert_eq!(browser(&place, &gate).expect("whole").version, 2);
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
