//! Two administrators who publish at the same time: exactly one wins, and the other is told.

use crate::browser::look;
use crate::common::{Place, Said};
use crate::company::{TO, anchor, change, cloud, run, second, signed};
use crate::gate::{Gate, When};

/// Both publish, and both have asked for this file before either writes it.
fn both_publish(place: &Place, gate: &Gate, meeting: &'static str) -> [(&'static str, Said); 2] {
    gate.let_two_meet(meeting);
    let started = ["quayside", "second"].map(|folder| {
        let mut command = place.command(&["publish", folder, "--to", TO]);
        cloud(&mut command, gate);
        command
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped());
        (folder, command.spawn().expect("a publisher"))
    });
    started.map(|(folder, child)| {
        let output = child.wait_with_output().expect("an end");
        (folder, Said::of(output))
    })
}

/// The winner's folder, the loser's, and what the loser is told.
fn judged(both: [(&'static str, Said); 2]) -> (&'static str, &'static str, String) {
    let [(first, said), (other, others)] = both;
    match (said.status, others.status) {
        (0, _) => (first, other, others.failed(1)),
        (_, 0) => (other, first, said.failed(1)),
        _ => panic!("nobody won: {}{}", said.err, others.err),
    }
}

/// Two releases after the first, with different contents.
fn two_releases(gate: &Gate) -> Place {
    let place = signed();
    run(&place, &["publish", "quayside", "--to", TO], Some(gate)).fine();
    second(&place);
    change(&place, "quayside", "Title of quayside", Some(gate));
    change(&place, "second", "Title of second", Some(gate));
    place
}

fn check_winner(place: &Place, gate: &Gate, winner: &str, loser: &str) {
    let found = look(&anchor(place), &|path| gate.get(path)).expect("whole");
    assert!(
        found.says(&format!("Title of {winner}")),
        "the winner's is there"
    );
    assert!(
        !found.says(&format!("Title of {loser}")),
        "nothing of the loser's"
    );
}

/// The loser does as told; nothing is lost.
fn check_advice(place: &Place, gate: &Gate, loser: &str, said: &str) {
    let advice = format!("run `fineline sign --after {TO}`, then publish again");
    assert!(said.contains(&advice), "{said}");
    run(place, &["sign", loser, "--after", TO], Some(gate)).fine();
    run(place, &["publish", loser, "--to", TO], Some(gate)).fine();
    let found = look(&anchor(place), &|path| gate.get(path)).expect("whole");
    assert!(found.says(&format!("Title of {loser}")));
}

fn race_for_names(gate: &Gate) {
    let place = two_releases(gate);
    let (winner, loser, said) = judged(both_publish(&place, gate, "/2.targets.json"));
    assert!(
        said.contains("2.targets.json` is of somebody else's release"),
        "{said}"
    );
    check_winner(&place, gate, winner, loser);
    check_advice(&place, gate, loser, &said);
}

/// The names differ, so that only the pointer decides.
fn race_for_the_pointer(gate: &Gate) {
    let place = two_releases(gate);
    let start = || {
        let mut command = place.command(&["publish", "quayside", "--to", TO]);
        cloud(&mut command, gate);
        command
            .stdout(std::process::Stdio::piped())
            .spawn()
            .expect("a publisher")
    };
    assert!(gate.kill_at((0, Some("/timestamp.json")), When::Before, start));
    // Version 2 is taken but for the pointer: the second administrator signs version 3.
    run(&place, &["sign", "second", "--after", TO], Some(gate)).fine();
    let (winner, loser, said) = judged(both_publish(&place, gate, "/timestamp.json"));
    assert!(
        said.contains("somebody else published release 2, signed with key "),
        "{said}"
    );
    assert!(
        said.contains("that is what browsers see, not this release"),
        "{said}"
    );
    check_winner(&place, gate, winner, loser);
    check_advice(&place, gate, loser, &said);
}

#[test]
fn one_of_two_publishers_gets_the_names_on_s3s() {
    let bucket = Place::new();
    race_for_names(&Gate::s3s(&bucket));
}

#[test]
fn one_of_two_publishers_gets_the_pointer_on_s3s() {
    let bucket = Place::new();
    race_for_the_pointer(&Gate::s3s(&bucket));
}

#[test]
fn one_of_two_publishers_gets_the_names_on_moto() {
    race_for_names(&Gate::moto());
}

#[test]
fn one_of_two_publishers_gets_the_pointer_on_moto() {
    race_for_the_pointer(&Gate::moto());
}

/// A folder has a lock instead.
#[test]
fn a_folder_takes_one_publisher_at_a_time() {
    let place = signed();
    place.run(&["publish", "quayside", "--to", "served"]).fine();
    change(&place, "quayside", "Title of quayside", None);
    let before = place.files();
    let publish = |more: &[&str]| {
        let args = [&["publish", "quayside", "--to", "served"], more].concat();
        place.run(&args)
    };
    let other = std::fs::File::open(place.path("served/.lock")).expect("the lock");
    other.lock().expect("free");
    let said = publish(&[]).failed(1);
    let expected = "somebody else is publishing to `served` right now: wait for them";
    assert!(said.contains(expected), "{said}");
    assert_eq!(place.files(), before, "nothing is written");
    // Who only looks is in nobody's way.
    publish(&["--dry-run"]).fine();
    other.unlock().expect("its own lock");
    publish(&[]).fine();
}

#[test]
fn the_same_release_may_be_published_by_two() {
    let bucket = Place::new();
    let gate = Gate::s3s(&bucket);
    let place = signed();
    second(&place);
    for (folder, said) in both_publish(&place, &gate, "/timestamp.json") {
        assert!(said.fine().contains("version 1"), "{folder}");
    }
}
