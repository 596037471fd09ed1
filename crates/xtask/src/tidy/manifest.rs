//! A permission is a decision: the hosts of `manifest.json` are those of the site adapters, and
//! each permission is explained in ARCHITECTURE.md.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::tidy::Finding;
use crate::tidy::tree::Tree;

const MANIFEST: &str = "manifest.json";
const SITES: &str = "crates/sites/src/lib.rs";
const EXPLAINED: &str = "ARCHITECTURE.md";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let Ok(manifest) = serde_json::from_str::<Value>(tree.text(MANIFEST)) else {
        return vec![Finding::new(
            MANIFEST,
            "is not JSON",
            "write it as JSON, without comments",
        )];
    };
    let mut findings = hosts(tree, &manifest);
    findings.extend(permissions(tree, &manifest));
    findings
}

fn hosts(tree: &Tree, manifest: &Value) -> Vec<Finding> {
    let read: BTreeSet<String> = site_hosts(tree.text(SITES))
        .map(|host| format!("https://{host}/*"))
        .collect();
    if read.is_empty() {
        let help = "a row of its list reads `hosts: &[\"www.example.com\"],`";
        return vec![Finding::new(SITES, "names no hosts", help)];
    }
    let mut findings = Vec::new();
    for place in ["/host_permissions", "/content_scripts/0/matches"] {
        let asked = strings(manifest, place);
        for pattern in read.difference(&asked) {
            let help = format!("add to `{place}`: \"{pattern}\"");
            findings.push(Finding::new(
                MANIFEST,
                format!("does not ask for a site that {SITES} reads"),
                help,
            ));
        }
        for pattern in asked.difference(&read) {
            let help = format!("remove it, or add an adapter and its row to {SITES}");
            findings.push(Finding::new(
                MANIFEST,
                format!("asks in `{place}` for `{pattern}`, which no adapter reads"),
                help,
            ));
        }
    }
    findings
}

/// The names between quotes in the rows `hosts: &[…]`.
fn site_hosts(source: &str) -> impl Iterator<Item = &str> {
    let rows = source
        .split("hosts: &[")
        .skip(1)
        .filter_map(|rest| rest.split(']').next());
    rows.flat_map(|row| row.split('"').skip(1).step_by(2))
}

fn permissions(tree: &Tree, manifest: &Value) -> Vec<Finding> {
    let explained = tree.text(EXPLAINED);
    let asked = ["/permissions", "/optional_permissions", "/host_permissions"]
        .map(|place| strings(manifest, place));
    let missing = asked
        .into_iter()
        .flatten()
        .filter(|name| !explained.contains(&format!("`{name}`")));
    let finding = |name: String| {
        let help = format!("add a row to its table: | permission `{name}` | what for |");
        Finding::new(
            EXPLAINED,
            format!("does not say what the permission `{name}` is for"),
            help,
        )
    };
    missing.map(finding).collect()
}

fn strings(manifest: &Value, place: &str) -> BTreeSet<String> {
    let values = manifest
        .pointer(place)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    values
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "Entry {\n    hosts: &[\"x.com\"],\n}";

    fn check(manifest: &str, architecture: &str, expected: &[&str]) {
        let findings = super::check(&Tree::of(&[
            (MANIFEST, manifest),
            (SITES, SITE),
            (EXPLAINED, architecture),
        ]));
        let found: Vec<String> = findings.iter().map(Finding::to_string).collect();
        assert_eq!(found.len(), expected.len(), "{found:#?}");
        for (finding, part) in found.iter().zip(expected) {
            assert!(finding.contains(part), "{finding}");
        }
    }

    const HOST: &str = "https://x.com/*";

    fn manifest(hosts: &str, matches: &str, permissions: &str) -> String {
        format!(
            r#"{{"host_permissions": [{hosts}], "content_scripts": [{{"matches": [{matches}]}}], "permissions": [{permissions}]}}"#
        )
    }

    #[test]
    fn the_hosts_of_the_adapters_and_explained_permissions_are_fine() {
        let manifest = manifest(
            r#""https://x.com/*""#,
            r#""https://x.com/*""#,
            r#""storage""#,
        );
        check(
            &manifest,
            &format!("`storage` keeps, `{HOST}` is read"),
            &[],
        );
    }

    #[test]
    fn a_site_without_its_host_is_found() {
        let manifest = manifest(r#""https://x.com/*""#, "", "");
        check(
            &manifest,
            &format!("`{HOST}`"),
            &["add to `/content_scripts/0/matches`: \"https://x.com/*\""],
        );
    }

    #[test]
    fn a_host_without_its_site_is_found() {
        let manifest = manifest(
            r#""https://x.com/*", "https://y.com/*""#,
            r#""https://x.com/*""#,
            "",
        );
        check(
            &manifest,
            &format!("`{HOST}` `https://y.com/*`"),
            &["which no adapter reads"],
        );
    }

    #[test]
    fn a_permission_that_nobody_explains_is_found() {
        let manifest = manifest(r#""https://x.com/*""#, r#""https://x.com/*""#, r#""tabs""#);
        check(
            &manifest,
            &format!("`{HOST}` and the tabs"),
            &["permission `tabs`"],
        );
    }
}
