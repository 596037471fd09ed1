//! The folders that a browser loads: what is hand-written in `extension/`, the scripts of
//! [`super::script`] and the manifest. Only what differs is written, so that a browser which has
//! the folder loaded, and a test that compares times, see a change only where there is one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::build::compile::cargo_home;
use crate::build::manifest::{self, Browser};
use crate::build::stamp::Inputs;
use crate::build::{Builder, Part};

/// The files of a folder, by their path in it, with `/`.
type Files = BTreeMap<String, Vec<u8>>;

/// Writes both folders and says how many files were changed.
///
/// # Errors
/// When something is missing, or a file betrays the machine it was built on.
pub(super) fn assemble(builder: &Builder<'_>) -> Result<usize> {
    let root = &builder.workspace.root;
    let mut shared = hand_written(&root.join("extension"))?;
    shared.insert("content.js".into(), loader(builder)?);
    for part in Part::SHIPPED {
        let folder = builder.folder(part);
        for (name, bytes) in read(&folder.join("out"))? {
            shared.insert(format!("core/{name}"), bytes);
        }
        // What runs in pages is embedded in its scripts.
        if !matches!(part, Part::LinkedIn | Part::X) {
            shared.insert(
                format!("core/{}.wasm", part.name()),
                fs::read(folder.join("module.wasm"))?,
            );
        }
    }
    reproducible(builder, &shared)?;
    let written_by_hand =
        fs::read_to_string(root.join("manifest.json")).context("manifest.json")?;
    let mut changed = 0;
    for browser in Browser::ALL {
        let mut files = shared.clone();
        files.insert(
            "manifest.json".into(),
            manifest::of(&written_by_hand, browser)?.into_bytes(),
        );
        changed += write(&builder.workspace.dist(browser.name()), &files)?;
    }
    Ok(changed)
}

/// `extension/` as it is, without the templates, which [`super::script`] reads.
fn hand_written(folder: &Path) -> Result<Files> {
    let mut files = read(folder)?;
    files.retain(|name, _bytes| !name.starts_with("core/"));
    Ok(files)
}

/// The loader, minified: every page of the matched sites pays for each byte of it.
fn loader(builder: &Builder<'_>) -> Result<Vec<u8>> {
    let folder = builder.workspace.target.join("web/parts/loader");
    fs::create_dir_all(&folder)?;
    let source = builder.workspace.root.join("extension/content.js");
    let minified = folder.join("content.js");
    let text = fs::read(&source).context("extension/content.js")?;
    let stamp = Inputs::of(include_str!("package.rs"))
        .and(text)
        .stamp(&folder, "loader");
    if !stamp.is_fresh() {
        builder
            .node
            .esbuild()
            .args([source])
            .args([
                "--minify",
                "--target=es2022",
                "--charset=utf8",
                "--log-level=warning",
            ])
            .args([format!("--outfile={}", minified.display())])
            .quietly(builder.progress)?;
        stamp.write()?;
    }
    Ok(fs::read(minified)?)
}

/// What is shipped is the same wherever it is built, and tells nothing of where that was.
fn reproducible(builder: &Builder<'_>, files: &Files) -> Result<()> {
    let places = [Some(builder.workspace.root.clone()), cargo_home()];
    for place in places.into_iter().flatten() {
        let place = place.display().to_string().into_bytes();
        let told = files
            .iter()
            .find(|(_, bytes)| bytes.windows(place.len()).any(|window| window == place));
        if let Some((name, _)) = told {
            bail!(
                "`{name}` contains a path of this machine; see `flags` in crates/xtask/src/build/compile.rs"
            );
        }
    }
    Ok(())
}

/// Every file under `folder`.
fn read(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in
            fs::read_dir(&next).with_context(|| format!("`{}` cannot be read", next.display()))?
        {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                files.insert(name_in(folder, &path)?, fs::read(&path)?);
            }
        }
    }
    Ok(files)
}

fn name_in(folder: &Path, path: &Path) -> Result<String> {
    let parts = path
        .strip_prefix(folder)?
        .iter()
        .map(|part| part.to_string_lossy().into_owned());
    Ok(parts.collect::<Vec<_>>().join("/"))
}

/// Makes `folder` hold exactly `files`. Says how many it had to write or remove.
fn write(folder: &Path, files: &Files) -> Result<usize> {
    fs::create_dir_all(folder)?;
    let there = read(folder)?;
    let strangers: Vec<PathBuf> = there
        .keys()
        .filter(|name| !files.contains_key(*name))
        .map(|name| folder.join(name))
        .collect();
    for stranger in &strangers {
        fs::remove_file(stranger)?;
    }
    let mut changed = strangers.len();
    for (name, bytes) in files
        .iter()
        .filter(|(name, bytes)| there.get(*name) != Some(*bytes))
    {
        let path = folder.join(name);
        path.parent().map(fs::create_dir_all).transpose()?;
        fs::write(&path, bytes)?;
        changed += 1;
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, &str)]) -> Files {
        files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect()
    }

    #[test]
    fn a_folder_ends_with_exactly_the_files_and_writes_only_what_differs() {
        let folder = std::env::temp_dir().join(format!("xtask-package-{}", std::process::id()));
        let first = files(&[("a.js", "1"), ("core/b.js", "2"), ("old/c.js", "3")]);
        assert_eq!(write(&folder, &first).unwrap(), 3);
        assert_eq!(write(&folder, &first).unwrap(), 0);
        let second = files(&[("a.js", "1"), ("core/b.js", "changed")]);
        assert_eq!(write(&folder, &second).unwrap(), 2);
        assert_eq!(read(&folder).unwrap(), second);
        fs::remove_dir_all(folder).unwrap();
    }
}
