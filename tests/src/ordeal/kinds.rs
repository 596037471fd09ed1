//! Which kinds of files a browser asks for, by their paths without what differs from version to version.

use anyhow::{Result, ensure};

use super::Ordeal;
use crate::unreliable::Asked;

impl Ordeal {
    /// Every kind of file that a browser asks for when it goes on to a newer version, with one of the
    /// kind. As new formats ask for other files, this has other files.
    #[must_use]
    pub fn kinds(&self) -> Vec<(String, Asked)> {
        let mut kinds: Vec<(String, Asked)> = Vec::new();
        for (kind, asked) in self.asked.iter().skip(1).flat_map(|asked| named(asked)) {
            if kinds.iter().all(|(known, _)| *known != kind) {
                kinds.push((kind, asked));
            }
        }
        kinds
    }

    /// Those of them that lie in a folder.
    #[must_use]
    pub fn kinds_in(&self, folder: &str) -> Vec<(String, Asked)> {
        let mut kinds = self.kinds();
        kinds.retain(|(kind, _)| kind.starts_with(folder));
        kinds
    }

    /// Whether every kind of file in the published folder is one that browsers were seen to ask for
    /// when they went on to a newer version.
    ///
    /// # Errors
    /// When one was not: its edition has to change in `releases`.
    pub fn knows_every_file(&self) -> Result<()> {
        let kinds = self.kinds();
        for path in self.releases.files(self.releases.newest())? {
            let kind = kind_of_path(&path);
            let is_known = kinds.iter().any(|(known, _)| *known == kind);
            ensure!(
                is_known,
                "no release changes `{kind}`, so no fault was tried with it: add a passage that does to EDITIONS"
            );
        }
        Ok(())
    }
}

/// The files of one sync by their kinds: the second one of a kind is a kind of its own, and so on.
pub(super) fn named(asked: &[Asked]) -> Vec<(String, Asked)> {
    let mut seen = Vec::new();
    let mut named = Vec::new();
    for asked in asked {
        let mut kind = kind_of_path(&asked.path);
        if asked.length.is_none() {
            kind += ", not there";
        }
        seen.push(kind.clone());
        let number = seen.iter().filter(|earlier| **earlier == kind).count();
        if number > 1 {
            kind += &format!(", number {number}");
        }
        named.push((kind, asked.clone()));
    }
    named
}

/// Hashes and numbers are what differs.
fn kind_of_path(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let parts = name.split('.').map(|part| {
        let is_hash = part.len() == 64 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
        match (is_hash, is_number) {
            (true, _) => "HASH",
            (_, true) => "N",
            _ => part,
        }
    });
    format!("{folder}/{}", parts.collect::<Vec<_>>().join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_a_file_are_one_kind() {
        let hash = "0a".repeat(32);
        for (path, kind) in [
            ("metadata/12.root.json", "metadata/N.root.json"),
            ("metadata/timestamp.json", "metadata/timestamp.json"),
            (
                &format!("targets/{hash}.topics.bin"),
                "targets/HASH.topics.bin",
            ),
            (
                &format!("targets/map/{hash}.shard.7.bin"),
                "targets/map/HASH.shard.N.bin",
            ),
        ] {
            assert_eq!(kind_of_path(path), kind);
        }
    }
}
