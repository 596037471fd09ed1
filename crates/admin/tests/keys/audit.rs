//! The log of who signed what: true when nobody touched it, and if somebody did, broken at that line.

use std::fs;
use std::path::PathBuf;

use crate::common::Place;
use crate::{company, id, release};

/// A company that has signed three releases.
fn busy() -> Place {
    let place = company();
    for _ in 0..3 {
        release(&place);
    }
    place
}

fn log(place: &Place, name: &str) -> PathBuf {
    place.path(&format!("bank/trust/audit/{}.log", id(place, name)))
}

fn lines(place: &Place, name: &str) -> Vec<String> {
    let text = fs::read_to_string(log(place, name)).expect("a log");
    text.lines().map(|line| format!("{line}\n")).collect()
}

fn write(place: &Place, name: &str, lines: &[String]) {
    fs::write(log(place, name), lines.concat()).expect("a log");
}

/// What `audit` finds broken.
fn broken(place: &Place) -> Vec<String> {
    let said = place.run(&["audit", "bank", "--format", "json"]);
    let found = said.json();
    let broken = found["broken"].as_array().expect("a list");
    broken
        .iter()
        .map(|found| found.as_str().expect("text").to_owned())
        .collect()
}

#[test]
fn every_signature_leaves_a_line() {
    let place = busy();
    let said = place.run(&["audit", "bank"]).fine();
    assert!(
        said.ends_with("fine 12 lines, all of them true\n"),
        "{said}"
    );
    // Two of three root keys were enough, but all three signed; then three releases by three keys.
    for (name, count) in [
        ("root-1", 1),
        ("root-2", 1),
        ("root-3", 1),
        ("targets", 3),
        ("timestamp", 3),
    ] {
        assert_eq!(lines(&place, name).len(), count, "{name}");
        assert_eq!(
            said.matches(&format!("  {name} (")).count(),
            count,
            "{said}"
        );
    }
    // What is logged is what was signed, by `sha256sum` over the canonical form.
    let file = fs::read(place.path("served/metadata/3.targets.json")).expect("targets");
    let value: serde_json::Value = serde_json::from_slice(&file).expect("JSON");
    let canonical = bundle::canonical::canonical(&value["signed"]).expect("canonical");
    fs::write(place.path("signed"), canonical).expect("a file");
    let sum = std::process::Command::new("sha256sum")
        .arg(place.path("signed"))
        .output()
        .expect("sha256sum");
    let sum = String::from_utf8(sum.stdout).expect("text");
    let sum = sum.split(' ').next().expect("a sum");
    assert!(
        said.contains(&format!(" targets 3  sha256:{sum}\n")),
        "{sum}: {said}"
    );
}

#[test]
fn signing_again_leaves_no_line_where_there_is_no_new_signature() {
    let place = company();
    place.run(&["sign", "bank"]).fine();
    place.run(&["sign", "bank"]).fine();
    assert_eq!(lines(&place, "targets").len(), 1);
}

#[test]
fn a_changed_line_is_found_where_it_is() {
    let place = busy();
    let honest = lines(&place, "targets");
    for (at, from, to) in [
        (0, "\"version\":1", "\"version\":7"),
        (1, "\"role\":\"targets\"", "\"role\":\"root\""),
    ] {
        let mut changed = honest.clone();
        assert!(changed[at].contains(from), "{}", changed[at]);
        changed[at] = changed[at].replace(from, to);
        write(&place, "targets", &changed);
        let said = broken(&place);
        let expected = format!(".log:{}: the signature is not over this line", at + 1);
        assert!(said[0].ends_with(&expected), "{said:?}");
    }
    // By somebody who takes the signature away as well: the next line does not follow.
    let mut value: serde_json::Value = serde_json::from_str(&honest[1]).expect("a line");
    value.as_object_mut().expect("a line").remove("signature");
    value["version"] = 7.into();
    let canonical = bundle::canonical::canonical(&value).expect("canonical");
    let mut changed = honest.clone();
    changed[1] = format!("{}\n", String::from_utf8(canonical).expect("text"));
    write(&place, "targets", &changed);
    let said = broken(&place);
    assert!(
        said[0].contains(".log:3: does not follow the line above it"),
        "{said:?}"
    );
    write(&place, "targets", &honest);
    assert_eq!(broken(&place), Vec::<String>::new());
}

#[test]
fn lines_that_are_gone_swapped_or_cut_are_found() {
    let place = busy();
    let honest = lines(&place, "targets");
    let swapped = [honest[1].clone(), honest[0].clone(), honest[2].clone()];
    let cut = [
        honest[0].clone(),
        honest[1].clone(),
        honest[2].trim_end().to_owned(),
    ];
    for (changed, expected) in [
        (&honest[1..], ".log:1: does not follow the line above it"),
        (
            &[honest[0].clone(), honest[2].clone()],
            ".log:2: does not follow the line above it",
        ),
        (&swapped, ".log:1: does not follow the line above it"),
        (&cut, ".log:3: the line is not whole"),
        // The last one gone: the release that is published has no line.
        (
            &honest[..2],
            ".log: has no line for the signature of targets (",
        ),
    ] {
        write(&place, "targets", changed);
        let said = place.run(&["audit", "bank"]);
        assert_eq!(said.status, 1, "{expected}");
        assert!(said.out.contains(expected), "{expected}: {}", said.out);
    }
}

#[test]
fn a_line_of_another_key_does_not_pass() {
    let place = busy();
    let foreign = lines(&place, "snapshot");
    write(&place, "targets", &foreign);
    let said = broken(&place);
    assert!(said[0].contains(".log:1: is about key `"), "{said:?}");
}

#[test]
fn a_key_that_signed_in_secret_is_found() {
    let place = busy();
    // Somebody with a copy of the key signs elsewhere and publishes here.
    place.copy(&place.path("bank"), "elsewhere");
    place.run(&["sign", "elsewhere"]).fine();
    place
        .run(&["publish", "elsewhere", "--to", "served"])
        .fine();
    let said = broken(&place);
    assert!(
        said.iter()
            .any(|found| found.contains("signature of timestamp (")),
        "{said:?}"
    );
}

#[test]
fn companies_from_before_the_log_are_told_so() {
    let place = busy();
    fs::remove_dir_all(place.path("bank/trust/audit")).expect("the log");
    let said = place.run(&["audit", "bank"]).fine();
    assert!(said.starts_with("no log here tells of `"), "{said}");
    assert!(
        said.contains("`metadata/1.root.json` by root-1 ("),
        "{said}"
    );
    assert!(said.ends_with("fine 0 lines, all of them true\n"), "{said}");
}
