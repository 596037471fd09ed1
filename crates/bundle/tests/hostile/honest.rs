//! What must go through: without these, refusing everything would pass the other files.

use bundle::builder::repository::{Lives, Missing, Release, next_release, sign};
use bundle::{Files, Freshness, Step, open, repository};

use crate::lab::*;

#[test]
fn a_clean_repository_is_accepted() {
    let server = release(None, "{}");
    let update = refresh(&server).unwrap();
    assert_eq!((update.version, update.changed), (1, true));
    assert_eq!(update.files, server);
    let opened = open(&anchor(&server), &update.files, NOW).unwrap();
    assert_eq!(opened.targets, contents("{}"));
    assert_eq!((opened.version, opened.freshness), (1, Freshness::Fresh));
}

#[test]
fn an_unchanged_refresh_says_so_and_fetches_two_small_files() {
    let server = release(None, "{}");
    let stored = refresh(&server).unwrap().files;
    let (update, asked) = refresh_from(&anchor(&server), &server, &stored, NOW);
    assert!(!update.unwrap().changed);
    assert_eq!(asked, ["metadata/2.root.json", "metadata/timestamp.json"]);
}

#[test]
fn a_new_release_replaces_what_changed_and_fetches_nothing_else() {
    let first = release(None, "{}");
    let second = release(Some(&first), "{\"new\":1}");
    let (update, asked) = refresh_from(&anchor(&first), &second, &first, NOW);
    let update = update.unwrap();
    assert_eq!((update.version, update.changed), (2, true));
    assert_eq!(update.files, second);
    let policy = target_path(&second, "policy.json");
    assert_eq!(
        asked,
        [
            "metadata/2.root.json",
            "metadata/timestamp.json",
            "metadata/2.snapshot.json",
            "metadata/2.targets.json",
            &policy
        ]
    );
    assert!(
        !update.files.contains_key(&repository::snapshot(1)),
        "the old state is gone"
    );
}

#[test]
fn age_makes_a_stored_state_stale_then_expired_but_never_unusable() {
    let stored = release(None, "{}");
    let at = |days: i64| {
        open(&anchor(&stored), &stored, NOW + days * DAY)
            .unwrap()
            .freshness
    };
    assert_eq!(at(2), Freshness::Fresh);
    assert_eq!(at(3), Freshness::Stale, "the timestamp lives three days");
    assert_eq!(at(34), Freshness::Stale);
    assert_eq!(
        at(35),
        Freshness::Expired,
        "the targets live thirty-five days"
    );
    let opened = open(&anchor(&stored), &stored, NOW).unwrap();
    assert_eq!(opened.freshness_at(NOW + 4 * DAY), Freshness::Stale);
}

#[test]
fn a_damaged_store_is_fetched_again() {
    let server = release(None, "{}");
    for path in server.keys() {
        let mut stored = server.clone();
        stored.insert(path.clone(), b"damaged".to_vec());
        assert!(open(&anchor(&server), &stored, NOW).is_err(), "{path}");
        let update = refresh_at(&server, &stored, NOW).unwrap();
        assert_eq!(
            (update.files, update.changed),
            (server.clone(), true),
            "{path}"
        );
    }
}

#[test]
fn a_missing_stored_file_is_named_when_opening() {
    let server = release(None, "{}");
    for (path, step) in [
        (repository::root(1), Step::TrustedRoot),
        (repository::TIMESTAMP.to_owned(), Step::TimestampLength),
        (repository::snapshot(1), Step::SnapshotLength),
        (repository::targets(1), Step::TargetsLength),
        (target_path(&server, "people.json"), Step::TargetLength),
    ] {
        let mut stored = server.clone();
        stored.remove(&path);
        let refusal = open(&anchor(&server), &stored, NOW).unwrap_err();
        assert_eq!(refusal.step, step, "{refusal}");
        assert!(refusal.found.contains(&path), "{refusal}");
    }
}

#[test]
fn two_people_sign_in_turns_and_nothing_is_published_before() {
    let mut release =
        next_release(None, &first_root(), &contents("{}"), NOW, &Lives::default()).unwrap();
    // The holder of one targets key and of all others: the roles above wait.
    let report = sign(&mut release, &keys(&[11, 21, 31]));
    let counts: Vec<_> = report
        .roles
        .iter()
        .map(|role| (role.have, role.need))
        .collect();
    assert_eq!(counts, [(2, 2), (1, 2), (0, 1), (0, 1)]);
    let missing = Missing::Signatures {
        role: "targets".to_owned(),
        have: 1,
        need: 2,
    };
    assert_eq!(release.files(), Err(missing));
    // Signing twice adds nothing.
    assert_eq!(sign(&mut release, &keys(&[11])).roles[1].have, 1);
    let mut release = Release::resume(release.drafts()).unwrap();
    assert!(sign(&mut release, &keys(&[12, 21, 31])).is_complete());
    let files = Release::resume(release.drafts()).unwrap().files().unwrap();
    assert_eq!(refresh(&files).unwrap().version, 1);
}

#[test]
fn an_empty_server_is_refused_at_the_first_root() {
    let server = release(None, "{}");
    let (outcome, _) = refresh_from(&anchor(&server), &Files::new(), &Files::new(), NOW);
    refused(Step::TrustedRoot, outcome);
}
