//! One map: its records and rows as they are to be, and how they are published: unchanged, as a delta to what
//! there is, or as a new base.

use std::collections::{BTreeMap, BTreeSet};

use policy::{AudienceId, Day};

use super::cohorts::Cohort;
use super::keys::{self, Keyed};
use super::previous::Previous;
use super::rows::{self, Care};
use super::secret::MapSecret;
use super::{Derive, MapReport, SealError};
use crate::Files;
use crate::builder::accounts::EntryKind;
use crate::builder::company::Company;
use crate::map::delta::{Delta, tag_of};
use crate::map::kdf::Derived;
use crate::map::manifest::{self, Base, DeltaReference, FORMAT, Manifest, Reference};
use crate::map::merkle::{self, Digest};
use crate::map::owners::{self, Row, Rows};
use crate::map::payload::Payload;
use crate::map::record::{Record, Records};
use crate::map::secret::CohortKey;

/// Records in a shard, about: a look-up reads one.
const SHARD_RECORDS: usize = 1024;
/// Bytes of rows in a shard, at most on average: of fewer, a first sync would fetch many more files.
const SHARD_ROWS: usize = 128 * 1024;
/// A base is not older than this, in days.
const BASE_LIFE: i32 = 45;
/// Deltas lead from the last version, from the last two that are a multiple of this, and from the base.
const STRIDES: [u64; 2] = [8, 64];

/// What a map is made with.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) company: &'a Company,
    pub(super) secret: &'a MapSecret,
    pub(super) today: Day,
}

/// A map, ready for publication.
pub(super) struct Map {
    pub(super) target: String,
    pub(super) manifest: Vec<u8>,
    pub(super) objects: Files,
    pub(super) report: MapReport,
}

/// What a map is to say.
struct Contents {
    key: CohortKey,
    audiences: Vec<AudienceId>,
    records: Vec<Record>,
    rows: Rows,
}

/// Seals the lists of a cohort.
pub(super) fn seal<D: Derive>(
    setting: Setting<'_>,
    cohort: &Cohort,
    derive: &mut D,
    previous: Option<&Previous>,
) -> Result<Map, SealError<D::Error>> {
    let key = setting.secret.cohort_key(&cohort.name);
    let previous = previous.filter(|it| builds_on(setting, &key, it.manifest()));
    let contents = contents(setting, cohort, derive, (key, previous))?;
    Ok(match previous {
        Some(previous) => next(setting, cohort, &contents, previous),
        None => new_base(setting, cohort, &contents, 1),
    })
}

/// Whether unchanged records keep their bytes.
fn builds_on(setting: Setting<'_>, key: &CohortKey, manifest: &Manifest) -> bool {
    let sealing = setting.company.head.sealing;
    let now = (
        key.id(),
        sealing.epoch,
        sealing.profile,
        setting.secret.salt(),
    );
    let before = (
        manifest.key_id.clone(),
        manifest.epoch,
        manifest.profile,
        manifest.salt,
    );
    now == before
}

fn contents<D: Derive>(
    setting: Setting<'_>,
    cohort: &Cohort,
    derive: &mut D,
    (key, previous): (CohortKey, Option<&Previous>),
) -> Result<Contents, SealError<D::Error>> {
    let audiences = audiences(cohort, previous);
    if audiences.len() > 256 {
        let (cohort, found) = (cohort.name.clone(), audiences.len());
        return Err(SealError::Lists { cohort, found });
    }
    let keyed = keys::of_cohort(cohort, setting.company);
    let names = keyed.iter().map(|it| it.key.to_owned()).collect();
    let derived = derive.derive(names)?;
    let epoch = setting.company.head.sealing.epoch;
    let work = Work {
        keyed: &keyed,
        derived: &derived,
        epoch,
    };
    let cares: Vec<Care> = keyed.iter().map(|it| Care::of(it.entry)).collect();
    let before = previous
        .map(|it| work.numbers_before(&key, it))
        .unwrap_or_default();
    let before = cares.iter().zip(before);
    let numbers = rows::numbers(
        before,
        &cares.iter().cloned().collect::<BTreeSet<Care>>(),
        (setting.secret, &cohort.name),
    );
    let records = work.records(&key, (&audiences, &cares, &numbers));
    let rows = sealed_rows(setting, derive, (&key, &cares, &numbers))?;
    Ok(Contents {
        key,
        audiences,
        records,
        rows,
    })
}

/// Lists keep their numbers; new ones come last.
fn audiences(cohort: &Cohort, previous: Option<&Previous>) -> Vec<AudienceId> {
    let mut audiences = previous.map_or_else(Vec::new, |it| it.manifest().audiences.clone());
    for audience in &cohort.audiences {
        if !audiences.contains(audience) {
            audiences.push(audience.clone());
        }
    }
    audiences
}

/// Keys with what was derived from them.
struct Work<'a> {
    keyed: &'a [Keyed<'a>],
    derived: &'a [Derived],
    epoch: u32,
}

impl Work<'_> {
    /// The number that each key's entry had for whoever looked after it; 0 where it is new.
    fn numbers_before(&self, key: &CohortKey, previous: &Previous) -> Vec<u32> {
        let state = &previous.state;
        let shards = previous.shards.iter().map(|it| Records::read(it).ok());
        let shards: Vec<Option<Records<'_>>> = shards.collect();
        let number = |(keyed, derived): (&Keyed<'_>, &Derived)| {
            let opener = key.opener(derived, self.epoch);
            let number = merkle::shard(&opener.tag(), shards.len());
            let found = state.find_in(&opener, shards.get(number).copied().flatten());
            let audiences = &state.manifest().audiences;
            let is_mine =
                |it: &&Payload| audiences.get(usize::from(it.list)) == Some(&keyed.entry.audience);
            found.iter().find(is_mine).map_or(0, |it| it.owner)
        };
        self.keyed.iter().zip(self.derived).map(number).collect()
    }

    fn records(
        &self,
        key: &CohortKey,
        (audiences, cares, numbers): (&[AudienceId], &[Care], &BTreeMap<Care, u32>),
    ) -> Vec<Record> {
        let list = |id: &AudienceId| audiences.iter().position(|it| it == id);
        let lists: BTreeMap<&AudienceId, u8> = audiences
            .iter()
            .filter_map(|id| Some((id, u8::try_from(list(id)?).ok()?)))
            .collect();
        let record = |((keyed, derived), care): ((&Keyed<'_>, &Derived), &Care)| {
            let entry = keyed.entry;
            key.opener(derived, self.epoch).seal(Payload {
                owner: numbers.get(care).copied().unwrap_or_default(),
                list: lists.get(&entry.audience).copied().unwrap_or_default(),
                is_company: entry.kind == EntryKind::Company,
                state: entry.state,
                valid_until: entry.valid_until,
                confirmed_on: entry.confirmed_on,
            })
        };
        let keyed = self.keyed.iter().zip(self.derived).zip(cares);
        let mut records: Vec<Record> = keyed.map(record).collect();
        records.sort_unstable();
        records
    }
}

fn sealed_rows<D: Derive>(
    setting: Setting<'_>,
    derive: &mut D,
    (key, cares, numbers): (&CohortKey, &[Care], &BTreeMap<Care, u32>),
) -> Result<Rows, SealError<D::Error>> {
    let used: BTreeMap<u32, &Care> = cares
        .iter()
        .filter_map(|care| Some((*numbers.get(care)?, care)))
        .filter(|(number, _)| *number != 0)
        .collect();
    let derived = derive.derive(used.keys().map(|number| owners::key(*number)).collect())?;
    let epoch = setting.company.head.sealing.epoch;
    let mut rows: Vec<Row> = Vec::new();
    for (care, derived) in used.values().zip(&derived) {
        let opener = key.row_opener(derived, epoch);
        let row = opener.seal_row(&care.row(setting.company));
        rows.push(row.ok_or_else(|| SealError::Row(care.shown()))?);
    }
    Ok(Rows::new(rows))
}

/// The next version of a map that is published.
fn next(setting: Setting<'_>, cohort: &Cohort, contents: &Contents, previous: &Previous) -> Map {
    let (records, rows) = (previous.records(), previous.rows());
    let step = Delta::between((&records, &rows), (&contents.records, &contents.rows));
    let before = previous.manifest();
    let changes = previous.state.changes().then(&step);
    let is_large = changes.to_bytes().len() as u64 * 2 > before.base.bytes;
    let is_old = setting.today.days_since(before.base.made_on) > BASE_LIFE
        || before.format != manifest::FORMAT;
    if step.is_empty() && before.audiences == contents.audiences && !is_old {
        return unchanged(previous);
    }
    if is_large || is_old {
        return new_base(setting, cohort, contents, before.version + 1);
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
        records: contents.records.len() as u64,
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
            .map(|(digest, bytes)| (manifest::path(digest), bytes.clone()))
            .collect();
        objects.insert(self.manifest().base.shards.path(), self.parts.list.clone());
        if let Some(file) = self.manifest().owners_list() {
            objects.insert(file.path(), self.parts.owners.clone());
        }
        objects
    }
}

fn new_base(setting: Setting<'_>, cohort: &Cohort, contents: &Contents, version: u64) -> Map {
    let (records, rows) = (contents.records.as_slice(), contents.rows.all());
    let mut objects = Files::new();
    let mut put = |bytes: Vec<u8>| {
        let file = Reference::of(&bytes);
        objects.insert(file.path(), bytes);
        file
    };
    let shards = (records.len() / SHARD_RECORDS).next_power_of_two();
    let shards = merkle::cut(records, shards, tag_of);
    let shards = shards.map(|shard| put(shard.as_flattened().to_vec()).sha256);
    let list: Vec<Digest> = shards.collect();
    let row_bytes: usize = rows.iter().map(owners::length).sum();
    let shards = row_bytes.div_ceil(SHARD_ROWS).next_power_of_two();
    let shards = merkle::cut(rows, shards, |row| row.0);
    let owners: Vec<Digest> = shards
        .map(|shard| put(owners::to_bytes(shard)).sha256)
        .collect();
    let sealing = setting.company.head.sealing;
    let manifest = Manifest {
        format: FORMAT,
        normalisation: policy::key::NORMALISATION,
        cohort: cohort.name.clone(),
        key_id: contents.key.id(),
        epoch: sealing.epoch,
        version,
        profile: sealing.profile,
        salt: setting.secret.salt(),
        audiences: contents.audiences.clone(),
        records: records.len() as u64,
        merkle_root: merkle::root(&list, &owners, &Delta::default()),
        base: Base {
            version,
            made_on: setting.today,
            shards: put(list.as_flattened().to_vec()),
            owners: put(owners.as_flattened().to_vec()),
            bytes: (records.as_flattened().len() + row_bytes) as u64,
        },
        deltas: Vec::new(),
    };
    map(&manifest, objects, None)
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
