//! Rules that can never speak, and rules that others always drown out.

use crate::FINE;
use crate::company::{Files, rule};

fn of(conditions: &str) -> Files {
    Files::new().with("rules/a.toml", &rule("a", "note", conditions))
}

#[test]
fn a_rule_that_can_never_speak_is_found_and_its_twin_is_not() {
    for (never, twin) in [
        (
            "what = { text = [\"x\"], until = 2026-11-21 }",
            "what = { text = [\"x\"], until = 2026-11-23 }",
        ),
        (
            "what = { text = [\"x\"], from = 2027-03-02, until = 2027-03-02 }",
            "what = { text = [\"x\"], from = 2027-03-02, until = 2027-03-03 }",
        ),
        (
            "who = { role = [\"sales\"], not-role = [\"sales\", \"engineer\"] }",
            "who = { role = [\"sales\", \"engineer\"], not-role = [\"sales\"] }",
        ),
        (
            "who = { team = [\"platform\"], not-team = [\"platform\"] }",
            "who = { team = [\"platform\"] }",
        ),
        (
            "who = { seniority = [\"chief\"] }",
            "who = { seniority = [\"chief\", \"staff\"] }",
        ),
        (
            "who = { seniority = [\"manager\"] }\nwhom = { seniority = [\"director\"], above-author-by = 2 }",
            "who = { seniority = [\"manager\"] }\nwhom = { seniority = [\"director\"], above-author-by = 1 }",
        ),
        (
            "who = { seniority = [\"manager\"] }\nwhom = { above-author-by = 4 }",
            "who = { seniority = [\"manager\"] }\nwhom = { above-author-by = 3 }",
        ),
        (
            "whom = { audience = [\"clients\"], state = [\"negotiation\"] }",
            "whom = { audience = [\"clients\"], state = [\"lead\"] }",
        ),
        (
            "whom = { class = [\"press\"] }",
            "whom = { class = [\"press\", \"client\"] }",
        ),
        (
            "whom = { match = [\"headline\"] }",
            "whom = { match = [\"headline\", \"person\"] }",
        ),
        (
            "what = { surface = [\"post\", \"invitation-note\"], parent-asks = true }",
            "what = { surface = [\"post\", \"reply\"], parent-asks = true }",
        ),
        (
            "who = { posting-as = [\"company-page\"] }",
            "who = { posting-as = [\"brand-account\"] }",
        ),
    ] {
        // What is at fault stands on the last line.
        let line = 5 + never.matches('\n').count();
        assert_eq!(
            of(never).found(),
            [format!("never-speaks rules/a.toml:{line}")],
            "{never}"
        );
        assert_eq!(of(twin).found(), FINE, "{twin}");
    }
}

#[test]
fn a_list_whose_entries_have_ended_silences_its_rules() {
    let files = of("whom = { audience = [\"clients\"] }");
    assert_eq!(files.found_on("2027-12-31"), FINE);
    assert_eq!(
        files.found_on("2028-01-01"),
        ["never-speaks rules/a.toml:5"]
    );
    let confirmed = "display_name,x_handle,confirmed_on\nElena Marchetti,@elena,2026-01-01\n";
    let files = files.with("audiences/clients.csv", confirmed);
    assert_eq!(files.found_on("2026-06-30"), FINE, "180 days");
    assert_eq!(
        files.found_on("2026-07-01"),
        ["never-speaks rules/a.toml:5"],
        "181 days"
    );
}

#[test]
fn a_listed_company_can_be_recognised_by_what_it_has() {
    let of_company = |row: &str, via: &str| {
        let csv = format!("kind,display_name,email_domain,linkedin_company_url\ncompany,{row}\n");
        let found =
            of(&format!("whom = {{ match = [\"{via}\"] }}")).with("audiences/clients.csv", &csv);
        found.found().len()
    };
    assert_eq!(of_company("Okafor Shipping,,", "headline"), 0);
    assert_eq!(of_company("Okafor Shipping,,", "domain"), 1);
    assert_eq!(of_company("Okafor Shipping,okafor.example,", "domain"), 0);
    assert_eq!(
        of_company("Okafor Shipping,okafor.example,", "company-page"),
        1
    );
    assert_eq!(
        of_company(
            "Okafor Shipping,,linkedin.com/company/okafor",
            "company-page"
        ),
        0
    );
}

#[test]
fn a_rule_about_words_is_silent_where_texts_are_not_read() {
    let off = |files: Files| {
        files.edit(
            "fineline.toml",
            "language = \"en\"",
            "text_reading = false\nlanguage = \"en\"",
        )
    };
    assert_eq!(
        off(of("what = { text = [\"x\"] }")).found(),
        ["never-speaks rules/a.toml:5"]
    );
    assert_eq!(off(of("whom = { audience = [\"clients\"] }")).found(), FINE);
}

/// Two rules, the first of which may be shadowed.
fn pair(one: (&str, &str), other: (&str, &str)) -> Vec<String> {
    let files = Files::new().with("rules/a.toml", &rule("m", one.0, one.1));
    files
        .with("rules/b.toml", &rule("other", other.0, other.1))
        .found()
}

#[test]
fn a_rule_that_another_one_always_precedes_is_found_and_its_twin_is_not() {
    let clients = "whom = { audience = [\"clients\"] }\nwhat = { text = [\"discount\"] }";
    let discount = "what = { text = [\"Discount\"] }";
    let both = "what = { text = [\"discount\", \"refund\"] }";
    let class = "whom = { class = [\"client\", \"press\"] }";
    let all_bar_both = "who = { not-role = [\"engineer\", \"sales\"] }";
    let all_bar_one = "who = { not-role = [\"sales\"] }";
    let sure = "whom = { audience = [\"clients\"], sure = true }";
    let person = "whom = { audience = [\"clients\"], match = [\"person\"] }";
    let late = "what = { text = [\"discount\"], from = 2027-02-01 }";
    let early = "what = { text = [\"discount\"], from = 2027-01-01 }";
    for (one, other, twin) in [
        // Fewer words, as loud or quieter.
        (("note", discount), ("pause", both), ("note", both)),
        (("note", both), ("pause", both), ("pause", discount)),
        // The narrower list within the wider class.
        (("nudge", clients), ("pause", class), ("note", class)),
        (
            ("nudge", all_bar_both),
            ("pause", all_bar_one),
            (
                "pause",
                "who = { not-role = [\"sales\"], role = [\"engineer\"] }",
            ),
        ),
        // A listed person comes before a word, as long as both are equally loud.
        (("nudge", clients), ("pause", discount), ("nudge", discount)),
        (
            ("nudge", person),
            ("pause", sure),
            (
                "pause",
                "whom = { audience = [\"clients\"], match = [\"domain\"], sure = true }",
            ),
        ),
        (
            ("nudge", late),
            ("pause", early),
            (
                "pause",
                "what = { text = [\"discount\"], from = 2027-03-01 }",
            ),
        ),
    ] {
        let found = pair(one, other);
        let shadowed: Vec<&String> = found
            .iter()
            .filter(|it| it.starts_with("shadowed"))
            .collect();
        assert_eq!(
            shadowed,
            ["shadowed-rule rules/a.toml:1"],
            "{one:?} below {other:?}"
        );
        let found = pair(one, twin);
        assert!(
            !found.iter().any(|it| it == "shadowed-rule rules/a.toml:1"),
            "{one:?} beside {twin:?}"
        );
    }
}

#[test]
fn of_two_rules_alike_the_later_name_is_the_one_that_never_comes_first() {
    let discount = "what = { text = [\"discount\"] }";
    assert_eq!(
        pair(("note", discount), ("note", discount)),
        ["shadowed-rule rules/b.toml:1"]
    );
    let surface = "what = { text = [\"discount\"], surface = [\"reply\"] }";
    let comment = "what = { text = [\"discount\"], surface = [\"comment\"] }";
    assert_eq!(pair(("note", surface), ("note", comment)), FINE);
}
