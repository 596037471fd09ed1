//! The maps that are published, for the next ones to follow: read from the place by their digests.
//!
//! Signatures are not asked here: what is read decides how many bytes browsers fetch, never what they trust.

use std::collections::BTreeMap;

use bundle::builder::seal::previous::Previous;
use bundle::map::manifest;
use bundle::repository;
use serde_json::Value;

use crate::publish::place::Place;
use crate::publish::store::Store;
use crate::publish::wait;

/// Longest file of a map that is read, in bytes.
const FILE_MAX: usize = 64 * 1024 * 1024;

/// The published maps of these names; none where one is new, or cannot be read any more: it begins with a new base
/// then.
///
/// # Errors
/// When the place cannot be read.
pub(super) fn read(place: &Place, names: &[&str]) -> anyhow::Result<BTreeMap<String, Previous>> {
    let store = Store::open(place)?;
    let get = |path: &str| -> anyhow::Result<Option<Vec<u8>>> {
        Ok(wait(store.get(path, FILE_MAX))?.map(|found| found.bytes))
    };
    let Some(targets) = targets(&get)? else {
        return Ok(BTreeMap::new());
    };
    let mut maps = BTreeMap::new();
    for name in names {
        let target = manifest::target(name);
        let hash = targets
            .pointer("/signed/targets")
            .and_then(|it| it.get(&target));
        let hash = hash.and_then(|it| it.pointer("/hashes/sha256")?.as_str());
        let path = hash.map(|hash| repository::target(&target, hash));
        let Some(bytes) = path.map(|path| get(&path)).transpose()?.flatten() else {
            continue;
        };
        let mut problem = None;
        let read = Previous::read(bytes, |path| match get(path) {
            Ok(found) => found,
            Err(error) => {
                problem = Some(error);
                None
            }
        });
        if let Some(problem) = problem {
            return Err(problem);
        }
        maps.extend(read.ok().map(|map| ((*name).to_owned(), map)));
    }
    Ok(maps)
}

/// The targets file that the pointer leads to; nothing at a new place.
fn targets(get: &dyn Fn(&str) -> anyhow::Result<Option<Vec<u8>>>) -> anyhow::Result<Option<Value>> {
    let Some(timestamp) = json(get(repository::TIMESTAMP)?) else {
        return Ok(None);
    };
    let Some(snapshot) = version(&timestamp, "snapshot.json") else {
        return Ok(None);
    };
    let snapshot = json(get(&repository::snapshot(snapshot))?);
    let Some(targets) = snapshot.and_then(|it| version(&it, "targets.json")) else {
        return Ok(None);
    };
    Ok(json(get(&repository::targets(targets))?))
}

fn json(bytes: Option<Vec<u8>>) -> Option<Value> {
    serde_json::from_slice(&bytes?).ok()
}

fn version(file: &Value, name: &str) -> Option<u64> {
    file.pointer("/signed/meta")?
        .get(name)?
        .get("version")?
        .as_u64()
}
