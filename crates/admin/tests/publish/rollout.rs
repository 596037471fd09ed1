//! `--rollout`: what is new goes to some first, the others keep what they have, and to everybody when
//! somebody says so.

use bundle::{Reader, Rollout};

use crate::browser::{Found, look_as};
use crate::common::Place;
use crate::company::{anchor, change, signed};

const SERVED: [&str; 4] = ["publish", "quayside", "--to", "served"];

/// Published, and something new compiled.
fn with_news() -> Place {
    let place = signed();
    place.run(&SERVED).fine();
    change(&place, "quayside", "Something new", None);
    place
}

fn roll_out(place: &Place, who: &str) -> String {
    let said = place.run(&["sign", "quayside", "--rollout", who]).fine();
    place
        .run(&[&SERVED[..], &["--rollout", who]].concat())
        .fine();
    said
}

fn seen_by(place: &Place, reader: &Reader) -> Found {
    let get = |path: &str| std::fs::read(place.path("served").join(path)).ok();
    look_as(reader, &anchor(place), &get).expect("whole")
}

fn person(name: &str) -> Reader {
    Reader {
        person: Some(name.into()),
        installation: None,
    }
}

/// What is published about the rollout.
fn rollout(place: &Place) -> Rollout {
    let newest = std::fs::read_dir(place.path("served/targets"))
        .expect("targets")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.to_string_lossy().ends_with(".rollout.json"))
        .max_by_key(|path| {
            path.metadata()
                .and_then(|it| it.modified())
                .expect("a time")
        });
    let bytes = std::fs::read(newest.expect("a rollout")).expect("a file");
    Rollout::read(&bytes).expect("readable")
}

#[test]
fn champions_read_what_is_new_and_the_others_what_they_had() {
    let place = signed();
    place.run(&SERVED).fine();
    let before = seen_by(&place, &person("noa"));
    change(&place, "quayside", "Something new", None);
    let said = roll_out(&place, "champions=kim");
    assert!(
        said.contains("what is new is for kim; the others keep"),
        "{said}"
    );
    assert!(seen_by(&place, &person("kim")).says("Something new"));
    let other = seen_by(&place, &person("noa"));
    assert_eq!(other.contents, before.contents);
    let said = place.run(&["status", "served"]).fine();
    assert!(said.contains("what is new is for kim"), "{said}");

    // Finished by saying nothing of it, and never by itself.
    place.run(&["sign", "quayside"]).fine();
    place.run(&SERVED).fine();
    for name in ["kim", "noa"] {
        assert!(
            seen_by(&place, &person(name)).says("Something new"),
            "{name}"
        );
    }
}

#[test]
fn a_wider_share_keeps_its_seed_and_the_next_rollout_has_another() {
    let place = with_news();
    roll_out(&place, "share=25");
    let first = rollout(&place);
    assert_eq!((first.share, first.seed.len()), (25, 32));
    roll_out(&place, "share=50");
    assert_eq!(rollout(&place).seed, first.seed);
    assert_eq!(rollout(&place).share, 50);
    place.run(&["sign", "quayside"]).fine();
    place.run(&SERVED).fine();
    place.edit("quayside/people.csv", "Something new", "Something newer");
    place.run(&["compile", "quayside"]).fine();
    roll_out(&place, "share=25");
    assert_ne!(rollout(&place).seed, first.seed);
}

#[test]
fn the_share_is_of_browsers_that_made_up_a_number() {
    let place = with_news();
    roll_out(&place, "share=50");
    let rollout = rollout(&place);
    let readers = (0..20_u8).map(|number| Reader {
        person: None,
        installation: Some([number; 16]),
    });
    let (mut news, mut olds) = (0, 0);
    for reader in readers {
        let has_news = seen_by(&place, &reader).says("Something new");
        assert_eq!(has_news, rollout.includes(&reader));
        *(if has_news { &mut news } else { &mut olds }) += 1;
    }
    assert!(news > 0 && olds > 0, "{news} {olds}");
}

#[test]
fn publish_refuses_another_rollout_than_the_one_that_was_signed() {
    let place = with_news();
    let publish = |who| place.run(&[&SERVED[..], &["--rollout", who]].concat());
    let said = publish("share=25").failed(1);
    assert!(said.contains("this release is for everybody"), "{said}");
    place
        .run(&["sign", "quayside", "--rollout", "share=25"])
        .fine();
    let said = publish("share=26").failed(1);
    assert!(
        said.contains("this release is for 25 of 100 browsers"),
        "{said}"
    );
    publish("share=25").fine();
}

#[test]
fn what_cannot_be_rolled_out_is_refused() {
    let place = signed();
    let sign = |who| place.run(&["sign", "quayside", "--rollout", who]);
    let said = sign("share=25").failed(1);
    assert!(said.contains("nothing to roll out beside in"), "{said}");
    place.run(&SERVED).fine();
    let said = sign("share=25").failed(1);
    assert!(
        said.contains("what is compiled is what everybody has"),
        "{said}"
    );
    let said = sign("champions=kimm").failed(1);
    assert!(
        said.contains("unknown person `kimm`: did you mean `kim`?"),
        "{said}"
    );
    sign("share=200").failed(2);
}

#[test]
fn rolling_back_takes_back_what_was_rolled_out() {
    let place = with_news();
    roll_out(&place, "champions=kim");
    place.run(&["rollback", "2", "quayside"]).fine();
    place.run(&["sign", "quayside"]).fine();
    place.run(&SERVED).fine();
    assert!(!seen_by(&place, &person("kim")).says("Something new"));
}

#[test]
fn rules_that_are_rolled_out_can_be_switched_off() {
    let place = signed();
    place.run(&SERVED).fine();
    place.edit(
        "quayside/rules/all.toml",
        "id = \"paper\"",
        "id = \"newspaper\"",
    );
    place.run(&["compile", "quayside"]).fine();
    roll_out(&place, "champions=kim");
    for rule in ["paper", "newspaper"] {
        place.run(&["kill", "quayside", "--rule", rule]).fine();
    }
    assert_eq!(seen_by(&place, &person("kim")).pointer.off.rules.len(), 2);
}
