//! How well the shipped topics read posts: precision and recall by topic and language, on posts labelled
//! by hand. `cargo test -p bundle --test topics -- --nocapture` prints the table.
//!
//! Posts of the part `measure` were not seen by those who write phrases, and must not be: otherwise the
//! figures say nothing. This test never prints them. What is wrong with a post of the part `build` is shown.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests stop at the first surprise, and this one prints a table"
)]

mod below;
#[expect(clippy::disallowed_methods, reason = "the labelled posts are files")]
mod posts;
mod tally;

use std::fmt::Write as _;

use bundle::builder::topic::library::{self, LIBRARY};
use policy::TopicId;
use policy::topics::{Found, TopicIndex};

use crate::below::BELOW_THE_BAR;
use crate::posts::{Expect, LANGUAGES, Part, Post, labelled, shortcomings};
use crate::tally::Tally;

/// Least precision and recall in thousandths. To speak where the law protects speech is worse than silence.
fn bar(topic: &str) -> (usize, usize) {
    match topic {
        "protected-speech" => (950, 980),
        _ => (950, 850),
    }
}

#[test]
fn every_topic_has_enough_labelled_posts() {
    let short = LIBRARY.iter().flat_map(|(topic, _)| {
        let short = shortcomings(&labelled(topic)).into_iter();
        short.map(move |what| format!("{topic} {what}"))
    });
    let short: Vec<String> = short.collect();
    assert!(short.is_empty(), "too few:\n{}", short.join("\n"));
}

#[test]
fn examples_kept_with_the_topics_hold() {
    let report = library::play(&whole_library());
    assert!(report.problems.is_empty(), "\n{report}");
}

#[test]
fn topics_reach_the_bar_on_posts_nobody_wrote_phrases_for() {
    let index = whole_library();
    let (mut table, mut wrong) = (String::new(), Vec::new());
    for (topic, _) in LIBRARY {
        let posts = labelled(topic);
        for language in LANGUAGES {
            let of = |part| {
                posts
                    .iter()
                    .filter(move |it| it.part == part && it.language == language)
            };
            let build = tally(&index, topic, of(Part::Build));
            let measure = tally(&index, topic, of(Part::Measure));
            writeln!(table, "{topic:<18} {language}  build   {build}").unwrap();
            writeln!(table, "{topic:<18} {language}  measure {measure}").unwrap();
            wrong.extend(verdict(topic, language, measure));
            table.extend(of(Part::Build).filter_map(|post| surprise(&index, topic, post)));
        }
    }
    println!("{table}");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Most bytes of the tables that go to a page at the first focus in a text box.
const MOST_BYTES: usize = 2_600_000;

#[test]
fn the_tables_of_the_whole_library_stay_small() {
    let bytes = postcard::to_allocvec(&whole_library()).unwrap().len();
    println!("{bytes} bytes");
    assert!(bytes <= MOST_BYTES, "{bytes} bytes");
}

fn whole_library() -> TopicIndex {
    library::index().unwrap_or_else(|report| panic!("\n{report}"))
}

fn tally<'a>(index: &TopicIndex, topic: &str, posts: impl Iterator<Item = &'a Post>) -> Tally {
    let mut tally = Tally::default();
    for post in posts {
        let is_found = Found::new(index, &post.draft()).in_draft(&TopicId::from(topic));
        tally.add(post.expect, is_found);
    }
    tally
}

/// What is wrong with a measured cell.
fn verdict(topic: &str, language: &str, tally: Tally) -> Option<String> {
    let (precision, recall) = (tally.precision(), tally.recall());
    let (least_precision, least_recall) = bar(topic);
    let reaches = precision >= least_precision && recall >= least_recall;
    let mut listed = BELOW_THE_BAR.iter();
    let listed = listed.find(|it| it.topic == topic && it.language == language);
    let what = match listed {
        None if !reaches => {
            "is below the bar; write phrases that say more, without a look at the posts"
        }
        Some(_) if reaches => "has reached the bar; take it out of `BELOW_THE_BAR`",
        Some(was) if precision < was.precision || recall < was.recall => {
            "is even worse than listed"
        }
        _ => return None,
    };
    Some(format!("{topic} {language} {what}: {tally}"))
}

/// A post to learn from that came out otherwise.
fn surprise(index: &TopicIndex, topic: &str, post: &Post) -> Option<String> {
    assert_eq!(post.part, Part::Build, "posts for measuring are not shown");
    let draft = post.draft();
    let found = Found::new(index, &draft);
    let topic = TopicId::from(topic);
    let what = match (post.expect, found.in_draft(&topic)) {
        (Expect::Fires, false) => "    missed: ".to_owned(),
        (Expect::Silent, true) => format!("    mistaken by {}: ", found.words_in_draft(&[topic])),
        _ => return None,
    };
    Some(format!("{what}{}\n", post.text))
}
