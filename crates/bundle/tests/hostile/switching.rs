//! What a timestamp says beside its snapshot: heard at the price of one small file, from its keys alone.

use bundle::builder::repository::{Release, Repointed, sign};
use bundle::{Files, Off, Pointer, Step, open, repository};

use crate::lab::*;

fn everything_off() -> Pointer {
    let off = Off {
        everything: true,
        ..Off::default()
    };
    Pointer {
        off,
        ..Pointer::default()
    }
}

/// The release with a new timestamp, signed by these.
fn repointed(server: &Files, pointer: &Pointer, seeds: &[u8]) -> Files {
    let mut next = Repointed::after(server, pointer, NOW + 3 * DAY).unwrap();
    let Ok(_report) = next.sign_with(&keys(seeds));
    let mut server = server.clone();
    server.insert(repository::TIMESTAMP.to_owned(), next.file());
    server
}

#[test]
fn a_kill_switch_costs_a_browser_one_small_file() {
    let first = release(None, "{}");
    let stored = refresh(&first).unwrap().files;
    let killed = repointed(&first, &everything_off(), &TIMESTAMP);
    let (update, asked) = refresh_from(&anchor(&first), &killed, &stored, NOW);
    let update = update.unwrap();
    assert_eq!(asked, ["metadata/2.root.json", "metadata/timestamp.json"]);
    assert!(update.changed);
    let opened = open(&anchor(&first), &update.files, NOW).unwrap();
    assert!(opened.pointer().off.everything);
    assert_eq!(opened.pointer().off.since, Some(2));
    assert_eq!((opened.version, opened.targets), (1, contents("{}")));
}

#[test]
fn a_switch_that_is_undone_is_off_no_more() {
    let first = release(None, "{}");
    let killed = repointed(&first, &everything_off(), &TIMESTAMP);
    let undone = repointed(&killed, &Pointer::default(), &TIMESTAMP);
    let update = refresh_at(&undone, &killed, NOW).unwrap();
    let opened = open(&anchor(&first), &update.files, NOW).unwrap();
    assert_eq!(opened.pointer(), &Pointer::default());
    // And nobody brings the switch back by serving the old pointer.
    let refusal = refresh_at(&killed, &update.files, NOW).unwrap_err();
    assert_eq!(refusal.step, Step::TimestampRollback);
}

#[test]
fn nobody_else_switches_anything_off() {
    let first = release(None, "{}");
    for seeds in [&SNAPSHOT[..], &TARGETS, &[99]] {
        let killed = repointed(&first, &everything_off(), seeds);
        let refusal = refresh_at(&killed, &first, NOW).unwrap_err();
        assert_eq!(refusal.step, Step::TimestampSignatures, "{seeds:?}");
    }
    let mut server = first.clone();
    let pointer = String::from_utf8(first[repository::TIMESTAMP].clone()).unwrap();
    let slipped_in = pointer.replacen("\"meta\"", "\"fineline\":{\"simulate\":true},\"meta\"", 1);
    assert_ne!(slipped_in, pointer);
    server.insert(repository::TIMESTAMP.to_owned(), slipped_in.into_bytes());
    let refusal = refresh(&server).unwrap_err();
    assert_eq!(refusal.step, Step::TimestampSignatures);
}

#[test]
fn what_no_browser_could_read_is_refused_with_the_timestamp() {
    let mut server = release(None, "{}");
    let change = |signed: &mut serde_json::Value| signed["fineline"] = "off".into();
    let file = resign(&server[repository::TIMESTAMP], change, &TIMESTAMP);
    server.insert(repository::TIMESTAMP.to_owned(), file);
    let refusal = refresh(&server).unwrap_err();
    assert_eq!(refusal.step, Step::TimestampSignatures);
}

#[test]
fn a_release_says_what_it_was_told_to_say() {
    let published = release(None, "{}");
    let mut release = Release::resume(published).unwrap();
    assert_eq!(release.pointer(), Pointer::default());
    let pointer = Pointer {
        polling: Some(30),
        ..everything_off()
    };
    release.point(&pointer);
    assert_eq!(release.pointer(), pointer);
    assert!(
        release.files().is_err(),
        "what was signed said something else"
    );
    sign(&mut release, &keys(&TIMESTAMP));
    let files = release.files().unwrap();
    let opened = open(&anchor(&files), &files, NOW).unwrap();
    assert_eq!(opened.pointer().poll_minutes(), 30);
}

#[test]
fn people_sign_one_timestamp_in_turns() {
    let server = release(None, "{}");
    let draft = |expires| Repointed::after(&server, &everything_off(), expires).unwrap();
    let mut first = draft(NOW + DAY);
    let Ok(report) = first.sign_with(&keys(&TIMESTAMP));
    assert!(report.is_complete());
    // The other began later and comes to the same file.
    let mut second = draft(NOW + DAY + 60);
    assert_eq!(second.take_over(&first.file(), NOW), 1);
    assert_eq!(second.file(), first.file());
    // What says something else, or has expired, is begun anew.
    let mut other = Repointed::after(&server, &Pointer::default(), NOW + DAY).unwrap();
    assert_eq!(other.take_over(&first.file(), NOW), 0);
    assert_eq!(draft(NOW + DAY).take_over(&first.file(), NOW + DAY), 0);
    assert_eq!(draft(NOW + DAY).take_over(b"{}", NOW), 0);
}
