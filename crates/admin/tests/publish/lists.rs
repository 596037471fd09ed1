//! What a browser finds of a company's sealed lists: the reader of the extension, over whatever hands it files.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use bundle::Enrolment;
use bundle::content::Bundle;
use bundle::content::asking::{OpenMap, Source, ask};
use bundle::map::kdf::{self, Derived, Memory, Profile, Salt};
use bundle::map::manifest::path;
use bundle::map::merkle::{Digest, digest};
use bundle::map::state::Parts;
use bundle::map::update::Plan;

use policy::{AccountKey, Asked, Author};

use crate::browser::Found;
use crate::common::Place;

/// Hands out published files.
type Get<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

/// The lists of a release, as a browser stores them.
pub(crate) struct Lists {
    maps: Vec<(OpenMap, Parts)>,
    shards: Vec<(Digest, Vec<u8>)>,
    bundle: Bundle,
}

impl Lists {
    /// Fetches what a browser fetches that has what is `known`, or nothing; all of it has to be there and right.
    pub(crate) fn fetch(
        (keys, known): (&Enrolment, Option<&Self>),
        found: &Found,
        get: Get<'_>,
    ) -> Self {
        let bundle = Bundle::parse(&found.contents).expect("a bundle");
        let mut lists = Self {
            maps: Vec::new(),
            shards: Vec::new(),
            bundle,
        };
        for (cohort, key) in keys.cohort_keys().expect("keys") {
            let manifest = lists.bundle.maps()[&cohort].clone();
            let known = known.and_then(|known| known.maps.first());
            let known = known.map(|(map, parts)| (&map.state, parts));
            let plan = Plan::new(manifest, known).expect("a way");
            let wanted = plan.wanted().iter().map(|file| file.path());
            let fetched = wanted.map(|path| get(&path).unwrap_or_else(|| panic!("no {path}")));
            let fetched = fetched.collect();
            let (state, parts) = plan.finish(fetched).expect("what was signed");
            for name in state.every_shard() {
                let shard = get(&path(name)).unwrap_or_else(|| panic!("no shard {}", path(name)));
                assert_eq!(digest(&shard), *name, "{}", path(name));
                lists.shards.push((*name, shard));
            }
            lists.maps.push((OpenMap { state, key }, parts));
        }
        lists
    }

    /// How many shards there are.
    pub(crate) fn shards(&self) -> usize {
        self.shards.len()
    }

    /// Whether somebody on X is on one of the lists, with a colleague who looks after them.
    pub(crate) fn have(&self, handle: &str) -> bool {
        let asked = [Asked::from(AccountKey::x(handle).expect("a handle"))];
        let maps: Vec<OpenMap> = self.maps.iter().map(|(map, _)| map.clone()).collect();
        let keys = self.bundle.keys(&asked);
        let mut stored = Stored(&self.shards, Memory::default());
        let asking = pin!(ask(&maps, &keys, &mut stored));
        let Poll::Ready(found) = asking.poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("nothing to wait for");
        };
        let author = Author::default();
        let known = self.bundle.look_up_with(&asked, None, (&author, &found));
        known.memberships.iter().any(|entry| entry.owner.is_some())
    }
}

struct Stored<'a>(&'a [(Digest, Vec<u8>)], Memory);

impl Source for Stored<'_> {
    fn derive(&mut self, (profile, salt): (Profile, &Salt), key: &str) -> Option<Derived> {
        kdf::derive(profile, salt, key, &mut self.1)
    }

    async fn shard(&mut self, digest: &Digest) -> Option<Vec<u8>> {
        let mut shards = self.0.iter();
        let found = shards.find(|(name, _)| name == digest);
        found.map(|(_, bytes)| bytes.clone())
    }

    fn is_bad(&mut self, digest: &Digest) {
        panic!("{} is missing or spoilt", path(digest));
    }
}

/// What a browser is enrolled with.
pub(crate) fn keys(place: &Place) -> Enrolment {
    let enrol = [
        "enrol",
        "quayside",
        "--url",
        "https://bundles.quayside.example",
    ];
    let said = place
        .run(&[&enrol[..], &["--format", "json"]].concat())
        .json();
    Enrolment::decode(said["code"].as_str().expect("a code")).expect("an enrolment")
}
