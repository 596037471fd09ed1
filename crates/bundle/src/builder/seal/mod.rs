//! A company's lists → the maps of a release.
//!
//! Reading order: [`secret`] (what everything is sealed with), [`cohorts`] (who receives which lists), [`keys`]
//! (by what each entry is found; deriving from them is dear and left to the caller: what it paid for before is in [`cache`]), `rows` (who looks after
//! entries, by numbers that stay), `cohort` (one sealed map), `open` (the map of the open lists), [`previous`] (what was
//! published before), `versions` (a map as a delta to that, or as a new base), [`cost`] (what guessing costs).
//!
//! What is written, byte by byte: `crate::map` and docs/bundle-format.md.

pub mod cache;
mod cohort;
pub mod cohorts;
pub mod cost;
pub mod keys;
mod open;
pub mod previous;
mod rows;
pub mod secret;
mod versions;

use std::collections::{BTreeMap, BTreeSet};

use policy::{AccountKey, Day};

use self::cohorts::Cohort;
use self::previous::Previous;
use self::secret::MapSecret;
use super::company::Company;
use crate::Files;
use crate::map::kdf::Derived;

/// Derives from normalised keys, in their order: from memory, from a cache, or at a price.
pub trait Derive {
    /// Why it may not be able to.
    type Error;

    /// What is derived from each key.
    ///
    /// # Errors
    /// When one cannot be derived.
    fn derive(&mut self, keys: Vec<String>) -> Result<Vec<Derived>, Self::Error>;
}

/// The maps of a release.
#[derive(Debug, Default)]
pub struct Sealed {
    /// The manifests, targets by their names.
    pub targets: Files,
    /// Everything they name, by repository path: immutable, and the same bytes keep their path.
    pub objects: Files,
    /// Where the accounts of exceptions lie, in hexadecimal, where they are on a sealed list.
    pub tags: BTreeMap<AccountKey, Vec<String>>,
    /// What there is to tell about each sealed map.
    pub maps: Vec<MapReport>,
    /// The same of the open lists.
    pub open: Option<MapReport>,
}

/// What there is to tell about a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapReport {
    /// For whom it is.
    pub cohort: String,
    /// Its version.
    pub version: u64,
    /// Records in it; of the open lists, by how many keys their entries are found.
    pub records: usize,
    /// Bytes of a base: what a browser fetches the first time.
    pub base_bytes: u64,
    /// Bytes of what changed since the version before; nothing for a new base or where nothing changed.
    pub delta_bytes: Option<u64>,
}

/// Why a company's lists cannot be sealed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError<E> {
    /// Deriving failed.
    #[error(transparent)]
    Derive(#[from] E),
    /// A record has a byte for its list.
    #[error(
        "`{cohort}` has {found} sealed lists, at most 256 fit into one map: give some of them other `for_roles`"
    )]
    Lists {
        /// The cohort.
        cohort: String,
        /// How many there are.
        found: usize,
    },
    /// A row of the owners is too long.
    #[error("name, title and link of `{0}` are too long together")]
    Row(String),
    /// So is a row of the open lists.
    #[error("what open lists say of `{0}` is too long")]
    Open(String),
}

impl Sealed {
    /// Both together.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.targets.extend(other.targets);
        self.objects.extend(other.objects);
        self.tags.extend(other.tags);
        self.maps.extend(other.maps);
        self.open = other.open.or(self.open);
        self
    }
}

/// The map of the open lists, following what was published of them. Apart from [`seal`]: at a million keys, what
/// both take in memory need not be there at one time.
///
/// # Errors
/// When there is more than it has room for.
pub fn open_lists<E>(
    company: &Company,
    previous: Option<&Previous>,
    today: Day,
) -> Result<Sealed, SealError<E>> {
    let map = open::lists(company, previous, today).map_err(SealError::Open)?;
    Ok(Sealed {
        targets: Files::from([(map.target, map.manifest)]),
        objects: map.objects,
        open: Some(map.report),
        ..Sealed::default()
    })
}

/// Seals every list that is to be sealed. `previous`: the maps that were published, by cohort; `today` decides when
/// a base is old.
///
/// # Errors
/// When deriving fails, or there is more than a map has room for.
pub fn seal<D: Derive>(
    company: &Company,
    (secret, derive): (&MapSecret, &mut D),
    previous: &BTreeMap<String, Previous>,
    today: Day,
) -> Result<Sealed, SealError<D::Error>> {
    let mut sealed = Sealed::default();
    for cohort in Cohort::all(company) {
        let before = previous.get(&cohort.name);
        let setting = cohort::Setting {
            company,
            secret,
            today,
        };
        let map = cohort::seal(setting, &cohort, derive, before)?;
        for (account, tag) in tags(setting, &cohort, derive)? {
            sealed.tags.entry(account).or_default().push(tag);
        }
        sealed.targets.insert(map.target, map.manifest);
        sealed.objects.extend(map.objects);
        sealed.maps.push(map.report);
    }
    Ok(sealed)
}

/// Where a cohort's map has the accounts that exceptions name.
fn tags<D: Derive>(
    setting: cohort::Setting<'_>,
    cohort: &Cohort,
    derive: &mut D,
) -> Result<Vec<(AccountKey, String)>, D::Error> {
    let company = setting.company;
    let named: BTreeSet<&AccountKey> = company
        .exceptions
        .iter()
        .filter_map(|it| it.to.as_ref())
        .collect();
    let listed = cohort.entries(company).flat_map(|entry| &entry.accounts);
    let mine: BTreeSet<&AccountKey> = listed.filter(|it| named.contains(it)).collect();
    let derived = derive.derive(mine.iter().map(|it| it.as_str().to_owned()).collect())?;
    let key = setting.secret.cohort_key(&cohort.name);
    let epoch = company.head.sealing.epoch;
    let tag = |derived| hex::encode(key.opener(derived, epoch).tag());
    let tags = mine.into_iter().zip(&derived);
    Ok(tags
        .map(|(account, derived)| (account.clone(), tag(derived)))
        .collect())
}
