//! Nothing in the repository depends on, or tells of, the machine or the workplace it was written
//! on; lock files name packages, not where they were fetched.

use crate::tidy::Finding;
use crate::tidy::tree::{Tree, numbered};

/// Beginnings of paths that exist on one machine only. Written in halves, for this file is checked
/// as well.
const FOREIGN: [&str; 8] = [
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("/ro", "ot/"),
    concat!("/wo", "rk/"),
    concat!("shared", "/design/"),
    concat!("shared", "/product/"),
    concat!("shared", "/reference/"),
    concat!("shared", "/style.md"),
];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.files() {
        for (number, line) in
            numbered(text).filter(|(_number, line)| FOREIGN.iter().any(|place| holds(line, place)))
        {
            let problem = format!(
                "names a place of one machine: `{}`",
                line.trim().chars().take(80).collect::<String>()
            );
            findings.push(Finding::new(
                format!("{path}:{number}"),
                problem,
                "say it relative to the repository, or copy what is needed",
            ));
        }
    }
    findings.extend(npm_lock(tree.text("package-lock.json")));
    findings
}

/// Whether a path begins here: not in the middle of an address or of a longer path.
fn holds(line: &str, place: &str) -> bool {
    let goes_on = |before: char| before.is_alphanumeric() || matches!(before, '-' | '_' | '}');
    let mut befores = line.split(place).collect::<Vec<_>>();
    befores.pop();
    befores
        .iter()
        .any(|before| !place.starts_with('/') || !before.ends_with(goes_on))
}

fn npm_lock(lock: &str) -> Option<Finding> {
    let (number, _line) =
        numbered(lock).find(|(_number, line)| line.contains("\"resolved\": \"http"))?;
    let help = "run `npm install` again; .npmrc says omit-lockfile-registry-resolved=true";
    Some(Finding::new(
        format!("package-lock.json:{number}"),
        "names a registry",
        help,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expected: usize) {
        assert_eq!(
            super::check(&Tree::of(&[(path, text)])).len(),
            expected,
            "{text}"
        );
    }

    #[test]
    fn a_path_of_one_machine_is_found() {
        check("a.md", concat!("see `/ro", "ot/notes.txt`"), 1);
        check("a.rs", concat!("let path = \"/ho", "me/me/x\";"), 1);
    }

    #[test]
    fn an_address_or_a_relative_path_is_not() {
        check(
            "a.md",
            concat!("https://x.example/ho", "me/feed and crates/wo", "rk/src"),
            0,
        );
        check("a.js", "import { people } from '../shared/people.js';", 0);
    }

    #[test]
    fn the_npm_lock_names_no_registry() {
        check(
            "package-lock.json",
            "\"resolved\": \"https://registry.example/a.tgz\",",
            1,
        );
        check("package-lock.json", "\"integrity\": \"sha512-a\",", 0);
    }
}
