//! Words that blame, titles that say nothing, and people who answer for something and cannot be reached.
//! Each language's own words are tested beside them.

use crate::FINE;
use crate::company::{Files, rule};

fn texts(from: &str, to: &str) -> Vec<String> {
    let files = Files::new().with(
        "rules/a.toml",
        &rule("a", "note", "what.text = [\"discount\"]"),
    );
    files.edit("rules/a.toml", from, to).found()
}

#[test]
fn words_that_blame_are_found_in_the_language_of_the_text() {
    let body = "A word with them first helps both.";
    assert_eq!(
        texts(body, "This is a violation of our policy."),
        ["blame-word rules/a.toml:9"]
    );
    assert_eq!(
        texts(body, "You must not: it is forbidden."),
        ["blame-word rules/a.toml:9"; 2]
    );
    assert_eq!(texts(body, "A violinist plays at the museum."), FINE);
    let body = "Ein Wort vorab hilft beiden.";
    assert_eq!(
        texts(body, "Das ist verboten."),
        ["blame-word rules/a.toml:13"]
    );
    assert_eq!(
        texts(body, "Das ist geboten, und du musst nichts tun."),
        FINE
    );
    // A word of another language is none of this one.
    assert_eq!(texts(body, "Das ist forbidden."), FINE);
}

#[test]
fn a_title_has_to_say_what_it_is_about() {
    let title = "The {desk} is glad to help";
    assert_eq!(texts(title, "Please note!"), ["vague-title rules/a.toml:8"]);
    assert_eq!(
        texts(title, "A word with them first helps both."),
        ["vague-title rules/a.toml:8"]
    );
    assert_eq!(texts(title, "Please note: prices change"), FINE);
}

#[test]
fn whoever_answers_for_something_can_be_reached() {
    let files = Files::new().with(
        "rules/a.toml",
        &rule("a", "note", "what.text = [\"discount\"]"),
    );
    let files = files.edit("rules/a.toml", "owner = \"jonas\"", "owner = \"alice\"");
    assert_eq!(files.found(), FINE, "by e-mail");
    let silent = files.edit("people.csv", "alice@aldermoor.example", "");
    assert_eq!(silent.found(), ["owner-unreachable people.csv:3"]);
    let nobodys = silent.edit("rules/a.toml", "owner = \"alice\"", "owner = \"jonas\"");
    assert_eq!(nobodys.found(), FINE, "alice answers for nothing");
}

#[test]
fn rules_and_lists_have_an_owner() {
    let files = Files::new().with(
        "rules/a.toml",
        &rule("a", "note", "what.text = [\"discount\"]"),
    );
    let unowned = files.edit("rules/a.toml", "owner = \"jonas\"\n", "");
    assert_eq!(unowned.found(), ["rule-without-owner rules/a.toml:1"]);
    let unowned = files.edit("audiences/clients.toml", "owner = \"jonas\"\n", "");
    assert_eq!(
        unowned.found(),
        ["audience-without-owner audiences/clients.toml:0"]
    );
}
