//! Interface texts: every locale has the same keys, and each action of the nudge its label.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::tidy::Finding;
use crate::tidy::tree::Tree;

const ACTIONS: &str = "crates/policy/src/nudge.rs";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let (mut findings, mut locales) = (Vec::new(), BTreeMap::new());
    for (path, text) in tree
        .ending("/messages.json")
        .filter(|(path, _text)| path.starts_with("extension/_locales/"))
    {
        match serde_json::from_str::<Map<String, Value>>(text) {
            Ok(messages) => {
                drop(locales.insert(path, messages.keys().cloned().collect::<BTreeSet<_>>()))
            }
            Err(error) => findings.push(Finding::new(
                path,
                format!("is not JSON: {error}"),
                "mend it there",
            )),
        }
    }
    let labels = labels(tree.text(ACTIONS));
    if labels.is_empty() || locales.is_empty() {
        let help = "the actions are the variants of `pub enum Action`, the texts lie in extension/_locales";
        findings.push(Finding::new(
            ACTIONS,
            "no actions or no texts were found",
            help,
        ));
    }
    let everywhere: BTreeSet<&String> = locales.values().flatten().chain(&labels).collect();
    for (path, keys) in &locales {
        findings.extend(
            everywhere
                .iter()
                .filter(|key| !keys.contains(**key))
                .map(|key| {
                    Finding::new(
                        *path,
                        format!("has no text `{key}`"),
                        format!("add: \"{key}\": {{\"message\": \"…\"}},"),
                    )
                }),
        );
    }
    findings
}

/// The key of each action's label: `PostAnyway` → `action_post_anyway`.
fn labels(source: &str) -> BTreeSet<String> {
    let body = source
        .split_once("pub enum Action {")
        .map_or("", |(_before, rest)| rest);
    let body = body.split('}').next().unwrap_or_default();
    let variants = body
        .lines()
        .map(str::trim)
        .filter_map(|line| line.strip_suffix(','));
    let names = variants.filter(|name| name.chars().all(char::is_alphanumeric));
    names.map(|name| format!("action{}", snake(name))).collect()
}

fn snake(name: &str) -> String {
    name.chars()
        .flat_map(|letter| {
            letter
                .is_uppercase()
                .then_some('_')
                .into_iter()
                .chain(letter.to_lowercase())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "/// d\npub enum Action {\n    /// Open it, at once.\n    Contact,\n    /// x\n    PostAnyway,\n}\n";
    const COMPLETE: &str =
        r#"{"action_contact": {"message": "a"}, "action_post_anyway": {"message": "b"}}"#;

    fn check(german: &str, expected: &[&str]) {
        let tree = Tree::of(&[
            (ACTIONS, SOURCE),
            ("extension/_locales/de/messages.json", german),
            ("extension/_locales/en/messages.json", COMPLETE),
        ]);
        let findings = super::check(&tree);
        let problems: Vec<&str> = findings
            .iter()
            .map(|finding| finding.problem.as_str())
            .collect();
        assert_eq!(problems, expected);
    }

    #[test]
    fn complete_locales_are_fine() {
        check(COMPLETE, &[]);
    }

    #[test]
    fn a_label_that_is_missing_is_found() {
        check(
            r#"{"action_contact": {"message": "a"}}"#,
            &["has no text `action_post_anyway`"],
        );
    }

    #[test]
    fn a_text_of_one_locale_is_missed_in_the_others() {
        let german = COMPLETE.replacen('{', r#"{"sync": {"message": "c"}, "#, 1);
        check(&german, &["has no text `sync`"]);
    }
}
