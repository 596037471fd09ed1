//! `fineline rollback`: old content under a higher version, signed and published as usual.

use crate::browser::{Found, look};
use crate::common::Place;
use crate::company::{TO, anchor, change, run, signed};
use crate::gate::Gate;

fn browser(place: &Place, get: &dyn Fn(&str) -> Option<Vec<u8>>) -> Found {
    look(&anchor(place), get).expect("whole")
}

fn check(place: &Place, to: &str, gate: Option<&Gate>) {
    let get = |path: &str| match gate {
        Some(gate) => gate.get(path),
        None => std::fs::read(place.path(to).join(path)).ok(),
    };
    run(place, &["publish", "quayside", "--to", to], gate).fine();
    let first = browser(place, &get);
    change(place, "quayside", "A mistake", gate);
    run(place, &["publish", "quayside", "--to", to], gate).fine();
    assert!(browser(place, &get).says("A mistake"));

    let said = run(place, &["rollback", "1", "quayside"], gate).fine();
    assert!(
        said.starts_with("laid out version 3 with the content of version 1"),
        "{said}"
    );
    let said = run(place, &["publish", "quayside", "--to", to], gate).failed(1);
    assert!(
        said.contains("role `targets` has 0 of 1 signatures"),
        "{said}"
    );
    run(place, &["sign", "quayside"], gate).fine();
    run(place, &["publish", "quayside", "--to", to], gate).fine();
    let back = browser(place, &get);
    assert_eq!((back.version, back.contents), (3, first.contents));

    // The company's files stay as they are, and are the next release.
    place.run(&["compile", "quayside"]).fine();
    run(place, &["sign", "quayside"], gate).fine();
    run(place, &["publish", "quayside", "--to", to], gate).fine();
    assert!(browser(place, &get).says("A mistake"));
}

#[test]
fn old_content_comes_back_under_a_higher_version_in_a_folder() {
    check(&signed(), "served", None);
}

#[test]
fn old_content_comes_back_under_a_higher_version_in_a_bucket() {
    let place = signed();
    let gate = Gate::s3s(&place);
    check(&place, TO, Some(&gate));
}

#[test]
fn what_was_never_published_or_was_spoiled_does_not_come_back() {
    let place = signed();
    place.run(&["publish", "quayside", "--to", "served"]).fine();
    let said = place.run(&["rollback", "7", "quayside"]).failed(1);
    assert!(said.contains("version 7 is not in `"), "{said}");
    change(&place, "quayside", "Head of accounts", None);
    place.run(&["publish", "quayside", "--to", "served"]).fine();
    place.edit(
        "served/metadata/1.targets.json",
        "policy.json",
        "polite.json",
    );
    let said = place.run(&["rollback", "1", "quayside"]).failed(1);
    assert!(
        said.contains("was never part of a release of this company"),
        "{said}"
    );
    assert!(
        !place
            .path("quayside/build/release")
            .join("metadata/3.targets.json")
            .exists()
    );
}
