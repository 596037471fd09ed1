//! Whether everything that sealed maps name is there. Their manifests are targets; what these name is listed by no
//! metadata, so nobody else would notice before a browser does.
//!
//! How a map is read is left to `bundle`.

use std::{fmt, iter};

use anyhow::{Context as _, bail};
use bundle::Files;
use bundle::builder::seal::previous::Previous;
use bundle::map::manifest::{self, Manifest, Reference};
use bundle::map::merkle::{self, OF_NOTHING};
use bundle::map::update::SHARD_MAX;
use bundle::rollout::NEXT;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};

use super::place::Place;
use super::store::Store;

/// Files that are asked for at the same time.
const AT_A_TIME: usize = 8;

/// Files that are named in a complaint.
const SHOWN: usize = 3;

/// Something that browsers would fetch.
struct Named {
    path: String,
    /// In bytes; of a shard nobody says it.
    length: Option<u64>,
}

/// What is wrong with a file.
enum Fault {
    Missing(String),
    Length(String, usize, u64),
    Spoilt(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "`{path}` is missing"),
            Self::Length(path, found, expected) => {
                write!(f, "`{path}` has {found} bytes instead of {expected}")
            }
            Self::Spoilt(path) => write!(f, "`{path}` is not what its name says"),
        }
    }
}

/// The manifests of sealed maps among targets, those that are not for everybody yet included.
pub(crate) fn manifests(targets: &Files) -> impl Iterator<Item = (&String, &Vec<u8>)> {
    let is_manifest =
        |name: &str| manifest::cohort(name.strip_prefix(NEXT).unwrap_or(name)).is_some();
    targets.iter().filter(move |(name, _)| is_manifest(name))
}

/// Makes sure that browsers will find everything that these targets' maps name, among the files to publish or, where
/// those do not have it, at the place.
///
/// # Errors
/// When something is missing or is not what was signed, with what to do; or when the place cannot be read.
pub(crate) async fn check(
    (place, store): (&Place, &Store),
    targets: &Files,
    files: &Files,
) -> anyhow::Result<()> {
    for (name, bytes) in manifests(targets) {
        let manifest = Manifest::read(bytes).with_context(|| format!("`{name}`"))?;
        let mut map = Map {
            files,
            store,
            elsewhere: Files::new(),
            faults: Vec::new(),
        };
        map.gather(parts(&manifest)).await?;
        map.gather(map.shards(&manifest)).await?;
        if !map.faults.is_empty() {
            bail!("{}", told((name, place), &map.faults));
        }
        let whole = Previous::read(bytes.clone(), |path| map.get(path).cloned());
        whole.with_context(|| format!("`{name}` does not fit what it names: {AGAIN}"))?;
    }
    Ok(())
}

const AGAIN: &str = "run `fineline compile` and `fineline sign` again";

fn told((name, place): (&str, &Place), faults: &[Fault]) -> String {
    let shown: Vec<String> = faults.iter().take(SHOWN).map(Fault::to_string).collect();
    let more = match faults.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(", and {more} more files"),
    };
    format!(
        "`{name}` names files that browsers would not find in `{place}`: {}{more}. Nothing was published: {AGAIN}, or \
         publish to where these lists lie already",
        shown.join(", ")
    )
}

/// Everything that a manifest names itself.
fn parts(manifest: &Manifest) -> Vec<Named> {
    // In format 1, the table of owners is named itself; since then, the list of its shards.
    let base = [&manifest.base.shards, &manifest.base.owners];
    let deltas = manifest.deltas.iter().map(|delta| &delta.file);
    let named = |file: &Reference| Named {
        path: file.path(),
        length: Some(file.length),
    };
    base.into_iter().chain(deltas).map(named).collect()
}

/// A map's files, as far as they were looked for.
struct Map<'a> {
    files: &'a Files,
    store: &'a Store,
    /// What is at the place alone.
    elsewhere: Files,
    faults: Vec<Fault>,
}

impl Map<'_> {
    fn get(&self, path: &str) -> Option<&Vec<u8>> {
        self.files.get(path).or_else(|| self.elsewhere.get(path))
    }

    /// The shards, by the lists of them; none where a list is not there.
    fn shards(&self, manifest: &Manifest) -> Vec<Named> {
        let lists = iter::once(&manifest.base.shards).chain(manifest.owners_list());
        let lists = lists.filter_map(|list| self.get(&list.path()));
        let named = |digest| Named {
            path: manifest::path(digest),
            length: None,
        };
        let digests = lists.flat_map(|list| list.as_chunks::<32>().0);
        let digests = digests.filter(|digest| **digest != OF_NOTHING);
        digests.map(named).collect()
    }

    /// Looks for files, and notes what is wrong with them.
    async fn gather(&mut self, named: Vec<Named>) -> anyhow::Result<()> {
        let (files, store) = (self.files, self.store);
        let absent = named.iter().filter(|it| !files.contains_key(&it.path));
        let absent = absent.map(|it| async {
            let most = it.length.map_or(Ok(SHARD_MAX), usize::try_from)?;
            let found = store.get(&it.path, most).await?;
            anyhow::Ok(found.map(|found| (it.path.clone(), found.bytes)))
        });
        let found: Vec<_> = stream::iter(absent)
            .buffered(AT_A_TIME)
            .try_collect()
            .await?;
        self.elsewhere.extend(found.into_iter().flatten());
        let faults: Vec<Fault> = named.iter().filter_map(|it| self.fault(it)).collect();
        self.faults.extend(faults);
        Ok(())
    }

    fn fault(&self, named: &Named) -> Option<Fault> {
        let path = named.path.clone();
        let Some(bytes) = self.get(&path) else {
            return Some(Fault::Missing(path));
        };
        match named.length {
            Some(length) if length != bytes.len() as u64 => {
                Some(Fault::Length(path, bytes.len(), length))
            }
            _ if manifest::path(&merkle::digest(bytes)) != path => Some(Fault::Spoilt(path)),
            _ => None,
        }
    }
}
