//! `fineline review`: what is past or near its date, by owner, on the example company on different days.

mod common;

use common::Place;

fn edit(place: &Place, file: &str, from: &str, to: &str) {
    place.edit_first(&format!("bank/{file}"), from, to);
}

#[test]
fn far_from_every_date_nothing_is_due() {
    let place = Place::with_bank();
    let said = place
        .run(&["review", "bank", "--today", "2026-11-22"])
        .fine();
    assert_eq!(
        said,
        "fine Aldermoor Bank: nothing to review, 0 within 30 days\n"
    );
}

#[test]
fn the_span_decides_what_is_near() {
    let place = Place::with_bank();
    // The one exception ends on 2027-01-31: 70 days after.
    let day = ["--today", "2026-11-22", "--within"];
    let run = |within| {
        let args = [&["review", "bank"], &day[..], &[within]].concat();
        place.run(&args).fine()
    };
    assert!(run("69d").contains("nothing to review"), "a day too short");
    let said = run("10w");
    let expected = "
Priya Nair (priya)
  exception `alice to linkedin.com/in/rafael-coelho`  ends 2027-01-31, in 70 days  exceptions.toml:12
";
    assert!(said.ends_with(expected), "{said}");
    let said = place.run(&["review", "bank", "--within", "soon"]).failed(2);
    assert!(said.contains("like `30d` or `6w`"), "{said}");
}

#[test]
fn what_is_past_is_listed_first_and_by_owner_and_fails_nothing() {
    let place = Place::with_bank();
    edit(
        &place,
        "rules/outside.toml",
        "review_on = 2027-05-31",
        "review_on = 2026-11-01",
    );
    edit(
        &place,
        "audiences/competitors.toml",
        "review_on = 2027-05-31",
        "review_on = 2026-12-01",
    );
    edit(
        &place,
        "audiences/analysts.toml",
        "review_on = 2027-05-31\n",
        "",
    );
    let args = ["review", "bank", "--today", "2026-11-22"];
    let said = place.run(&args).fine();
    let expected = "\
review Aldermoor Bank: 1 past the date, 1 within 30 days

Ruth Adeyemi (ruth)
  rule      `other-bank`  review 2026-11-01, 21 days ago  rules/outside.toml:9
  audience  `competitors`  review 2026-12-01, in 9 days  audiences/competitors.toml:8

Without a review date
  audience  `analysts`  audiences/analysts.toml
";
    assert_eq!(said, expected);
    let json = place
        .run(&[&args[..], &["--format", "json"]].concat())
        .json();
    assert_eq!((&json["past"], &json["near"]), (&1.into(), &1.into()));
    assert_eq!(json["owners"][0]["owner"], "ruth");
    let first = &json["owners"][0]["items"][0];
    assert_eq!(
        (first["what"].as_str(), first["days_left"].as_i64()),
        (Some("other-bank"), Some(-21))
    );
    assert_eq!(json["undated"][0]["what"], "analysts");
}
