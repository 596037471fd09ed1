//! `--simulate`: a release that only counts is signed as such, and ends with the next one.

use bundle::Mode;

use crate::browser::look;
use crate::common::Place;
use crate::company::{anchor, signed};

const SERVED: [&str; 4] = ["publish", "quayside", "--to", "served"];

fn mode(place: &Place) -> Mode {
    let get = |path: &str| std::fs::read(place.path("served").join(path)).ok();
    look(&anchor(place), &get).expect("whole").pointer.mode
}

#[test]
fn a_simulation_is_signed_and_ends_with_the_next_release() {
    let place = signed();
    let simulate = [&SERVED[..], &["--simulate"]].concat();
    let said = place.run(&simulate).failed(1);
    assert!(
        said.contains("`fineline sign --simulate` makes one"),
        "{said}"
    );
    assert!(!place.path("served").exists(), "nothing was written");

    let said = place.run(&["sign", "quayside", "--simulate"]).fine();
    assert!(
        said.contains("simulated: browsers decide and count"),
        "{said}"
    );
    place.run(&simulate).fine();
    assert_eq!(mode(&place), Mode::Simulated);
    let said = place.run(&["status", "served"]).fine();
    assert!(
        said.contains("simulated: browsers decide and count"),
        "{said}"
    );

    place.run(&["sign", "quayside"]).fine();
    let said = place.run(&SERVED).fine();
    assert!(!said.contains("simulated"), "{said}");
    assert_eq!(mode(&place), Mode::Live);
}

#[test]
fn whoever_signs_after_the_first_need_not_say_it_again() {
    let place = signed();
    place.run(&["sign", "quayside", "--simulate"]).fine();
    let before = std::fs::read(place.path("quayside/build/release/metadata/timestamp.json"));
    for again in [
        &["sign", "quayside"][..],
        &["sign", "quayside", "--simulate"],
    ] {
        place.run(again).fine();
        let after = std::fs::read(place.path("quayside/build/release/metadata/timestamp.json"));
        assert_eq!(after.expect("signed"), *before.as_ref().expect("signed"));
    }
}

#[test]
fn a_kill_switch_leaves_a_simulation_as_it_is() {
    let place = signed();
    place.run(&["sign", "quayside", "--simulate"]).fine();
    place.run(&SERVED).fine();
    place.run(&["kill", "quayside", "--site", "x"]).fine();
    assert_eq!(mode(&place), Mode::Simulated);
}
