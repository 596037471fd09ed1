//! `fineline kill`: one small file switches something off for everybody, and nobody switches it on by
//! accident.

use std::process::Stdio;

use bundle::{Off, Pointer};
use serde_json::Value;

use crate::browser::look;
use crate::common::{Place, Said};
use crate::company::{TO, anchor, change, cloud, run, signed};
use crate::gate::Gate;

const SERVED: [&str; 4] = ["publish", "quayside", "--to", "served"];

/// Published to `served`.
fn published() -> Place {
    let place = signed();
    place.run(&SERVED).fine();
    place
}

/// What browsers that look at `served` are told, once they have verified all of it.
fn told(place: &Place) -> Pointer {
    let get = |path: &str| std::fs::read(place.path("served").join(path)).ok();
    look(&anchor(place), &get).expect("whole").pointer
}

fn off(place: &Place) -> Off {
    told(place).off
}

fn rules(off: &Off) -> Vec<&str> {
    off.rules.iter().map(|rule| rule.as_str()).collect()
}

fn files(place: &Place) -> Vec<String> {
    let mut files = place.files();
    files.retain(|path| path.starts_with("served/"));
    files
}

#[test]
fn rules_and_sites_go_off_one_after_the_other_and_on_again() {
    let place = published();
    assert!(off(&place).is_nothing());
    let before = files(&place);
    let said = place
        .run(&[
            "kill",
            "quayside",
            "--rule",
            "client",
            "--reason",
            "wrong desk",
        ])
        .fine();
    assert!(said.contains("release 2 in `"), "{said}");
    assert!(said.contains("\n  off: rule client\n"), "{said}");
    // A quarter of an hour and a fifth more, and a minute in caches.
    assert!(said.contains("browsers follow within 19 minutes"), "{said}");
    assert_eq!(rules(&off(&place)), ["client"]);
    assert_eq!(files(&place), before, "the pointer alone has changed");

    place.run(&["kill", "quayside", "--site", "x"]).fine();
    let now = off(&place);
    assert_eq!((rules(&now), now.sites.len()), (vec!["client"], 1));
    assert_eq!(
        (now.since, now.reason.as_deref()),
        (Some(3), Some("wrong desk"))
    );

    let undo = ["kill", "quayside", "--undo", "--rule", "client"];
    place.run(&undo).fine();
    let now = off(&place);
    assert_eq!((rules(&now), now.sites.len()), (vec![], 1));
    let said = place.run(&["kill", "quayside", "--undo"]).fine();
    assert!(said.contains("everything is on"), "{said}");
    assert_eq!(off(&place), Off::default());
}

#[test]
fn later_releases_keep_what_is_off_until_it_is_undone() {
    let place = published();
    place.run(&["kill", "quayside", "--everything"]).fine();
    change(&place, "quayside", "Head of accounts", None);
    let said = place.run(&SERVED).fine();
    assert!(said.contains("still switched off: everything\n"), "{said}");
    assert!(off(&place).everything);
    let said = place.run(&["rollback", "1", "quayside"]).fine();
    assert!(said.contains("still switched off: everything\n"), "{said}");
    place.run(&["sign", "quayside"]).fine();
    place.run(&SERVED).fine();
    assert!(off(&place).everything);
    place.run(&["kill", "quayside", "--undo"]).fine();
    place
        .run(&["sign", "quayside", "--life", "timestamp=1d"])
        .fine();
    let said = place.run(&SERVED).fine();
    assert!(!said.contains("switched off"), "{said}");
    assert!(off(&place).is_nothing());
}

#[test]
fn a_release_signed_before_the_switch_does_not_undo_it() {
    let place = published();
    change(&place, "quayside", "Head of accounts", None);
    place.run(&["kill", "quayside", "--everything"]).fine();
    place.run(&SERVED).failed(1);
    assert!(off(&place).everything);
    // Nor does one that follows another place.
    let elsewhere = ["publish", "quayside", "--to", "elsewhere"];
    place
        .run(&["sign", "quayside", "--after", "elsewhere"])
        .fine();
    place.run(&elsewhere).fine();
    for day in ["1d", "2d", "3d"] {
        let life = format!("timestamp={day}");
        let sign = ["sign", "quayside", "--after", "elsewhere", "--life", &life];
        place.run(&sign).fine();
        place.run(&elsewhere).fine();
    }
    let said = place.run(&SERVED).failed(1);
    assert!(
        said.contains("would switch on what is off in `served` (everything)"),
        "{said}"
    );
}

#[test]
fn an_exchanged_timestamp_key_switches_nothing_on() {
    let place = published();
    place.run(&["kill", "quayside", "--everything"]).fine();
    let new = ["keygen", "quayside", "--only", "second", "--no-passphrase"];
    place.run(&new).fine();
    let rotate = ["root", "rotate", "quayside", "--role", "timestamp"];
    let keys = ["--remove", "timestamp", "--add", "second"];
    place.run(&[&rotate[..], &keys].concat()).fine();
    place.run(&["root", "sign", "quayside"]).fine();
    place.run(&["sign", "quayside"]).fine();
    place.run(&SERVED).fine();
    assert!(off(&place).everything);
}

#[test]
fn what_is_not_there_is_refused_with_a_suggestion() {
    let place = published();
    for (args, expected) in [
        (
            vec!["--rule", "clint"],
            "rule `clint` is not published: did you mean `client`?",
        ),
        (
            vec!["--site", "linkdin"],
            "unknown site `linkdin`: did you mean `linkedin`?",
        ),
        (
            vec!["--undo", "--rule", "client"],
            "rule `client` is not off: there are no rules",
        ),
    ] {
        let said = place.run(&[&["kill", "quayside"], &args[..]].concat());
        let said = said.failed(1);
        assert!(said.contains(expected), "{said}");
    }
    place.run(&["kill", "quayside"]).failed(2);
    let said = place.run(&["kill", "quayside", "--everything", "--to", "nowhere"]);
    assert!(said.failed(1).contains("nothing is published in `nowhere`"));
}

#[test]
fn a_dry_run_says_what_would_be_off_and_signs_nothing() {
    let place = published();
    let log = || {
        let mut logs = place.files();
        logs.retain(|path| path.ends_with(".log"));
        let read = |path: &String| std::fs::read(place.path(path)).expect("a log");
        logs.iter().map(read).collect::<Vec<_>>()
    };
    let before = log();
    let said = place
        .run(&["kill", "quayside", "--everything", "--dry-run"])
        .fine();
    assert!(said.starts_with("would publish in `"), "{said}");
    assert!(said.contains("  off: everything\n"), "{said}");
    assert!(off(&place).is_nothing());
    assert_eq!(log(), before);
}

#[test]
fn status_shows_what_is_off_since_when_and_why() {
    let place = published();
    let reason = ["--reason", "names the wrong desk"];
    let kill = ["kill", "quayside", "--rule", "client", "--site", "x"];
    place.run(&[&kill[..], &reason].concat()).fine();
    let said = place.run(&["status", "served"]).fine();
    let line = "switched off: site x, rule client, since release 2 (names the wrong desk)\n";
    assert!(said.contains(line), "{said}");
    let said: Value = place.run(&["status", "served", "--format", "json"]).json();
    assert_eq!(
        said["pointer"]["off"]["rules"],
        serde_json::json!(["client"])
    );
    assert_eq!(said["pointer"]["off"]["since"], 2);
    assert_eq!(said["pointer"]["poll_minutes"], 15);
}

#[test]
fn a_release_that_browsers_no_longer_take_has_to_be_signed_first() {
    let place = signed();
    let sign = ["sign", "quayside", "--life", "snapshot=-1h"];
    place.run(&sign).fine();
    place.run(&SERVED).fine();
    let said = place.run(&["kill", "quayside", "--everything"]).failed(1);
    assert!(said.contains("browsers would not follow: "), "{said}");
    assert!(said.contains("run `fineline sign`"), "{said}");
}

#[test]
fn the_signature_of_a_switch_is_in_the_log() {
    let place = published();
    place.run(&["kill", "quayside", "--everything"]).fine();
    let said = place.run(&["audit", "quayside"]).fine();
    assert!(said.contains(" timestamp 2 "), "{said}");
}

#[test]
fn two_people_switch_together() {
    let place = published();
    let new = ["keygen", "quayside", "--only", "second", "--no-passphrase"];
    place.run(&new).fine();
    let rotate = ["root", "rotate", "quayside", "--role", "timestamp"];
    let keys = ["--add", "second", "--threshold", "2"];
    place.run(&[&rotate[..], &keys].concat()).fine();
    place.run(&["root", "sign", "quayside"]).fine();
    place.run(&["sign", "quayside"]).fine();
    place.run(&SERVED).fine();
    let kill = |folder, key| {
        let place = &place;
        let to = ["--everything", "--to", "served", "--key", key];
        move |more: &[&str]| place.run(&[&["kill", folder], &to[..], more].concat())
    };
    place.copy(&place.path("quayside"), "at-bob");
    let said = kill("quayside", "quayside/keys/timestamp.pem")(&[]).fine();
    assert!(said.starts_with("signatures are missing"), "{said}");
    assert!(
        said.contains("  timestamp: 1 of 2, 1 added now, missing: second ("),
        "{said}"
    );
    assert!(off(&place).is_nothing());
    let said = kill("at-bob", "quayside/keys/second.pem")(&["--merge", "quayside"]).fine();
    assert!(
        said.contains("1 signatures taken over from `quayside`"),
        "{said}"
    );
    assert!(said.contains("  off: everything\n"), "{said}");
    assert!(off(&place).everything);
}

#[test]
fn a_bucket_is_switched_by_one_write() {
    let place = signed();
    let gate = Gate::s3s(&place);
    run(&place, &["publish", "quayside", "--to", TO], Some(&gate)).fine();
    gate.writes();
    let kill = ["kill", "quayside", "--site", "x"];
    run(&place, &kill, Some(&gate)).fine();
    let writes = gate.writes();
    assert_eq!(writes.len(), 1, "{writes:?}");
    assert!(writes[0].ends_with("metadata/timestamp.json"), "{writes:?}");
    let get = |path: &str| gate.get(path);
    let found = look(&anchor(&place), &get).expect("whole");
    assert_eq!(found.pointer.off.sites.len(), 1);
}

#[test]
fn of_two_who_switch_at_once_one_is_told_to_do_it_again() {
    let place = signed();
    let gate = Gate::s3s(&place);
    run(&place, &["publish", "quayside", "--to", TO], Some(&gate)).fine();
    gate.let_two_meet("/timestamp.json");
    let started = ["x", "linkedin"].map(|site| {
        let mut command = place.command(&["kill", "quayside", "--site", site]);
        cloud(&mut command, &gate);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        (site, command.spawn().expect("a publisher"))
    });
    let said = started.map(|(site, child)| {
        let output = child.wait_with_output().expect("an end");
        (site, Said::of(output))
    });
    let (won, lost): (Vec<_>, Vec<_>) = said.into_iter().partition(|(_, said)| said.status == 0);
    let ([_], [(site, lost)]) = (&won[..], &lost[..]) else {
        panic!("{won:?} {lost:?}");
    };
    assert!(
        lost.err.contains("run the same command again"),
        "{}",
        lost.err
    );
    let again = ["kill", "quayside", "--site", site];
    run(&place, &again, Some(&gate)).fine();
    let get = |path: &str| gate.get(path);
    let found = look(&anchor(&place), &get).expect("whole");
    assert_eq!(found.pointer.off.sites.len(), 2);
}
