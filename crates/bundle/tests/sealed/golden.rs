//! A map that was written after docs/bundle-format.md by a program without any code of ours
//! (tests/python/golden_map.py): this version and every later one must read it.

use std::fs;
use std::path::Path;

use bundle::map::kdf::{Memory, derive};
use bundle::map::manifest::{Manifest, Reference};
use bundle::map::owners::{self, OwnerRow};
use bundle::map::payload::Payload;
use bundle::map::secret::{CohortKey, Opener};
use bundle::map::state::{Parts, State};
use bundle::map::update::Plan;
use policy::{Day, DealState};

fn file(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sealed/golden/1");
    fs::read(folder.join(name)).unwrap()
}

fn get(file_of: &Reference) -> Vec<u8> {
    file(&hex::encode(file_of.sha256))
}

/// The bytes 0 to 31.
fn key() -> CohortKey {
    let mut key = [0; 32];
    for (number, byte) in (0..).zip(&mut key) {
        *byte = number;
    }
    CohortKey(key)
}

fn state() -> (State, Parts) {
    let manifest = Manifest::read(&file("manifest.json")).unwrap();
    let plan = Plan::new(manifest, None).unwrap();
    let files = plan.wanted().iter().map(get).collect();
    plan.finish(files).unwrap()
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
    let shard = state
        .shard_for(&opener)
        .map(|digest| file(&hex::encode(digest)));
    state.find(&opener, shard.as_deref()).unwrap()
}

fn on(day: &str) -> Option<Day> {
    Some(day.parse().unwrap())
}

#[test]
fn a_map_of_format_1_is_read_as_it_was_meant() {
    let (state, _) = state();
    assert_eq!(state.manifest().key_id, key().id());
    let elena = Payload {
        owner: 0x00AB_CDEF,
        state: Some(DealState::Negotiation),
        valid_until: on("2027-12-31"),
        confirmed_on: on("2026-11-22"),
        ..Payload::default()
    };
    assert_eq!(said(&state, "x:@elena"), [elena]);
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
        assert_eq!(said(&state, name), [company], "{name}");
    }
    let new = Payload {
        state: Some(DealState::Lead),
        ..Payload::default()
    };
    assert_eq!(said(&state, "x:@new"), [new]);
    assert_eq!(said(&state, "x:@gone"), []);
    assert_eq!(said(&state, "x:@stranger"), []);
}

#[test]
fn its_owners_are_read_as_they_are_now() {
    let (state, _) = state();
    let opener = key().row_opener(&derived(&state, &owners::key(0x00AB_CDEF)), 3);
    let OwnerRow {
        owner,
        backup,
        team,
    } = state.owner(&opener).unwrap();
    let owner = owner.unwrap();
    assert_eq!(
        (owner.person.as_str(), owner.name.as_str()),
        ("mara", "Mara Lindqvist")
    );
    assert_eq!((backup, team), (None, None));
}
