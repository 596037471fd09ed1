//! `fineline init` by flags: whatever it writes passes `check` and `test`. What it asks on a terminal is
//! tested beside the questions.

mod common;

use std::fs;

use common::Place;

#[test]
fn the_bare_starter_is_the_folder_it_is_kept_in() {
    let place = Place::new();
    place.run(&["init", "kept", "--bare"]).fine();
    let starter = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/starter");
    let kept = Place::new();
    kept.copy(starter.as_ref(), "kept");
    kept.add_schemas("kept");
    assert_eq!(place.files(), kept.files());
    for name in place.files() {
        let read = |place: &Place| fs::read_to_string(place.path(&name)).expect("a file");
        assert_eq!(read(&place), read(&kept), "{name}");
    }
}

#[test]
fn every_starter_passes_check_and_test() {
    for flags in [
        &["--bare"][..],
        &[
            "--bare",
            "--company",
            "Lund \"Cranes\" \\ Sons",
            "--language",
            "fr",
        ],
        &["--bare", "--language", "de", "--time-zone", "Europe/Zurich"],
        &["--bare", "--language", "es"],
        &["--bare", "--language", "it"],
        &["--bare", "--language", "pt-br"],
        // The example company's dates hold on both sides of the date line.
        &[
            "--company",
            "Lund Cranes",
            "--time-zone",
            "Pacific/Auckland",
        ],
        &[
            "--company",
            "Lund Krane",
            "--language",
            "de",
            "--time-zone",
            "America/Los_Angeles",
        ],
    ] {
        let place = Place::new();
        let args: Vec<&str> = ["init", "new"]
            .into_iter()
            .chain(flags.iter().copied())
            .collect();
        place.run(&args).fine();
        let said = place.run(&["check", "new", "--deny-warnings", "--today", "2026-11-22"]);
        let said = said.fine();
        assert!(said.starts_with("fine "), "{flags:?}: {said}");
        place.run(&["test", "new", "--today", "2026-11-22"]).fine();
    }
}

#[test]
fn flags_end_up_in_the_files() {
    let place = Place::new();
    let flags = [
        "--company",
        "Lund \"Cranes\"",
        "--language",
        "de",
        "--time-zone",
        "Europe/Zurich",
    ];
    let args: Vec<&str> = ["init", "new", "--bare"].into_iter().chain(flags).collect();
    place.run(&args).fine();
    let said = place.run(&["check", "new", "--format", "json"]).json();
    assert_eq!(said["company"], "Lund \"Cranes\"");
    let text = fs::read_to_string(place.path("new/fineline.toml")).expect("the company");
    assert!(text.contains("\ntime_zone = \"Europe/Zurich\"\n"), "{text}");
    let args = ["explain", "new", "--as", "engineer", "--to", "@kim_example"];
    let said = place.run(&args).fine();
    assert!(said.contains("Alex Example betreut Kim Example"), "{said}");
}

#[test]
fn wrong_flags_are_refused_before_anything_is_written() {
    let place = Place::new();
    for (flags, status, expected) in [
        (["--language", "German"], 2, "expected a tag in lower case"),
        (
            ["--time-zone", "Europe/Zürich"],
            2,
            "did you mean `Europe/Zurich`?",
        ),
        (["--company", " "], 2, "expected a name in one line"),
        (
            ["--language", "fr"],
            1,
            "the example company speaks `en` and `de`, not `fr`",
        ),
    ] {
        let args: Vec<&str> = ["init", "new"].into_iter().chain(flags).collect();
        let said = place.run(&args).failed(status);
        assert!(said.contains(expected), "{said}");
    }
    assert_eq!(place.files(), [] as [String; 0]);
}
