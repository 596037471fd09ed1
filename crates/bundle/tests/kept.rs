//! Tables of topics are made for the topics that rules ask for, and once: a change elsewhere makes none.

#![expect(clippy::expect_used, clippy::disallowed_methods, reason = "a test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use bundle::builder::company::{Company, read};
use bundle::builder::source::Sources;

/// The example company's files.
fn files() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/aldermoor-bank");
    let mut files = BTreeMap::new();
    for folder in ["", "audiences", "rules", "cases"] {
        for entry in fs::read_dir(root.join(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                let name = path.strip_prefix(&root).expect("inside").to_string_lossy();
                let text = fs::read_to_string(&path).expect("a file");
                files.insert(name.into_owned(), text);
            }
        }
    }
    files
}

fn company(files: &BTreeMap<String, String>, kept: Option<&[u8]>) -> Company {
    let mut sources: Sources = files
        .iter()
        .map(|(path, text)| (path, text.as_str()))
        .collect();
    sources.kept = kept.map(<[u8]>::to_vec);
    read(&sources).expect("a company that fits")
}

fn changed(
    files: &BTreeMap<String, String>,
    file: &str,
    from: &str,
    to: &str,
) -> BTreeMap<String, String> {
    let mut files = files.clone();
    let text = files.get_mut(file).expect("the file");
    assert!(text.contains(from), "{from}");
    *text = text.replacen(from, to, 1);
    files
}

#[test]
fn tables_are_made_once_for_the_same_topics() {
    let before = files();
    let made = company(&before, None);
    let kept = made.to_keep.expect("made anew, so kept");
    let again = company(&before, Some(&kept));
    assert_eq!(again.to_keep, None, "nothing was made");
    assert_eq!(again.topics, made.topics);

    // Other words for people, another tier: the same topics.
    let elsewhere = changed(
        &before,
        "rules/deals.toml",
        "first keeps both",
        "first helps both",
    );
    let elsewhere = changed(&elsewhere, "audiences/prospects.csv", "negotiation", "won");
    assert_eq!(company(&elsewhere, Some(&kept)).to_keep, None);

    for other in [
        changed(
            &before,
            "rules/questions.toml",
            "\"special rate\"",
            "\"special price\"",
        ),
        changed(
            &before,
            "rules/questions.toml",
            "[\"support-plea\"]",
            "[\"complaint\"]",
        ),
        changed(
            &before,
            "fineline.toml",
            "\"Harbour app\"",
            "\"Harbour application\"",
        ),
    ] {
        let (fresh, with_kept) = (company(&other, None), company(&other, Some(&kept)));
        assert!(with_kept.to_keep.is_some(), "other tables");
        assert_eq!(with_kept.topics, fresh.topics);
    }
}

#[test]
fn only_topics_that_rules_ask_for_are_in_the_tables() {
    let ids = |company: &Company| -> Vec<String> {
        let topics = company.topics.topics.iter();
        topics.map(|topic| topic.id.to_string()).collect()
    };
    let all = files();
    assert!(ids(&company(&all, None)).contains(&"pricing".to_owned()));
    assert!(!ids(&company(&all, None)).contains(&"legal".to_owned()));
    let mut few = all;
    for file in [
        "rules/questions.toml",
        "rules/outside.toml",
        "rules/clients.toml",
        "cases/everyday.toml",
    ] {
        few.remove(file).expect("the file");
    }
    assert_eq!(ids(&company(&few, None)), ["protected-speech"]);
}
