//! Trusted metadata in a folder, under the names that other TUF clients use: `root.json` (the newest),
//! `root_history/N.root.json` (all, the first one to trust among them), `timestamp.json`, `snapshot.json`,
//! `targets.json`, and one for each delegated role.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use bundle::{Files, Goal, TrustAnchor, repository, verify};
use serde_json::Value;
use sha2::{Digest as _, Sha256, Sha512};

use crate::files::{self, Privacy};

const HISTORY: &str = "root_history";

/// The folders.
pub(crate) struct Store {
    metadata: PathBuf,
    targets: Option<PathBuf>,
}

impl Store {
    /// Trusted metadata lies in one folder, targets that were downloaded in the other.
    pub(crate) fn new(metadata: PathBuf, targets: Option<PathBuf>) -> Self {
        Self { metadata, targets }
    }

    /// Trusts a root file. It is judged when it is used.
    pub(crate) fn init(&self, root: &Path) -> anyhow::Result<()> {
        let bytes = files::read(root)?;
        files::remove_folder(&self.metadata.join(HISTORY))?;
        if let Some(version) = version(&bytes) {
            self.write(&format!("{HISTORY}/{version}.root.json"), &bytes)?;
        }
        self.write("root.json", &bytes)
    }

    /// The version of the first root, and everything under the paths of a repository.
    pub(crate) fn read(&self, goal: &Goal) -> anyhow::Result<(u64, Files)> {
        let mut stored = Files::new();
        let mut first = None;
        for (name, bytes) in files::read_folder(&self.metadata)? {
            if let Some(file) = name.strip_prefix("root_history/") {
                let number = file
                    .strip_suffix(".root.json")
                    .and_then(|it| it.parse().ok());
                first = first.into_iter().chain(number).min();
                stored.extend(number.map(|number| (repository::root(number), bytes)));
            } else if name == "timestamp.json" {
                stored.insert(repository::TIMESTAMP.to_owned(), bytes);
            } else if let (Some(role), Some(version)) =
                (name.strip_suffix(".json"), version(&bytes))
            {
                stored.insert(format!("metadata/{version}.{role}.json"), bytes);
            }
        }
        let root = self.metadata.display();
        let first = first.with_context(|| format!("`{root}` has no root file that can be read"))?;
        self.read_targets(goal, &mut stored);
        Ok((first, stored))
    }

    /// Wanted targets that are there already, under the paths that their content would have.
    fn read_targets(&self, goal: &Goal, stored: &mut Files) {
        for name in names(goal) {
            let held = self.target(name).and_then(|path| files::read(&path).ok());
            for (path, bytes) in held.iter().flat_map(|bytes| paths(name, bytes)) {
                stored.insert(path, bytes.clone());
            }
        }
    }

    /// What the first root makes trusted.
    pub(crate) fn anchor(first_root: u64, stored: &Files) -> anyhow::Result<TrustAnchor> {
        let path = repository::root(first_root);
        let root = stored.get(&path);
        let root = root.with_context(|| format!("`{path}` is not stored"))?;
        let anchor = TrustAnchor::of_root(root);
        // A browser would fetch it anew; here it was given, and nothing else can take its place.
        verify::first_root(root, &anchor)?;
        Ok(anchor)
    }

    /// Keeps verified metadata.
    pub(crate) fn keep_metadata(&self, verified: &Files) -> anyhow::Result<()> {
        let mut newest = (0, None);
        for (path, bytes) in verified {
            let Some(file) = path.strip_prefix("metadata/") else {
                continue;
            };
            let numbered = file.split_once('.');
            let numbered = numbered.and_then(|(number, name)| Some((number.parse().ok()?, name)));
            match numbered {
                Some((number, "root.json")) => {
                    self.write(&format!("{HISTORY}/{file}"), bytes)?;
                    newest = newest.max((number, Some(bytes)));
                }
                Some((_, name)) => self.write(name, bytes)?,
                None => self.write(file, bytes)?,
            }
        }
        newest
            .1
            .map_or(Ok(()), |bytes| self.write("root.json", bytes))
    }

    /// Keeps the wanted targets, each as one file: the name is percent-encoded.
    pub(crate) fn keep_targets(&self, goal: &Goal, verified: &Files) -> anyhow::Result<()> {
        for name in names(goal) {
            let is_target = |(path, bytes): &(&String, &Vec<u8>)| {
                paths(name, bytes).any(|(named, _)| named == **path)
            };
            if let Some((_, bytes)) = verified.iter().find(is_target)
                && let Some(path) = self.target(name)
                && files::read(&path).ok().as_ref() != Some(bytes)
            {
                files::write(&path, bytes, Privacy::Ordinary)?;
            }
        }
        Ok(())
    }

    fn target(&self, name: &str) -> Option<PathBuf> {
        let folder = self.targets.as_ref()?;
        Some(folder.join(repository::quoted(name)))
    }

    fn write(&self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        files::write(&self.metadata.join(name), bytes, Privacy::Ordinary)
    }
}

fn names(goal: &Goal) -> &[String] {
    match goal {
        Goal::Targets(names) => names,
        Goal::Metadata | Goal::Everything | Goal::Own(_) => &[],
    }
}

/// Where a target with this content lies in a repository: by each kind of hash.
fn paths<'a>(name: &'a str, bytes: &'a Vec<u8>) -> impl Iterator<Item = (String, &'a Vec<u8>)> {
    let digests = [
        hex::encode(Sha256::digest(bytes)),
        hex::encode(Sha512::digest(bytes)),
    ];
    let path = move |digest: String| (repository::target(name, &digest), bytes);
    digests.into_iter().map(path)
}

/// What a file says of its own version, before anything about it is verified.
fn version(bytes: &[u8]) -> Option<u64> {
    let value: Value = serde_json::from_slice(bytes).ok()?;
    value.get("signed")?.get("version")?.as_u64()
}
