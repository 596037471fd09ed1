//! `fineline test`: the cases of the example company hold; those of a small company, as they are and after a change.

mod common;

use std::fs;

use common::Place;
use serde_json::{Value, json};

#[test]
fn the_cases_of_the_example_company_hold_whenever_they_are_played() {
    let place = Place::new();
    place.run(&["init", "bank"]).fine();
    for day in ["2026-11-22", "2031-01-01"] {
        let said = place.run(&["test", "bank", "--today", day]).fine();
        assert!(said.starts_with("fine Aldermoor Bank: "), "{said}");
    }
}

#[test]
fn what_comes_out_otherwise_is_shown_as_a_patch() {
    let place = Place::with_quayside();
    // The talks have ended, and Ada has another account manager.
    place.edit("quayside/audiences/talks.csv", "negotiation", "lost");
    place.edit(
        "quayside/audiences/clients.csv",
        "ada_vale,kim",
        "ada_vale,noa",
    );
    let said = place.run(&["test", "quayside"]);
    assert_eq!((said.status, said.err.as_str()), (1, ""));
    let expected = "\
- as the case says, + as it is

differs a buyer greets a client cases/all.toml:1
  route    - Kim Tarrant
           + Noa Weiss

differs a buyer cheers while an offer is on the table cases/all.toml:11
  outcome  - pause
           + silent
  rules    - talks
           + none
  route    - Kim Tarrant
           + none
  `talks` needs that the deal is in state `negotiation` (lost)

2 of 3 cases came out otherwise
coverage: cases make 1 of 4 rules speak
  no case and no example: `talks`
  examples, but no case: `paper`, `price`
";
    assert_eq!(said.out, expected);
}

#[test]
fn programs_get_every_case_and_every_rule() {
    let place = Place::with_quayside();
    place.edit(
        "quayside/cases/all.toml",
        "rules = [\"client\"]",
        "rules = []",
    );
    let said = place.run(&["test", "quayside", "--format", "json"]);
    assert_eq!(said.status, 1);
    let difference = json!({ "what": "rules", "expected": [], "found": ["client"] });
    let case = |name: &str, line: u32, differences: Value| {
        json!({
            "name": name, "file": "cases/all.toml", "line": line,
            "ok": differences == json!([]), "differences": differences,
        })
    };
    let rule = |id: &str, cases: u32, examples: u32| json!({ "id": id, "cases": cases, "examples": examples });
    let expected = json!({
        "ok": false,
        "cases": [
            case("a buyer greets a client", 1, json!([difference])),
            case("a buyer cheers while an offer is on the table", 11, json!([])),
            case("the one who leads the talks may cheer", 21, json!([])),
        ],
        "rules": [
            rule("client", 1, 1), rule("paper", 0, 1), rule("price", 0, 1), rule("talks", 1, 1),
        ],
    });
    assert_eq!(said.json(), expected);
}

#[test]
fn a_company_without_cases_is_told_so() {
    let place = Place::with_quayside();
    fs::remove_file(place.path("quayside/cases/all.toml")).expect("the cases");
    let said = place.run(&["test", "quayside"]).fine();
    assert!(
        said.starts_with("nothing Quayside Tea has no cases"),
        "{said}"
    );
}

#[test]
fn cases_that_cannot_be_read_are_problems_like_any_other() {
    let place = Place::with_quayside();
    place.edit("quayside/cases/all.toml", "\"pause\"", "\"stop\"");
    let said = place.run(&["test", "quayside"]).failed(1);
    assert!(
        said.contains("error[unknown-name]: unknown outcome `stop`"),
        "{said}"
    );
    assert_eq!(place.run(&["check", "quayside"]).failed(1), said);
}
