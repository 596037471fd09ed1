//! The whole path through both servers that speak S3: what is there, how long caches may keep it, and
//! what is said when something is in the way.

use crate::browser::look;
use crate::common::Place;
use crate::company::{TO, anchor, change, run, signed};
use crate::gate::Gate;

/// Publishes twice, and once more with nothing new.
fn check_releases(place: &Place, gate: &Gate) {
    let said = run(place, &["publish", "quayside", "--to", TO], Some(gate)).fine();
    assert!(
        said.starts_with(&format!("published version 1 in `{TO}`\n")),
        "{said}"
    );
    let anchor = anchor(place);
    let get = |path: &str| gate.get(path);
    assert_eq!(look(&anchor, &get).expect("whole").version, 1);
    let writes = gate.writes();
    assert!(writes[0].contains("/live/targets/"), "{writes:?}");
    assert_eq!(
        writes.last().expect("writes"),
        "/acme-policy/live/metadata/timestamp.json"
    );

    change(place, "quayside", "Head of accounts", Some(gate));
    run(place, &["publish", "quayside", "--to", TO], Some(gate)).fine();
    let found = look(&anchor, &get).expect("whole");
    assert!(found.version == 2 && found.says("Head of accounts"));
    assert_eq!(gate.writes().len(), 4, "people, targets, snapshot, pointer");

    let said = run(place, &["publish", "quayside", "--to", TO], Some(gate)).fine();
    assert!(said.contains("everything is there already"), "{said}");
    assert_eq!(gate.writes(), [""; 0], "nothing is sent twice");
}

#[test]
fn releases_reach_browsers_through_s3s() {
    let place = signed();
    let gate = Gate::s3s(&place);
    check_releases(&place, &gate);
}

#[test]
fn releases_reach_browsers_through_moto_with_the_right_headers() {
    let place = signed();
    let gate = Gate::moto();
    check_releases(&place, &gate);
    let header = |path: &str, name: &str| {
        let answer = gate.answer(path);
        let value = answer
            .headers()
            .get(name)
            .expect(name)
            .to_str()
            .expect("text");
        value.to_owned()
    };
    let pointer = "metadata/timestamp.json";
    assert_eq!(header(pointer, "cache-control"), "public, max-age=60");
    for path in [
        "metadata/1.root.json",
        "metadata/2.snapshot.json",
        "metadata/2.targets.json",
    ] {
        let expected = "public, max-age=31536000, immutable";
        assert_eq!(header(path, "cache-control"), expected, "{path}");
        assert_eq!(header(path, "content-type"), "application/json", "{path}");
    }
}

#[test]
fn another_root_and_an_older_release_are_refused() {
    let (place, other) = (signed(), signed());
    let gate = Gate::s3s(&place);
    run(&other, &["publish", "quayside", "--to", TO], Some(&gate)).fine();
    gate.writes();
    let said = run(&place, &["publish", "quayside", "--to", TO], Some(&gate)).failed(1);
    assert!(
        said.contains(&format!("`{TO}` belongs to another root")),
        "{said}"
    );
    assert_eq!(gate.writes(), [""; 0]);
    // As on a machine that does not know what was published.
    change(&other, "quayside", "Head of accounts", Some(&gate));
    run(&other, &["publish", "quayside", "--to", TO], Some(&gate)).fine();
    std::fs::remove_dir_all(other.path("quayside/build")).expect("the build folder");
    other.run(&["compile", "quayside"]).fine();
    other.run(&["sign", "quayside"]).fine();
    gate.writes();
    let said = run(&other, &["publish", "quayside", "--to", TO], Some(&gate)).failed(1);
    let expected =
        format!("release 2 is published in `{TO}`, this is 1: run `fineline sign --after {TO}`");
    assert!(said.contains(&expected), "{said}");
    assert_eq!(gate.writes(), [""; 0]);
}

#[test]
fn what_is_in_the_way_is_said_in_one_line() {
    let place = signed();
    let gate = Gate::s3s(&place);
    let publish = |to: &str| run(&place, &["publish", "quayside", "--to", to], Some(&gate));
    let said = publish("https://bundles.quayside.example/live").failed(1);
    let expected = "`https://bundles.quayside.example/live` can only be looked at: to publish, name the bucket";
    assert!(said.contains(expected), "{said}");
    let said = publish("ftp://bundles.quayside.example").failed(2);
    assert!(
        said.contains("unknown kind of address `ftp://`: expected a folder, `s3://"),
        "{said}"
    );
    let args = ["publish", "quayside", "--to", TO];
    let mut command = place.command(&args);
    crate::company::cloud(&mut command, &gate);
    let output = command.env("AWS_SECRET_ACCESS_KEY", "wrong").output();
    let said = crate::common::Said::of(output.expect("an end")).failed(1);
    assert!(
        said.contains("access is not allowed: give the right credentials in AWS_ACCESS_KEY_ID"),
        "{said}"
    );
    assert!(!said.contains("wrong"), "{said}");
}

/// s3s-fs makes buckets as they are named; moto does not.
#[test]
fn a_bucket_that_is_not_there_is_said_to_be_missing() {
    let place = signed();
    let gate = Gate::moto();
    let args = ["publish", "quayside", "--to", "s3://no-such-bucket/live"];
    let said = run(&place, &args, Some(&gate)).failed(1);
    assert!(
        said.contains("there is no such bucket or container"),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1, "{said}");
}
