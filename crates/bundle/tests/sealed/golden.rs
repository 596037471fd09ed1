//! Maps that were written after docs/bundle-format.md by a program without any code of ours
//! (tests/python/golden_map.py), one of each format: this version and every later one must read them.

use std::fs;
use std::path::Path;

use bundle::content::format::AccountRecord;
use bundle::content::open;
use bundle::map::kdf::{Memory, derive};
use bundle::map::manifest::Manifest;
use bundle::map::merkle::Digest;
use bundle::map::owners::{self, OwnerRow};
use bundle::map::payload::Payload;
use bundle::map::secret::{CohortKey, Opener};
use bundle::map::state::State;
use bundle::map::update::Plan;
use policy::{Day, DealState};

fn file(format: u32, name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sealed/golden");
    let folder = folder.join(format.to_string());
    let found = fs::read(folder.join(name));
    found
        .or_else(|_| fs::read(folder.join("open").join(name)))
        .unwrap()
}

fn get(format: u32, digest: &Digest) -> Vec<u8> {
    file(format, &hex::encode(digest))
}

/// The bytes 0 to 31.
fn key() -> CohortKey {
    let mut key = [0; 32];
    for (number, byte) in (0..).zip(&mut key) {
        *byte = number;
    }
    CohortKey(key)
}

fn state(format: u32) -> State {
    let state = opened(format, "manifest.json");
    assert_eq!(state.manifest().format, format);
    state
}

fn opened(format: u32, manifest: &str) -> State {
    let manifest = Manifest::read(&file(format, manifest)).unwrap();
    let plan = Plan::new(manifest, None).unwrap();
    let wanted = plan.wanted().iter();
    let files = wanted.map(|it| get(format, &it.sha256)).collect();
    plan.finish(files).unwrap().0
}

fn derived(state: &State, name: &str) -> bundle::map::kdf::Derived {
    let manifest = state.manifest();
    derive(
        manifest.profile,
        &manifest.salt,
        name,
        &mut Memory::default(),
    )
    .unwrap()
}

fn said(state: &State, name: &str) -> Vec<Payload> {
    let opener: Opener = key().opener(&derived(state, name), state.manifest().epoch);
    let format = state.manifest().format;
    let shard = state.shard_for(&opener).map(|digest| get(format, digest));
    state.find(&opener, shard.as_deref()).unwrap()
}

fn on(day: &str) -> Option<Day> {
    Some(day.parse().unwrap())
}

/// Who looks after the entries with this number.
fn owner(state: &State, number: u32) -> OwnerRow {
    let opener = key().row_opener(&derived(state, &owners::key(number)), 3);
    let format = state.manifest().format;
    let shard = state.owner_shard_for(&opener.tag());
    let shard = shard.map(|digest| get(format, digest));
    state.owner(&opener, shard.as_deref()).unwrap().unwrap()
}

#[test]
fn a_map_of_each_format_is_read_as_it_was_meant() {
    for format in [1, 2] {
        is_as_meant(&state(format));
    }
}

fn is_as_meant(state: &State) {
    assert_eq!(state.manifest().key_id, key().id());
    let elena = Payload {
        owner: 0x00AB_CDEF,
        state: Some(DealState::Negotiation),
        valid_until: on("2027-12-31"),
        confirmed_on: on("2026-11-22"),
        ..Payload::default()
    };
    assert_eq!(said(state, "x:@elena"), [elena]);
    let company = Payload {
        owner: 0x00AB_CDEF,
        list: 1,
        is_company: true,
        ..Payload::default()
    };
    for name in [
        "in:/company/okafor-shipping",
        "org:okafor-shipping",
        "dom:okafor.example",
    ] {
        assert_eq!(said(state, name), [company], "{name}");
    }
    let new = Payload {
        state: Some(DealState::Lead),
        ..Payload::default()
    };
    assert_eq!(said(state, "x:@new"), [new]);
    assert_eq!(said(state, "x:@gone"), []);
    assert_eq!(said(state, "x:@stranger"), []);
    let OwnerRow {
        owner,
        backup,
        team,
    } = owner(state, 0x00AB_CDEF);
    let owner = owner.unwrap();
    assert_eq!(
        (owner.person.as_str(), owner.name.as_str()),
        ("mara", "Mara Lindqvist")
    );
    assert_eq!((backup, team), (None, None));
}

/// Which lists a key is on, with whoever looks after the entry, and the name of a company.
fn listed(state: &State, key: &str) -> Vec<(String, Option<String>, Option<String>)> {
    let tag = open::tag(key);
    let shard = state.owner_shard_for(&tag).map(|it| get(2, it));
    let row = state.row(&tag, shard.as_deref()).unwrap();
    let row: open::OpenRow = serde_json::from_slice(row.unwrap_or(b"{}")).unwrap();
    let entries = row.0.get(key).into_iter().flatten();
    let entry = |it: &AccountRecord| {
        let owner = it.owner.as_ref().map(|owner| owner.as_str().to_owned());
        let company = it.company.as_ref().map(|company| company.written.clone());
        (it.audience.as_str().to_owned(), owner, company)
    };
    entries.map(entry).collect()
}

#[test]
fn open_lists_of_format_2_are_read_as_they_were_meant() {
    let state = opened(2, "open/manifest.json");
    let (rivals, mara) = ("rivals".to_owned(), Some("mara".to_owned()));
    assert_eq!(listed(&state, "x:@victor_hale"), [(rivals, mara, None)]);
    for key in ["org:harbour-gazette", "dom:harbour-gazette.example"] {
        let company = Some("Harbour Gazette".to_owned());
        assert_eq!(listed(&state, key), [("press".to_owned(), None, company)]);
    }
    for key in ["x:@gone", "x:@stranger"] {
        assert_eq!(listed(&state, key), [], "{key}");
    }
}

#[test]
fn owners_of_format_2_lie_in_shards() {
    let state = state(2);
    assert_eq!(state.owner_shards().len(), 2);
    let number = said(&state, "x:@yusuf")[0].owner;
    let ruth = owner(&state, number).owner.unwrap();
    assert_eq!(
        (ruth.person.as_str(), ruth.name.as_str()),
        ("ruth", "Ruth Okoye")
    );
}
