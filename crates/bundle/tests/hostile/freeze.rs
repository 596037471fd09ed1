//! Indefinite freeze: what has expired is replayed.

use bundle::builder::repository::Lives;
use bundle::{Files, Step};

use crate::lab::*;

fn server_with(lives: Lives) -> Files {
    release_under(None, &first_root(), "{}", &lives)
}

#[test]
fn an_expired_timestamp_is_refused() {
    let server = release(None, "{}");
    assert!(refresh_at(&server, &Files::new(), NOW + 3 * DAY - 1).is_ok());
    refused(
        Step::TimestampFreeze,
        refresh_at(&server, &Files::new(), NOW + 3 * DAY),
    );
}

#[test]
fn an_expired_timestamp_is_refused_though_nothing_else_is_offered() {
    let server = release(None, "{}");
    refused(
        Step::TimestampFreeze,
        refresh_at(&server, &server, NOW + 3 * DAY),
    );
}

#[test]
fn an_expired_stored_timestamp_does_not_stop_a_newer_one() {
    let stored = server_with(Lives {
        timestamp: -DAY,
        ..Lives::default()
    });
    let server = release(Some(&stored), "{}");
    assert!(refresh_at(&server, &stored, NOW).is_ok());
}

#[test]
fn an_expired_snapshot_is_refused() {
    let server = server_with(Lives {
        snapshot: 0,
        ..Lives::default()
    });
    refused(Step::SnapshotFreeze, refresh(&server));
    refused(Step::SnapshotFreeze, refresh_at(&server, &server, NOW));
}

#[test]
fn expired_targets_are_refused() {
    let server = server_with(Lives {
        targets: -1,
        ..Lives::default()
    });
    refused(Step::TargetsFreeze, refresh(&server));
    refused(Step::TargetsFreeze, refresh_at(&server, &server, NOW));
}

#[test]
fn an_expired_root_is_refused_unless_a_newer_one_follows() {
    let mut spec = root_spec(1);
    spec.expires = NOW;
    let expired = root(&spec, &[1, 2]);
    let first = release_under(None, &expired, "{}", &Lives::default());
    refused(Step::RootFreeze, refresh(&first));
    let renewed = root(&root_spec(2), &[1, 2]);
    let second = release_under(Some(&first), &renewed, "{}", &Lives::default());
    assert!(refresh(&second).is_ok());
}
