//! Headlines in five languages, as people write them, and what they say: `titles/*.tsv`.
//!
//! At least half of each language are traps: what looks like a title, an employer or a level and is none.
#![cfg(feature = "names")]

use policy::names::{OrganisationKey, Standing, standing};
use proptest::prelude::*;

const LANGUAGES: [(&str, &str); 5] = [
    ("de", include_str!("titles/de.tsv")),
    ("en", include_str!("titles/en.tsv")),
    ("es", include_str!("titles/es.tsv")),
    ("fr", include_str!("titles/fr.tsv")),
    ("it", include_str!("titles/it.tsv")),
];

/// Text, seniority, titles, employer, and why it is a trap if it is one.
fn cases(file: &str) -> Vec<[String; 5]> {
    let lines = file.lines().skip(1).map(|line| {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        assert_eq!(cells.len(), 5, "{line}");
        cells.try_into().unwrap_or_default()
    });
    lines.collect()
}

fn written(standing: &Standing) -> [String; 3] {
    let titles: Vec<&str> = standing.titles.iter().map(|class| class.id()).collect();
    [
        standing
            .seniority
            .map(|level| level.id().to_owned())
            .unwrap_or_default(),
        titles.join(" "),
        standing.employer.clone().unwrap_or_default(),
    ]
}

#[test]
fn reads_headlines() {
    let mut wrong = Vec::new();
    for (language, file) in LANGUAGES {
        for [text, seniority, titles, employer, trap] in cases(file) {
            let expected = [seniority, titles, employer];
            let found = written(&standing(&text));
            if found != expected {
                wrong.push(format!(
                    "{language}: {text}\n  found {found:?}\n  not   {expected:?} {trap}"
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn half_of_the_cases_are_traps() {
    for (language, file) in LANGUAGES {
        let cases = cases(file);
        let traps = cases.iter().filter(|[.., trap]| !trap.is_empty()).count();
        assert!(
            cases.len() >= 25 && traps * 2 >= cases.len(),
            "{language}: {traps}"
        );
    }
}

#[test]
fn an_employer_is_a_part_of_the_headline_and_a_name() {
    for (_, file) in LANGUAGES {
        for [text, ..] in cases(file) {
            if let Some(employer) = standing(&text).employer {
                assert!(text.contains(&employer), "{text}: {employer}");
                assert!(OrganisationKey::name(&employer).is_ok(), "{employer}");
            }
        }
    }
}

/// Headlines near what is read: titles, words around them and signs in any order.
fn near_a_headline() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "CEO",
        "Director",
        "Chief",
        "Officer",
        "Geschäftsführer",
        "Vorstand",
        "VP",
        "C.E.O.",
        "former",
        "ex-",
        "at",
        "bei",
        "chez",
        "en",
        "@",
        "·",
        ",",
        "|",
        "(",
        "d'",
        "l’",
        "'s",
        ".",
        "/",
        ":in",
        "·rice",
        "In",
        "_",
        "&",
        "und",
        "of",
        "the",
        "Acme",
        "S.p.A.",
        "青空",
        "assistant",
        "to",
        "a. D.",
        "\u{301}",
        "🚀",
        "au",
        "sein",
        "1",
    ]);
    let joint = prop::sample::select(vec!["", " ", " "]);
    let parts = prop::collection::vec((part, joint), 0..12);
    let parts = parts.prop_map(|parts| {
        let parts = parts
            .into_iter()
            .map(|(part, joint)| format!("{part}{joint}"));
        parts.collect::<String>()
    });
    prop_oneof![4 => parts, 1 => any::<String>(), 1 => "\\PC{0,60}"]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn any_headline_says_something_or_nothing(text in near_a_headline()) {
        let found = standing(&text);
        assert!(found.titles.is_sorted_by(|one, next| one < next), "{text}");
        if let Some(employer) = found.employer {
            assert!(text.contains(&employer), "{text}: {employer}");
        }
        // White space around it means nothing.
        assert_eq!(standing(&format!("  {text} ")).titles, found.titles);
    }
}
