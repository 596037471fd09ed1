//! A change of the root: which keys come and go, and what that means for whoever must sign. Files and
//! questions are left to the command.

use anyhow::{bail, ensure};
use bundle::builder::key::{KeyId, PublicKey};
use bundle::builder::repository::RootSpec;
use bundle::metadata::Role;

/// What is to change.
#[derive(Clone, Debug, Default)]
pub(crate) struct Change {
    /// Roles it is about; all that have the key when a key goes and none is named.
    pub(crate) roles: Vec<Role>,
    pub(crate) add: Vec<PublicKey>,
    pub(crate) remove: Vec<PublicKey>,
    pub(crate) threshold: Option<u32>,
}

/// Makes the change; everything that is in the way at once.
///
/// # Errors
/// When a role would have too few keys, or a key that is to go is not there, or one that is to come is.
pub(crate) fn apply(root: &mut RootSpec, change: &Change) -> anyhow::Result<()> {
    let is_addition = !change.add.is_empty() || change.threshold.is_some();
    ensure!(
        !is_addition || !change.roles.is_empty(),
        "`--add` and `--threshold` need `--role ROLE`: root, targets, snapshot or timestamp"
    );
    let mut problems = Vec::new();
    for key in &change.remove {
        problems.extend(remove(root, key, &change.roles));
    }
    for role in &change.roles {
        let of = root.of_mut(*role);
        for key in &change.add {
            if of.keys.contains(key) {
                problems.push(format!("key `{}` signs `{role}` already", key.id()));
            }
            of.keys.push(key.clone());
        }
        of.threshold = change.threshold.unwrap_or(of.threshold);
    }
    for role in Role::ALL {
        let of = root.of(role);
        let keys = of.keys.len();
        if of.threshold == 0 || of.threshold as usize > keys {
            let need = of.threshold;
            problems.push(format!(
                "`{role}` would need {need} of {keys} keys: add keys (`--add`) or change `--threshold`"
            ));
        }
    }
    if !problems.is_empty() {
        bail!("{}", problems.join("; "));
    }
    Ok(())
}

/// Takes a key out of these roles, or out of all that have it.
fn remove(root: &mut RootSpec, key: &PublicKey, roles: &[Role]) -> Vec<String> {
    let named = if roles.is_empty() {
        &Role::ALL[..]
    } else {
        roles
    };
    let (has, has_not): (Vec<Role>, Vec<Role>) = named
        .iter()
        .partition(|role| root.of(**role).keys.contains(key));
    for role in &has {
        root.of_mut(*role).keys.retain(|one| one != key);
    }
    let id = key.id();
    if has.is_empty() && roles.is_empty() {
        return vec![format!("key `{id}` signs no role")];
    }
    let missing = has_not.iter().filter(|_| !roles.is_empty());
    missing
        .map(|role| format!("key `{id}` does not sign `{role}`"))
        .collect()
}

/// How one role changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RoleChange {
    pub(crate) role: Role,
    pub(crate) added: Vec<KeyId>,
    pub(crate) removed: Vec<KeyId>,
    /// Old and new.
    pub(crate) threshold: (u32, u32),
    /// How many keys there are now.
    pub(crate) keys: usize,
}

/// The roles that differ, in the order of signing.
pub(crate) fn changes(old: &RootSpec, new: &RootSpec) -> Vec<RoleChange> {
    let ids = |root: &RootSpec, role: Role| -> Vec<KeyId> {
        root.of(role).keys.iter().map(PublicKey::id).collect()
    };
    let change = |role: Role| {
        let (before, after) = (ids(old, role), ids(new, role));
        let not_in = |these: &[KeyId], those: &[KeyId]| -> Vec<KeyId> {
            these
                .iter()
                .filter(|id| !those.contains(id))
                .cloned()
                .collect()
        };
        let change = RoleChange {
            role,
            added: not_in(&after, &before),
            removed: not_in(&before, &after),
            threshold: (old.of(role).threshold, new.of(role).threshold),
            keys: after.len(),
        };
        let is_none = change.added.is_empty()
            && change.removed.is_empty()
            && change.threshold.0 == change.threshold.1;
        (!is_none).then_some(change)
    };
    Role::ALL.into_iter().filter_map(change).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use bundle::builder::key::SecretKey;
    use bundle::builder::repository::RoleKeys;

    fn key(seed: u8) -> PublicKey {
        SecretKey::from_seed(&[seed; 32]).public()
    }

    fn root() -> RootSpec {
        let of = |seeds: &[u8], threshold| RoleKeys {
            keys: seeds.iter().copied().map(key).collect(),
            threshold,
        };
        RootSpec {
            version: 1,
            expires: 0,
            root: of(&[1, 2, 3], 2),
            targets: of(&[4], 1),
            snapshot: of(&[5], 1),
            timestamp: of(&[5], 1),
        }
    }

    #[test]
    fn a_revoked_key_leaves_every_role_that_has_it() {
        let mut new = root();
        let change = Change {
            remove: vec![key(5)],
            ..Change::default()
        };
        let error = apply(&mut new, &change).expect_err("no key is left");
        let said = error.to_string();
        assert!(said.contains("`snapshot` would need 1 of 0"), "{said}");
        assert!(said.contains("`timestamp` would need 1 of 0"), "{said}");
        let mut new = root();
        let roles = vec![Role::Snapshot, Role::Timestamp];
        let change = Change {
            roles,
            add: vec![key(6)],
            remove: vec![key(5)],
            threshold: None,
        };
        apply(&mut new, &change).expect("a change");
        let changed: Vec<Role> = changes(&root(), &new)
            .iter()
            .map(|change| change.role)
            .collect();
        assert_eq!(changed, [Role::Snapshot, Role::Timestamp]);
        assert_eq!(new.snapshot.keys, [key(6)]);
    }

    #[test]
    fn says_what_cannot_be_done() {
        let check = |change: Change, expected: &str| {
            let error = apply(&mut root(), &change).expect_err(expected).to_string();
            assert!(error.contains(expected), "{error}");
        };
        let root_role = || vec![Role::Root];
        check(
            Change {
                add: vec![key(9)],
                ..Change::default()
            },
            "need `--role ROLE`",
        );
        check(
            Change {
                remove: vec![key(9)],
                ..Change::default()
            },
            "signs no role",
        );
        check(
            Change {
                roles: root_role(),
                remove: vec![key(4)],
                ..Change::default()
            },
            "does not sign `root`",
        );
        check(
            Change {
                roles: root_role(),
                add: vec![key(1)],
                ..Change::default()
            },
            "signs `root` already",
        );
        for threshold in [0, 4] {
            let change = Change {
                roles: root_role(),
                threshold: Some(threshold),
                ..Change::default()
            };
            check(change, "of 3 keys");
        }
    }

    #[test]
    fn nothing_changed_is_nothing() {
        assert_eq!(changes(&root(), &root()), []);
    }
}
