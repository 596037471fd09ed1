//! Speech that the law protects: no rule asks for it, and no topic reaches into it unnoticed.

use crate::FINE;
use crate::company::{Files, rule};

fn with_topic(text: &str) -> Files {
    let topic = format!(
        "label = \"Parking\"\n[en]\nphrases = [\"parking space\"]\nfires = [\"A parking space, at last.\"]\nsilent = [\"The park is green.\"]\n{text}"
    );
    let files = Files::new().with("topics/parking.toml", &topic);
    files.with(
        "rules/a.toml",
        &rule("a", "note", "what.topic = [\"parking\"]"),
    )
}

#[test]
fn no_rule_asks_for_a_topic_that_is_protected() {
    assert_eq!(with_topic("").found(), FINE);
    let protected = with_topic("").edit("topics/parking.toml", "[en]", "protected = true\n[en]");
    assert_eq!(protected.found(), ["protected-speech rules/a.toml:5"]);
    let shipped = with_topic("").edit("rules/a.toml", "\"parking\"", "\"protected-speech\"");
    assert_eq!(shipped.found(), ["protected-speech rules/a.toml:5"]);
}

#[test]
fn words_of_a_rule_about_pay_are_refused() {
    let of = |words: &str| {
        let conditions = format!("what.text = [\"{words}\"]");
        Files::new()
            .with("rules/a.toml", &rule("a", "note", &conditions))
            .found()
    };
    assert_eq!(of("join our union"), ["protected-speech rules/a.toml:5"]);
    assert_eq!(of("join our webinar"), FINE);
}

#[test]
fn a_topic_that_reaches_into_protected_speech_is_noted() {
    let phrase = with_topic("").edit(
        "topics/parking.toml",
        "\"parking space\"",
        "\"parking space\", \"?please join .. our/the union\"",
    );
    assert_eq!(phrase.found(), ["protected-overlap topics/parking.toml:3"]);
    let example = with_topic("").edit(
        "topics/parking.toml",
        "A parking space, at last.",
        "A parking space for all who join our union.",
    );
    assert_eq!(example.found(), ["protected-overlap topics/parking.toml:4"]);
    // What stays silent may speak of it.
    let silent = with_topic("").edit(
        "topics/parking.toml",
        "The park is green.",
        "Join our union.",
    );
    assert_eq!(silent.found(), FINE);
}
