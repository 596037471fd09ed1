//! The four signed files of a repository, as data. Unknown fields are kept out of the way, as the
//! specification asks; judging a file is left to [`crate::verify`].

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::num::NonZeroU32;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256, Sha512};

use crate::delegation::Delegations;
use crate::key::{KeyId, PublicKey};
use crate::moment::Moment;
use crate::pointer::Pointer;

/// Who signs: a top-level role. Roles that these delegate to are in [`crate::delegation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Names the keys of all roles.
    Root,
    /// Names the content.
    Targets,
    /// Names one consistent set of targets files.
    Snapshot,
    /// Names the newest snapshot.
    Timestamp,
}

impl Role {
    /// Every role, in the order of signing.
    pub const ALL: [Self; 4] = [Self::Root, Self::Targets, Self::Snapshot, Self::Timestamp];

    /// As written in metadata.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Targets => "targets",
            Self::Snapshot => "snapshot",
            Self::Timestamp => "timestamp",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A file of metadata before anything about it is verified.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    /// Signatures over the canonical form of `signed`.
    pub signatures: Vec<SignatureEntry>,
    /// What is signed.
    pub signed: Value,
}

/// One signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureEntry {
    /// Which key made it.
    pub keyid: KeyId,
    /// Hexadecimal.
    pub sig: String,
}

/// What the four files have in common.
pub trait Metadata: DeserializeOwned {
    /// The role that signs this kind.
    const ROLE: Role;
    /// Grows with every change; at least 1.
    fn version(&self) -> u64;
    /// From this moment on it no longer counts, in Unix seconds.
    fn expires(&self) -> i64;
}

macro_rules! metadata {
    ($($kind:ident),+) => {$(
        impl Metadata for $kind {
            const ROLE: Role = Role::$kind;

            fn version(&self) -> u64 {
                self.version
            }

            fn expires(&self) -> i64 {
                self.expires.0
            }
        }
    )+};
}

metadata!(Root, Targets, Snapshot, Timestamp);

/// Which keys may sign which role.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Root {
    version: u64,
    expires: Moment,
    /// Whether files are named by version and hash. The specification's default is `false`.
    #[serde(default)]
    pub consistent_snapshot: bool,
    /// All keys.
    pub keys: Keys,
    /// The keys of each role.
    pub roles: Roles,
}

/// Keys by id; unknown and weak ones are left out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "BTreeMap<KeyId, Value>")]
pub struct Keys(pub BTreeMap<KeyId, PublicKey>);

impl TryFrom<BTreeMap<KeyId, Value>> for Keys {
    type Error = String;

    fn try_from(written: BTreeMap<KeyId, Value>) -> Result<Self, String> {
        for (id, key) in &written {
            if KeyId::of(key).as_ref() != Some(id) {
                return Err(format!("key id `{id}` is not the digest of its key"));
            }
        }
        let read = |(id, key)| Some((id, PublicKey::from_json(&key)?));
        Ok(Self(written.into_iter().filter_map(read).collect()))
    }
}

/// The keys of each role; further roles are ignored.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Roles {
    root: RoleKeys,
    targets: RoleKeys,
    snapshot: RoleKeys,
    timestamp: RoleKeys,
}

impl Roles {
    /// The keys of one role.
    #[must_use]
    pub fn of(&self, role: Role) -> &RoleKeys {
        match role {
            Role::Root => &self.root,
            Role::Targets => &self.targets,
            Role::Snapshot => &self.snapshot,
            Role::Timestamp => &self.timestamp,
        }
    }
}

/// The keys of one role and how many of them must sign.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "WrittenRoleKeys")]
pub struct RoleKeys {
    /// Distinct key ids.
    pub keyids: BTreeSet<KeyId>,
    /// How many distinct keys must sign.
    pub threshold: NonZeroU32,
}

#[derive(Deserialize)]
struct WrittenRoleKeys {
    keyids: Vec<KeyId>,
    threshold: NonZeroU32,
}

impl TryFrom<WrittenRoleKeys> for RoleKeys {
    type Error = String;

    fn try_from(written: WrittenRoleKeys) -> Result<Self, String> {
        let count = written.keyids.len();
        let keyids: BTreeSet<_> = written.keyids.into_iter().collect();
        if keyids.len() < count {
            return Err("a role lists a key id twice".to_owned());
        }
        Ok(Self {
            keyids,
            threshold: written.threshold,
        })
    }
}

/// Names the newest snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Timestamp {
    version: u64,
    expires: Moment,
    meta: TimestampMeta,
    #[serde(default)]
    fineline: Pointer,
}

// Other names would be about to say something that this client does not know.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct TimestampMeta {
    #[serde(rename = "snapshot.json")]
    snapshot: FileMeta,
}

impl Timestamp {
    /// The snapshot it names.
    #[must_use]
    pub fn snapshot(&self) -> &FileMeta {
        &self.meta.snapshot
    }

    /// What else it says.
    #[must_use]
    pub fn pointer(&self) -> &Pointer {
        &self.fineline
    }
}

/// Names one consistent set of targets files.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Snapshot {
    version: u64,
    expires: Moment,
    /// `targets.json`, and one per delegated role.
    pub meta: BTreeMap<String, FileMeta>,
}

/// Names the content.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Targets {
    version: u64,
    expires: Moment,
    /// Target name → what it must be.
    pub targets: BTreeMap<String, TargetMeta>,
    /// Who else may name some.
    #[serde(default)]
    pub delegations: Delegations,
}

/// What a metadata file must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileMeta {
    /// Its version.
    pub version: u64,
    /// Its length in bytes.
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub length: Option<u64>,
    /// Its hashes; none means that the version alone ties it.
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub hashes: Option<Hashes>,
}

/// What a target must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetMeta {
    /// Its length in bytes.
    pub length: u64,
    /// Its hashes.
    pub hashes: Hashes,
}

/// Left out is fine, `null` is not: python-tuf reads it otherwise than it is signed.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    value: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(value).map(Some)
}

/// Hashes of one file; kinds this client does not know are ignored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<String, String>")]
pub struct Hashes {
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<HexDigest>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha512: Option<HexDigest>,
}

impl TryFrom<BTreeMap<String, String>> for Hashes {
    type Error = &'static str;

    fn try_from(mut written: BTreeMap<String, String>) -> Result<Self, &'static str> {
        let mut take = |kind| written.remove(kind).map(HexDigest::try_from).transpose();
        Ok(Self {
            sha256: take("sha256")?,
            sha512: take("sha512")?,
        })
    }
}

impl Hashes {
    /// The SHA-256 hash of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let sha256 = HexDigest(hex::encode(Sha256::digest(bytes)));
        Self {
            sha256: Some(sha256),
            sha512: None,
        }
    }

    /// Whether at least one hash is known and all known ones are of these bytes.
    #[must_use]
    pub fn match_bytes(&self, bytes: &[u8]) -> bool {
        let is_256 = |digest: &HexDigest| digest.0 == hex::encode(Sha256::digest(bytes));
        let is_512 = |digest: &HexDigest| digest.0 == hex::encode(Sha512::digest(bytes));
        self.digest().is_some()
            && self.sha256.as_ref().is_none_or(is_256)
            && self.sha512.as_ref().is_none_or(is_512)
    }

    /// The digest that names the file in a consistent snapshot.
    #[must_use]
    pub fn digest(&self) -> Option<&str> {
        let digest = self.sha256.as_ref().or(self.sha512.as_ref());
        digest.map(|digest| digest.0.as_str())
    }
}

/// Lower-case hexadecimal digits; safe in a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct HexDigest(String);

impl TryFrom<String> for HexDigest {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        let is_hex = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if is_hex {
            Ok(Self(text))
        } else {
            Err("a hash is not in lower-case hexadecimal digits")
        }
    }
}

impl From<HexDigest> for String {
    fn from(digest: HexDigest) -> Self {
        digest.0
    }
}
