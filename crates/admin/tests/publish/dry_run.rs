//! `publish --dry-run`: lists what a real run would write, and writes nothing.

use crate::common::Place;
use crate::company::{TO, change, run, signed};
use crate::gate::Gate;

fn listed(place: &Place, args: &[&str], gate: Option<&Gate>) -> Vec<String> {
    let args = [&["publish", "quayside", "--format", "json"], args].concat();
    let said = run(place, &args, gate).json();
    let files = said["files"].as_array().expect("a list").iter();
    files
        .map(|path| path.as_str().expect("a path").to_owned())
        .collect()
}

#[test]
fn a_dry_run_lists_what_a_real_one_writes() {
    let place = signed();
    let gate = Gate::s3s(&place);
    for (to, gate) in [("served", None), (TO, Some(&gate))] {
        let would = listed(&place, &["--to", to, "--dry-run"], gate);
        assert!(would.len() >= 5, "{would:?}");
        assert_eq!(would.last().expect("files"), "metadata/timestamp.json");
        assert!(
            !place.path("served").exists() || to != "served",
            "nothing is made"
        );
        if let Some(gate) = gate {
            assert_eq!(gate.writes(), [""; 0]);
        }
        assert_eq!(listed(&place, &["--to", to], gate), would);
        assert_eq!(listed(&place, &["--to", to, "--dry-run"], gate), [""; 0]);
    }
}

#[test]
fn a_dry_run_says_so_and_is_not_remembered() {
    let place = signed();
    let said = place.run(&["publish", "quayside", "--to", "served"]).fine();
    assert!(!said.contains("nothing was written"), "{said}");
    change(&place, "quayside", "Head of accounts", None);
    let args = ["publish", "quayside", "--to", "elsewhere", "--dry-run"];
    let said = place.run(&args).fine();
    assert!(
        said.starts_with("would publish version 2 in `elsewhere`\n"),
        "{said}"
    );
    assert!(said.ends_with("nothing was written\n"), "{said}");
    let noted = std::fs::read_to_string(place.path("quayside/build/published-to"));
    assert!(noted.expect("a note").ends_with("served"));
}

#[test]
fn a_dry_run_refuses_what_a_real_one_refuses() {
    let place = signed();
    place.run(&["publish", "quayside", "--to", "served"]).fine();
    let other = signed();
    let served = place.path("served");
    let to = served.to_str().expect("a path");
    let said = other.run(&["publish", "quayside", "--to", to, "--dry-run"]);
    assert!(said.failed(1).contains("belongs to another root"));
}
