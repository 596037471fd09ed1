//! `fineline test`: the company's own cases on the example company, as they are and after a change.

#![expect(clippy::expect_used, reason = "part of the tests")]

mod common;

use std::fs;

use common::Place;

fn company() -> Place {
    let place = Place::new();
    place.run(&["init", "bank"]).fine();
    place
}

fn edit(place: &Place, file: &str, from: &str, to: &str) {
    let path = place.path("bank").join(file);
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.contains(from), "`{from}` is not in {file}");
    fs::write(&path, text.replace(from, to)).expect("a file");
}

#[test]
fn the_cases_of_the_example_company_hold_whenever_they_are_played() {
    let place = company();
    for day in ["2026-11-22", "2031-01-01"] {
        let said = place.run(&["test", "bank", "--today", day]).fine();
        assert!(said.starts_with("fine Aldermoor Bank: "), "{said}");
    }
}

#[test]
fn what_comes_out_otherwise_is_shown_as_a_patch() {
    let place = company();
    // The talks have ended, and Elena has another account manager.
    edit(
        &place,
        "audiences/prospects.csv",
        "negotiation,mara",
        "lost,mara",
    );
    edit(
        &place,
        "audiences/exclusive-clients.csv",
        "jonas,priya",
        "priya,jonas",
    );
    let said = place.run(&["test", "bank"]);
    assert_eq!((said.status, said.err.as_str()), (1, ""));
    let (first, rest) = said.out.split_once("\n\n").expect("a legend");
    assert_eq!(first, "- as the case says, + as it is");
    let expected = "\
differs an engineer cheers while an offer is on the table cases/everyday.toml:9
  outcome  - pause
           + silent
  rules    - live-negotiation
           + none
  route    - Mara Lindqvist
           + none
  `live-negotiation` needs that the deal is in state `negotiation` (lost)

differs congratulations go through the account manager, however kind they are cases/everyday.toml:27
  route    - Jonas Brandt
           + Priya Nair

";
    assert!(rest.starts_with(expected), "{rest}");
    assert!(rest.contains("3 of 51 cases came out otherwise\n"), "{rest}");
    assert!(
        rest.contains("  no case and no example: `live-negotiation`\n"),
        "{rest}"
    );
}

#[test]
fn programs_get_every_case_and_every_rule() {
    let place = company();
    edit(
        &place,
        "cases/everyday.toml",
        "rules = [\"exclusive-client\"]",
        "rules = []",
    );
    let said = place.run(&["test", "bank", "--format", "json"]);
    assert_eq!(said.status, 1);
    let json = said.json();
    assert_eq!(json["ok"], false);
    let cases = json["cases"].as_array().expect("cases");
    let failed: Vec<_> = cases.iter().filter(|case| case["ok"] == false).collect();
    assert_eq!((cases.len(), failed.len()), (51, 1));
    assert_eq!(failed[0]["file"], "cases/everyday.toml");
    assert_eq!(failed[0]["line"], 27);
    let difference = serde_json::json!({
        "what": "rules", "expected": [], "found": ["exclusive-client"],
    });
    assert_eq!(failed[0]["differences"], serde_json::json!([difference]));
    let rules = json["rules"].as_array().expect("rules");
    let of = |id: &str| {
        let mut rules = rules.iter();
        let rule = rules.find(|rule| rule["id"] == id).expect("the rule");
        (rule["cases"].as_u64(), rule["examples"].as_u64())
    };
    assert_eq!(rules.len(), 15);
    assert_eq!(of("live-negotiation"), (Some(2), Some(1)));
    assert_eq!(of("support-question"), (Some(0), Some(1)));
}

#[test]
fn a_company_without_cases_is_told_so() {
    let place = company();
    fs::remove_file(place.path("bank/cases/everyday.toml")).expect("the cases");
    let said = place.run(&["test", "bank"]).fine();
    assert!(
        said.starts_with("nothing Aldermoor Bank has no cases"),
        "{said}"
    );
}

#[test]
fn cases_that_cannot_be_read_are_problems_like_any_other() {
    let place = company();
    edit(
        &place,
        "cases/everyday.toml",
        "expect = \"pause\"",
        "expect = \"stop\"",
    );
    let said = place.run(&["test", "bank"]).failed(1);
    assert!(
        said.contains("error[unknown-name]: unknown outcome `stop`"),
        "{said}"
    );
    assert_eq!(place.run(&["check", "bank"]).failed(1), said);
}
