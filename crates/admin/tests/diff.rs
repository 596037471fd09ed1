//! `fineline diff`: the example company before and after some changes, and before and after none.

mod common;

use std::fs;

use common::Place;
use serde_json::json;

const DIFF: [&str; 5] = ["diff", "old", "new", "--today", "2026-11-22"];

fn companies() -> Place {
    let place = Place::new();
    place.run(&["init", "old"]).fine();
    place.run(&["init", "new"]).fine();
    place
}

fn edit(place: &Place, file: &str, from: &str, to: &str) {
    place.edit_first(&format!("new/{file}"), from, to);
}

#[test]
fn nothing_changes_where_only_comments_and_lines_move() {
    let place = companies();
    edit(
        &place,
        "rules/deals.toml",
        "[[rule]]",
        "# A comment.\n\n[[rule]]",
    );
    edit(
        &place,
        "audiences/prospects.csv",
        "valid_until\n",
        "valid_until\n,Zed Zander,,zed_zander,,,,,,mara,,,,\n",
    );
    let said = place.run(&DIFF).fine();
    let expected = "\
Audiences
  changed `prospects`
    accounts: 1 added, 0 removed, 0 changed
";
    assert!(said.starts_with(expected), "{said}");
    fs::remove_dir_all(place.path("new")).expect("the folder");
    place.run(&["init", "new"]).fine();
    edit(
        &place,
        "rules/deals.toml",
        "[[rule]]",
        "# A comment.\n\n[[rule]]",
    );
    let said = place.run(&DIFF).fine();
    assert_eq!(said, "same: nothing changes\n");
}

#[test]
fn what_changes_about_the_sites_is_told() {
    let place = companies();
    let old = "[[selector]]\nname = \"x/author\"\ncss = \".a\"\n\n[[off]]\nplace = \"x/dialog\"\n";
    let new =
        "[[selector]]\nname = \"x/author\"\ncss = \".b\"\nuntil = 2027-01-31\nreason = \"moved\"\n";
    fs::write(place.path("old/sites.toml"), old).expect("a file");
    fs::write(place.path("new/sites.toml"), new).expect("a file");
    let expected = "\
Sites
  changed `x/author`
    css
      - .a
      + .b
    until
      - none
      + 2027-01-31
  removed `x/dialog off`
";
    assert_eq!(place.run(&DIFF).fine(), expected);
}

#[test]
fn a_deal_that_is_lost_changes_entries_authors_and_cases() {
    let place = companies();
    edit(
        &place,
        "audiences/prospects.csv",
        "samuel-okafor/,,,negotiation",
        "samuel-okafor/,,,lost",
    );
    let json = place
        .run(&[&DIFF[..], &["--format", "json"]].concat())
        .json();
    assert_eq!(json["rules"], json!([]));
    let entries = json!({ "added": 0, "removed": 0, "changed": 1 });
    let list = json!([{ "id": "prospects", "what": "changed", "parts": [], "entries": entries }]);
    assert_eq!(json["audiences"], list);
    // Greta Lund is still in talks: the list as a whole is treated as before.
    assert_eq!(json["authors"], json!([]));
    let cases = json["cases"].as_array().expect("cases");
    let cheers = "an engineer cheers while an offer is on the table";
    let cheers = cases.iter().find(|one| one["name"] == cheers);
    let expected = json!({
        "name": "an engineer cheers while an offer is on the table",
        "old": "pause by live-negotiation, Mara Lindqvist",
        "new": "silent",
    });
    assert_eq!(cheers, Some(&expected));
    let unhappy = cases.iter().any(|one| {
        one["name"] == "congratulations go through the account manager, however kind they are"
    });
    assert!(!unhappy, "clients are as they were");
}

#[test]
fn each_part_of_a_rule_that_changes_is_named() {
    let place = companies();
    let (deals, outside) = ("rules/deals.toml", "rules/outside.toml");
    edit(&place, outside, "tier = \"nudge\"", "tier = \"pause\"");
    edit(
        &place,
        outside,
        "not-role = [\"communications\"]",
        "not-role = [\"communications\", \"sales\"]",
    );
    edit(&place, outside, "owner = \"ruth\"", "owner = \"noor\"");
    edit(&place, deals, "Your draft stays right here.", "");
    edit(
        &place,
        "rules/questions.toml",
        "\"special rate\", ",
        "\"special price\", ",
    );
    edit(
        &place,
        "audiences/analysts.toml",
        "owner = \"noor\"",
        "owner = \"ruth\"",
    );
    let json = place
        .run(&[&DIFF[..], &["--format", "json"]].concat())
        .json();
    let parts = |id: &str| -> Vec<String> {
        let mut rules = json["rules"].as_array().expect("rules").iter();
        let rule = rules.find(|rule| rule["id"] == id).expect("the rule");
        let parts = rule["parts"].as_array().expect("parts").iter();
        let name = |one: &serde_json::Value| one["part"].as_str().expect("a name").to_owned();
        parts.map(name).collect()
    };
    assert_eq!(json["rules"].as_array().map(Vec::len), Some(3), "{json:#}");
    assert_eq!(parts("other-bank"), ["tier", "who", "owner"]);
    assert_eq!(parts("live-negotiation"), ["text.en"]);
    assert_eq!(parts("price-question"), ["what"]);
    let owner = json!([{ "part": "owner", "old": "noor", "new": "ruth" }]);
    assert_eq!(json["audiences"][0]["parts"], owner);
    let expected = [
        (
            "account-manager to competitors",
            "nudge",
            "pause by other-bank",
        ),
        ("sales to competitors", "nudge", "silent"),
    ];
    for (name, old, new) in expected {
        let mut authors = json["authors"].as_array().expect("authors").iter();
        let shift = authors.find(|one| one["name"] == name).expect("the author");
        assert!(shift["old"].as_str().is_some_and(|it| it.starts_with(old)));
        assert_eq!(shift["new"], new);
    }
}

#[test]
fn rules_and_lists_come_and_go() {
    let place = companies();
    let new = place.path("new");
    fs::write(
        new.join("audiences/suppliers.toml"),
        "label = \"Suppliers\"\nowner = \"mara\"\n",
    )
    .expect("a file");
    fs::write(
        new.join("audiences/suppliers.csv"),
        "display_name,x_handle,owner\nNils Holm,nils_holm,mara\n",
    )
    .expect("a file");
    fs::remove_file(new.join("rules/questions.toml")).expect("the file");
    fs::remove_dir_all(new.join("cases")).expect("the cases");
    let said = place.run(&DIFF).fine();
    for part in [
        "  removed `price-question`\n",
        "  removed `support-question`\n",
        "Audiences\n  added `suppliers`\n    accounts: 1 added, 0 removed, 0 changed\n",
    ] {
        assert!(said.contains(part), "{said}");
    }
    // The other way round it is the other way round.
    let said = place.run(&["diff", "new", "old"]).fine();
    assert!(said.contains("  added `price-question`\n"), "{said}");
    assert!(
        said.contains("  removed `suppliers`\n    accounts: 0 added, 1 removed"),
        "{said}"
    );
}

#[test]
fn a_folder_that_is_none_is_a_problem() {
    let place = companies();
    let said = place.run(&["diff", "old", "elsewhere"]).failed(1);
    assert!(said.contains("fineline.toml"), "{said}");
}
