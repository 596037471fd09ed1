//! Where each file of the repository lies, for reader and builder alike.

use std::collections::BTreeMap;

/// Files under their path in the repository, e.g. `metadata/timestamp.json`.
/// A verified state holds all root files, one timestamp, snapshot and targets file, and the targets.
pub type Files = BTreeMap<String, Vec<u8>>;

/// `metadata/timestamp.json`, the only file that changes in place.
pub const TIMESTAMP: &str = "metadata/timestamp.json";

/// The root file of this version.
#[must_use]
pub fn root(version: u64) -> String {
    format!("metadata/{version}.root.json")
}

/// The snapshot file of this version.
#[must_use]
pub fn snapshot(version: u64) -> String {
    format!("metadata/{version}.snapshot.json")
}

/// The targets file of this version.
#[must_use]
pub fn targets(version: u64) -> String {
    delegated("targets", version)
}

/// The file of a delegated role. The role is percent-encoded but for letters, digits and `-._~`: its
/// name may be any text.
#[must_use]
pub fn delegated(role: &str, version: u64) -> String {
    format!("metadata/{version}.{}.json", quoted(role))
}

/// A text that is safe in an address and as the name of a file.
#[must_use]
pub fn quoted(text: &str) -> String {
    let quote = |byte: u8| match char::from(byte) {
        c @ ('a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' | '_' | '~') => c.to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(quote).collect()
}

/// The target `name` with this digest (hexadecimal): the digest stands before the file name,
/// behind any folders of the name.
#[must_use]
pub fn target(name: &str, digest: &str) -> String {
    match name.rsplit_once('/') {
        Some((folder, file)) => format!("targets/{folder}/{digest}.{file}"),
        None => format!("targets/{digest}.{name}"),
    }
}

/// The file with the highest version whose path ends so, e.g. `.snapshot.json`.
pub(crate) fn newest<'a>(files: &'a Files, ending: &str) -> Option<&'a [u8]> {
    let version = |path: &str| {
        path.strip_prefix("metadata/")?
            .strip_suffix(ending)?
            .parse::<u64>()
            .ok()
    };
    let versions = files
        .iter()
        .filter_map(|(path, bytes)| Some((version(path)?, bytes)));
    versions
        .max_by_key(|(version, _)| *version)
        .map(|(_, bytes)| bytes.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_stands_before_the_file_name() {
        assert_eq!(target("policy.json", "ab"), "targets/ab.policy.json");
        assert_eq!(target("a/b/c.json", "ab"), "targets/a/b/ab.c.json");
    }

    #[test]
    fn the_name_of_a_role_leads_nowhere_else() {
        // Expected: `urllib.parse.quote(role, "")` of Python.
        for (role, path) in [
            ("policy", "metadata/3.policy.json"),
            ("../x", "metadata/3...%2Fx.json"),
            ("?#é", "metadata/3.%3F%23%C3%A9.json"),
        ] {
            assert_eq!(delegated(role, 3), path);
        }
    }

    #[test]
    fn the_newest_is_by_number_not_by_spelling() {
        let files = Files::from([
            (snapshot(9), vec![9]),
            (snapshot(10), vec![10]),
            (targets(11), vec![11]),
        ]);
        assert_eq!(newest(&files, ".snapshot.json"), Some([10].as_slice()));
        assert_eq!(newest(&files, ".root.json"), None);
    }
}
