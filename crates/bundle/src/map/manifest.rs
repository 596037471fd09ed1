//! `map/COHORT/manifest.json`: the signed file of a cohort. It names everything else of the map by its digest.

use std::iter;

use policy::{AudienceId, Day};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::MapError;
use super::kdf::{Profile, Salt};
use super::merkle::{self, Digest};

/// Format of a manifest and of what it names. A reader refuses any later one and keeps its last bundle.
pub const FORMAT: u32 = 2;

/// The first format, which is still read: all rows of the owners are one file.
const ONE_TABLE: u32 = 1;

/// Most shards of a map: of a thousand records each, for sixty-five million.
const SHARDS_MAX: usize = 65_536;

/// What a target of a cohort is called.
#[must_use]
pub fn target(cohort: &str) -> String {
    format!("map/{cohort}/manifest.json")
}

/// The cohort of a target, where it is a manifest.
#[must_use]
pub fn cohort(target: &str) -> Option<&str> {
    target.strip_prefix("map/")?.strip_suffix("/manifest.json")
}

/// A map, as it is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`], or an earlier one.
    pub format: u32,
    /// [`policy::key::NORMALISATION`] of the keys.
    pub normalisation: u32,
    /// For whom it is.
    pub cohort: String,
    /// [`super::secret::CohortKey::id`] of the key it was sealed with.
    pub key_id: String,
    /// Changes where everything is to be sealed anew under the same keys.
    pub epoch: u32,
    /// Grows with each change.
    pub version: u64,
    /// How dear a guess is.
    pub profile: Profile,
    /// The company's salt.
    #[serde(with = "salt")]
    pub salt: Salt,
    /// The lists, by the numbers that records have for them. A list that is gone keeps its place.
    pub audiences: Vec<AudienceId>,
    /// How many records there are now.
    pub records: u64,
    /// What the deltas begin with.
    pub base: Base,
    /// What changed since some earlier version, each up to this one; the first since the base.
    pub deltas: Vec<DeltaReference>,
    /// [`merkle::root`] of the state.
    #[serde(with = "hex_digest")]
    pub merkle_root: Digest,
}

/// All records at some version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base {
    /// The version at which everything was written anew.
    pub version: u64,
    /// The day on which that was: whoever compiles the same files on that day makes the same bytes.
    pub made_on: Day,
    /// The digests of its shards, 32 bytes each, in order.
    pub shards: Reference,
    /// The digests of its shards of owners, as of its shards; in format 1 its only one, the table of all rows.
    pub owners: Reference,
    /// How many bytes all of it has, for whoever wonders whether a new base is due.
    pub bytes: u64,
}

/// A file named by its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Of its bytes.
    #[serde(with = "hex_digest")]
    pub sha256: Digest,
    /// In bytes.
    pub length: u64,
}

/// What changed since a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeltaReference {
    /// It leads from here, or from any version since, to the manifest's.
    pub from: u64,
    /// The file.
    #[serde(flatten)]
    pub file: Reference,
}

impl Reference {
    /// What names these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            sha256: merkle::digest(bytes),
            length: bytes.len() as u64,
        }
    }

    /// Where it lies in the repository.
    #[must_use]
    pub fn path(&self) -> String {
        path(&self.sha256)
    }

    /// Whether these are the bytes.
    ///
    /// # Errors
    /// When they are not.
    pub fn check(&self, bytes: &[u8]) -> Result<(), MapError> {
        match Self::of(bytes) == *self {
            true => Ok(()),
            false => Err(MapError::Digest(self.path())),
        }
    }
}

/// Where a file of this digest lies in the repository.
#[must_use]
pub fn path(digest: &Digest) -> String {
    format!("targets/map/{}.map", hex::encode(digest))
}

impl Manifest {
    /// Reads a verified manifest.
    ///
    /// # Errors
    /// When it is of another format or does not fit together.
    pub fn read(bytes: &[u8]) -> Result<Self, MapError> {
        let malformed = MapError::Malformed("the manifest of a map");
        // Only its format is asked of another format.
        let format = serde_json::from_slice::<FormatOnly>(bytes).map_err(|_| malformed.clone())?;
        if !(ONE_TABLE..=FORMAT).contains(&format.format) {
            let found = format.format;
            return Err(MapError::Format { found });
        }
        let manifest: Self = serde_json::from_slice(bytes).map_err(|_| malformed.clone())?;
        if manifest.normalisation != policy::key::NORMALISATION {
            let found = manifest.normalisation;
            return Err(MapError::Normalisation { found });
        }
        let lists = iter::once(&manifest.base.shards).chain(manifest.owners_list());
        match lists.into_iter().all(is_list) {
            true => Ok(manifest),
            false => Err(malformed),
        }
    }

    /// The bytes that are signed.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // Strings, numbers and lists always serialise; empty bytes would be refused.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The file that lists the base's shards of owners. There is none in format 1: the only one is named itself.
    #[must_use]
    pub fn owners_list(&self) -> Option<&Reference> {
        (self.format != ONE_TABLE).then_some(&self.base.owners)
    }
}

/// Whether a file of this length can be a list of shards.
fn is_list(file: &Reference) -> bool {
    let shards = usize::try_from(file.length / 32).unwrap_or(usize::MAX);
    file.length.is_multiple_of(32) && shards.is_power_of_two() && shards <= SHARDS_MAX
}

#[derive(Deserialize)]
struct FormatOnly {
    format: u32,
}

mod hex_digest {
    use super::{Deserializer, Digest, Serializer};
    use serde::Deserialize as _;
    use serde::de::Error as _;

    pub(super) fn serialize<S: Serializer>(digest: &Digest, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&hex::encode(digest))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Digest, D::Error> {
        let mut digest = [0; 32];
        let text = String::deserialize(from)?;
        hex::decode_to_slice(text, &mut digest).map_err(D::Error::custom)?;
        Ok(digest)
    }
}

mod salt {
    use super::{Deserializer, Salt, Serializer};
    use serde::Deserialize as _;
    use serde::de::Error as _;

    pub(super) fn serialize<S: Serializer>(salt: &Salt, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&hex::encode(salt.0))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Salt, D::Error> {
        let mut salt = [0; 16];
        let text = String::deserialize(from)?;
        hex::decode_to_slice(text, &mut salt).map_err(D::Error::custom)?;
        Ok(Salt(salt))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_names_its_cohort_and_nothing_else_does() {
        assert_eq!(cohort(&target("sales")), Some("sales"));
        for other in ["policy.json", "map/manifest.json", "map/sales/shard"] {
            assert_eq!(cohort(other), None, "{other}");
        }
    }

    #[test]
    fn of_another_format_only_the_format_is_read() {
        let found = Manifest::read(br#"{"format":9,"of":"the future"}"#);
        assert_eq!(found, Err(MapError::Format { found: 9 }));
    }
}
