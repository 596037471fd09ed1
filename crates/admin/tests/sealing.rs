//! Sealed lists with the real binary: the key, what is derived once and never again, what follows what, and whom the
//! keys of lists are given to.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "part of the tests"
)]

mod common;

use std::fs;

use bundle::Enrolment;
use common::Place;
use serde_json::Value;

/// The example company, sealed at the lowest price, with unprotected keys.
fn bank() -> Place {
    let place = Place::new();
    place.run(&["init", "bank"]).fine();
    let head = fs::read_to_string(place.path("bank/fineline.toml")).expect("the head");
    let head = format!("{head}\n[sealing]\nprofile = \"test\"\n");
    fs::write(place.path("bank/fineline.toml"), head).expect("written");
    place.run(&["keygen", "bank", "--no-passphrase"]).fine();
    place
}

fn compile(place: &Place) -> Value {
    place.run(&["compile", "bank", "--format", "json"]).json()
}

fn publish(place: &Place) {
    place.run(&["sign", "bank"]).fine();
    let publish = ["publish", "bank", "--to", "served", "--allow-test-profile"];
    place.run(&publish).fine();
}

/// The cohorts whose keys an enrolment carries.
fn cohorts(place: &Place, who: &[&str]) -> Vec<String> {
    let url = [
        "enrol",
        "bank",
        "--url",
        "https://bundles.aldermoor.example",
    ];
    let said = place
        .run(&[&url[..], &["--format", "json"], who].concat())
        .json();
    let code = said["code"].as_str().expect("a code");
    let enrolment = Enrolment::decode(code).expect("an enrolment");
    enrolment.cohort_keys().expect("keys").into_keys().collect()
}

#[test]
fn without_the_key_nothing_is_sealed_and_the_way_out_is_told() {
    let place = bank();
    fs::remove_file(place.path("bank/keys/map.key")).expect("there");
    let said = place.run(&["compile", "bank"]).failed(1);
    assert!(said.contains("keys/map.key` is missing"), "{said}");
    assert!(said.contains("fineline keygen --map"), "{said}");
    assert!(!place.path("bank/build/targets").exists());
    place
        .run(&["keygen", "bank", "--map", "--no-passphrase"])
        .fine();
    place.run(&["compile", "bank"]).fine();
    let said = place
        .run(&["keygen", "bank", "--map", "--no-passphrase"])
        .failed(1);
    assert!(said.contains("map.key"), "{said}");
}

#[test]
fn names_are_derived_once() {
    let place = bank();
    assert_eq!(compile(&place)["derived"], 21);
    assert_eq!(compile(&place)["derived"], 0);
    place.edit(
        "bank/audiences/prospects.csv",
        "yusuf_demir",
        "yusuf_of_demir",
    );
    assert_eq!(compile(&place)["derived"], 1);
    // A run that was cut off leaves half a row.
    let path = place.path("bank/build/derived.kept");
    let mut kept = fs::read(&path).expect("what was derived");
    kept.truncate(kept.len() - 20);
    fs::write(&path, kept).expect("written");
    assert_eq!(compile(&place)["derived"], 1);
    assert_eq!(compile(&place)["derived"], 0);
    fs::remove_file(&path).expect("there");
    assert_eq!(compile(&place)["derived"], 21);
}

#[test]
fn what_changes_follows_what_is_published() {
    let place = bank();
    assert_eq!(compile(&place)["maps"][0]["version"], 1);
    publish(&place);
    let same = fs::read(place.path("bank/build/targets/map/everyone/manifest.json"));
    assert_eq!(compile(&place)["maps"][0]["version"], 1);
    let again = fs::read(place.path("bank/build/targets/map/everyone/manifest.json"));
    assert_eq!(same.expect("a manifest"), again.expect("a manifest"));
    place.edit(
        "bank/audiences/prospects.csv",
        "yusuf_demir,,",
        "yusuf_of_demir,,",
    );
    let next = compile(&place);
    assert_eq!(
        (&next["maps"][0]["version"], &next["followed"]),
        (&2.into(), &true.into())
    );
    let delta = next["maps"][0]["delta_bytes"].as_u64().expect("a delta");
    // A record that came, a tag that went, and the head: 20 + 32 + 8.
    assert_eq!(delta, 60);
    // Of a place that cannot be read nothing is followed; one that is named has to be readable.
    fs::write(place.path("bank/build/published-to"), "s3://nowhere/live").expect("written");
    assert_eq!(compile(&place)["followed"], false);
    place
        .run(&["compile", "bank", "--after", "s3://nowhere/live"])
        .failed(1);
}

#[test]
fn what_was_sealed_for_tests_is_not_published_by_mistake() {
    let place = bank();
    compile(&place);
    place.run(&["sign", "bank"]).fine();
    let said = place.run(&["publish", "bank", "--to", "served"]).failed(1);
    assert!(said.contains("protects nothing"), "{said}");
    assert!(!place.path("served").exists());
    publish(&place);
}

#[test]
fn nor_is_what_only_some_browsers_get() {
    let place = Place::with_bank();
    for args in [
        &["keygen", "bank", "--no-passphrase"][..],
        &["compile", "bank"],
        &["sign", "bank"],
        &["publish", "bank", "--to", "served"],
    ] {
        place.run(args).fine();
    }
    let head = fs::read_to_string(place.path("bank/fineline.toml")).expect("the head");
    let head = format!("{head}\n[sealing]\nprofile = \"test\"\n");
    fs::write(place.path("bank/fineline.toml"), head).expect("written");
    compile(&place);
    place.run(&["sign", "bank", "--rollout", "share=10"]).fine();
    let said = place.run(&["publish", "bank", "--to", "served"]).failed(1);
    assert!(said.contains("protects nothing"), "{said}");
    let publish = ["publish", "bank", "--to", "served", "--allow-test-profile"];
    place.run(&publish).fine();
}

#[test]
fn an_enrolment_has_the_keys_of_its_roles_and_no_others() {
    let place = bank();
    let list = "bank/audiences/prospects.toml";
    place.edit(list, "class = ", "for_roles = [\"sales\"]\nclass = ");
    assert_eq!(
        cohorts(&place, &["--role", "sales"]),
        ["everyone", "for-sales"]
    );
    assert_eq!(
        cohorts(&place, &["--person", "mara"]),
        ["everyone", "for-sales"]
    );
    assert_eq!(cohorts(&place, &["--role", "engineer"]), ["everyone"]);
    assert_eq!(cohorts(&place, &[]), ["everyone"]);
}
