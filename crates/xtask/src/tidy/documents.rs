//! Paths that the documents name exist. A path is what stands between backticks or in a link and
//! begins with a folder of the repository, or with a crate's; one with a placeholder is not.

use crate::tidy::Finding;
use crate::tidy::tree::{Tree, numbered};

const DOCUMENTS: [&str; 3] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"];

/// Folders whose content is written by hand; what is built exists only afterwards.
const FOLDERS: [&str; 6] = ["crates", "extension", "fuzz", "tests", "examples", ".ci"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for document in DOCUMENTS {
        if !tree.has(document) {
            findings.push(Finding::new(document, "is missing", "write it"));
        }
        for (number, line) in numbered(tree.text(document)) {
            let missing = named(line).filter(|path| is_ours(tree, path) && !exists(tree, path));
            findings.extend(missing.map(|path| {
                let help = "name it as it is called now";
                Finding::new(
                    format!("{document}:{number}"),
                    format!("there is no `{path}`"),
                    help,
                )
            }));
        }
    }
    findings
}

/// What stands between backticks, and where links lead.
fn named(line: &str) -> impl Iterator<Item = &str> {
    let quoted = line.split('`').skip(1).step_by(2);
    let linked = line
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    quoted.chain(linked.filter(|target| !target.contains(':') && !target.starts_with('#')))
}

fn is_ours(tree: &Tree, path: &str) -> bool {
    let plain = path
        .chars()
        .all(|letter| letter.is_ascii_alphanumeric() || "_-./".contains(letter));
    let Some((first, rest)) = path.split_once('/') else {
        return false;
    };
    let in_crate = rest.starts_with("src/") && tree.has(&format!("crates/{first}"));
    plain && (FOLDERS.contains(&first) || in_crate)
}

fn exists(tree: &Tree, path: &str) -> bool {
    [
        path.to_owned(),
        format!("crates/{path}"),
        format!("crates/{path}.rs"),
    ]
    .iter()
    .any(|path| tree.has(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let tree = Tree::of(&[
            ("README.md", ""),
            ("CONTRIBUTING.md", ""),
            ("ARCHITECTURE.md", line),
            ("crates/webext/src/content/gate.rs", ""),
            ("examples/bank/fineline.toml", ""),
        ]);
        let findings = super::check(&tree);
        let problems: Vec<&str> = findings
            .iter()
            .map(|finding| finding.problem.as_str())
            .collect();
        assert_eq!(problems, expected);
    }

    #[test]
    fn a_path_that_exists_is_fine_from_the_root_or_from_its_crate() {
        check(
            "`crates/webext/src/content/gate.rs`, `webext/src/content`, [a](examples/bank/fineline.toml)",
            &[],
        );
    }

    #[test]
    fn a_path_that_is_gone_is_found() {
        check(
            "see `crates/webext/src/gate.rs`",
            &["there is no `crates/webext/src/gate.rs`"],
        );
        check(
            "see `webext/src/gate.rs`",
            &["there is no `webext/src/gate.rs`"],
        );
        check(
            "see [the bank](examples/shop)",
            &["there is no `examples/shop`"],
        );
    }

    #[test]
    fn a_placeholder_a_command_or_something_built_is_no_path() {
        check(
            "`crates/sites/src/<site>.rs`, `cargo test -p x/y`, `dist/chromium`, [x](https://x.example/tests/a)",
            &[],
        );
    }
}
