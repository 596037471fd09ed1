//! Who reads a new content before everybody does.
//!
//! While a release is rolled out, its targets hold what everybody has under its names, the new content of
//! whatever differs under `next/NAME`, and `rollout.json`, which says who reads `next/NAME` in the place of
//! `NAME`: named people, and a share of all browsers. A browser decides for itself and tells nobody: the number
//! that its place in the share depends on is made by the browser and never sent.
//!
//! Which files that are is left to [`crate::client`] and [`crate::opened`].

use std::collections::{BTreeMap, BTreeSet};

use policy::PersonId;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::Files;

/// Name of the target that says who.
pub const ROLLOUT_TARGET: &str = "rollout.json";
/// Before the names of targets that not everybody reads.
pub const NEXT: &str = "next/";
/// Format of `rollout.json`. Of another format nobody here is meant.
pub const ROLLOUT_FORMAT: u32 = 1;

/// `rollout.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rollout {
    /// [`ROLLOUT_FORMAT`].
    pub format: u32,
    /// People who read the new content whatever the share.
    #[serde(default)]
    pub champions: BTreeSet<PersonId>,
    /// Of a hundred browsers, so many.
    pub share: u8,
    /// Hexadecimal; each rollout has its own, so that it is not always the same people's turn. It stays while the
    /// share grows: whoever is in stays in.
    pub seed: String,
}

/// Who asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// The person that the browser is enrolled for.
    pub person: Option<PersonId>,
    /// What the browser made up about itself; without it, no share has it in.
    pub installation: Option<[u8; 16]>,
}

impl Rollout {
    /// Reads `rollout.json`; nothing if it is not for this version.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let read: Self = serde_json::from_slice(bytes).ok()?;
        (read.format == ROLLOUT_FORMAT).then_some(read)
    }

    /// INVARIANT (rollout): the only function that decides whether somebody reads the new content.
    #[must_use]
    pub fn includes(&self, reader: &Reader) -> bool {
        let person = reader.person.as_ref();
        let is_champion = person.is_some_and(|person| self.champions.contains(person));
        let place = reader.installation.and_then(|id| place(&self.seed, &id));
        is_champion || place.is_some_and(|place| place < u64::from(self.share))
    }
}

/// A place from 0 to 99: the first eight bytes of SHA-256(seed ‖ installation), modulo 100.
fn place(seed: &str, installation: &[u8; 16]) -> Option<u64> {
    let mut hash = Sha256::new();
    hash.update(hex::decode(seed).ok()?);
    hash.update(installation);
    let first: [u8; 8] = hash.finalize().first_chunk().copied()?;
    Some(u64::from_be_bytes(first) % 100)
}

/// Whether a target is read by those alone whom a rollout includes.
#[must_use]
pub fn is_next(name: &str) -> bool {
    name.starts_with(NEXT)
}

/// Whether some release is being rolled out in this verified state.
#[must_use]
pub fn is_under_way(files: &Files) -> bool {
    let ending = format!(".{ROLLOUT_TARGET}");
    let is_it = |path: &String| path.starts_with("targets/") && path.ends_with(&ending);
    files.keys().any(is_it)
}

/// What everybody has, of these targets.
#[must_use]
pub fn everybodys(mut targets: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    targets.retain(|name, _| name != ROLLOUT_TARGET && !is_next(name));
    targets
}

/// What those have whom the rollout includes: `next/NAME` in the place of `NAME`.
#[must_use]
pub fn newest(targets: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let strip = |(name, bytes): (&String, &Vec<u8>)| {
        let name = name.strip_prefix(NEXT)?;
        Some((name.to_owned(), bytes.clone()))
    };
    let next: Vec<_> = targets.iter().filter_map(strip).collect();
    let mut newest = everybodys(targets);
    newest.extend(next);
    newest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rollout(share: u8, seed: &str) -> Rollout {
        Rollout {
            format: ROLLOUT_FORMAT,
            champions: ["alice".into()].into(),
            share,
            seed: seed.to_owned(),
        }
    }

    /// Ten thousand browsers that nobody chose.
    fn browsers() -> impl Iterator<Item = Reader> {
        (0_u32..10_000).map(|number| {
            let digest = Sha256::digest(number.to_le_bytes());
            Reader {
                person: None,
                installation: digest.first_chunk().copied(),
            }
        })
    }

    #[test]
    fn the_place_is_what_is_written_of_it() {
        // Expected: Python, `int.from_bytes(sha256(bytes.fromhex(seed) + id).digest()[:8], "big") % 100`.
        assert_eq!(place("00ff", &[7; 16]), Some(68));
        assert_eq!(place("", &[0; 16]), Some(69));
        assert_eq!(place("not hexadecimal", &[0; 16]), None);
    }

    #[test]
    fn whoever_is_in_stays_in_while_the_share_grows() {
        for reader in browsers() {
            let ins = [0, 1, 25, 50, 99, 100].map(|share| rollout(share, "ab").includes(&reader));
            assert!(ins.is_sorted(), "{reader:?}: {ins:?}");
            assert_eq!((ins[0], ins[5]), (false, true));
        }
    }

    #[test]
    fn a_share_is_a_share_and_another_rollout_has_others() {
        let (one, other) = (rollout(25, "ab"), rollout(25, "cd"));
        let count = |is_in: &dyn Fn(&Reader) -> bool| browsers().filter(|it| is_in(it)).count();
        let of_one = count(&|it| one.includes(it));
        let of_both = count(&|it| one.includes(it) && other.includes(it));
        assert!((2_300..=2_700).contains(&of_one), "{of_one}");
        // A quarter of a quarter.
        assert!((500..=750).contains(&of_both), "{of_both}");
    }

    #[test]
    fn champions_are_in_and_nobody_else_is_without_a_share() {
        let person = |name: &str| Reader {
            person: Some(name.into()),
            installation: Some([1; 16]),
        };
        assert!(rollout(0, "ab").includes(&person("alice")));
        assert!(!rollout(0, "ab").includes(&person("bob")));
        assert!(!rollout(100, "ab").includes(&Reader::default()));
        assert!(!rollout(100, "spoiled").includes(&person("bob")));
    }

    #[test]
    fn a_file_of_another_format_is_for_nobody_here() {
        let text = |format: u32| format!(r#"{{"format":{format},"share":100,"seed":"ab"}}"#);
        assert!(Rollout::read(text(1).as_bytes()).is_some());
        for other in [text(2), "{}".to_owned(), String::new()] {
            assert_eq!(Rollout::read(other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn the_newest_stands_in_the_place_of_what_everybody_has() {
        let targets = [
            ("a", 1),
            ("b", 2),
            ("next/b", 3),
            ("next/c", 4),
            ("rollout.json", 5),
        ];
        let targets: BTreeMap<_, _> = targets
            .map(|(name, byte)| (name.to_owned(), vec![byte]))
            .into();
        let shown = |targets: BTreeMap<String, Vec<u8>>| {
            let bytes = targets
                .into_iter()
                .map(|(name, bytes)| format!("{name}{bytes:?}"));
            bytes.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(everybodys(targets.clone())), "a[1] b[2]");
        assert_eq!(shown(newest(targets)), "a[1] b[3] c[4]");
    }
}
