//! How a map is published: unchanged, as a delta to what there is, or as a new base.
//!
//! What it says is left to `cohort` and `open`.

use std::collections::{BTreeMap, BTreeSet};

use policy::{AudienceId, Day};

use super::MapReport;
use super::previous::Previous;
use crate::Files;
use crate::map::delta::{Delta, tag_of};
use crate::map::kdf::{Profile, Salt};
use crate::map::manifest::{self, Base, DeltaReference, FORMAT, Manifest, Reference};
use crate::map::merkle::{self, Digest};
use crate::map::owners::{self, Row, Rows};
use crate::map::record::Record;

/// Records in a shard, about: a look-up reads one.
const SHARD_RECORDS: usize = 1024;
/// Bytes of rows in a shard, at most on average: of fewer, a first sync would fetch many more files.
const SHARD_ROWS: usize = 128 * 1024;
/// A base is not older than this, in days.
const BASE_LIFE: i32 = 45;
/// Deltas lead from the last version, from the last two that are a multiple of this, and from the base.
const STRIDES: [u64; 2] = [8, 64];

/// A map, ready for publication.
pub(super) struct Map {
    pub(super) target: String,
    pub(super) manifest: Vec<u8>,
    pub(super) objects: Files,
    pub(super) report: MapReport,
}

/// What a map is to say.
pub(super) struct Contents {
    pub(super) head: Head,
    pub(super) audiences: Vec<AudienceId>,
    pub(super) records: Vec<Record>,
    pub(super) rows: Rows,
}

/// For whom a map is, and with what it was sealed.
pub(super) struct Head {
    pub(super) cohort: String,
    pub(super) key_id: String,
    pub(super) epoch: u32,
    pub(super) profile: Profile,
    pub(super) salt: Salt,
}

impl Head {
    /// Whether what is unchanged since this map keeps its bytes.
    pub(super) fn is_of(&self, manifest: &Manifest) -> bool {
        let now = (&self.key_id, self.epoch, self.profile, self.salt);
        now == (
            &manifest.key_id,
            manifest.epoch,
            manifest.profile,
            manifest.salt,
        )
    }
}

/// Makes the map of a day, following one that was published.
pub(super) fn release(today: Day, contents: &Contents, previous: Option<&Previous>) -> Map {
    match previous {
        Some(previous) => next(today, contents, previous),
        None => new_base(today, contents, 1),
    }
}

/// The next version of a map that is published.
fn next(today: Day, contents: &Contents, previous: &Previous) -> Map {
    let (records, rows) = (previous.records(), previous.rows());
    let step = Delta::between((&records, &rows), (&contents.records, &contents.rows));
    let before = previous.manifest();
    let changes = previous.state.changes().then(&step);
    let is_large = changes.to_bytes().len() as u64 * 2 > before.base.bytes;
    let is_old =
        today.days_since(before.base.made_on) > BASE_LIFE || before.format != manifest::FORMAT;
    if step.is_empty() && before.audiences == contents.audiences && !is_old {
        return unchanged(previous);
    }
    if is_large || is_old {
        return new_base(today, contents, before.version + 1);
    }
    let mut objects = previous.base_objects();
    let mut deltas = Vec::new();
    for (from, delta) in kept(previous, &step, before.version) {
        let bytes = delta.to_bytes();
        let file = Reference::of(&bytes);
        objects.insert(file.path(), bytes);
        deltas.push(DeltaReference { from, file });
    }
    let manifest = Manifest {
        version: before.version + 1,
        audiences: contents.audiences.clone(),
        records: contents.count(),
        merkle_root: merkle::root(
            previous.state.shards(),
            previous.state.owner_shards(),
            &changes,
        ),
        deltas,
        ..before.clone()
    };
    let delta_bytes = Some(step.to_bytes().len() as u64);
    map(&manifest, objects, delta_bytes)
}

/// The deltas to the next version: those that are published, each with this step behind it, as far as browsers
/// are still likely to have the version they begin with.
fn kept(previous: &Previous, step: &Delta, last: u64) -> BTreeMap<u64, Delta> {
    let base = previous.manifest().base.version;
    let mut wanted = BTreeSet::from([base, last]);
    for stride in STRIDES {
        let latest = last / stride * stride;
        wanted.extend([latest, latest.saturating_sub(stride)]);
    }
    let longer = previous
        .deltas
        .iter()
        .map(|(from, it)| (*from, it.then(step)));
    let mut deltas: BTreeMap<u64, Delta> = longer.collect();
    // Of the base itself, this step is all there is.
    deltas.entry(last).or_insert_with(|| step.clone());
    deltas.retain(|from, _| wanted.contains(from));
    deltas
}

fn unchanged(previous: &Previous) -> Map {
    let mut objects = previous.base_objects();
    for delta in previous.deltas.values() {
        let bytes = delta.to_bytes();
        objects.insert(Reference::of(&bytes).path(), bytes);
    }
    Map {
        manifest: previous.manifest_bytes.clone(),
        ..map(previous.manifest(), objects, None)
    }
}

impl Previous {
    fn base_objects(&self) -> Files {
        let shards = self.state.shards().iter().zip(&self.shards);
        let owners = self.state.owner_shards().iter().zip(&self.owner_shards);
        let mut objects: Files = shards
            .chain(owners)
            .filter(|(_, bytes)| !bytes.is_empty())
            .map(|(digest, bytes)| (manifest::path(digest), bytes.clone()))
            .collect();
        objects.insert(self.manifest().base.shards.path(), self.parts.list.clone());
        if let Some(file) = self.manifest().owners_list() {
            objects.insert(file.path(), self.parts.owners.clone());
        }
        objects
    }
}

fn new_base(today: Day, contents: &Contents, version: u64) -> Map {
    let (records, rows) = (contents.records.as_slice(), contents.rows.all());
    let mut objects = Files::new();
    let list = record_shards(records, &mut objects);
    let owners = row_shards(rows, &mut objects);
    let Head {
        cohort,
        key_id,
        epoch,
        profile,
        salt,
    } = &contents.head;
    let manifest = Manifest {
        format: FORMAT,
        normalisation: policy::key::NORMALISATION,
        cohort: cohort.clone(),
        key_id: key_id.clone(),
        epoch: *epoch,
        version,
        profile: *profile,
        salt: *salt,
        audiences: contents.audiences.clone(),
        records: contents.count(),
        merkle_root: merkle::root(&list, &owners, &Delta::default()),
        base: Base {
            version,
            made_on: today,
            shards: put(&mut objects, list.as_flattened().to_vec()),
            owners: put(&mut objects, owners.as_flattened().to_vec()),
            bytes: (records.as_flattened().len() + bytes_of(rows)) as u64,
        },
        deltas: Vec::new(),
    };
    map(&manifest, objects, None)
}

impl Contents {
    /// Its records; of the open lists, which have none, the rows.
    fn count(&self) -> u64 {
        match self.head.key_id.is_empty() {
            true => self.rows.all().len() as u64,
            false => self.records.len() as u64,
        }
    }
}

fn record_shards(records: &[Record], objects: &mut Files) -> Vec<Digest> {
    let shards = (records.len() / SHARD_RECORDS).next_power_of_two();
    let shards = merkle::cut(records, shards, tag_of);
    shards
        .map(|shard| put(objects, shard.as_flattened().to_vec()).sha256)
        .collect()
}

fn row_shards(rows: &[Row], objects: &mut Files) -> Vec<Digest> {
    let shards = bytes_of(rows).div_ceil(SHARD_ROWS).next_power_of_two();
    let shards = merkle::cut(rows, shards, |row| row.0);
    shards
        .map(|shard| put(objects, owners::to_bytes(shard)).sha256)
        .collect()
}

fn bytes_of(rows: &[Row]) -> usize {
    rows.iter().map(owners::length).sum()
}

/// There is no file of nothing.
fn put(objects: &mut Files, bytes: Vec<u8>) -> Reference {
    let file = Reference::of(&bytes);
    if !bytes.is_empty() {
        objects.insert(file.path(), bytes);
    }
    file
}

fn map(manifest: &Manifest, objects: Files, delta_bytes: Option<u64>) -> Map {
    Map {
        target: manifest::target(&manifest.cohort),
        manifest: manifest.to_bytes(),
        report: MapReport {
            cohort: manifest.cohort.clone(),
            version: manifest.version,
            records: usize::try_from(manifest.records).unwrap_or(usize::MAX),
            base_bytes: manifest.base.bytes,
            delta_bytes,
        },
        objects,
    }
}
