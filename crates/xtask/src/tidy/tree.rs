//! The text files of the repository, in memory, so that a check is a function and its test a few
//! lines of text.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Folders that hold nothing written by hand.
const SKIPPED: [&str; 4] = [".git", "target", "dist", "node_modules"];

/// Every text file, by its path from the root, with `/`. Pictures and the like have no text and
/// are there with an empty one.
pub(super) struct Tree(BTreeMap<String, String>);

impl Tree {
    /// Reads all files under `root`.
    pub(super) fn read(root: &Path) -> Result<Self> {
        let mut files = BTreeMap::new();
        let mut waiting = vec![(root.to_owned(), String::new())];
        while let Some((folder, name)) = waiting.pop() {
            for entry in fs::read_dir(&folder)
                .with_context(|| format!("`{}` cannot be read", folder.display()))?
            {
                let entry = entry?;
                let own = entry.file_name().to_string_lossy().into_owned();
                let path = if name.is_empty() {
                    own.clone()
                } else {
                    format!("{name}/{own}")
                };
                if !entry.file_type()?.is_dir() {
                    files.insert(
                        path,
                        String::from_utf8(fs::read(entry.path())?).unwrap_or_default(),
                    );
                } else if !SKIPPED.contains(&own.as_str()) {
                    waiting.push((entry.path(), path));
                }
            }
        }
        Ok(Self(files))
    }

    /// A small one, for a test.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        Self(
            files
                .iter()
                .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
                .collect(),
        )
    }

    /// Every file.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The files whose name ends with `ending`.
    pub(super) fn ending(&self, ending: &str) -> impl Iterator<Item = (&str, &str)> {
        self.files()
            .filter(move |(path, _text)| path.ends_with(ending))
    }

    /// The text of a file; empty when there is none, for a missing file is reported by who needs it.
    pub(super) fn text(&self, path: &str) -> &str {
        self.0.get(path).map_or("", String::as_str)
    }

    /// Whether there is such a file, or a folder with files in it.
    pub(super) fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let folder = format!("{path}/");
        self.0.contains_key(path) || self.0.keys().any(|file| file.starts_with(&folder))
    }
}

/// Lines with their numbers, from 1.
pub(super) fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line))
}
