//! `fineline import`: each folder of `import` is a case: exports in `input`, further arguments in
//! `args.txt`, files of the company in `bank` that take the place of those in `base`, the report, and
//! the list that must come out (none for an import that is refused).
//! `UPDATE_EXPECTATIONS=1 cargo test -p admin --test import` rewrites the reports: read the diff.

#![expect(clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Place, Said};

const LIST: &str = "bank/audiences/prospects.csv";

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

/// A company, and what is to be imported.
struct Case {
    place: Place,
    args: Vec<String>,
}

impl Case {
    fn new(name: &str) -> Self {
        let (place, from) = (Place::new(), cases().join(name));
        let base = cases().join("base");
        fs::create_dir_all(place.path("bank/audiences")).expect("a folder");
        fs::copy(base.join("people.csv"), place.path("bank/people.csv")).expect("a copy");
        place.copy(&base.join("audiences"), "bank/audiences");
        place.copy(&from.join("input"), "input");
        if from.join("bank").exists() {
            place.copy(&from.join("bank/audiences"), "bank/audiences");
        }
        let inputs = place
            .files()
            .into_iter()
            .filter(|name| name.starts_with("input/"));
        let mut args = vec!["import".to_owned(), "bank".to_owned()];
        args.extend(inputs);
        args.extend(["--audience", "prospects"].map(str::to_owned));
        let more = fs::read_to_string(from.join("args.txt")).unwrap_or_default();
        args.extend(more.lines().map(str::to_owned));
        Self { place, args }
    }

    fn run(&self, more: &[&str]) -> Said {
        let args: Vec<&str> = self
            .args
            .iter()
            .map(String::as_str)
            .chain(more.iter().copied())
            .collect();
        self.place.run(&args)
    }

    fn list(&self) -> String {
        read(&self.place.path(LIST))
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file below with what is in it.
fn state(place: &Place) -> Vec<(String, Vec<u8>)> {
    let names = place.files().into_iter();
    names
        .map(|name| (name.clone(), fs::read(place.path(&name)).expect("a file")))
        .collect()
}

/// What differs, to be read by people.
fn difference(what: &str, name: &str, expected: &str, found: &str) -> Option<String> {
    let differs = expected != found;
    differs.then(|| format!("{name}, {what}\n--- expected\n{expected}--- found\n{found}"))
}

/// Previews, applies, applies again, takes back; what differs from what is expected.
fn accepted(name: &str, case: &Case, report: &str) -> Vec<String> {
    let before = state(&case.place);
    let preview = case.run(&[]).fine();
    assert_eq!(
        state(&case.place),
        before,
        "{name}: a dry run leaves nothing"
    );
    let applied = case.run(&["--apply"]).fine();
    let ending = "\ndry run: nothing is written; `--apply` writes it\n";
    let said = preview
        .strip_suffix(ending)
        .unwrap_or_else(|| panic!("{name}: {preview}"));
    assert!(applied.starts_with(said), "{name}: {applied}");
    let expected = read(&cases().join(name).join("expected.csv"));
    let found = case.list();
    let again = case.run(&["--apply"]).fine();
    assert!(
        again.contains("says all of it already"),
        "{name}: a second time\n{again}"
    );
    case.place.run(&["import", "bank", "--undo"]).fine();
    assert_eq!(state(&case.place), before, "{name}: taken back");
    let report = difference("the report", name, report, &preview);
    let list = difference("the list", name, &expected, &found);
    report.into_iter().chain(list).collect()
}

fn refused(name: &str, case: &Case, report: &str) -> Vec<String> {
    let before = state(&case.place);
    let said = case.run(&["--apply"]).failed(1);
    assert_eq!(state(&case.place), before, "{name}: nothing is changed");
    difference("the refusal", name, report, &said)
        .into_iter()
        .collect()
}

#[test]
fn every_export_gives_its_list_and_its_report() {
    let update = std::env::var_os("UPDATE_EXPECTATIONS").is_some();
    let mut failures = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(cases()).expect("the cases") {
        let name = entry
            .expect("an entry")
            .file_name()
            .into_string()
            .expect("a name");
        if name == "base" {
            continue;
        }
        count += 1;
        let case = Case::new(&name);
        let path = cases().join(&name).join("report.txt");
        if update {
            let said = case.run(&[]);
            fs::write(&path, said.out + &said.err).expect("a report");
        }
        let report = fs::read_to_string(&path).unwrap_or_default();
        failures.extend(if name.starts_with("refused-") {
            refused(&name, &case, &report)
        } else {
            accepted(&name, &case, &report)
        });
    }
    let shown = failures.join("\n");
    assert!(
        failures.is_empty(),
        "{} of {count} cases:\n{shown}",
        failures.len()
    );
    assert!(count >= 20, "only {count} cases");
}

#[test]
fn programs_get_the_preview_as_data() {
    let json = Case::new("salesforce-data-export")
        .run(&["--format", "json"])
        .json();
    assert_eq!(json["ok"], true);
    assert_eq!(json["written"], false);
    assert_eq!(json["file"], "audiences/prospects.csv");
    let counts = &json["counts"];
    let counts = ["new", "changed", "unchanged", "kept", "rejected"].map(|name| &counts[name]);
    assert_eq!(counts, [4, 2, 0, 1, 5]);
    assert_eq!(json["files"][0]["format"], "salesforce-user");
    assert_eq!(json["first"][0]["change"], "changed");
    assert_eq!(json["first"][0]["owner"], "mara");
    assert_eq!(json["rejected"]["first"][0]["row"], 5);
    assert_eq!(json["unmatched_owners"]["Otto Grau"], 1);
    assert_eq!(json["unknown_stages"]["Blue phase"], 1);
}

#[test]
fn all_rejected_rows_go_to_a_file_in_which_nothing_is_a_formula() {
    let case = Case::new("x-list-csv");
    let mut members = "id,name,username\n".to_owned();
    for number in 0..25 {
        members += &format!(",=Name {number},\n");
    }
    fs::write(case.place.path("input/members.tsv"), members).expect("a file");
    let list = case.list();
    let said = case.run(&[]).fine();
    assert!(
        said.contains("… and 5 more; `--rejects FILE.csv` writes all of them"),
        "{said}"
    );
    let said = case.run(&["--rejects", "out/rejected.csv"]).fine();
    assert!(said.contains("25 rows rejected"), "{said}");
    assert!(
        said.contains("all of them are in `out/rejected.csv`"),
        "{said}"
    );
    let written = read(&case.place.path("out/rejected.csv"));
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines.len(), 26);
    assert_eq!(lines[0], "file,row,reason,name");
    let reason = "\"no handle, profile, company page or e-mail domain\"";
    assert_eq!(
        lines[25],
        format!("input/members.tsv,26,{reason},'=Name 24")
    );
    assert_eq!(case.list(), list, "a dry run writes no list");
}

#[test]
fn a_list_that_somebody_changed_since_is_not_taken_back() {
    let case = Case::new("x-list-json");
    case.run(&["--apply"]).fine();
    let by_hand = case.list().replace("Elena Marchetti", "Elena M.");
    fs::write(case.place.path(LIST), &by_hand).expect("a file");
    let before = state(&case.place);
    let said = case
        .place
        .run(&["import", "bank", "--undo", "--audience", "prospects"])
        .failed(1);
    assert!(said.contains("was changed since the import"), "{said}");
    assert!(said.contains("bank/build/import/prospects.csv"), "{said}");
    assert_eq!(state(&case.place), before);
}

#[test]
fn each_import_is_taken_back_once_and_the_last_one_first() {
    let case = Case::new("x-list-json");
    let (undo, files) = (["import", "bank", "--undo"], state(&case.place));
    assert!(
        case.place
            .run(&undo)
            .failed(1)
            .contains("there is no import to take back")
    );
    case.run(&["--apply"]).fine();
    case.run(&["--apply", "--audience", "analysts"]).failed(2);
    let members = "input/members.json";
    let analysts = [
        "import",
        "bank",
        members,
        "--audience",
        "analysts",
        "--apply",
    ];
    case.place.run(&analysts).fine();
    let both = state(&case.place);
    assert!(
        case.place
            .run(&undo)
            .fine()
            .contains("audiences/analysts.csv` is gone")
    );
    assert!(!case.place.path("bank/audiences/analysts.csv").exists());
    assert!(
        case.place
            .run(&undo)
            .fine()
            .contains("audiences/prospects.csv` is as it was")
    );
    assert_eq!(state(&case.place), files);
    assert!(case.place.run(&undo).failed(1).contains("no import"));
    assert_ne!(both, files);
}

#[test]
fn the_name_of_an_audience_leads_nowhere_else() {
    let case = Case::new("x-list-json");
    for id in ["../people", "a/b", "", "Prospects", "."] {
        let args = [
            "import",
            "bank",
            "input/members.json",
            "--audience",
            id,
            "--apply",
        ];
        let said = case.place.run(&args);
        assert_eq!(said.status, 2, "{id}: {}", said.err);
    }
}

#[test]
fn what_cannot_be_written_leaves_everything_as_it_was() {
    let case = Case::new("x-list-json");
    // Where the copy for the way back belongs stands a file.
    fs::write(case.place.path("bank/build"), "in the way").expect("a file");
    let before = state(&case.place);
    let said = case.run(&["--apply"]).failed(1);
    assert!(
        said.contains("bank/build/import/prospects.csv` cannot be"),
        "{said}"
    );
    assert_eq!(state(&case.place), before, "no list, no leftover");
}

#[test]
fn an_import_that_is_killed_leaves_everything_as_it_was() {
    let case = Case::new("x-list-json");
    let pipe = case.place.path("input/more.csv");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo").success());
    let args = [
        "import",
        "bank",
        "input/members.json",
        "input/more.csv",
        "--audience",
        "prospects",
        "--apply",
    ];
    let mut child = case.place.command(&args).spawn().expect("the command runs");
    // Opening waits for the reader, and the reader for the rest of the file.
    let mut writer = fs::OpenOptions::new()
        .write(true)
        .open(&pipe)
        .expect("a pipe");
    let start = "id,name,username\n1,Ann,ann\n".repeat(4000);
    std::io::Write::write_all(&mut writer, start.as_bytes()).expect("the beginning");
    child.kill().expect("a kill");
    child.wait().expect("an end");
    fs::remove_file(&pipe).expect("a removal");
    drop(writer);
    let fresh = Case::new("x-list-json");
    assert_eq!(state(&case.place), state(&fresh.place));
}

#[test]
fn whoever_reads_the_list_meanwhile_sees_the_old_or_the_new_one() {
    let case = Case::new("salesforce-data-export");
    let old = case.list();
    let new = read(&cases().join("salesforce-data-export/expected.csv"));
    let mut child = {
        let args: Vec<&str> = case
            .args
            .iter()
            .map(String::as_str)
            .chain(["--apply"])
            .collect();
        let mut command = case.place.command(&args);
        command
            .stdout(std::process::Stdio::null())
            .spawn()
            .expect("the command runs")
    };
    while child.try_wait().expect("a state").is_none() {
        let seen = case.list();
        assert!(seen == old || seen == new, "{seen}");
    }
    assert_eq!(case.list(), new);
}
