//! Checks of the interface texts in `extension/_locales`: nothing is missing in any language, and
//! buttons are short. Whether a text is good is left to people.

use std::collections::BTreeMap;

use policy::Action;
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::messages::{CountedEvent, Fault, ProblemKind, Reading};

const LOCALES: [(&str, &str); 5] = [
    (
        "ar",
        include_str!("../../../../extension/_locales/ar/messages.json"),
    ),
    (
        "de",
        include_str!("../../../../extension/_locales/de/messages.json"),
    ),
    (
        "en",
        include_str!("../../../../extension/_locales/en/messages.json"),
    ),
    (
        "es",
        include_str!("../../../../extension/_locales/es/messages.json"),
    ),
    (
        "fr",
        include_str!("../../../../extension/_locales/fr/messages.json"),
    ),
];
const PAGES: [&str; 2] = [
    include_str!("../../../../extension/status.html"),
    include_str!("../../../../extension/welcome.html"),
];
/// Longest button, in characters. Source: design rule 10.
const BUTTON_MAX: usize = 20;

fn texts(json: &str) -> BTreeMap<String, Value> {
    serde_json::from_str(json).unwrap()
}

fn text<'a>(texts: &'a BTreeMap<String, Value>, key: &str) -> &'a str {
    texts
        .get(key)
        .and_then(|entry| entry["message"].as_str())
        .unwrap_or_default()
}

/// Every key that the code makes or the pages name.
fn wanted() -> Vec<String> {
    let made = [
        Action::ALL
            .map(|action| format!("action_{}", action.name()))
            .to_vec(),
        CountedEvent::ALL
            .map(|event| format!("count_{}", event.name()))
            .to_vec(),
        ProblemKind::ALL
            .map(|kind| format!("problem_{}", kind.name()))
            .to_vec(),
        Fault::ALL
            .map(|fault| format!("refused_{}", fault.name()))
            .to_vec(),
        // What is read is not quiet.
        Reading::NAMES
            .iter()
            .skip(1)
            .map(|name| format!("quiet_{name}"))
            .chain(["quiet_badge".to_owned()])
            .collect(),
        ["none", "fresh", "stale", "expired"]
            .map(|state| format!("freshness_{state}"))
            .to_vec(),
    ];
    let named = PAGES
        .iter()
        .flat_map(|page| page.split("data-i18n=\"").skip(1));
    let named = named
        .filter_map(|after| after.split('"').next())
        .map(str::to_owned);
    made.into_iter().flatten().chain(named).collect()
}

#[wasm_bindgen_test]
fn every_language_says_everything() {
    let english: Vec<String> = texts(LOCALES[2].1).into_keys().collect();
    for (locale, json) in LOCALES {
        let texts = texts(json);
        assert_eq!(text(&texts, "locale_tag"), locale);
        assert_eq!(
            texts.keys().cloned().collect::<Vec<_>>(),
            english,
            "{locale}"
        );
        for key in wanted() {
            assert!(
                !text(&texts, &key).is_empty(),
                "add `{key}` to _locales/{locale}/messages.json"
            );
        }
    }
}

#[wasm_bindgen_test]
fn buttons_are_short_in_every_language() {
    for (locale, json) in LOCALES {
        let texts = texts(json);
        for action in Action::ALL {
            let label = text(&texts, &format!("action_{}", action.name()));
            assert!(label.chars().count() <= BUTTON_MAX, "{locale}: `{label}`");
        }
    }
}

#[wasm_bindgen_test]
fn what_is_filled_in_is_filled_in_by_every_language() {
    let english = texts(LOCALES[2].1);
    for (locale, json) in LOCALES {
        for (key, entry) in texts(json) {
            assert_eq!(
                entry.get("placeholders"),
                english[&key].get("placeholders"),
                "{locale}: {key}"
            );
        }
    }
}
