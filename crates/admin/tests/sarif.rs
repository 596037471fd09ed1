//! `fineline check --format sarif` against what SARIF 2.1.0 (OASIS Standard, 27 March 2020) requires.
//! The numbers are those of its sections.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "part of the tests"
)]

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::Place;
use serde_json::Value;

fn text<'a>(value: &'a Value, path: &str) -> &'a str {
    let found = value.pointer(path).and_then(Value::as_str);
    found.unwrap_or_else(|| panic!("no text at {path}: {value}"))
}

fn list<'a>(value: &'a Value, path: &str) -> &'a [Value] {
    let found = value.pointer(path).and_then(Value::as_array);
    found.unwrap_or_else(|| panic!("no list at {path}: {value}"))
}

/// Checks everything the standard requires of a log; the results.
fn results(log: &Value) -> &[Value] {
    assert_eq!(text(log, "/version"), "2.1.0", "3.13.2");
    assert!(
        text(log, "/$schema").ends_with("sarif-2.1.0.json"),
        "3.13.3"
    );
    assert_eq!(list(log, "/runs").len(), 1, "3.13.4");
    let run = &log["runs"][0];
    assert_eq!(text(run, "/tool/driver/name"), "fineline", "3.19.8");
    assert_eq!(text(run, "/columnKind"), "unicodeCodePoints", "3.14.27");
    let invocation = &list(run, "/invocations")[0];
    assert!(invocation["executionSuccessful"].is_boolean(), "3.20.14");
    let rules = list(run, "/tool/driver/rules");
    let ids: BTreeSet<&str> = rules.iter().map(|rule| text(rule, "/id")).collect();
    assert_eq!(ids.len(), rules.len(), "3.19.23: rules are unique");
    for rule in rules {
        assert!(
            text(rule, "/shortDescription/text").len() > 10,
            "3.12.3: {rule}"
        );
        assert!(
            is_level(text(rule, "/defaultConfiguration/level")),
            "{rule}"
        );
    }
    let results = list(run, "/results");
    for result in results {
        check_result(result, rules);
    }
    results
}

fn is_level(level: &str) -> bool {
    ["none", "note", "warning", "error"].contains(&level)
}

fn check_result(result: &Value, rules: &[Value]) {
    assert!(!text(result, "/message/text").is_empty(), "3.27.11");
    assert!(is_level(text(result, "/level")), "3.27.10");
    let index = result["ruleIndex"].as_u64().expect("an index");
    let rule = &rules[usize::try_from(index).expect("an index")];
    assert_eq!(rule["id"], result["ruleId"], "3.27.6");
    let location = &list(result, "/locations")[0]["physicalLocation"];
    let uri = text(location, "/artifactLocation/uri");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/%:".contains(c);
    assert!(uri.chars().all(is_plain), "3.4.3: {uri}");
    let Some(region) = location.get("region") else {
        return;
    };
    let number = |key: &str| {
        region[key]
            .as_u64()
            .unwrap_or_else(|| panic!("{key}: {region}"))
    };
    let begin = (number("startLine"), number("startColumn"));
    let end = (number("endLine"), number("endColumn"));
    assert!(
        begin.0 >= 1 && begin.1 >= 1 && begin <= end,
        "3.30: {region}"
    );
}

fn company() -> Place {
    let place = Place::new();
    place.run(&["init", "our bank"]).fine();
    place
}

fn check(place: &Place, status: i32) -> Value {
    let said = place.run(&["check", "our bank", "--format", "sarif"]);
    assert_eq!(said.status, status, "{said:?}");
    said.json()
}

#[test]
fn a_company_that_fits_has_no_results() {
    assert_eq!(results(&check(&company(), 0)), [] as [Value; 0]);
}

#[test]
fn problems_and_warnings_are_results_with_their_places() {
    let place = company();
    let rules = place.path("our bank/rules/deals.toml");
    let text = fs::read_to_string(&rules).expect("rules");
    fs::write(
        &rules,
        text.replace("owner = \"mara\"", "owner = \"marra\""),
    )
    .expect("rules");
    fs::write(place.path("our bank/rules/notes.md"), "…").expect("a file");
    let log = check(&place, 1);
    let results = results(&log);
    let found: Vec<(&str, &str)> = results
        .iter()
        .map(|one| (self::text(one, "/ruleId"), self::text(one, "/level")))
        .collect();
    let unknown = ("unknown-reference", "error");
    assert_eq!(found, [unknown, unknown, ("unknown-file", "warning")]);
    let location = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(
        location["artifactLocation"]["uri"],
        "our%20bank/rules/deals.toml"
    );
    let region = serde_json::json!({
        "startLine": 7, "startColumn": 9, "endLine": 7, "endColumn": 16,
    });
    assert_eq!(location["region"], region);
    let help = "unknown owner `marra` (did you mean `mara`?)";
    assert_eq!(self::text(&results[0], "/message/text"), help);
}

#[test]
fn warnings_alone_are_results_of_a_check_that_is_fine() {
    let place = company();
    fs::write(place.path("our bank/cases/notes.md"), "…").expect("a file");
    let log = check(&place, 0);
    assert_eq!(results(&log).len(), 1);
}
