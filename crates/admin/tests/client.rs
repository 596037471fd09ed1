//! `fineline client` against our own server: what it trusts, what it keeps, and what it refuses.

mod common;

use std::fs;

use common::serving::Serving;
use common::{Place, Said};

const WANTED: &str = "policy.json";

/// A published example company, served.
fn published() -> (Place, Serving) {
    let place = Place::with_bank();
    for command in [
        &["keygen", "bank", "--no-passphrase"][..],
        &["compile", "bank"],
        &["sign", "bank"],
    ] {
        place.run(command).fine();
    }
    place.run(&["publish", "bank", "--to", "published"]).fine();
    let serving = Serving::of(&place, "published");
    (place, serving)
}

fn client(place: &Place, serving: &Serving, action: &[&str]) -> Said {
    let (metadata, targets) = (
        format!("http://{}/metadata", serving.address),
        format!("http://{}/targets/", serving.address),
    );
    let options = [
        "client",
        "--metadata-dir",
        "trusted",
        "--metadata-url",
        &metadata,
    ];
    let more = [
        "--target-base-url",
        &targets,
        "--target-dir",
        "got",
        "--target-name",
        WANTED,
    ];
    place.run(&[&options[..], &more[..], action].concat())
}

#[test]
fn downloads_what_the_repository_names() {
    let (place, serving) = published();
    client(&place, &serving, &["init", "bank/trust/1.root.json"]).fine();
    client(&place, &serving, &["refresh"]).fine();
    for name in ["root", "timestamp", "snapshot", "targets"] {
        assert!(
            place.path(&format!("trusted/{name}.json")).exists(),
            "{name}"
        );
    }
    assert!(!place.path("got").exists());
    client(&place, &serving, &["download"]).fine();
    let made = fs::read(place.path("bank/build/targets/policy.json")).expect("the target");
    assert_eq!(
        fs::read(place.path("got/policy.json")).expect("it came"),
        made
    );
}

#[test]
fn refuses_another_root_and_a_changed_file_and_keeps_what_it_had() {
    let (place, serving) = published();
    let root = fs::read_to_string(place.path("bank/trust/1.root.json")).expect("the root");
    let forged = root.replace("\"threshold\":", "\"threshold\": 1");
    fs::write(place.path("forged.json"), forged).expect("a file");
    client(&place, &serving, &["init", "forged.json"]).fine();
    let said = client(&place, &serving, &["refresh"]).failed(1);
    assert!(said.contains("step 5.2 (trusted root)"), "{said}");

    client(&place, &serving, &["init", "bank/trust/1.root.json"]).fine();
    let folder = place.path("published/targets");
    let is_wanted = |path: &std::path::PathBuf| path.to_string_lossy().ends_with(WANTED);
    let files = fs::read_dir(folder).expect("targets");
    let mut paths = files.map(|entry| entry.expect("an entry").path());
    let path = paths.find(is_wanted).expect("the target");
    let honest = fs::read(&path).expect("the target");
    let mut changed = honest.clone();
    changed.reverse();
    fs::write(&path, changed).expect("a file");
    let said = client(&place, &serving, &["download"]).failed(1);
    assert!(said.contains("step 5.7.3 (target hash)"), "{said}");
    assert!(!place.path("got").exists());
    assert!(place.path("trusted/targets.json").exists());

    fs::write(&path, honest).expect("a file");
    client(&place, &serving, &["download"]).fine();
}

#[test]
fn asks_for_what_is_missing_on_the_command_line() {
    let place = Place::new();
    let said = place
        .run(&["client", "--metadata-dir", "trusted", "refresh"])
        .failed(1);
    assert!(said.contains("`--metadata-url` is missing"), "{said}");
}
