//! `fineline matrix` on the example company: its cells, the three ways to have them, gaps and overlaps.

#![expect(clippy::expect_used, reason = "part of the tests")]

mod common;

use std::fs;

use common::Place;
use serde_json::{Value, json};

const DAY: [&str; 2] = ["--today", "2026-11-22"];

fn edit(place: &Place, file: &str, from: &str, to: &str) {
    place.edit_first(&format!("bank/{file}"), from, to);
}

fn add(place: &Place, file: &str, text: &str) {
    let path = place.path("bank").join(file);
    let old = fs::read_to_string(&path).unwrap_or_default();
    fs::write(&path, old + text).expect("a file");
}

fn as_json(place: &Place) -> Value {
    let args = [&["matrix", "bank", "--format", "json"], &DAY[..]].concat();
    place.run(&args).json()
}

fn row<'a>(matrix: &'a Value, id: &str) -> &'a Value {
    let mut rows = matrix["audiences"].as_array().expect("rows").iter();
    rows.find(|row| row["id"] == id).expect("the row")
}

fn cell<'a>(matrix: &'a Value, id: &str, role: &str) -> &'a Value {
    let mut cells = row(matrix, id)["cells"].as_array().expect("cells").iter();
    cells.find(|cell| cell["role"] == role).expect("the cell")
}

/// The rules about words, places or people that may speak in a cell.
fn depends(matrix: &Value, id: &str, role: &str) -> Vec<Value> {
    let depends = cell(matrix, id, role)["depends"].as_array();
    depends.expect("rules").clone()
}

fn kinds(matrix: &Value, what: &str) -> Vec<(String, Value)> {
    let found = matrix[what].as_array().expect("findings").iter();
    let kind = |one: &Value| one["kind"].as_str().expect("a kind").to_owned();
    found
        .map(|one| (kind(one), one["audiences"].clone()))
        .collect()
}

#[test]
fn a_small_company_is_told_in_a_table() {
    let place = Place::with_quayside();
    let args = [&["matrix", "quayside"], &DAY[..]].concat();
    let expected = "\
Audience       Owner        Desk        Accounts  No owner  Buyer  Press  Sales
Clients        Kim Tarrant  -           1         0         nudge  nudge  nudge
Papers         Noa Weiss    Press desk  1         1         nudge  -      nudge
Talks          Kim Tarrant  -           2         0         pause  pause  pause
  lead                                                      -      -      -
  negotiation                                               pause  pause  pause

An empty reply of one's own profile; - is silence, * says that rules about words, places or people may speak.

Gaps: none

Overlaps: none
";
    assert_eq!(place.run(&args).fine(), expected);
}

#[test]
fn cells_say_what_the_rules_of_the_example_company_say() {
    let place = Place::with_bank();
    let said = place.run(&[&["matrix", "bank"], &DAY[..]].concat()).fine();
    assert!(said.ends_with("Gaps: none\n\nOverlaps: none\n"), "{said}");
    let matrix = as_json(&place);
    let states = &cell(&matrix, "prospects", "engineer")["states"];
    let expected = json!([
        { "state": "lead", "outcome": "note", "rules": ["first-contact"] },
        { "state": "lost", "outcome": "silent", "rules": [] },
        { "state": "negotiation", "outcome": "pause", "rules": ["live-negotiation"] },
    ]);
    assert_eq!(*states, expected);
    // Of them, Hugo Lemaire's entry alone ended, on 2025-12-31.
    let clients = row(&matrix, "exclusive-clients");
    let count = |what: &str| clients[what].as_u64().expect("a number");
    assert_eq!(count("entries") - count("live"), 1);
}

#[test]
fn gaps_and_overlaps_are_found_and_only_they() {
    let place = Place::with_bank();
    assert_eq!(kinds(&as_json(&place), "gaps"), []);
    // Nobody answers for suppliers, no rule is about them, nobody is asked; Greta, a prospect, works there.
    add(
        &place,
        "audiences/suppliers.toml",
        "label = \"Suppliers\"\n",
    );
    add(
        &place,
        "audiences/suppliers.csv",
        "kind,display_name,linkedin_company_url\n\
         company,Lund Cranes,https://www.linkedin.com/company/lund-cranes/\n",
    );
    let matrix = as_json(&place);
    let gaps = kinds(&matrix, "gaps");
    let suppliers = |kind: &str| (kind.to_owned(), json!(["suppliers"]));
    assert_eq!(
        gaps,
        [
            suppliers("no-rule"),
            suppliers("no-owner"),
            suppliers("nobody-to-ask")
        ]
    );
    let shared = (
        "several-lists".to_owned(),
        json!(["prospects", "suppliers"]),
    );
    assert_eq!(kinds(&matrix, "overlaps"), [shared]);
    let text = matrix["overlaps"][0]["text"].as_str().expect("a text");
    assert!(text.ends_with(": Greta Lund, Lund Cranes"), "{text}");
    // What is said about her as a prospect is not said about her employer.
    assert_eq!(cell(&matrix, "suppliers", "engineer")["outcome"], "silent");
}

#[test]
fn two_rules_for_one_cell_overlap_and_a_rule_about_words_only_may_speak() {
    let place = Place::with_bank();
    add(&place, "rules/clients.toml", &rule("second", ""));
    let matrix = as_json(&place);
    let overlap = ("several-rules".to_owned(), json!(["exclusive-clients"]));
    assert_eq!(kinds(&matrix, "overlaps"), [overlap]);
    assert!(!depends(&matrix, "exclusive-clients", "sales").contains(&json!("second")));

    let place = Place::with_bank();
    let words = "what = { text = [\"harbour\"] }";
    add(&place, "rules/clients.toml", &rule("second", words));
    let matrix = as_json(&place);
    assert_eq!(kinds(&matrix, "overlaps"), []);
    assert!(depends(&matrix, "exclusive-clients", "sales").contains(&json!("second")));
    let cell = cell(&matrix, "exclusive-clients", "sales");
    assert_eq!(cell["states"][0]["rules"], json!(["exclusive-client"]));
}

fn rule(id: &str, what: &str) -> String {
    let example = |author: &str, expect: &str| {
        format!(
            "[[rule.example]]\nas = \"{author}\"\nto = \"@elena_marchetti\"\nsurface = \"reply\"\n\
             text = \"Harbour is great\"\nexpect = \"{expect}\"\n"
        )
    };
    format!(
        "\n[[rule]]\nid = \"{id}\"\ntier = \"note\"\nowner = \"jonas\"\nreason = \"A test\"\n\
         review_on = 2027-05-31\nwhom = {{ class = [\"client\"] }}\n{what}\nroute = \"owner\"\n\
         [rule.text.en]\ntitle = \"Title\"\nbody = \"Body\"\nwhy = \"Why\"\n{}{}",
        example("engineer", "nudge"),
        example("jonas", "silent"),
    )
}

#[test]
fn no_cell_of_the_csv_is_a_formula() {
    let place = Place::with_bank();
    edit(
        &place,
        "audiences/analysts.toml",
        "label = \"Analysts\"",
        "label = '=HYPERLINK(\"x\")'",
    );
    let args = [&["matrix", "bank", "--csv", "m.csv"], &DAY[..]].concat();
    place.run(&args).fine();
    let text = fs::read_to_string(place.path("m.csv")).expect("the file");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "audience,label,class,owner,desk,entries,entries_without_owner,account-manager,communications,engineer,sales,support"
    );
    assert_eq!(
        lines[1],
        "analysts,\"'=HYPERLINK(\"\"x\"\")\",analyst,Noor Haddad,Analyst relations,2,0,nudge,silent,nudge,nudge,nudge"
    );
    let prospects = lines.iter().find(|line| line.starts_with("prospects,"));
    let prospects = prospects.expect("a line");
    assert!(prospects.contains("\"pause (negotiation), note (lead), silent (lost)\""));
}

#[test]
fn the_page_stands_alone_and_escapes_everything() {
    let place = Place::with_bank();
    let bad = "<img src=x onerror=alert(1)>\\\" & 'co'";
    let label = format!("label = \"{bad}\"");
    edit(
        &place,
        "audiences/analysts.toml",
        "label = \"Analysts\"",
        &label,
    );
    edit(&place, "fineline.toml", "label = \"Engineer\"", &label);
    edit(
        &place,
        "fineline.toml",
        "\"Builds and runs what clients use\"",
        "\"</ul><script>alert(2)</script>\"",
    );
    let args = [&["matrix", "bank", "--html", "m.html"], &DAY[..]].concat();
    place.run(&args).fine();
    let page = fs::read_to_string(place.path("m.html")).expect("the file");
    for absent in [
        "<script", "<img", "<link", "href=", "src=\"", "url(", "@import", "http:", "https:",
    ] {
        assert!(!page.contains(absent), "{absent}");
    }
    let escaped = "&lt;img src=x onerror=alert(1)&gt;&quot; &amp; &#39;co&#39;";
    assert!(page.contains(&format!("<th scope=\"row\"><bdi>{escaped}</bdi></th>")));
    assert!(page.contains(&format!("<th scope=\"col\"><bdi>{escaped}</bdi></th>")));
    assert!(page.contains("&lt;/ul&gt;&lt;script&gt;alert(2)&lt;/script&gt;"));
    for present in [
        "<html lang=\"en\">",
        "@page { size: A4 landscape;",
        "prefers-color-scheme: dark",
        "<svg role=\"img\"",
        "default-src 'none'",
        "<caption>",
        "Knows what is on the mind of each of their clients",
    ] {
        assert!(page.contains(present), "{present}");
    }
    // One mark per pair of list and role, and four in the legend.
    let marks = page.matches("<circle ").count() + page.matches("<rect ").count();
    assert_eq!(marks, 5 * 5 + 4);
    // Every tag that is opened is closed again.
    for tag in [
        "table", "tr", "th", "td", "ul", "li", "svg", "text", "bdi", "section", "main",
    ] {
        let opened =
            page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

#[test]
fn a_file_that_cannot_be_written_is_said() {
    let place = Place::with_bank();
    fs::create_dir_all(place.path("folder.html/inside")).expect("a folder");
    let said = place
        .run(&["matrix", "bank", "--html", "folder.html"])
        .failed(1);
    assert!(said.contains("`folder.html` cannot be written"), "{said}");
}
