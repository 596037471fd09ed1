//! `fineline explain` on the example company: what is shown, by which rule, and why not by the others.

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
    let said = explain(&[
        "--as",
        "engineer",
        "--to",
        "@samuel_okafor",
        "--surface",
        "reply",
        "--text",
        "Great!",
    ])
    .fine();
    let expected = "\
pause

  Mara Lindqvist is in talks with Samuel Okafor
  A quick word with Mara Lindqvist first keeps both conversations in step. Your draft stays right here.
  → Mara Lindqvist · Deal lead · Sales, shipping · https://chat.aldermoor.example/mara

because of `live-negotiation`: Aldermoor Bank and Samuel Okafor are discussing an agreement, and Mara Lindqvist leads the talks.

holds `live-negotiation` for @samuel_okafor
    yes the recipient is on `prospects` (prospects)
    yes the deal is in state `negotiation` (negotiation)
not `exclusive-client` for @samuel_okafor
    no  the recipient is on `exclusive-clients` (prospects)
not `first-contact` for @samuel_okafor
    yes the recipient is on `prospects` (prospects)
    no  the deal is in state `lead` (negotiation)
not `other-bank` for @samuel_okafor
    yes the author is not `communications` (`engineer`)
    no  the recipient is on `competitors` (prospects)
not `analyst` for @samuel_okafor
    yes the author is not `communications` (`engineer`)
    no  the recipient is on `analysts` (prospects)
not `price-question`
    yes the author is not `support` or `sales` or `account-manager` (`engineer`)
    no  the draft is about `text of rule price-question`
not `support-question`
    yes the author is not `support` (`engineer`)
    no  the post being answered is about `parent of rule support-question`
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
