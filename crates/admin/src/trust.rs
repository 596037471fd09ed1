//! The root files of a company's folder, and what they say about other files.

use anyhow::{Context as _, anyhow};
use bundle::metadata::{Metadata as _, Root};
use bundle::{Files, TrustAnchor, Verified, repository, verify};

use crate::files;
use crate::folder::Folder;

/// All root files of the company under their paths in the repository. Drafts of the next one do not count.
pub(crate) fn roots(folder: &Folder) -> anyhow::Result<Files> {
    let files = files::read_folder(&folder.trust())?;
    let is_root = |name: &str| name.ends_with(".root.json") && !name.contains('/');
    let roots = files.into_iter().filter(|(name, _)| is_root(name));
    Ok(roots
        .map(|(name, bytes)| (format!("metadata/{name}"), bytes))
        .collect())
}

/// The root file with the highest version.
pub(crate) fn newest_root(folder: &Folder) -> anyhow::Result<Vec<u8>> {
    let roots = roots(folder)?;
    let last = (1..)
        .map_while(|version| roots.get(&repository::root(version)))
        .last();
    last.cloned().ok_or_else(|| no_root(folder))
}

/// The newest root as a client comes to trust it: from the first one on, each signed as it must be.
///
/// # Errors
/// When there is none, or clients would refuse one of them.
pub(crate) fn verified_root(folder: &Folder) -> anyhow::Result<Verified<Root>> {
    let roots = roots(folder)?;
    let first = roots
        .get(&repository::root(1))
        .ok_or_else(|| no_root(folder))?;
    let mut root = verify::first_root(first, &TrustAnchor::of_root(first))?;
    while let Some(next) = roots.get(&repository::root(root.get().version().saturating_add(1))) {
        root = verify::next_root(next, &root)?;
    }
    Ok(root)
}

/// Every root of the company, the newest first, each verified by the one before.
///
/// # Errors
/// When clients would refuse one of them.
pub(crate) fn verified_roots(folder: &Folder) -> anyhow::Result<Vec<Verified<Root>>> {
    let (files, anchor) = (roots(folder)?, anchor(folder)?);
    let mut roots = Vec::new();
    for version in 1.. {
        let Some(bytes) = files.get(&repository::root(version)) else {
            break;
        };
        let root = match roots.first() {
            None => verify::first_root(bytes, &anchor),
            Some(before) => verify::next_root(bytes, before),
        };
        roots.insert(
            0,
            root.context("the company's own root files do not follow each other")?,
        );
    }
    Ok(roots)
}

/// The version of a published `timestamp.json`; 0 when there is none, or when its keys have been revoked:
/// clients forget it then, too (step 5.3.11).
pub(crate) fn trusted_timestamp(files: &Files, root: &Verified<Root>) -> u64 {
    let bytes = files.get(repository::TIMESTAMP);
    bytes.map_or(0, |bytes| trusted_version(bytes, root))
}

/// The same of its bytes.
pub(crate) fn trusted_version(bytes: &[u8], root: &Verified<Root>) -> u64 {
    let trusted = verify::timestamp(bytes, root);
    trusted.map_or(0, |timestamp| timestamp.get().version())
}

/// What an employee's browser trusts: the digest of the first root file.
pub(crate) fn anchor(folder: &Folder) -> anyhow::Result<TrustAnchor> {
    let roots = roots(folder)?;
    let first = roots
        .get(&repository::root(1))
        .ok_or_else(|| no_root(folder))?;
    Ok(TrustAnchor::of_root(first))
}

fn no_root(folder: &Folder) -> anyhow::Error {
    let path = folder.trust().join("1.root.json");
    anyhow!(
        "`{}` is missing: `fineline keygen` makes it",
        path.display()
    )
}
