//! Bad input: each folder of `bad-input` holds files that take the place of those in `base`, and the
//! report they must give. `UPDATE_EXPECTATIONS=1 cargo test -p admin` rewrites the reports: read the diff.

mod common;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use common::Place;

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-input")
}

fn company(case: &str) -> Place {
    let place = Place::new();
    place.copy(&cases().join("base"), "bank");
    place.copy(&cases().join(case), "bank");
    let _ = fs::remove_file(place.path("bank/report.txt"));
    place
}

#[test]
fn every_bad_input_gives_one_report_and_leaves_nothing_behind() {
    let update = std::env::var_os("UPDATE_EXPECTATIONS").is_some();
    let mut failures = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(cases()).expect("the cases") {
        let name = entry
            .expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned();
        if name == "base" {
            continue;
        }
        count += 1;
        let place = company(&name);
        let before = place.files();
        let said = place.run(&["check", "bank"]);
        assert_eq!(said.status, 1, "{name}: {said:?}");
        let found = said.failed(1);
        // `compile` refuses with the same words, and before it writes anything.
        assert_eq!(place.run(&["compile", "bank"]).failed(1), found, "{name}");
        // Tables of topics that `check` keeps for the next run are nobody's outcome.
        let mut after = place.files();
        after.retain(|file| file != "bank/build/topics.kept");
        assert_eq!(after, before, "{name}");
        let path = cases().join(&name).join("report.txt");
        if update {
            fs::write(&path, &found).expect("a report");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if found != expected {
            failures.push(format!(
                "{name}\n--- expected\n{expected}--- found\n{found}"
            ));
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {count} cases:\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert!(count >= 20, "only {count} cases");
}

#[test]
fn the_base_of_the_bad_inputs_is_fine() {
    let said = company("base").run(&["check", "bank"]).fine();
    assert_eq!(
        said,
        "fine Aldermoor Bank: 1 rule, 2 examples, 2 colleagues, 2 accounts\n"
    );
}

#[test]
fn a_file_of_200_mb_is_refused_by_its_size_unread() {
    let place = company("base");
    let large = File::create(place.path("bank/audiences/clients.csv")).expect("a file");
    large.set_len(200_000_000).expect("a sparse file");
    let said = place.run(&["check", "bank"]).failed(1);
    let expected = "\
error[too-large]: is 200 MB large
--> audiences/clients.csv
 = help: files up to 64 MB are read

1 problem
";
    assert_eq!(said, expected);
}

#[test]
fn missing_files_are_one_report_too() {
    let place = Place::new();
    let said = place.run(&["check"]).failed(1);
    for name in ["fineline.toml", "people.csv"] {
        let expected =
            format!("error[unreadable]: cannot be read: there is no such file\n--> {name}\n");
        assert!(said.contains(&expected), "{said}");
    }
}

#[test]
fn a_folder_of_an_earlier_version_says_what_to_do() {
    let place = Place::new();
    let old = |to: &str| fs::write(place.path(to), "company = \"Aldermoor Bank\"\n");
    old("policy.toml").expect("a file");
    let said = place.run(&["check"]).failed(1);
    let expected = "\
error[old-layout]: is the layout of an earlier version
--> policy.toml
 = help: `fineline init` writes today's into an empty folder: move each part to the file that its README names

1 problem
";
    assert_eq!(said, expected);
    // Beside a folder of today it is only in nobody's way.
    place.copy(&cases().join("base"), "bank");
    old("bank/policy.toml").expect("a file");
    let said = place.run(&["check", "bank"]).fine();
    assert!(
        said.starts_with("warning[unknown-file]: is not read\n--> policy.toml\n"),
        "{said}"
    );
}

#[test]
fn warnings_are_in_the_way_only_where_somebody_wants_it() {
    let place = company("base");
    fs::write(place.path("bank/rules/notes.md"), "See the wiki.\n").expect("a file");
    let said = place.run(&["check", "bank"]).fine();
    assert!(
        said.starts_with("warning[unknown-file]: is not read\n"),
        "{said}"
    );
    assert!(said.ends_with("2 accounts, 1 warning\n"), "{said}");
    let said = place.run(&["check", "bank", "--deny-warnings"]).failed(1);
    assert!(
        said.starts_with("error[unknown-file]: is not read\n"),
        "{said}"
    );
    let said = place.run(&["check", "bank", "--format", "json"]).json();
    assert_eq!(said["ok"], true);
    assert_eq!(said["problems"][0]["severity"], "warning");
    fs::remove_file(place.path("bank/rules/notes.md")).expect("a file");
    place.run(&["check", "bank", "--deny-warnings"]).fine();
}

#[test]
fn reviews_and_exceptions_that_are_over_are_warnings_on_the_day() {
    let place = company("base");
    let add = |file: &str, line: &str| {
        let path = place.path(file);
        let text = fs::read_to_string(&path).unwrap_or_default();
        fs::write(path, format!("{line}\n{text}")).expect("a file");
    };
    add("bank/audiences/clients.toml", "review_on = 2027-05-31");
    add(
        "bank/exceptions.toml",
        "[[exception]]\nauthor = \"alice\"\nto = \"@elena_marchetti\"\nuntil = 2027-05-31",
    );
    let on = |day| place.run(&["check", "bank", "--today", day]).fine();
    assert!(!on("2027-05-30").contains("warning"));
    let said = on("2027-06-02");
    let expected = "\
warning[review-overdue]: audience `clients` was to be reviewed on 2027-05-31
 --> audiences/clients.toml:1:13
";
    assert!(said.starts_with(expected), "{said}");
    let expected = "\
warning[exception-ended]: the exception ended at 2027-06-01T00:00:00Z
 --> exceptions.toml:4:9
";
    assert!(said.contains(expected), "{said}");
}

#[test]
fn programs_get_the_same_report_as_data() {
    let place = company("unknown-column");
    let said = place.run(&["check", "bank", "--format", "json"]);
    assert_eq!(said.status, 1);
    let json = said.json();
    assert_eq!(json["ok"], false);
    assert_eq!(json["problems"][0]["file"], "people.csv");
    let place = ["line", "column", "end_line", "end_column"];
    let place = place.map(|key| json["problems"][0][key].as_u64());
    assert_eq!(place, [Some(1), Some(15), Some(1), Some(19)]);
    assert_eq!(json["problems"][0]["severity"], "error");
    assert_eq!(json["problems"][0]["code"], "unknown-column");
    assert_eq!(json["problems"][0]["message"], "unknown column `lnik`");
    assert_eq!(json["problems"][0]["help"], "did you mean `link`?");
}

#[test]
fn a_wrong_command_line_is_status_2() {
    let place = Place::new();
    for args in [
        &["chekc"][..],
        &["check", "--tody", "x"],
        &["check", "--today", "soon"],
        &["sign", "--life", "owner=5d"],
        &["compile", "--format", "sarif"],
    ] {
        assert_eq!(place.run(args).status, 2, "{args:?}");
    }
}
