//! The maps in this browser, sealed ones and that of the open lists: brought up to what the signed manifests name,
//! and asked.
//!
//! What lies where: the parts of each map in the slot of its bundle, shards under their digests beside the slots.
//! A shard never changes, so both slots share them; one that is missing or spoilt is fetched again by the next
//! sync. How a map is read is left to `bundle`, what was derived before to `remembered`.

use std::collections::{BTreeMap, HashMap};

use bundle::content::Bundle;
use bundle::content::asking::{OpenMap, Sought, Source};
use bundle::content::open::OPEN;
use bundle::map::MapError;
use bundle::map::kdf::{self, Derived, Memory, Profile, Salt};
use bundle::map::manifest::{Manifest, path};
use bundle::map::merkle::{self, Digest};
use bundle::map::secret::{CohortKey, Opener};
use bundle::map::state::{Parts, State};
use bundle::map::update::Plan;
use bundle::{Files, Response};
use futures_util::future::join_all;

use super::fetch;
use super::identity::Identity;
use super::problem::Problem;
use super::slots::Slots;
use super::{remembered, state};

/// Shards that are on their way at a time.
const AT_ONCE: usize = 16;

/// Where the parts of maps lie in a slot.
const PARTS: &str = "map/";

/// The maps that this browser has keys for, as the files of a slot have them. One that is missing or spoilt says
/// nothing until the next sync has fetched it.
pub(super) fn open(
    bundle: &Bundle,
    files: &Files,
    keys: &BTreeMap<String, CohortKey>,
) -> Vec<OpenMap> {
    let mine = bundle.maps().iter();
    let mine = mine.filter_map(|(cohort, manifest)| Some((cohort, manifest, keys.get(cohort)?)));
    let open = |(cohort, manifest, key): (&String, &Manifest, &CohortKey)| {
        let state = State::open(manifest.clone(), &parts(files, cohort)?).ok()?;
        let key = key.clone();
        Some(OpenMap { state, key })
    };
    mine.filter_map(open).collect()
}

/// The open lists, as the files of a slot have them: for everybody, without a key. Bundles of before have none.
pub(super) fn open_lists(bundle: &Bundle, files: &Files) -> Option<State> {
    let manifest = bundle.maps().get(OPEN)?;
    State::open(manifest.clone(), &parts(files, OPEN)?).ok()
}

/// Brings the maps of a new bundle up to their manifests; `stored` are the parts in the active slot. Returns the files
/// to put into the slot beside the bundle's. Shards are in storage when this returns.
pub(super) async fn bring_up(
    (identity, slots): (&Identity, &Slots),
    manifests: &BTreeMap<String, Manifest>,
    mut stored: Files,
) -> Result<Files, Problem> {
    let mut files = Files::new();
    let keys = identity.enrolment.cohort_keys()?;
    for (cohort, manifest) in manifests {
        match keys.get(cohort) {
            Some(key) if manifest.key_id != key.id() => {
                return Err(Problem::MapKey(cohort.clone()));
            }
            None if cohort != OPEN => continue,
            _ => {}
        }
        let before = known(&mut stored, cohort);
        let (state, parts) = update(identity, manifest, before).await?;
        fetch_shards(identity, slots, &state).await?;
        for (name, bytes) in [
            ("list", parts.list),
            ("owners", parts.owners),
            ("changes", parts.changes),
            ("manifest", manifest.to_bytes()),
        ] {
            files.insert(place(cohort, name), bytes);
        }
    }
    Ok(files)
}

/// Whether every shard is in storage.
pub(super) async fn are_whole(maps: Vec<&State>, slots: &Slots) -> Result<bool, Problem> {
    let there = slots.shards().await?;
    let mut wanted = maps.into_iter().flat_map(State::every_shard);
    Ok(wanted.all(|digest| there.contains(&hex::encode(digest))))
}

/// Takes away shards that no map of the active bundle has.
pub(super) async fn forget_others(maps: Vec<&State>, slots: &Slots) -> Result<(), Problem> {
    let mut unused = slots.shards().await?;
    for digest in maps.into_iter().flat_map(State::every_shard) {
        unused.remove(&hex::encode(digest));
    }
    Ok(slots.remove_shards(unused.iter()).await?)
}

async fn update(
    identity: &Identity,
    manifest: &Manifest,
    stored: Option<(State, Parts)>,
) -> Result<(State, Parts), Problem> {
    if let Some((state, parts)) = &stored {
        let plan = Plan::new(manifest.clone(), Some((state, parts)))?;
        let builds_on_stored = plan.builds_on_stored();
        match follow(identity, plan).await {
            // What is stored went another way, or is spoilt: everything is fetched anew.
            Err(Problem::Map(_)) if builds_on_stored => {}
            outcome => return outcome,
        }
    }
    follow(identity, Plan::new(manifest.clone(), None)?).await
}

async fn follow(identity: &Identity, plan: Plan<'_>) -> Result<(State, Parts), Problem> {
    let mut fetched = Vec::new();
    for file in plan.wanted() {
        let most = usize::try_from(file.length).unwrap_or(usize::MAX);
        fetched.push(fetch_file(identity, &file.path(), most).await?);
    }
    Ok(plan.finish(fetched)?)
}

/// Each shard is put into storage as it comes: a sync that is cut off goes on where it was.
async fn fetch_shards(identity: &Identity, slots: &Slots, state: &State) -> Result<(), Problem> {
    let there = slots.shards().await?;
    let missing: Vec<(&Digest, usize)> = state
        .every_shard()
        .filter(|it| !there.contains(&hex::encode(it)))
        .map(|it| (it, state.most_bytes(it)))
        .collect();
    for some in missing.chunks(AT_ONCE) {
        let fetched = join_all(some.iter().map(|shard| fetch_shard(identity, *shard))).await;
        let shards: Result<Vec<(String, Vec<u8>)>, Problem> = fetched.into_iter().collect();
        slots.put_shards(&shards?).await?;
    }
    Ok(())
}

async fn fetch_shard(
    identity: &Identity,
    (digest, most): (&Digest, usize),
) -> Result<(String, Vec<u8>), Problem> {
    let bytes = fetch_file(identity, &path(digest), most).await?;
    match merkle::digest(&bytes) == *digest {
        true => Ok((hex::encode(digest), bytes)),
        false => Err(MapError::Digest(path(digest)).into()),
    }
}

async fn fetch_file(identity: &Identity, path: &str, most: usize) -> Result<Vec<u8>, Problem> {
    match fetch::fetch(&identity.enrolment.address(path), most).await? {
        Response::Bytes(bytes) => Ok(bytes),
        Response::NotFound => Err(MapError::Digest(path.to_owned()).into()),
    }
}

/// A stored state of a cohort with the manifest it is of. Its parts are taken out of the files.
fn known(stored: &mut Files, cohort: &str) -> Option<(State, Parts)> {
    let manifest = Manifest::read(stored.get(&place(cohort, "manifest"))?).ok()?;
    let mut part = |name| stored.remove(&place(cohort, name));
    let parts = Parts {
        list: part("list")?,
        owners: part("owners")?,
        changes: part("changes")?,
    };
    Some((State::open(manifest, &parts).ok()?, parts))
}

fn parts<'a>(files: &'a Files, cohort: &str) -> Option<Parts<&'a [u8]>> {
    let part = |name| files.get(&place(cohort, name)).map(Vec::as_slice);
    Some(Parts {
        list: part("list")?,
        owners: part("owners")?,
        changes: part("changes")?,
    })
}

/// Where a part lies in a slot: beside the paths of the repository.
fn place(cohort: &str, name: &str) -> String {
    format!("{PARTS}{cohort}/{name}")
}

/// Whether a file of a slot is a part of a map, and none of the repository.
pub(super) fn is_part(path: &str) -> bool {
    path.starts_with(PARTS)
}

/// Shards out of storage, for one look-up. What opens a record is remembered from earlier ones, or derived.
pub(super) struct Stored {
    slots: Slots,
    memory: Memory,
    /// What was derived by this look-up: maps of one company share their salt.
    derived: HashMap<String, Derived>,
    /// What was missing or spoilt.
    pub(super) bad: Vec<String>,
}

impl Stored {
    pub(super) async fn new(slots: Slots) -> Self {
        remembered::recall().await;
        Self {
            slots,
            memory: Memory::default(),
            derived: HashMap::new(),
            bad: Vec::new(),
        }
    }

    /// Keeps what was derived for later look-ups. Spoilt shards are taken out of storage, so that the next sync
    /// fetches them.
    pub(super) async fn tidy_up(&self) -> Result<(), Problem> {
        remembered::keep().await?;
        match self.bad.is_empty() {
            true => Ok(()),
            false => Ok(self.slots.remove_shards(self.bad.iter()).await?),
        }
    }
}

impl Source for Stored {
    fn derive(&mut self, (profile, salt): (Profile, &Salt), key: &str) -> Option<Derived> {
        let name = format!("{} {} {key}", profile.id(), u128::from_be_bytes(salt.0));
        if let Some(derived) = self.derived.get(&name) {
            return Some(*derived);
        }
        let derived = kdf::derive(profile, salt, key, &mut self.memory)?;
        state::with(|state| state.derivations = state.derivations.saturating_add(1));
        self.derived.insert(name, derived);
        Some(derived)
    }

    fn opener(&mut self, map: &OpenMap, sought: Sought<'_>) -> Option<Opener> {
        if let Some(opener) = state::with(|state| state.remembered.opener(map, sought)) {
            return Some(opener);
        }
        let manifest = map.state.manifest();
        let derived = self.derive((manifest.profile, &manifest.salt), sought.key())?;
        let opener = map.opener(sought, &derived);
        state::with(|state| state.remembered.add(map, sought, &opener));
        Some(opener)
    }

    async fn shard(&mut self, digest: &Digest) -> Option<Vec<u8>> {
        self.slots.shard(&hex::encode(digest)).await.ok().flatten()
    }

    fn is_bad(&mut self, digest: &Digest) {
        self.bad.push(hex::encode(digest));
    }
}
