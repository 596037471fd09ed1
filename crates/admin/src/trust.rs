//! Keys and root files of a company's folder.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, ensure};
use bundle::builder::key::SecretKey;
use bundle::{Files, TrustAnchor};

use crate::files;
use crate::folder::Folder;

/// The secret keys in these files or, without any, all in `keys/`.
pub(crate) fn keys(folder: &Folder, chosen: &[PathBuf]) -> anyhow::Result<Vec<SecretKey>> {
    let found = if chosen.is_empty() {
        pem_files(&folder.keys())?
    } else {
        chosen.to_vec()
    };
    ensure!(
        !found.is_empty(),
        "no keys in `{}`: `fineline keygen` makes them, `--key FILE` names others",
        folder.keys().display()
    );
    found.iter().map(|path| key(path)).collect()
}

fn pem_files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("`{}` cannot be read", folder.display()))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "pem") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn key(path: &Path) -> anyhow::Result<SecretKey> {
    let bytes = files::read(path)?;
    let text = String::from_utf8_lossy(&bytes);
    SecretKey::from_pem(&text).with_context(|| format!("`{}`", path.display()))
}

/// All root files of the company under their paths in the repository.
pub(crate) fn roots(folder: &Folder) -> anyhow::Result<Files> {
    let files = files::read_folder(&folder.trust())?;
    let roots = files
        .into_iter()
        .filter(|(name, _)| name.ends_with(".root.json"));
    Ok(roots
        .map(|(name, bytes)| (format!("metadata/{name}"), bytes))
        .collect())
}

/// The root file with the highest version.
pub(crate) fn newest_root(folder: &Folder) -> anyhow::Result<Vec<u8>> {
    let roots = roots(folder)?;
    let last = (1..)
        .map_while(|version| roots.get(&bundle::repository::root(version)))
        .last();
    last.cloned().ok_or_else(|| no_root(folder))
}

/// What an employee's browser trusts: the digest of the first root file.
pub(crate) fn anchor(folder: &Folder) -> anyhow::Result<TrustAnchor> {
    let roots = roots(folder)?;
    let first = roots
        .get(&bundle::repository::root(1))
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
