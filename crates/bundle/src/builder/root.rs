//! The root file: which keys may sign which role. Handing its digest to employees is left to
//! [`crate::enrolment`].

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::key::{PublicKey, Signer};
use super::unsigned::{add, merge, read, report, root, unsigned, write};
use super::{BuildError, RoleReport, SignReport};
use crate::metadata::{Envelope, Metadata as _, Role, Root};

/// The keys of one role and how many of them must sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleKeys {
    /// Public keys.
    pub keys: Vec<PublicKey>,
    /// At least 1 and at most the number of distinct keys.
    pub threshold: u32,
}

/// What a root file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootSpec {
    /// 1 for the first, then one more each time.
    pub version: u64,
    /// Unix seconds.
    pub expires: i64,
    /// Keys of the role `root`.
    pub root: RoleKeys,
    /// Keys of the role `targets`.
    pub targets: RoleKeys,
    /// Keys of the role `snapshot`.
    pub snapshot: RoleKeys,
    /// Keys of the role `timestamp`.
    pub timestamp: RoleKeys,
}

impl RootSpec {
    /// What this root file says, without judging its signatures.
    ///
    /// # Errors
    /// When it is no root file, or names a key of a kind that is not known here.
    pub fn read(root_file: &[u8]) -> Result<Self, BuildError> {
        let root = root("root.json", &read("root.json", root_file)?)?;
        let of = |role: Role| keys_of(&root, role);
        Ok(Self {
            version: root.version(),
            expires: root.expires(),
            root: of(Role::Root)?,
            targets: of(Role::Targets)?,
            snapshot: of(Role::Snapshot)?,
            timestamp: of(Role::Timestamp)?,
        })
    }

    /// The keys of a role, to be changed.
    pub fn of_mut(&mut self, role: Role) -> &mut RoleKeys {
        match role {
            Role::Root => &mut self.root,
            Role::Targets => &mut self.targets,
            Role::Snapshot => &mut self.snapshot,
            Role::Timestamp => &mut self.timestamp,
        }
    }

    /// The keys of a role.
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

fn keys_of(root: &Root, role: Role) -> Result<RoleKeys, BuildError> {
    let written = root.roles.of(role);
    let key = |id| {
        let unknown = || BuildError::file("root.json", format!("key `{id}` is of no known kind"));
        root.keys.0.get(id).cloned().ok_or_else(unknown)
    };
    Ok(RoleKeys {
        keys: written.keyids.iter().map(key).collect::<Result<_, _>>()?,
        threshold: written.threshold.get(),
    })
}

/// The root file, unsigned.
///
/// # Errors
/// [`BuildError::Threshold`] when a role's threshold is 0 or cannot be met.
pub fn make_root(spec: &RootSpec) -> Result<Vec<u8>, BuildError> {
    let (mut keys, mut roles) = (BTreeMap::new(), BTreeMap::new());
    for role in Role::ALL {
        let RoleKeys {
            keys: of_role,
            threshold,
        } = spec.of(role);
        let by_id: BTreeMap<String, Value> = of_role
            .iter()
            .map(|key| (key.id().to_string(), key.to_json()))
            .collect();
        let (role, threshold, distinct) = (role.name().to_owned(), *threshold, by_id.len());
        if threshold == 0 || threshold as usize > distinct {
            return Err(BuildError::Threshold {
                role,
                threshold,
                keys: distinct,
            });
        }
        let keyids: Vec<&String> = by_id.keys().collect();
        roles.insert(role, json!({ "keyids": keyids, "threshold": threshold }));
        keys.extend(by_id);
    }
    let body = json!({ "consistent_snapshot": true, "keys": keys, "roles": roles });
    Ok(write(&unsigned(
        Role::Root,
        spec.version,
        spec.expires,
        body,
    )))
}

/// Adds a signature of each signer that the role `root` names in this root or in `previous`.
/// Several people may sign in turns. With `previous`, both thresholds are needed.
///
/// # Errors
/// When `root` or `previous` is not a root file, or a signer has no signature.
pub fn sign_root<S: Signer>(
    root_file: &[u8],
    previous: Option<&[u8]>,
    signers: &[S],
) -> Result<(Vec<u8>, SignReport), BuildError>
where
    S::Error: Into<BuildError>,
{
    let mut envelope = read("root.json", root_file)?;
    let mut roles = Vec::new();
    for (name, authority) in authorities(&envelope, previous)? {
        let made = add(&mut envelope, &authority, Role::Root, signers).map_err(Into::into)?;
        roles.push(RoleReport {
            role: name.to_owned(),
            ..report(&envelope, &authority, Role::Root, made)
        });
    }
    Ok((write(&envelope), SignReport { roles }))
}

/// Adds the signatures of `other` that hold for this root or for `previous`, if both files say the same.
/// Returns how many were added.
///
/// # Errors
/// When one of them is not a root file, or `other` says something else.
pub fn merge_root(
    root_file: &[u8],
    previous: Option<&[u8]>,
    other: &[u8],
) -> Result<(Vec<u8>, usize), BuildError> {
    let mut envelope = read("root.json", root_file)?;
    let other = read("the other root.json", other)?;
    if envelope.signed != other.signed {
        let found = "says something else: its signatures are for another root";
        return Err(BuildError::file("the other root.json", found));
    }
    let mut added = 0;
    for (_, authority) in authorities(&envelope, previous)? {
        added += merge(&mut envelope, &other, &authority, Role::Root).len();
    }
    Ok((write(&envelope), added))
}

/// The roots whose threshold a new one needs, the old one first.
fn authorities(
    envelope: &Envelope,
    previous: Option<&[u8]>,
) -> Result<Vec<(&'static str, Root)>, BuildError> {
    let mut found = Vec::new();
    if let Some(previous) = previous {
        let path = "previous root.json";
        found.push(("previous root", root(path, &read(path, previous)?)?));
    }
    found.push(("root", root("root.json", envelope)?));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builder::key::SecretKey;

    fn keys(seeds: &[u8], threshold: u32) -> RoleKeys {
        let public = |seed: &u8| SecretKey::from_seed(&[*seed; 32]).public();
        RoleKeys {
            keys: seeds.iter().map(public).collect(),
            threshold,
        }
    }

    #[test]
    fn refuses_thresholds_that_nobody_can_meet() {
        let spec = |root: RoleKeys| RootSpec {
            version: 1,
            expires: 1_800_000_000,
            root,
            targets: keys(&[3], 1),
            snapshot: keys(&[4], 1),
            timestamp: keys(&[4], 1),
        };
        assert!(make_root(&spec(keys(&[1, 2], 2))).is_ok());
        for (seeds, threshold) in [(vec![1, 1], 2), (vec![1], 0), (vec![], 1)] {
            let error = make_root(&spec(keys(&seeds, threshold))).unwrap_err();
            assert!(matches!(error, BuildError::Threshold { .. }), "{error}");
        }
    }
}
