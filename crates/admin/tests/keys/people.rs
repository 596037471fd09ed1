//! Several people: each signs in their own checkout, and nothing goes out before there are enough.

use std::fs;

use crate::common::Place;
use crate::company;

/// A company whose targets need two of Alice, Bob and Carol. Their keys are in `alice.pem` and so on, and
/// nowhere in the company's folder.
pub(crate) fn three_people() -> Place {
    let place = company();
    let mut args = vec![
        "root", "rotate", "bank", "--role", "targets", "--remove", "targets",
    ];
    args.extend(["--threshold", "2"]);
    let paths = ["alice", "bob", "carol"].map(|name| format!("bank/trust/keys/{name}.json"));
    for (name, path) in ["alice", "bob", "carol"].iter().zip(&paths) {
        place
            .run(&["keygen", "bank", "--only", name, "--no-passphrase"])
            .fine();
        let (from, to) = (format!("bank/keys/{name}.pem"), format!("{name}.pem"));
        fs::rename(place.path(&from), place.path(&to)).expect("their own place");
        args.extend(["--add", path]);
    }
    place.run(&args).fine();
    place.run(&["root", "sign", "bank"]).fine();
    fs::remove_file(place.path("bank/keys/targets.pem")).expect("the old key");
    place
}

/// Another checkout of the same company, compiled, with no keys in it.
fn checkout(place: &Place, name: &str) {
    place.copy(&place.path("bank"), name);
    for made in ["keys", "build"] {
        fs::remove_dir_all(place.path(name).join(made)).expect(made);
    }
    place.run(&["compile", name]).fine();
}

#[test]
fn two_of_three_sign_each_in_their_own_checkout() {
    let place = three_people();
    checkout(&place, "at-alice");
    checkout(&place, "at-bob");
    let said = place
        .run(&["sign", "at-alice", "--key", "alice.pem"])
        .fine();
    assert!(
        said.starts_with("signatures are missing release 1\n"),
        "{said}"
    );
    let missing = "  targets: 1 of 2, 1 added now, missing (any 1 of these 2): bob (";
    assert!(said.contains(missing), "{said}");
    let line = said
        .lines()
        .find(|line| line.contains("targets:"))
        .expect("targets");
    assert!(
        line.contains(", carol (") && !line.contains("alice"),
        "{line}"
    );
    assert!(
        said.contains("  snapshot: 0 of 1, missing: snapshot ("),
        "{said}"
    );

    // Below the threshold, nothing is published.
    place.copy(&place.path("at-alice/build"), "bank/build");
    let said = place.run(&["publish", "bank", "--to", "served"]).failed(1);
    assert!(
        said.contains("role `targets` has 1 of 2 signatures"),
        "{said}"
    );
    assert!(!place.path("served").exists(), "nothing half-published");
    fs::remove_dir_all(place.path("bank/build/release")).expect("as before");

    let args = ["sign", "at-bob", "--key", "bob.pem", "--merge", "at-alice"];
    let said = place.run(&args).fine();
    assert!(said.contains("  targets: 2 of 2, 1 added now\n"), "{said}");
    assert!(
        said.contains("1 signatures taken over from `at-alice`"),
        "{said}"
    );
    assert!(said.contains("\n  targets 1 until 20"), "{said}");
    // Whoever has the other keys finishes.
    let said = place.run(&["sign", "bank", "--merge", "at-bob"]).fine();
    assert!(said.starts_with("signed release 1\n"), "{said}");
    place.run(&["publish", "bank", "--to", "served"]).fine();
    crate::refresh(&place, &bundle::Files::new()).expect("clients accept it");
    // With the log of everybody's signatures.
    let audit = place.run(&["audit", "bank"]).fine();
    for name in ["alice", "bob", "snapshot", "timestamp"] {
        assert!(audit.contains(&format!("  {name} (")), "{audit}");
    }
    assert!(!audit.contains("  carol ("), "{audit}");
}

#[test]
fn one_person_twice_is_one_person() {
    let place = three_people();
    place.run(&["sign", "bank", "--key", "alice.pem"]).fine();
    let said = place.run(&["sign", "bank", "--key", "alice.pem"]).fine();
    assert!(
        said.contains("  targets: 1 of 2, missing (any 1 of these 2): bob ("),
        "{said}"
    );
    let said = place.run(&["publish", "bank", "--to", "served"]).failed(1);
    assert!(
        said.contains("role `targets` has 1 of 2 signatures"),
        "{said}"
    );
}

#[test]
fn two_who_began_at_once_still_meet() {
    let place = three_people();
    checkout(&place, "at-alice");
    checkout(&place, "at-bob");
    place
        .run(&[
            "sign",
            "at-alice",
            "--key",
            "alice.pem",
            "--life",
            "targets=20d",
        ])
        .fine();
    place
        .run(&[
            "sign",
            "at-bob",
            "--key",
            "bob.pem",
            "--life",
            "targets=30d",
        ])
        .fine();
    // Bob takes Alice's release for his own and signs that.
    let said = place
        .run(&["sign", "at-bob", "--key", "bob.pem", "--merge", "at-alice"])
        .fine();
    assert!(said.contains("  targets: 2 of 2,"), "{said}");
}

#[test]
fn nobody_signs_what_they_did_not_compile() {
    let place = three_people();
    checkout(&place, "at-alice");
    checkout(&place, "at-bob");
    place.edit_first("at-alice/people.csv", "Account manager", "Head of accounts");
    place.run(&["compile", "at-alice"]).fine();
    place
        .run(&["sign", "at-alice", "--key", "alice.pem"])
        .fine();
    let args = ["sign", "at-bob", "--key", "bob.pem", "--merge", "at-alice"];
    let said = place.run(&args).failed(1);
    assert!(
        said.contains("`at-alice` signs something else than what is compiled here"),
        "{said}"
    );
    assert!(
        !place.path("at-bob/build/release").exists(),
        "Bob signed nothing"
    );
}

#[test]
fn a_forged_signature_is_not_taken_over() {
    let place = three_people();
    checkout(&place, "at-alice");
    place
        .run(&["sign", "at-alice", "--key", "alice.pem"])
        .fine();
    let file = "at-alice/build/release/metadata/1.targets.json";
    let bytes = fs::read(place.path(file)).expect("targets");
    let mut value: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    value["signatures"][0]["keyid"] = crate::id(&place, "carol").into();
    fs::write(place.path(file), value.to_string()).expect("a forgery");
    let said = place.run(&["sign", "bank", "--merge", "at-alice"]).fine();
    assert!(
        said.contains("  targets: 0 of 2, missing (any 2 of these 3)"),
        "{said}"
    );
    assert!(said.contains("0 signatures taken over"), "{said}");
}
