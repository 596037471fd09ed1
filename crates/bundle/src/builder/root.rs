//! The root file: which keys may sign which role. Handing its digest to employees is left to
//! [`crate::enrolment`].

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::key::{PublicKey, SecretKey};
use super::unsigned::{add, read, report, root, unsigned, write};
use super::{BuildError, SignReport};
use crate::metadata::Role;

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
    fn of(&self, role: Role) -> &RoleKeys {
        match role {
            Role::Root => &self.root,
            Role::Targets => &self.targets,
            Role::Snapshot => &self.snapshot,
            Role::Timestamp => &self.timestamp,
        }
    }
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

/// Adds a signature of each key that the role `root` names in this root or in `previous`.
/// Several people may sign in turns. With `previous`, both thresholds are needed.
///
/// # Errors
/// When `root` or `previous` is not a root file.
pub fn sign_root(
    root_file: &[u8],
    previous: Option<&[u8]>,
    keys: &[SecretKey],
) -> Result<(Vec<u8>, SignReport), BuildError> {
    let mut envelope = read("root.json", root_file)?;
    let new = root("root.json", &envelope)?;
    let mut roles = Vec::new();
    if let Some(previous) = previous {
        let path = "previous root.json";
        let old = root(path, &read(path, previous)?)?;
        let added = add(&mut envelope, &old, Role::Root, keys);
        let entry = report(&envelope, &old, Role::Root, added);
        roles.push(super::RoleReport {
            role: "previous root".to_owned(),
            ..entry
        });
    }
    let added = add(&mut envelope, &new, Role::Root, keys);
    roles.push(report(&envelope, &new, Role::Root, added));
    Ok((write(&envelope), SignReport { roles }))
}

#[cfg(test)]
mod tests {
    use super::*;

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
