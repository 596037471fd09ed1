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
        let found = place.run(&["check", "bank"]).failed(1);
        // `compile` refuses with the same words, and before it writes anything.
        assert_eq!(place.run(&["compile", "bank"]).failed(1), found, "{name}");
        assert_eq!(place.files(), before, "{name}");
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
    let large = File::create(place.path("bank/accounts.csv")).expect("a file");
    large.set_len(200_000_000).expect("a sparse file");
    let said = place.run(&["check", "bank"]).failed(1);
    assert_eq!(
        said,
        "accounts.csv: is 200 MB large\n  help: files up to 64 MB are read\n\n1 problem\n"
    );
}

#[test]
fn missing_files_are_one_report_too() {
    let place = Place::new();
    let said = place.run(&["check"]).failed(1);
    for name in ["policy.toml", "people.csv", "accounts.csv"] {
        assert!(
            said.contains(&format!("{name}: cannot be read: there is no such file")),
            "{said}"
        );
    }
}

#[test]
fn programs_get_the_same_report_as_data() {
    let place = company("unknown-column");
    let said = place.run(&["check", "bank", "--format", "json"]);
    assert_eq!(said.status, 1);
    let json = said.json();
    assert_eq!(json["ok"], false);
    assert_eq!(json["problems"][0]["file"], "people.csv");
    assert_eq!(json["problems"][0]["line"], 1);
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
    ] {
        assert_eq!(place.run(args).status, 2, "{args:?}");
    }
}
