//! What has been published: where, and the metadata that the next release follows.

use std::collections::BTreeMap;
use std::fs;

use bundle::metadata::Root;
use bundle::{Files, Pointer, Verified, repository, verify};

use crate::folder::Folder;
use crate::publish::place::Place;
use crate::publish::store::Store;
use crate::publish::wait;

/// Longest metadata file that is read: as long as the longest that a client reads.
const METADATA_MAX: usize = 1024 * 1024;

/// Nobody gets here by publishing one release after the other: whoever has such a number stole a key and
/// used the numbers up.
const OUT_OF_REACH: u64 = 1 << 40;

/// Where `publish` went last, or would go first.
pub(crate) fn last(folder: &Folder) -> Place {
    let noted = fs::read_to_string(folder.published_to()).ok();
    let place = noted.and_then(|text| text.parse().ok());
    place.unwrap_or_else(|| Place::Folder(folder.published()))
}

/// The metadata at a place by repository path: the pointer, every root, and the newest file of each
/// role, be it part of a release or of one that was never finished (of numbers that only a thief can have
/// used, the newest beside). Nothing for a new place.
///
/// # Errors
/// When the place cannot be read.
pub(crate) fn metadata(place: &Place) -> anyhow::Result<Files> {
    let store = Store::open(place)?;
    wait(read(&store))
}

/// The same at a place that is open already.
///
/// # Errors
/// When the place cannot be read.
pub(crate) async fn read(store: &Store) -> anyhow::Result<Files> {
    let mut files = Files::new();
    for path in wanted(&store.metadata_names().await?) {
        if let Some(found) = store.get(&path, METADATA_MAX).await? {
            files.insert(path, found.bytes);
        }
    }
    Ok(files)
}

fn wanted(names: &[String]) -> Vec<String> {
    let mut newest: BTreeMap<(&str, bool), u64> = BTreeMap::new();
    let mut wanted = Vec::new();
    for name in names {
        let path = format!("metadata/{name}");
        match numbered(&path) {
            Some((_, "root.json")) => wanted.push(path),
            Some((number, _)) => {
                let role = name.split_once('.').map_or("", |(_, role)| role);
                let highest = newest.entry((role, number < OUT_OF_REACH)).or_default();
                *highest = number.max(*highest);
            }
            None if path == repository::TIMESTAMP => wanted.push(path),
            None => {}
        }
    }
    let newest = newest.iter();
    wanted.extend(newest.map(|((role, _), number)| format!("metadata/{number}.{role}")));
    wanted
}

/// `metadata/7.snapshot.json` → 7 and `snapshot.json`.
fn numbered(path: &str) -> Option<(u64, &str)> {
    let (number, role) = path.strip_prefix("metadata/")?.split_once('.')?;
    Some((number.parse().ok()?, role))
}

/// Whether a release that waits for its publication can no longer be published: its number, or the name
/// of one of its files, is taken. `trusted` is the version of the published pointer as far as clients still
/// trust it: after a theft, numbers that the thief used up are passed over, but not the names of files.
pub(crate) fn is_overtaken(waiting: &Files, (published, trusted): (&Files, u64)) -> bool {
    if timestamp_version(waiting) <= trusted {
        return true;
    }
    published.iter().any(|(path, bytes)| {
        let Some((number, role)) = numbered(path).filter(|(_, role)| *role != "root.json") else {
            return false;
        };
        waiting.iter().any(|(path, ours)| {
            numbered(path).is_some_and(|(our_number, our_role)| {
                let is_older = trusted > 0 && our_number < number && number < OUT_OF_REACH;
                our_role == role && (is_older || our_number == number && ours != bytes)
            })
        })
    })
}

/// What the published timestamp says of polls and switches. Any root that the company has had will do: a
/// key that is replaced must not switch anything on.
pub(crate) fn pointer(files: &Files, roots: &[Verified<Root>]) -> Pointer {
    let bytes = files.get(repository::TIMESTAMP);
    bytes.map_or_else(Pointer::default, |bytes| pointer_of(bytes, roots))
}

/// The same of its bytes.
pub(crate) fn pointer_of(bytes: &[u8], roots: &[Verified<Root>]) -> Pointer {
    let verified = roots
        .iter()
        .find_map(|root| verify::timestamp(bytes, root).ok());
    verified.map_or_else(Pointer::default, |timestamp| {
        timestamp.get().pointer().clone()
    })
}

/// The version of `timestamp.json`, which grows with each release; 0 without one.
pub(crate) fn timestamp_version(files: &Files) -> u64 {
    let bytes = files.get(repository::TIMESTAMP).map(Vec::as_slice);
    version_of(bytes.unwrap_or_default())
}

/// The version in a metadata file; 0 if there is none.
pub(crate) fn version_of(bytes: &[u8]) -> u64 {
    let value: Option<serde_json::Value> = serde_json::from_slice(bytes).ok();
    value
        .and_then(|value| value.pointer("/signed/version")?.as_u64())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, &str)]) -> Files {
        let files = files.iter();
        files
            .map(|(name, text)| (format!("metadata/{name}"), text.as_bytes().to_vec()))
            .collect()
    }

    #[test]
    fn reads_every_root_and_the_newest_of_the_others() {
        let names = [
            "1.root.json",
            "2.root.json",
            "9.snapshot.json",
            "10.snapshot.json",
            "3.policy.json",
            "9007199254740992.policy.json",
            "timestamp.json",
            "notes.txt",
        ];
        let mut wanted = wanted(&names.map(str::to_owned));
        wanted.sort();
        let expected = [
            "metadata/1.root.json",
            "metadata/10.snapshot.json",
            "metadata/2.root.json",
            "metadata/3.policy.json",
            "metadata/9007199254740992.policy.json",
            "metadata/timestamp.json",
        ];
        assert_eq!(wanted, expected);
    }

    #[test]
    fn a_release_is_overtaken_by_its_number_or_by_a_name() {
        let (one, two) = (r#"{"signed":{"version":1}}"#, r#"{"signed":{"version":2}}"#);
        let waiting = files(&[("timestamp.json", two), ("2.targets.json", "ours")]);
        let overtaken = |there: &[(&str, &str)]| {
            let there = files(there);
            let trusted = timestamp_version(&there);
            is_overtaken(&waiting, (&there, trusted))
        };
        for (there, expected) in [
            (
                vec![("timestamp.json", one), ("1.targets.json", "old")],
                false,
            ),
            // Ours, of a publication that was interrupted.
            (
                vec![("timestamp.json", one), ("2.targets.json", "ours")],
                false,
            ),
            (
                vec![("timestamp.json", one), ("2.targets.json", "theirs")],
                true,
            ),
            (
                vec![("timestamp.json", one), ("3.targets.json", "ours")],
                true,
            ),
            (
                vec![("timestamp.json", two), ("2.targets.json", "ours")],
                true,
            ),
            // A thief's file stays where it is for good.
            (
                vec![
                    ("timestamp.json", one),
                    ("9007199254740992.targets.json", "evil"),
                ],
                false,
            ),
            (vec![], false),
        ] {
            assert_eq!(overtaken(&there), expected, "{there:?}");
        }
        // The keys of that pointer were stolen and have been exchanged.
        let theirs = files(&[("timestamp.json", two), ("9.targets.json", "evil")]);
        assert!(!is_overtaken(&waiting, (&theirs, 0)));
    }
}
