//! Rust files: each says what it is for, none grows past reading, and one alone touches the
//! extension API. Functions are Clippy's business.

use crate::tidy::Finding;
use crate::tidy::tree::{Tree, numbered};

/// The longest a file may be, in lines.
const LONGEST: usize = 500;

/// The only Rust file that touches the extension API, and where that counts.
const HOST: &str = "crates/webext/src/host.rs";
const BROWSER: &str = "crates/webext/";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.ending(".rs") {
        findings.extend(opening(path, text));
        findings.extend(length(path, text));
        findings.extend(extension_api(path, text));
    }
    findings
}

fn opening(path: &str, text: &str) -> Option<Finding> {
    let help = "add as its first line: //! What this file is for, and what it leaves to others.";
    (!text.starts_with("//!")).then(|| Finding::new(path, "does not say what it is for", help))
}

fn length(path: &str, text: &str) -> Option<Finding> {
    let lines = text.lines().count();
    let help = "when it holds many things of one kind, give each a file and keep a list";
    (lines > LONGEST).then(|| Finding::new(path, format!("{lines} lines, at most {LONGEST}"), help))
}

/// In code, that is: a comment may speak of it.
fn extension_api(path: &str, text: &str) -> Option<Finding> {
    if path == HOST || !path.starts_with(BROWSER) {
        return None;
    }
    let code = |line: &str| {
        line.split("//")
            .next()
            .is_some_and(|code| code.contains("chrome."))
    };
    let (number, _line) = numbered(text).find(|(_number, line)| code(line))?;
    let problem = "touches the extension API";
    Some(Finding::new(
        format!("{path}:{number}"),
        problem,
        format!("add a typed function to {HOST} and call that"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expected: &[&str]) {
        let findings = super::check(&Tree::of(&[(path, text)]));
        let problems: Vec<&str> = findings
            .iter()
            .map(|finding| finding.problem.as_str())
            .collect();
        assert_eq!(problems, expected);
    }

    #[test]
    fn a_file_that_says_what_it_is_for_is_fine() {
        check("tests/a.rs", "//! For tests.\nfn main() {}\n", &[]);
    }

    #[test]
    fn a_file_that_does_not_is_found() {
        check(
            "tests/a.rs",
            "// For tests.\n",
            &["does not say what it is for"],
        );
    }

    #[test]
    fn five_hundred_lines_are_enough() {
        check("a.rs", &"//!\n".repeat(500), &[]);
        check("a.rs", &"//!\n".repeat(501), &["501 lines, at most 500"]);
    }

    #[test]
    fn one_file_touches_the_extension_api() {
        let text = "//! x\nlet id = \"chrome.runtime\";\n";
        check("crates/webext/src/host.rs", text, &[]);
        check(
            "crates/webext/src/worker/mod.rs",
            text,
            &["touches the extension API"],
        );
    }

    #[test]
    fn a_comment_may_speak_of_it() {
        check(
            "crates/webext/src/worker/mod.rs",
            "//! About chrome.alarms.\n",
            &[],
        );
    }
}
