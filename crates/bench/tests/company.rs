//! The synthetic company is what it says: a folder without a problem, as large as asked for, the same for the
//! same seed, and changed by the share asked for. Keys are counted by the reader of companies' files.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "tests stop at the first surprise"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use bench::company::{Plan, Share, write};
use bundle::builder::accounts::EntryKind;
use bundle::builder::company::{self, Company};
use bundle::builder::compile::compile;
use bundle::builder::lint::lint;
use bundle::builder::scene::{Stage, play_examples};
use bundle::builder::source::{Content, Sources};
use policy::{Day, Minute};
use sha2::{Digest, Sha256};

const PLAN: Plan = Plan {
    keys: 10_000,
    seed: 7,
    version: 1,
    change: Share(10_000),
};

/// The files of a company, by their paths.
fn files(name: &str, plan: &Plan) -> BTreeMap<String, Vec<u8>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    write(&folder, plan).expect("a company");
    let mut found = BTreeMap::new();
    for below in ["", "rules", "audiences"] {
        for entry in fs::read_dir(folder.join(below)).expect("a folder") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_file() {
                let name = path.strip_prefix(&folder).expect("a path in it");
                let name = name.to_str().expect("a plain name").replace('\\', "/");
                found.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

fn read(files: BTreeMap<String, Vec<u8>>) -> Company {
    let mut sources = Sources::default();
    for (path, bytes) in files.into_iter().filter(|(path, _)| !path.starts_with('.')) {
        sources.insert(&path, Content::Bytes(bytes));
    }
    company::read(&sources).unwrap_or_else(|report| panic!("{report}"))
}

#[test]
fn nothing_is_wrong_with_it() {
    let company = read(files("sound", &PLAN));
    let today: Day = "2026-11-22".parse().expect("a day");
    let warnings = lint(&company, today);
    assert!(warnings.problems.is_empty(), "{warnings}");
    let bundle = compile(&company);
    let now = Minute::from_unix_seconds(1_795_339_800);
    let examples = play_examples(&Stage::new(&company, &bundle), now);
    assert!(examples.is_ok(), "{examples:?}");
}

#[test]
fn it_has_as_many_keys_as_asked_for() {
    for (keys, seed) in [(1000, 1), (10_000, 7), (20_000, 2)] {
        let company = read(files("keys", &Plan { keys, seed, ..PLAN }));
        let mut found = BTreeSet::new();
        for entry in &company.entries {
            found.extend(entry.accounts.iter().map(ToString::to_string));
            let organisation = &entry.organisation;
            if entry.kind == EntryKind::Company {
                let keys = [&organisation.name, &organisation.domain];
                found.extend(keys.into_iter().flatten().map(ToString::to_string));
            }
        }
        let thousandth = keys / 1000;
        assert!(
            found.len().abs_diff(keys) <= thousandth,
            "{} of {keys}",
            found.len()
        );
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let (one, again) = (files("one", &PLAN), files("again", &PLAN));
    assert!(one == again);
    let other = files("other", &Plan { seed: 8, ..PLAN });
    assert_ne!(one["audiences/clients.csv"], other["audiences/clients.csv"]);
    // Written once: whoever measures with a seed today finds the same company later.
    let digest = Sha256::digest(&one["audiences/partners.csv"]);
    assert_eq!(hex::encode(&digest[..8]), "aa99ec64f9b16058");
}

/// What recognises an entry, with its list, and the rest of its row.
fn rows(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<(String, String), String> {
    let mut rows = BTreeMap::new();
    for (path, bytes) in files
        .iter()
        .filter(|(path, _)| path.ends_with(".csv") && path.starts_with("audiences/"))
    {
        let text = String::from_utf8(bytes.clone()).expect("text");
        for line in text.lines() {
            let commas = line.rmatch_indices(',').map(|(at, _)| at);
            let at = commas.take(6).last().expect("six cells that change");
            let (identity, rest) = line.split_at(at);
            rows.insert((path.clone(), identity.to_owned()), rest.to_owned());
        }
    }
    rows
}

#[test]
fn so_many_entries_change_from_version_to_version() {
    let at = |version| rows(&files("changing", &Plan { version, ..PLAN }));
    let mut before = at(1);
    for version in [2, 3, 4] {
        let after = at(version);
        let gone = before
            .keys()
            .filter(|key| !after.contains_key(*key))
            .count();
        let new = after
            .keys()
            .filter(|key| !before.contains_key(*key))
            .count();
        let other = after
            .iter()
            .filter(|(key, rest)| before.get(*key).is_some_and(|old| old != *rest));
        let changed = gone + new + other.count();
        let thousandths = changed * 10_000 / before.len();
        assert!(
            (90..=110).contains(&thousandths),
            "{changed} of {}",
            before.len()
        );
        assert!(gone > 0 && new > 0, "{gone} gone, {new} new");
        before = after;
    }
    assert_eq!(before, at(4));
}

#[test]
fn one_may_be_on_two_lists_and_two_of_one_name_on_one() {
    let company = read(files("twins", &PLAN));
    let mut lists: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut names: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for entry in &company.entries {
        for account in &entry.accounts {
            lists
                .entry(account.to_string())
                .or_default()
                .insert(entry.audience.as_str());
        }
        *names
            .entry((entry.audience.as_str(), &entry.display_name))
            .or_default() += 1;
    }
    assert!(lists.values().filter(|lists| lists.len() == 2).count() > 100);
    assert!(names.values().filter(|count| **count > 1).count() > 100);
}

#[test]
fn people_of_many_scripts_are_on_it() {
    let company = read(files("scripts", &PLAN));
    let names: String = company
        .entries
        .iter()
        .map(|entry| &*entry.display_name)
        .collect();
    for (script, letters) in [
        ("Latin", 'a'..='z'),
        ("Cyrillic", 'а'..='я'),
        ("Greek", 'α'..='ω'),
        ("Arabic", 'ا'..='ي'),
        ("Hebrew", 'א'..='ת'),
        ("Chinese", '一'..='龥'),
        ("Japanese", 'ア'..='ン'),
        ("Korean", '가'..='힣'),
        ("Devanagari", 'अ'..='ह'),
    ] {
        let count = names
            .chars()
            .filter(|letter| letters.contains(letter))
            .count();
        assert!(count > 100, "{script}: {count}");
    }
}
