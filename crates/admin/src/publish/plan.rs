//! What is sent, in which order, and how long caches may keep it.
//!
//! Nothing names a file that is not there yet: contents, then the metadata that describes them, then
//! new roots, and the pointer last of all. Everything but the pointer has a version or a digest in its
//! name and never changes.

use bundle::{Files, repository};

/// For what never changes.
pub(crate) const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// For the pointer.
pub(crate) const A_MINUTE: &str = "public, max-age=60";

/// What a file is; in the order of sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// `targets/…`, named by digest.
    Content,
    /// `metadata/N.targets.json` and whatever is delegated by it.
    Targets,
    /// `metadata/N.snapshot.json`.
    Snapshot,
    /// `metadata/N.root.json`. Late: with new keys in it, it makes readers wait for the pointer.
    Root,
    /// `metadata/timestamp.json`.
    Pointer,
}

impl Kind {
    /// By the path in the repository.
    pub(crate) fn of(path: &str) -> Self {
        if path == repository::TIMESTAMP {
            Self::Pointer
        } else if !path.starts_with("metadata/") {
            Self::Content
        } else if path.ends_with(".root.json") {
            Self::Root
        } else if path.ends_with(".snapshot.json") {
            Self::Snapshot
        } else {
            Self::Targets
        }
    }

    /// How long caches may keep it.
    pub(crate) fn cache_control(self) -> &'static str {
        match self {
            Self::Pointer => A_MINUTE,
            _ => FOR_EVER,
        }
    }
}

/// One file to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Item<'a> {
    pub(crate) path: &'a str,
    pub(crate) bytes: &'a [u8],
    pub(crate) kind: Kind,
}

/// All files of a release in the order of sending.
pub(crate) fn plan(files: &Files) -> Vec<Item<'_>> {
    let mut items: Vec<Item<'_>> = files
        .iter()
        .map(|(path, bytes)| Item {
            path,
            bytes,
            kind: Kind::of(path),
        })
        .collect();
    // Roots by number: the tenth comes after the ninth.
    items.sort_by_key(|item| (item.kind, item.path.len(), item.path));
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pointer_is_last_and_contents_are_first() {
        let paths = [
            "metadata/timestamp.json",
            "metadata/10.root.json",
            "metadata/9.root.json",
            "metadata/4.snapshot.json",
            "metadata/3.targets.json",
            "targets/ab.policy.json",
        ];
        let files = paths.map(|path| (path.to_owned(), Vec::new())).into();
        let order: Vec<&str> = plan(&files).iter().map(|item| item.path).collect();
        assert_eq!(
            order,
            [
                "targets/ab.policy.json",
                "metadata/3.targets.json",
                "metadata/4.snapshot.json",
                "metadata/9.root.json",
                "metadata/10.root.json",
                "metadata/timestamp.json",
            ]
        );
    }

    #[test]
    fn the_pointer_alone_may_change() {
        assert_eq!(Kind::of(repository::TIMESTAMP).cache_control(), A_MINUTE);
        for path in ["metadata/7.root.json", "targets/ab.timestamp.json"] {
            assert_eq!(Kind::of(path).cache_control(), FOR_EVER, "{path}");
        }
    }
}
