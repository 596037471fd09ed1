//! Who is on which list: on several lists, and on each of them once.

use bundle::builder::compile::compile;
use bundle::builder::scene::{Scene, Stage, author, play};
use policy::{AccountKey, Minute, Site, Surface};

use crate::FINE;
use crate::company::{Files, rule};

/// A second list with these rows.
fn with_partners(rows: &str) -> Files {
    let files = Files::new().with(
        "rules/a.toml",
        &rule("a", "note", "whom.audience = [\"clients\"]"),
    );
    let files = files.with(
        "rules/b.toml",
        &rule("b", "pause", "whom.audience = [\"partners\"]"),
    );
    let files = files.with(
        "audiences/partners.toml",
        "label = \"Partners\"\nclass = \"partner\"\nowner = \"jonas\"\n",
    );
    let csv = format!("kind,display_name,x_handle,email_domain,owner\n{rows}");
    files.with("audiences/partners.csv", &csv)
}

#[test]
fn one_person_may_be_on_two_lists_and_on_each_of_them_once() {
    assert_eq!(
        with_partners(",Elena Marchetti,@Elena,,jonas\n").found(),
        FINE
    );
    let twice = with_partners(",Elena Marchetti,@Elena,,jonas\n,E. Marchetti,elena,,jonas\n");
    assert_eq!(
        twice.found(),
        ["duplicate-account audiences/partners.csv:3"]
    );
    let companies =
        "company,Okafor Shipping,,okafor.example,\ncompany,Okafor Cranes,,okafor.example,\n";
    assert_eq!(
        with_partners(companies).found(),
        ["duplicate-account audiences/partners.csv:3"]
    );
}

/// The rules that speak when the engineer Alice answers these accounts.
fn reasons(files: &Files, to: &[&str]) -> Vec<String> {
    let company = files.read().unwrap();
    let bundle = compile(&company);
    let stage = Stage::new(&company, &bundle);
    let scene = Scene {
        author: author(&company, "alice").unwrap(),
        to: to
            .iter()
            .map(|handle| AccountKey::x(handle).unwrap().into())
            .collect(),
        site: Site::X,
        surface: Surface::Reply,
        text: "Congratulations!".to_owned(),
        parent: None,
    };
    let played = play(
        &stage,
        &scene,
        Minute::from_unix_seconds(1_795_000_000),
        &[],
    );
    let view = played.nudge.map(|nudge| nudge.reasons.len());
    assert_eq!(
        view,
        (!played.decision.reasons.is_empty()).then_some(1),
        "one line says why: both rules say the same"
    );
    let reasons = played.decision.reasons.iter();
    reasons.map(|reason| reason.rule.to_string()).collect()
}

#[test]
fn somebody_on_two_lists_gives_one_nudge_with_the_reasons_of_both() {
    let files = with_partners(",Elena Marchetti,@elena,,jonas\n,Bo Marsh,@bo,,jonas\n");
    assert_eq!(reasons(&files, &["elena"]), ["b", "a"], "the louder first");
    assert_eq!(reasons(&files, &["bo"]), ["b"]);
    assert_eq!(reasons(&files, &["toni"]), FINE);
}

#[test]
fn a_rule_about_a_class_that_points_to_the_owner_needs_one() {
    let rule = rule("a", "note", "whom.class = [\"client\"]");
    let rule = rule
        .replace("{ desk = \"press\" }", "\"owner\"")
        .replace("{desk}", "{owner}");
    let files = Files::new().with("rules/a.toml", &rule);
    assert_eq!(files.found(), FINE);
    let unowned = files.edit("audiences/clients.csv", "lead,jonas", "lead,");
    assert_eq!(unowned.found(), ["no-owner audiences/clients.csv:2"]);
    let other = unowned.edit("rules/a.toml", "\"client\"", "\"client\", \"press\"");
    assert_eq!(other.found(), ["no-owner audiences/clients.csv:2"]);
    let desk = unowned.edit(
        "audiences/clients.toml",
        "owner =",
        "desk = \"press\"\nowner =",
    );
    assert_eq!(desk.found(), FINE, "the list's desk is asked instead");
}
