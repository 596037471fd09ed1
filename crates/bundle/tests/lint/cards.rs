//! Training cards: what one has to have, and how long it may be.

use bundle::content::Bundle;

use crate::FINE;
use crate::company::{Files, rule};

const CARD: &str = "
why = \"Clients know one person here.\"
good = \"Elena, I have asked Jonas to call you.\"
poor = \"We can surely lower the fee.\"
question = \"A client posts good news. What comes first?\"
answers = [\"Congratulate\", \"Ask Jonas\", \"Nothing at all\"]
right = 2
";

/// A rule with a card in these languages; the English one begins on line 25.
fn with_cards(languages: &[&str]) -> Files {
    let mut text = rule("a", "note", "what.text = [\"discount\"]");
    for language in languages {
        text += &format!("[rule.card.{language}]{CARD}");
    }
    Files::new().with("rules/a.toml", &text)
}

#[test]
fn a_card_reaches_the_bundle_and_not_the_page() {
    let targets = with_cards(&["en", "de"]).released();
    let bundle = Bundle::parse(&targets).unwrap();
    let card = bundle.card(&"a".into(), &["de".into()]).unwrap();
    assert_eq!(
        (card.answers.len(), card.right),
        (3, 1),
        "the second of three"
    );
    assert_eq!(bundle.card(&"b".into(), &[]), None);
    let policy = String::from_utf8(targets["policy.json"].clone()).unwrap();
    assert!(!policy.contains("What comes first"), "{policy}");
}

#[test]
fn a_card_falls_back_to_the_language_of_the_company() {
    assert_eq!(with_cards(&["en", "de"]).found(), FINE);
    assert_eq!(with_cards(&[]).found(), FINE, "a rule may teach nothing");
    assert_eq!(
        with_cards(&["en"]).found(),
        ["missing-translation rules/a.toml:1"]
    );
    assert_eq!(with_cards(&["de"]).found(), ["missing-text rules/a.toml:1"]);
}

#[test]
fn every_part_of_a_card_is_there_and_fits() {
    let edit = |from: &str, to: &str| with_cards(&["en", "de"]).with_card_edit(from, to);
    for (from, to, code, line) in [
        (
            "why = \"Clients know one person here.\"\n",
            "",
            "missing-key",
            25,
        ),
        (
            "\"Elena, I have asked Jonas to call you.\"",
            "\" \"",
            "empty-text",
            27,
        ),
        ("right = 2", "right = 4", "wrong-kind", 31),
        ("right = 2", "right = 0", "wrong-kind", 31),
        ("right = 2", "right = \"Ask Jonas\"", "wrong-kind", 31),
        (
            "\"Congratulate\", \"Ask Jonas\", \"Nothing at all\"",
            "\"Ask Jonas\"",
            "wrong-kind",
            30,
        ),
        ("\"Congratulate\"", "\"Ask Jonas\"", "wrong-kind", 30),
        ("right = 2", "wrong = 2\nright = 2", "unknown-key", 31),
        ("Clients know", "{company} knows", "bad-placeholder", 26),
        (
            "Clients know",
            "You must not forget: clients know",
            "blame-word",
            26,
        ),
    ] {
        assert_eq!(
            edit(from, to),
            [format!("{code} rules/a.toml:{line}")],
            "{to}"
        );
    }
    // Who shows how it goes less well may blame.
    assert_eq!(
        edit("We can surely lower the fee.", "You must lower the fee."),
        FINE
    );
}

#[test]
fn a_card_can_be_read_in_a_minute() {
    let length: usize = 29 + 38 + 28 + 43 + 12 + 9 + 14;
    let of = |letters: usize| {
        let why = format!("Clients know one person here.{}", "a".repeat(letters));
        with_cards(&["en", "de"]).with_card_edit("Clients know one person here.", &why)
    };
    assert_eq!(of(900 - length), FINE);
    assert_eq!(of(901 - length), ["card-too-long rules/a.toml:25"]);
}

impl Files {
    /// What is found after a change in the English card.
    fn with_card_edit(&self, from: &str, to: &str) -> Vec<String> {
        let card = format!("[rule.card.en]{CARD}");
        assert_eq!(card.matches(from).count(), 1, "{from}");
        self.edit("rules/a.toml", &card, &card.replace(from, to))
            .found()
    }
}
