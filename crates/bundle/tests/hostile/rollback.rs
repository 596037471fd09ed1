//! Rollback: older files offered to somebody who has seen newer ones.

use bundle::{Files, Step, repository};
use serde_json::json;

use crate::lab::*;

/// Releases 1 and 2; the client holds the second.
fn two_releases() -> (Files, Files) {
    let first = release(None, "{}");
    let second = release(Some(&first), "{\"new\":1}");
    (first, second)
}

#[test]
fn an_older_timestamp_is_refused() {
    let (first, second) = two_releases();
    let outcome = refresh_at(&first, &second, NOW);
    assert_eq!(
        outcome.clone().unwrap_err().to_string(),
        "step 5.4.3 (timestamp rollback): offered version 1, version 2 is trusted"
    );
    refused(Step::TimestampRollback, outcome);
    assert!(
        refresh(&first).is_ok(),
        "who has seen nothing newer cannot know"
    );
}

#[test]
fn an_older_snapshot_under_a_newer_timestamp_is_refused() {
    let (first, second) = two_releases();
    let mut server = first.clone();
    forge(
        &mut server,
        repository::TIMESTAMP,
        |signed| signed["version"] = json!(3),
        &TIMESTAMP,
    );
    refused(Step::SnapshotRollback, refresh_at(&server, &second, NOW));
}

#[test]
fn older_targets_under_newer_snapshot_and_timestamp_are_refused() {
    let (first, second) = two_releases();
    let mut server = release(Some(&second), "{}");
    let old = describe(1, &first[&repository::targets(1)]);
    server.insert(
        repository::targets(1),
        first[&repository::targets(1)].clone(),
    );
    forge(
        &mut server,
        &repository::snapshot(3),
        |signed| signed["meta"]["targets.json"] = old,
        &SNAPSHOT,
    );
    let meta = describe(3, &server[&repository::snapshot(3)]);
    forge(
        &mut server,
        repository::TIMESTAMP,
        |signed| signed["meta"]["snapshot.json"] = meta,
        &TIMESTAMP,
    );
    refused(Step::TargetsRollback, refresh_at(&server, &second, NOW));
}

#[test]
fn targets_that_vanish_from_the_snapshot_are_refused() {
    let (_, second) = two_releases();
    let mut stored = second.clone();
    // As if a delegated role had been there.
    let more =
        |signed: &mut serde_json::Value| signed["meta"]["clients.json"] = json!({ "version": 1 });
    forge(&mut stored, &repository::snapshot(2), more, &SNAPSHOT);
    let meta = describe(2, &stored[&repository::snapshot(2)]);
    forge(
        &mut stored,
        repository::TIMESTAMP,
        |signed| signed["meta"]["snapshot.json"] = meta,
        &TIMESTAMP,
    );
    let server = release(Some(&second), "{}");
    refused(Step::TargetsRollback, refresh_at(&server, &stored, NOW));
}

#[test]
fn the_same_timestamp_version_with_other_content_is_ignored() {
    let (_, second) = two_releases();
    let mut server = second.clone();
    forge(
        &mut server,
        repository::TIMESTAMP,
        |signed| signed["x-other"] = json!(1),
        &TIMESTAMP,
    );
    let update = refresh_at(&server, &second, NOW).unwrap();
    assert_eq!((update.files, update.changed), (second, false));
}

#[test]
fn old_content_comes_back_under_a_higher_version() {
    let (_, second) = two_releases();
    let third = release(Some(&second), "{}");
    assert_eq!(refresh_at(&third, &second, NOW).unwrap().version, 3);
}
