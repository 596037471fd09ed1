//! New roots: key compromise and recovery.

use bundle::builder::repository::{Lives, RootSpec};
use bundle::{Files, Freshness, Step, open, repository};
use serde_json::json;

use crate::lab::*;

/// Root 2 exchanges key 3 for key 4 and asks for three signatures.
fn rotated() -> RootSpec {
    RootSpec {
        root: role(&[1, 2, 4], 3),
        ..root_spec(2)
    }
}

/// The first release, with a second root beside it.
fn offered(second_root: Vec<u8>) -> Files {
    let mut server = release(None, "{}");
    server.insert(repository::root(2), second_root);
    server
}

#[test]
fn a_root_with_the_old_and_the_new_threshold_is_accepted() {
    let server = offered(root(&rotated(), &[1, 2, 4]));
    let update = refresh(&server).unwrap();
    assert!(update.files.contains_key(&repository::root(2)));
    let opened = open(&anchor(&server), &update.files, NOW).unwrap();
    assert_eq!(opened.freshness, Freshness::Fresh);
}

#[test]
fn a_root_signed_by_new_keys_only_is_refused() {
    let spec = RootSpec {
        root: role(&[5, 6], 2),
        ..root_spec(2)
    };
    refused(
        Step::RootSignatures,
        refresh(&offered(root(&spec, &[5, 6]))),
    );
    refused(
        Step::RootSignatures,
        refresh(&offered(root(&spec, &[1, 5, 6]))),
    );
    assert!(refresh(&offered(root(&spec, &[1, 2, 5, 6]))).is_ok());
}

#[test]
fn a_root_signed_by_old_keys_only_is_refused() {
    refused(
        Step::RootSignatures,
        refresh(&offered(root(&rotated(), &[1, 2]))),
    );
    refused(
        Step::RootSignatures,
        refresh(&offered(root(&rotated(), &[1, 2, 3]))),
    );
}

#[test]
fn a_root_that_skips_or_repeats_a_version_is_refused() {
    for version in [1, 3] {
        let spec = root_spec(version);
        refused(Step::RootRollback, refresh(&offered(root(&spec, &[1, 2]))));
    }
}

#[test]
fn a_whole_chain_is_followed_and_a_break_in_it_refused() {
    let mut server = offered(root(
        &RootSpec {
            root: role(&[2, 4], 2),
            ..root_spec(2)
        },
        &[1, 2, 4],
    ));
    let third = RootSpec {
        root: role(&[4, 5], 2),
        ..root_spec(3)
    };
    server.insert(repository::root(3), root(&third, &[2, 4, 5]));
    assert_eq!(
        refresh(&server)
            .unwrap()
            .files
            .keys()
            .filter(|path| path.ends_with("root.json"))
            .count(),
        3
    );
    server.insert(repository::root(3), root(&third, &[1, 2, 5]));
    refused(Step::RootSignatures, refresh(&server));
}

#[test]
fn a_key_taken_from_its_role_no_longer_counts() {
    let spec = RootSpec {
        timestamp: role(&[32], 1),
        ..root_spec(2)
    };
    let new_root = root(&spec, &[1, 2]);
    let first = release(None, "{}");
    let mut server = first.clone();
    server.insert(repository::root(2), new_root.clone());
    refused(Step::TimestampSignatures, refresh_at(&server, &first, NOW));
    let second = release_under(Some(&first), &new_root, "{}", &Lives::default());
    assert!(refresh_at(&second, &first, NOW).is_ok());
}

#[test]
fn rotating_the_keys_ends_a_fast_forward() {
    // The attacker, holding both online keys, spends all version numbers.
    let first = release(None, "{}");
    let mut spent = first.clone();
    let far = |signed: &mut serde_json::Value| signed["version"] = json!(u64::MAX);
    forge(&mut spent, repository::TIMESTAMP, far, &TIMESTAMP);
    let spent = refresh_at(&spent, &first, NOW).unwrap().files;
    let spec = RootSpec {
        timestamp: role(&[32], 1),
        ..root_spec(2)
    };
    let second = release_under(Some(&first), &root(&spec, &[1, 2]), "{}", &Lives::default());
    assert_eq!(refresh_at(&second, &spent, NOW).unwrap().version, 2);
    // Without the rotation the client stays where it is.
    let second = release(Some(&first), "{}");
    refused(Step::TimestampRollback, refresh_at(&second, &spent, NOW));
}
