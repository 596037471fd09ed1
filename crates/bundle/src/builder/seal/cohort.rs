//! One sealed map: its records and rows as they are to be. How they are published is left to `versions`.

use std::collections::{BTreeMap, BTreeSet};

use policy::{AudienceId, Day};

use super::cohorts::Cohort;
use super::keys::{self, Keyed};
use super::previous::Previous;
use super::rows::{self, Care};
use super::secret::MapSecret;
use super::versions::{Contents, Head, Map, release};
use super::{Derive, SealError};
use crate::builder::accounts::EntryKind;
use crate::builder::company::Company;
use crate::map::kdf::Derived;
use crate::map::merkle;
use crate::map::owners::{self, Row, Rows};
use crate::map::payload::Payload;
use crate::map::record::{Record, Records};
use crate::map::secret::CohortKey;

/// What a map is made with.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) company: &'a Company,
    pub(super) secret: &'a MapSecret,
    pub(super) today: Day,
}

/// Seals the lists of a cohort.
pub(super) fn seal<D: Derive>(
    setting: Setting<'_>,
    cohort: &Cohort,
    derive: &mut D,
    previous: Option<&Previous>,
) -> Result<Map, SealError<D::Error>> {
    let key = setting.secret.cohort_key(&cohort.name);
    let sealing = setting.company.head.sealing;
    let head = Head {
        cohort: cohort.name.clone(),
        key_id: key.id(),
        epoch: sealing.epoch,
        profile: sealing.profile,
        salt: setting.secret.salt(),
    };
    let previous = previous.filter(|it| head.is_of(it.manifest()));
    let contents = contents(setting, (cohort, head), derive, (key, previous))?;
    Ok(release(setting.today, &contents, previous))
}

fn contents<D: Derive>(
    setting: Setting<'_>,
    (cohort, head): (&Cohort, Head),
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
        head,
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
