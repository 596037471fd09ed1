//! Arbitrary installation and mix-and-match: files changed, exchanged or taken from elsewhere.

use bundle::{Files, Step, TrustAnchor, open, repository};
use serde_json::{Value, json};

use crate::lab::*;

#[test]
fn a_tampered_target_is_refused() {
    let mut server = release(None, "{}");
    let path = target_path(&server, "policy.json");
    server.insert(path.clone(), b"[]".to_vec());
    refused(Step::TargetHash, refresh(&server));
    let stored = open(&anchor(&server), &server, NOW).unwrap_err();
    assert_eq!(stored.step, Step::TargetHash);
    server.remove(&path);
    refused(Step::TargetLength, refresh(&server));
}

#[test]
fn one_target_in_the_place_of_another_is_refused() {
    let mut server = release(None, "{}");
    let people = server[&target_path(&server, "people.json")].clone();
    // As long as the policy, so that the hash must notice.
    server.insert(target_path(&server, "policy.json"), people[..2].to_vec());
    refused(Step::TargetHash, refresh(&server));
}

#[test]
fn tampered_metadata_is_refused() {
    let clean = release(None, "{}");
    for (path, step) in [
        (repository::root(1), Step::TrustedRoot),
        (repository::TIMESTAMP.to_owned(), Step::TimestampSignatures),
        (repository::snapshot(1), Step::SnapshotHash),
        (repository::targets(1), Step::TargetsHash),
    ] {
        let mut server = clean.clone();
        let text = String::from_utf8(server[&path].clone()).unwrap();
        let changed = text.replace("\"expires\":\"2026", "\"expires\":\"2027");
        let changed = changed.replace("\"expires\":\"2027-11-22", "\"expires\":\"2027-11-21");
        assert_ne!(text, changed);
        server.insert(path.clone(), changed.into_bytes());
        refused(
            step,
            refresh_from(&anchor(&clean), &server, &Files::new(), NOW).0,
        );
    }
}

#[test]
fn metadata_that_is_no_metadata_is_refused() {
    for bytes in [
        "",
        "null",
        "[]",
        "{\"signatures\":[],\"signed\":{}}",
        "\u{0}",
        "{\"signed\":1.5}",
    ] {
        let mut server = release(None, "{}");
        server.insert(repository::TIMESTAMP.to_owned(), bytes.as_bytes().to_vec());
        refused(Step::TimestampSignatures, refresh(&server));
        let root = TrustAnchor::of_root(bytes.as_bytes());
        server.insert(repository::root(1), bytes.as_bytes().to_vec());
        refused(
            Step::TrustedRoot,
            refresh_from(&root, &server, &Files::new(), NOW).0,
        );
    }
}

#[test]
fn tampered_targets_are_refused_even_when_snapshot_and_timestamp_keys_are_stolen() {
    let mut server = release(None, "{}");
    let evil = json!({ "length": 2, "hashes": bundle::metadata::Hashes::of(b"[]") });
    forge(
        &mut server,
        &repository::targets(1),
        |signed| signed["targets"]["policy.json"] = evil,
        &[],
    );
    rename_chain(&mut server, 1);
    refused(Step::TargetsSignatures, refresh(&server));
}

#[test]
fn targets_of_another_release_are_refused() {
    let first = release(None, "{}");
    let mut server = release(Some(&first), "{\"new\":1}");
    server.insert(
        repository::targets(2),
        first[&repository::targets(1)].clone(),
    );
    refused(Step::TargetsHash, refresh(&server));
}

#[test]
fn a_snapshot_of_another_release_is_refused() {
    let first = release(None, "{}");
    let mut server = release(Some(&first), "{\"new\":1}");
    server.insert(
        repository::snapshot(2),
        first[&repository::snapshot(1)].clone(),
    );
    refused(Step::SnapshotHash, refresh(&server));
}

#[test]
fn without_a_hash_the_version_still_ties_the_snapshot_to_the_timestamp() {
    let (first, mut server) = two_releases();
    let bare = |signed: &mut Value| signed["meta"]["snapshot.json"] = json!({ "version": 2 });
    forge(&mut server, repository::TIMESTAMP, bare, &TIMESTAMP);
    assert!(
        refresh(&server).is_ok(),
        "the specification lets hashes be left out"
    );
    server.insert(
        repository::snapshot(2),
        first[&repository::snapshot(1)].clone(),
    );
    refused(Step::SnapshotVersion, refresh(&server));
}

#[test]
fn without_a_hash_the_version_still_ties_the_targets_to_the_snapshot() {
    let (first, mut server) = two_releases();
    let bare = |signed: &mut Value| signed["meta"]["targets.json"] = json!({ "version": 2 });
    forge(&mut server, &repository::snapshot(2), bare, &SNAPSHOT);
    let meta = describe(2, &server[&repository::snapshot(2)]);
    let name = |signed: &mut Value| signed["meta"]["snapshot.json"] = meta;
    forge(&mut server, repository::TIMESTAMP, name, &TIMESTAMP);
    assert!(refresh(&server).is_ok());
    server.insert(
        repository::targets(2),
        first[&repository::targets(1)].clone(),
    );
    refused(Step::TargetsVersion, refresh(&server));
}

/// Releases 1 and 2.
fn two_releases() -> (Files, Files) {
    let first = release(None, "{}");
    let second = release(Some(&first), "{\"new\":1}");
    (first, second)
}

#[test]
fn a_file_of_one_kind_in_the_place_of_another_is_refused() {
    let mut server = release(None, "{}");
    forge(
        &mut server,
        repository::TIMESTAMP,
        |signed| signed["_type"] = json!("snapshot"),
        &TIMESTAMP,
    );
    refused(Step::TimestampSignatures, refresh(&server));
}

#[test]
fn a_later_specification_is_refused() {
    let mut server = release(None, "{}");
    forge(
        &mut server,
        repository::TIMESTAMP,
        |signed| signed["spec_version"] = json!("2.0.0"),
        &TIMESTAMP,
    );
    refused(Step::TimestampSignatures, refresh(&server));
}

#[test]
fn unknown_fields_are_no_reason_to_refuse() {
    let mut server = release(None, "{}");
    forge(
        &mut server,
        repository::TIMESTAMP,
        |signed| signed["x-later"] = json!({ "a": [1] }),
        &TIMESTAMP,
    );
    assert!(refresh(&server).is_ok());
}

#[test]
fn target_names_that_could_lead_elsewhere_are_refused() {
    for name in [
        "../policy.json",
        "/etc/passwd",
        "a//b",
        "a/./b",
        "a\\b",
        "a?b",
        "a#b",
        "a%2fb",
        "a b",
        "",
        "ä",
    ] {
        let mut server = release(None, "{}");
        let evil = json!({ "length": 2, "hashes": bundle::metadata::Hashes::of(b"{}") });
        forge(
            &mut server,
            &repository::targets(1),
            |signed| signed["targets"][name] = evil,
            &TARGETS,
        );
        rename_chain(&mut server, 1);
        refused(Step::TargetDescription, refresh(&server));
    }
}

#[test]
fn a_target_without_a_hash_of_a_known_kind_is_refused() {
    let mut server = release(None, "{}");
    let weak = json!({ "length": 2, "hashes": { "md5": "99914b932bd37a50b983c5e7c90ae93b" } });
    forge(
        &mut server,
        &repository::targets(1),
        |signed| signed["targets"]["policy.json"] = weak,
        &TARGETS,
    );
    rename_chain(&mut server, 1);
    refused(Step::TargetDescription, refresh(&server));
}

#[test]
fn a_repository_without_consistent_snapshots_is_refused() {
    let mut server = release(None, "{}");
    forge(
        &mut server,
        &repository::root(1),
        |signed| signed["consistent_snapshot"] = json!(false),
        &[1, 2],
    );
    refused(Step::RootConsistency, refresh(&server));
}
