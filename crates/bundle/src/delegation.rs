//! Delegated roles (specification, section 4.5): who else may name targets, and which ones.
//!
//! In which order they are searched is left to [`crate::search`], their signatures to [`crate::verify`].

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::key::{KeyId, PublicKey};
use crate::metadata::{Keys, Role, RoleKeys};

/// The roles that a targets file delegates to, in the order of their priority.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub struct Delegations(pub Vec<Delegation>);

/// One role that may name some targets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegation {
    /// Its name; any text that is not the name of a top-level role.
    pub name: String,
    /// The keys that may sign for it, those that this client knows the kind of.
    pub keys: BTreeMap<KeyId, PublicKey>,
    /// How many distinct keys must sign.
    pub threshold: NonZeroU32,
    /// Which targets it may name.
    pub paths: Paths,
    /// Whether the search for a target of its paths ends with it and what it delegates to.
    pub terminating: bool,
}

/// Which targets a role may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paths {
    /// Those that match one of these patterns.
    Patterns(Vec<String>),
    /// Those whose SHA-256 digest (of the name, hexadecimal) begins with one of these.
    HashPrefixes(Vec<String>),
}

impl Paths {
    /// Whether a target belongs to them.
    #[must_use]
    pub fn contain(&self, target: &str) -> bool {
        match self {
            Self::Patterns(patterns) => patterns.iter().any(|pattern| matches(pattern, target)),
            Self::HashPrefixes(prefixes) => {
                let digest = hex::encode(Sha256::digest(target));
                prefixes.iter().any(|prefix| digest.starts_with(prefix))
            }
        }
    }
}

/// `*` stands for any letters of one part of a path, `?` for one letter. Readers disagree about `[`:
/// such a pattern matches nothing here.
fn matches(pattern: &str, target: &str) -> bool {
    let (patterns, parts) = (pattern.split('/'), target.split('/'));
    let is_same_depth = patterns.clone().count() == parts.clone().count();
    let same = |(pattern, part): (&str, &str)| part_matches(pattern, part);
    !pattern.contains('[') && is_same_depth && patterns.zip(parts).all(same)
}

/// Goes back to the last `*` only: time grows with the product of the lengths at most.
fn part_matches(pattern: &str, part: &str) -> bool {
    let (mut pattern, mut part) = (pattern.chars(), part.chars());
    // Behind the last `*`, and what it has not taken yet.
    let mut again = None;
    loop {
        let (mut ahead, mut rest) = (pattern.clone(), part.clone());
        match (ahead.next(), rest.next()) {
            (Some('*'), _) => {
                again = Some((ahead.clone(), part.clone()));
                pattern = ahead;
            }
            (None, None) => return true,
            (Some(wanted), Some(found)) if wanted == '?' || wanted == found => {
                (pattern, part) = (ahead, rest);
            }
            _ => {
                let Some((behind, taken)) = &mut again else {
                    return false;
                };
                if taken.next().is_none() {
                    return false;
                }
                (pattern, part) = (behind.clone(), taken.clone());
            }
        }
    }
}

#[derive(Deserialize)]
struct Written {
    keys: Keys,
    roles: Option<Vec<WrittenRole>>,
    /// Instead of `roles` (TAP 15). This client does not follow them: what such roles name is not found.
    succinct_roles: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct WrittenRole {
    name: String,
    #[serde(flatten)]
    keys: Value,
    #[serde(default)]
    terminating: bool,
    paths: Option<Vec<String>>,
    path_hash_prefixes: Option<Vec<String>>,
}

impl TryFrom<Written> for Delegations {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let of_one_kind = match (written.roles, written.succinct_roles) {
            (Some(roles), None) => roles,
            (None, Some(_)) => Vec::new(),
            _ => return Err("delegations need either roles or succinct roles".to_owned()),
        };
        let mut names = BTreeSet::new();
        let mut roles = Vec::new();
        for role in of_one_kind {
            let role = delegation(role, &written.keys)?;
            if !names.insert(role.name.clone()) {
                return Err(format!("the role `{}` is delegated to twice", role.name));
            }
            roles.push(role);
        }
        Ok(Self(roles))
    }
}

fn delegation(role: WrittenRole, known: &Keys) -> Result<Delegation, String> {
    let name = role.name;
    if Role::ALL.iter().any(|top| top.name() == name) {
        return Err(format!("a delegated role has the name `{name}`"));
    }
    let paths = match (role.paths, role.path_hash_prefixes) {
        (Some(patterns), None) => Paths::Patterns(patterns),
        (None, Some(prefixes)) => Paths::HashPrefixes(prefixes),
        _ => return Err(format!("the role `{name}` needs either paths or prefixes")),
    };
    let RoleKeys { keyids, threshold } =
        RoleKeys::deserialize(role.keys).map_err(|error| format!("the role `{name}`: {error}"))?;
    let keys = keyids.into_iter();
    Ok(Delegation {
        name,
        keys: keys
            .filter_map(|id| known.0.get(&id).cloned().map(|key| (id, key)))
            .collect(),
        threshold,
        paths,
        terminating: role.terminating,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    // Expected: the examples of the specification, section 4.5, and what shells do.
    #[test]
    fn patterns_match_within_one_part_of_a_path() {
        for (pattern, matching, other) in [
            ("targets/*.tgz", "targets/foo.tgz", "targets/foo.txt"),
            (
                "targets/foo-version-?.tgz",
                "targets/foo-version-2.tgz",
                "targets/foo-version-alpha.tgz",
            ),
            ("*.tgz", "bar.tgz", "targets/foo.tgz"),
            ("*/*", "a/b", "a"),
            ("*", "", "a/b"),
            ("a*b*c", "a-b-b-c", "a-b-b-d"),
            ("é?", "éé", "é"),
            ("README.md", "README.md", "README.MD"),
        ] {
            assert!(matches(pattern, matching), "{pattern} {matching}");
            assert!(!matches(pattern, other), "{pattern} {other}");
        }
        assert!(!matches("[ab]", "a"));
        assert!(!matches("[ab]", "[ab]"));
    }

    #[test]
    fn a_pattern_made_to_be_slow_is_not() {
        let (pattern, target) = ("*a".repeat(2_000), "a".repeat(4_000) + "b");
        assert!(!matches(&pattern, &target));
    }

    // Expected: what python-tuf takes and refuses.
    #[test]
    fn roles_are_of_one_kind() {
        for (members, is_taken) in [
            (r#""roles": []"#, true),
            (r#""succinct_roles": {}"#, true),
            (r#""more": 1"#, false),
            (r#""roles": null"#, false),
            (r#""roles": [], "succinct_roles": {}"#, false),
        ] {
            let text = format!(r#"{{ "keys": {{}}, {members} }}"#);
            let read = serde_json::from_str::<Delegations>(&text);
            assert_eq!(read.is_ok(), is_taken, "{members}");
        }
    }

    #[test]
    fn prefixes_are_of_the_digest_of_the_name() {
        // Source: `printf abc | sha256sum`.
        let of = |prefix: &str| Paths::HashPrefixes(vec![prefix.to_owned()]);
        assert!(of("ba78").contain("abc"));
        assert!(!of("ba79").contain("abc"));
    }

    fn read(roles: &str) -> Result<Delegations, String> {
        let text = format!(r#"{{ "keys": {{}}, "roles": [{roles}] }}"#);
        serde_json::from_str(&text).map_err(|error| error.to_string())
    }

    #[test]
    fn says_what_is_wrong_with_a_role() {
        let fine = r#"{ "name": "a", "keyids": [], "threshold": 1, "terminating": false, "paths": ["*"] }"#;
        assert_eq!(read(fine).map(|it| it.0.len()), Ok(1));
        for (what, part) in [
            (format!("{fine}, {fine}"), "twice"),
            (fine.replace("\"a\"", "\"root\""), "`root`"),
            (
                fine.replace("\"paths\"", "\"patterns\""),
                "either paths or prefixes",
            ),
            (fine.replace(": 1", ": 0"), "the role `a`"),
        ] {
            let error = read(&what).unwrap_err();
            assert!(error.contains(part), "{error}");
        }
    }
}
