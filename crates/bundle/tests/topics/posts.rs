//! The labelled posts: read from `labelled/`, and how many there must be.

use std::collections::BTreeMap;
use std::path::Path;

use policy::{Draft, Site, Surface};

/// A post that somebody read and labelled.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    pub(crate) language: String,
    pub(crate) part: Part,
    pub(crate) expect: Expect,
    pub(crate) text: String,
}

/// What a post is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// Phrases were written with these in view.
    Build,
    /// Phrases were written by somebody who never saw these.
    Measure,
}

/// Whether a post is about the topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expect {
    Fires,
    Silent,
}

/// The posts of one topic.
pub(crate) fn labelled(topic: &str) -> Vec<Post> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/topics/labelled");
    let written = std::fs::read_to_string(folder.join(format!("{topic}.tsv"))).unwrap();
    let mut lines = written.lines();
    assert_eq!(
        lines.next(),
        Some("language\tpart\texpect\ttext"),
        "{topic}"
    );
    let numbered = (2..).zip(lines);
    numbered
        .map(|(line, row)| post(row).unwrap_or_else(|| panic!("{topic}.tsv:{line}: not a post")))
        .collect()
}

fn post(row: &str) -> Option<Post> {
    let mut cells = row.splitn(4, '\t');
    Some(Post {
        language: cells.next()?.to_owned(),
        part: match cells.next()? {
            "build" => Part::Build,
            "measure" => Part::Measure,
            _ => return None,
        },
        expect: match cells.next()? {
            "fires" => Expect::Fires,
            "silent" => Expect::Silent,
            _ => return None,
        },
        text: cells.next()?.to_owned(),
    })
}

impl Post {
    pub(crate) fn draft(&self) -> Draft {
        Draft {
            site: Site::X,
            surface: Surface::Post,
            text: self.text.clone(),
            recipients: Vec::new(),
            parent: None,
            own_account: None,
        }
    }
}

/// What is missing of 40 posts in English and 20 in each other language, half of them silent, and
/// some of them for measuring only.
pub(crate) fn shortcomings(posts: &[Post]) -> Vec<String> {
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for language in LANGUAGES {
        counts.insert(language, [0; 3]);
    }
    for post in posts {
        let [all, silent, measured] = counts.entry(&post.language).or_default();
        *all += 1;
        *silent += usize::from(post.expect == Expect::Silent);
        *measured += usize::from(post.part == Part::Measure);
    }
    let short = counts.into_iter().filter(|(language, counts)| {
        let [all, silent, measured] = *counts;
        let least = if *language == "en" { 40 } else { 20 };
        all < least || silent * 2 < all || measured * 2 < least
    });
    short
        .map(|(language, [all, silent, measured])| {
            format!("{language}: {all} posts, {silent} silent, {measured} for measuring")
        })
        .collect()
}

/// The languages of the library.
pub(crate) const LANGUAGES: [&str; 5] = ["en", "de", "fr", "es", "it"];
