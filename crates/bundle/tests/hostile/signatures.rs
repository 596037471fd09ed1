//! Thresholds: who counts, and how often.

use bundle::{Step, repository};
use serde_json::{Value, json};

use crate::lab::*;

/// A repository whose targets file is signed by these, with honest snapshot and timestamp above.
fn targets_signed_by(seeds: &[u8]) -> bundle::Files {
    let mut server = release(None, "{}");
    forge(&mut server, &repository::targets(1), |_| (), seeds);
    rename_chain(&mut server, 1);
    server
}

#[test]
fn two_of_two_keys_are_enough() {
    assert!(refresh(&targets_signed_by(&[11, 12])).is_ok());
}

#[test]
fn too_few_signatures_are_refused() {
    refused(Step::TargetsSignatures, refresh(&targets_signed_by(&[11])));
    refused(Step::TargetsSignatures, refresh(&targets_signed_by(&[])));
    let mut server = release(None, "{}");
    forge(&mut server, repository::TIMESTAMP, |_| (), &[]);
    refused(Step::TimestampSignatures, refresh(&server));
    let mut server = release(None, "{}");
    forge(&mut server, &repository::root(1), |_| (), &[1]);
    refused(Step::TrustedRoot, refresh(&server));
    let mut server = release(None, "{}");
    forge(&mut server, &repository::snapshot(1), |_| (), &[]);
    let meta = describe(1, &server[&repository::snapshot(1)]);
    forge(
        &mut server,
        repository::TIMESTAMP,
        |signed| signed["meta"]["snapshot.json"] = meta,
        &TIMESTAMP,
    );
    refused(Step::SnapshotSignatures, refresh(&server));
}

#[test]
fn the_same_key_signing_twice_is_refused() {
    refused(
        Step::TargetsSignatures,
        refresh(&targets_signed_by(&[11, 11])),
    );
}

/// The specification wants key ids in `signatures` to be unique, threshold or not.
#[test]
fn a_signature_listed_twice_is_refused_even_above_the_threshold() {
    refused(
        Step::TargetsSignatures,
        refresh(&targets_signed_by(&[11, 12, 11])),
    );
}

#[test]
fn keys_of_another_role_count_for_nothing() {
    refused(
        Step::TargetsSignatures,
        refresh(&targets_signed_by(&[11, 21])),
    );
    refused(Step::TargetsSignatures, refresh(&targets_signed_by(&ROOT)));
    refused(
        Step::TargetsSignatures,
        refresh(&targets_signed_by(&[11, 99])),
    );
}

#[test]
fn further_signatures_do_no_harm() {
    assert!(refresh(&targets_signed_by(&[99, 11, 21, 12])).is_ok());
}

#[test]
fn a_signature_over_something_else_counts_for_nothing() {
    let mut server = release(None, "{}");
    let mut file: Value = serde_json::from_slice(&server[&repository::targets(1)]).unwrap();
    let other: Value = serde_json::from_slice(&server[&repository::snapshot(1)]).unwrap();
    file["signatures"][0]["sig"] = other["signatures"][0]["sig"].clone();
    server.insert(repository::targets(1), serde_json::to_vec(&file).unwrap());
    rename_chain(&mut server, 1);
    refused(Step::TargetsSignatures, refresh(&server));
}

#[test]
fn a_role_that_lists_a_key_id_twice_is_refused() {
    let mut server = release(None, "{}");
    let double = |signed: &mut Value| {
        let keyids = &mut signed["roles"]["targets"]["keyids"];
        keyids[1] = keyids[0].clone();
    };
    forge(&mut server, &repository::root(1), double, &[1, 2]);
    refused(Step::TrustedRoot, refresh(&server));
}

#[test]
fn a_threshold_of_zero_is_refused() {
    let mut server = release(None, "{}");
    let zero = |signed: &mut Value| signed["roles"]["targets"]["threshold"] = json!(0);
    forge(&mut server, &repository::root(1), zero, &[1, 2]);
    refused(Step::TrustedRoot, refresh(&server));
}

#[test]
fn a_key_id_that_is_not_its_keys_digest_is_refused() {
    let mut server = release(None, "{}");
    let exchange = |signed: &mut Value| {
        let ids = signed["roles"]["targets"]["keyids"].clone();
        let (one, two) = (ids[0].as_str().unwrap(), ids[1].as_str().unwrap());
        let other = signed["keys"][two].clone();
        signed["keys"][one] = other;
    };
    forge(&mut server, &repository::root(1), exchange, &[1, 2]);
    refused(Step::TrustedRoot, refresh(&server));
}

/// A key with a further field has another id, and is the same key.
#[test]
fn one_key_under_two_ids_counts_once() {
    let mut server = release(None, "{}");
    let mut id = String::new();
    let alias = |signed: &mut Value| {
        let first = public(&[11]).remove(0);
        let mut twin = first.to_json();
        twin["x-note"] = json!("the same key");
        id = bundle::key::KeyId::of(&twin).unwrap().to_string();
        signed["keys"][&id] = twin;
        signed["roles"]["targets"]["keyids"] = json!([first.id(), id]);
    };
    forge(&mut server, &repository::root(1), alias, &[1, 2]);
    let mut file: Value = serde_json::from_slice(&server[&repository::targets(1)]).unwrap();
    let sig = file["signatures"].as_array().unwrap().iter();
    let first = public(&[11]).remove(0).id().to_string();
    let sig = sig
        .clone()
        .find(|entry| entry["keyid"] == json!(first))
        .unwrap()
        .clone();
    file["signatures"] = json!([sig, { "keyid": id, "sig": sig["sig"] }]);
    server.insert(repository::targets(1), serde_json::to_vec(&file).unwrap());
    rename_chain(&mut server, 1);
    refused(Step::TargetsSignatures, refresh(&server));
}
