//! `fineline explain`: what is shown, by which rule, and why not by the others; all of it for a small
//! company, and what matters for the example company.

mod common;

use common::{Place, Said};

fn explain(args: &[&str]) -> Said {
    let place = Place::new();
    place.run(&["init", "bank"]).fine();
    let all = ["explain", "bank", "--today", "2026-11-22"];
    let all: Vec<&str> = all.into_iter().chain(args.iter().copied()).collect();
    place.run(&all)
}

#[test]
fn says_everything_about_a_pause() {
    let place = Place::with_quayside();
    let of = ["explain", "quayside", "--today", "2026-11-22"];
    let scene = ["--as", "buyer", "--to", "@bo_marsh", "--text", "Great!"];
    let said = place.run(&[&of[..], &scene[..]].concat()).fine();
    let expected = "\
pause

  Kim Tarrant is in talks with Bo Marsh
  A word with Kim Tarrant first helps both.
  → Kim Tarrant · Account manager · https://chat.quayside.example/kim

because of `talks`: Kim Tarrant leads the talks with Bo Marsh.

holds `talks` for @bo_marsh
    yes the recipient is on `talks` (talks)
    yes the deal is in state `negotiation` (negotiation)
not `client` for @bo_marsh
    no  the recipient is on `clients` (talks)
not `price`
    yes the author is not `sales` (`buyer`)
    no  the draft is about `text of rule price`
not `paper` for @bo_marsh
    yes the author is not `press` (`buyer`)
    no  the recipient is on `papers` (talks)
";
    assert_eq!(said, expected);
}

#[test]
fn says_who_is_left_out() {
    for (args, expected) in [
        (
            ["--person", "jonas", "--to", "/in/elena-marchetti"],
            "left out: linkedin.com/in/elena-marchetti is looked after by the author",
        ),
        (
            ["--person", "priya", "--to", "@elena_marchetti"],
            "left out: @elena_marchetti is looked after by the author",
        ),
        (
            ["--as", "engineer", "--to", "@mara_lindqvist"],
            "left out: @mara_lindqvist is a colleague",
        ),
        (
            ["--as", "engineer", "--to", "@hugo_lemaire"],
            "left out: @hugo_lemaire has an entry whose last day has passed",
        ),
    ] {
        let said = explain(&args).fine();
        assert!(said.starts_with("silent\n"), "{said}");
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn is_silent_about_a_stranger() {
    let said = explain(&[
        "--as",
        "engineer",
        "--to",
        "@toni_reyes",
        "--text",
        "Hello!",
    ])
    .fine();
    assert!(
        said.starts_with(
            "silent\n\nnot `exclusive-client`: there is nobody here whom it is about\n"
        ),
        "{said}"
    );
}

#[test]
fn merges_a_rule_about_the_words_with_one_about_the_person() {
    let args = [
        "--as",
        "engineer",
        "--to",
        "@victor_hale",
        "--text",
        "We have a discount.",
        "--format",
        "json",
    ];
    let said = explain(&args).json();
    assert_eq!(said["outcome"], "nudge");
    assert_eq!(said["reasons"][0]["rule"], "other-bank");
    assert_eq!(said["reasons"][1]["rule"], "price-question");
    assert_eq!(said["nudge"]["route"]["name"], "Press desk");
}

#[test]
fn speaks_german_where_asked() {
    let args = [
        "--as",
        "engineer",
        "--to",
        "@elena_marchetti",
        "--language",
        "de",
    ];
    let said = explain(&args).fine();
    assert!(
        said.contains("Jonas Brandt betreut Elena Marchetti"),
        "{said}"
    );
    // A language nobody wrote falls back to the company's own.
    let args = [
        "--as",
        "engineer",
        "--to",
        "@elena_marchetti",
        "--language",
        "fi",
    ];
    assert!(
        explain(&args)
            .fine()
            .contains("Jonas Brandt looks after Elena Marchetti")
    );
}

#[test]
fn refuses_what_it_does_not_know_in_one_line() {
    for (args, expected) in [
        (
            ["--as", "enginer", "--to", "@a"],
            "fineline: unknown role `enginer`: did you mean `engineer`?\n",
        ),
        (
            ["--person", "jonsa", "--to", "@a"],
            "fineline: unknown person `jonsa`: did you mean `jonas`?\n",
        ),
        (
            ["--to", "a.b", "--as", "sales"],
            "fineline: `a.b` is not an account on X or LinkedIn: expected `@jdoe`, `x.com/jdoe`, `linkedin.com/in/jane-doe` or `/company/acme`\n",
        ),
        (
            ["--to", "@a", "--site", "linkedin"],
            "fineline: `@a` is not an account on `linkedin`\n",
        ),
    ] {
        assert_eq!(explain(&args).failed(1), expected);
    }
}

#[test]
fn a_wrong_surface_names_the_right_ones() {
    let said = explain(&["--surface", "tweet", "--as", "engineer"]).failed(1);
    assert!(
        said.contains("unknown surface `tweet`") && said.contains("`direct-message`"),
        "{said}"
    );
}
