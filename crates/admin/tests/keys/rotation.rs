//! The root changes: keys are exchanged and revoked, and clients follow from the first root.

use std::fs;

use bundle::builder::key::SecretKey;
use bundle::canonical::canonical;
use bundle::{Files, Step};
use serde_json::{Value, json};

use crate::common::Place;
use crate::{all, company, id, openssl, refresh, release};

/// Makes a new key of this name and puts it in the place of another one, as a draft.
fn exchange(place: &Place, role: &str, old: &str, new: &str) {
    place
        .run(&["keygen", "bank", "--only", new, "--no-passphrase"])
        .fine();
    let change = ["--role", role, "--remove", old, "--add", new];
    let args: Vec<&str> = ["root", "rotate", "bank"]
        .into_iter()
        .chain(change)
        .collect();
    place.run(&args).fine();
}

#[test]
fn a_client_follows_from_the_first_root_to_the_third() {
    let place = company();
    release(&place);
    let first = refresh(&place, &Files::new()).expect("root 1");
    exchange(&place, "root", "root-1", "alice");
    let said = place.run(&["root", "sign", "bank"]).fine();
    assert!(
        said.starts_with("signed root 2: in force, trust/2.root.json\n"),
        "{said}"
    );
    exchange(&place, "targets", "targets", "bob");
    // Root 1 no longer counts; the two that are left and Alice do.
    fs::remove_file(place.path("bank/keys/root-1.pem")).expect("the old key");
    place.run(&["root", "sign", "bank"]).fine();
    release(&place);
    for stored in [&first.files, &Files::new()] {
        let update = refresh(&place, stored).expect("clients follow");
        assert_eq!(update.version, 2);
        assert!(update.files.contains_key("metadata/3.root.json"));
    }
    assert!(!place.path("bank/trust/next").exists(), "no draft is left");
}

/// Drafts a root that Alice signs alone; Bob has a key, too.
fn exchange_root_for_alice(place: &Place) {
    for name in ["alice", "bob"] {
        let keygen = ["keygen", "bank", "--only", name, "--no-passphrase"];
        place.run(&keygen).fine();
    }
    let rotate = [
        "root",
        "rotate",
        "bank",
        "--role",
        "root",
        "--threshold",
        "1",
    ];
    let add = ["--add", "bank/trust/keys/alice.json"];
    let remove = ["root-1", "root-2", "root-3"].map(|key| ["--remove", key]);
    let args = [&rotate[..], &add, &remove.concat()].concat();
    place.run(&args).fine();
}

#[test]
fn a_root_needs_the_old_and_the_new_keys() {
    let place = company();
    release(&place);
    exchange_root_for_alice(&place);
    let sign = |key: &str| {
        let key = format!("bank/keys/{key}.pem");
        place.run(&["root", "sign", "bank", "--key", &key]).fine()
    };
    let said = sign("alice");
    assert!(
        said.starts_with("signatures are missing root 2\n"),
        "{said}"
    );
    assert!(
        said.contains("  previous root: 0 of 2, missing (any 2 of these 3): root-1 ("),
        "{said}"
    );
    assert!(said.contains("  root: 1 of 1, 1 added now\n"), "{said}");
    let shown = place.run(&["root", "show", "bank"]).fine();
    assert!(shown.starts_with("root 1, until 20"), "{shown}");
    assert!(
        shown.contains("next root 2, not in force yet\n  + root: alice ("),
        "{shown}"
    );
    // A key of neither root adds nothing; clients do not see the draft.
    assert!(sign("bob").contains("  previous root: 0 of 2"));
    place.run(&["sign", "bank"]).fine();
    place.run(&["publish", "bank", "--to", "served"]).fine();
    assert!(!place.path("served/metadata/2.root.json").exists());
    assert!(sign("root-1").contains("  previous root: 1 of 2, 1 added now, missing (any 1"));
    assert!(sign("root-3").starts_with("signed root 2: in force"));
    let shown = place.run(&["root", "show", "bank"]).fine();
    assert!(shown.contains("  root: 1 of 1: alice ("), "{shown}");
}

#[test]
fn a_dry_run_says_everything_and_writes_nothing() {
    let place = company();
    place
        .run(&["keygen", "bank", "--only", "alice", "--no-passphrase"])
        .fine();
    let before = all(&place, "bank");
    let args = [
        "root",
        "rotate",
        "bank",
        "--role",
        "timestamp",
        "--remove",
        "timestamp",
        "--add",
        "bank/trust/keys/alice.json",
        "--dry-run",
    ];
    let said = place.run(&args).fine();
    assert!(said.starts_with("would make root 2, until 20"), "{said}");
    for line in [
        format!("  + timestamp: alice ({})", &id(&place, "alice")[..8]),
        format!(
            "  - timestamp: timestamp ({})",
            &id(&place, "timestamp")[..8]
        ),
        "    timestamp: 1 of 1 must sign, as many as before".to_owned(),
        "has to be signed by".to_owned(),
        "then compile, sign and publish: clients want files of the new keys for timestamp"
            .to_owned(),
        "nothing was written".to_owned(),
    ] {
        assert!(said.lines().any(|said| said == line), "{line}: {said}");
    }
    assert!(
        said.contains("  previous root: 0 of 2, missing (any 2 of these 3): root-1 ("),
        "{said}"
    );
    assert!(all(&place, "bank") == before, "a dry run wrote something");
    place.run(args.split_last().expect("arguments").1).fine();
    assert!(
        all(&place, "bank") != before,
        "and without it something is written"
    );
}

#[test]
fn what_cannot_be_is_refused() {
    let place = company();
    for (args, expected) in [
        (
            &["--role", "root", "--threshold", "4"][..],
            "`root` would need 4 of 3 keys",
        ),
        (
            &["--remove", "timestamp"],
            "`timestamp` would need 1 of 0 keys",
        ),
        (&["--threshold", "1"], "need `--role ROLE`"),
        (
            &["--remove", "nobody"],
            "unknown key `nobody`: known are root-1 (",
        ),
        (
            &["--role", "root", "--add", "bank/keys/root-1.pem"],
            "is a secret key: name its public half",
        ),
        (
            &["--role", "root", "--add", "nobody"],
            "there is no file `nobody`: unknown key `nobody`: known are root-1 (",
        ),
        (
            &["--role", "root", "--add", "bank/people.csv"],
            "not a public key",
        ),
        (
            &["--role", "root", "--add", "bank/trust/keys/root-1.json"],
            "signs `root` already",
        ),
    ] {
        let args: Vec<&str> = ["root", "rotate", "bank"]
            .into_iter()
            .chain(args.iter().copied())
            .collect();
        let said = place.run(&args).failed(1);
        assert!(said.contains(expected), "{args:?}: {said}");
        assert!(!place.path("bank/trust/next").exists(), "{args:?}");
    }
    let said = place
        .run(&["root", "rotate", "bank", "--role", "owner"])
        .failed(2);
    assert!(said.contains("unknown role `owner`"), "{said}");
    let said = place.run(&["root", "sign", "bank"]).failed(1);
    assert!(said.contains("no root is waiting for signatures"), "{said}");
}

/// RSA is for the native reader alone: browsers would count such a key for nothing.
#[test]
fn a_key_that_browsers_do_not_know_is_refused() {
    let place = company();
    let folder = place.path("");
    openssl(&folder, &["genpkey", "-algorithm", "RSA", "-out", "r.pem"]);
    let public = openssl(&folder, &["pkey", "-in", "r.pem", "-pubout"]);
    let public = String::from_utf8(public).expect("PEM");
    let rsa = json!({
        "keytype": "rsa", "scheme": "rsassa-pss-sha256", "keyval": { "public": public },
    });
    for (file, text) in [("rsa.pem", public), ("rsa.json", rsa.to_string())] {
        fs::write(place.path(file), text).expect("a public key");
        let args = ["root", "rotate", "bank", "--role", "root", "--add", file];
        let said = place.run(&args).failed(1);
        assert!(said.contains("not a public key"), "{file}: {said}");
    }
}

#[test]
fn a_root_is_signed_in_two_checkouts() {
    let place = company();
    place
        .run(&["root", "rotate", "bank", "--life", "root=90d"])
        .fine();
    place.copy(&place.path("bank"), "at-bob");
    place
        .run(&["root", "sign", "bank", "--key", "bank/keys/root-1.pem"])
        .fine();
    place
        .run(&["root", "sign", "at-bob", "--key", "bank/keys/root-2.pem"])
        .fine();
    let said = place
        .run(&[
            "root",
            "sign",
            "bank",
            "--merge",
            "at-bob",
            "--key",
            "bank/keys/root-1.pem",
        ])
        .fine();
    assert!(said.starts_with("signed root 2: in force"), "{said}");
    assert!(
        said.contains("1 signatures taken over from `at-bob`"),
        "{said}"
    );
    // Of another root nothing is taken.
    place
        .run(&["root", "rotate", "bank", "--life", "root=50d"])
        .fine();
    fs::remove_dir_all(place.path("at-bob")).expect("a new checkout");
    place.copy(&place.path("bank"), "at-bob");
    place
        .run(&["root", "rotate", "at-bob", "--life", "root=51d"])
        .fine();
    place
        .run(&["root", "sign", "at-bob", "--key", "bank/keys/root-2.pem"])
        .fine();
    let said = place
        .run(&["root", "sign", "bank", "--merge", "at-bob"])
        .failed(1);
    assert!(
        said.contains("its signatures are for another root"),
        "{said}"
    );
}

/// What a thief of the timestamp and snapshot keys makes of a published release: versions that nothing
/// follows. Written here, with nothing of the builder.
fn fast_forward(place: &Place) -> Files {
    let read = |path: &str| fs::read(place.path("served").join(path)).expect(path);
    let key = |name: &str| {
        let pem = fs::read_to_string(place.path(&format!("bank/keys/{name}.pem")));
        SecretKey::from_pem(&pem.expect("a stolen key")).expect("a key")
    };
    let resign = |name: &str, mut file: Value, version: u64| {
        file["signed"]["version"] = version.into();
        let (key, message) = (key(name), canonical(&file["signed"]).expect("canonical"));
        let sig: String = key
            .sign(&message)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        file["signatures"] = json!([{ "keyid": key.public().id(), "sig": sig }]);
        file
    };
    let value = |path: &str| serde_json::from_slice::<Value>(&read(path)).expect("JSON");
    let far = u64::MAX;
    let snapshot = resign("snapshot", value("metadata/1.snapshot.json"), far);
    let mut timestamp = value("metadata/timestamp.json");
    timestamp["signed"]["meta"]["snapshot.json"] = json!({ "version": far });
    let timestamp = resign("timestamp", timestamp, far);
    Files::from([
        (
            format!("metadata/{far}.snapshot.json"),
            snapshot.to_string().into_bytes(),
        ),
        (
            "metadata/timestamp.json".to_owned(),
            timestamp.to_string().into_bytes(),
        ),
    ])
}

fn put(place: &Place, files: &Files) {
    for (path, bytes) in files {
        fs::write(place.path("served").join(path), bytes).expect(path);
    }
}

#[test]
fn after_stolen_keys_are_revoked_the_repository_recovers() {
    let place = company();
    release(&place);
    let honest = refresh(&place, &Files::new()).expect("honest");
    put(&place, &fast_forward(&place));
    let poisoned = refresh(&place, &honest.files).expect("the thief's keys count still");

    // With the keys in force nothing can follow: said, not done.
    let said = place
        .run(&["sign", "bank", "--life", "timestamp=1d"])
        .failed(1);
    assert!(said.contains("revoke the keys of `"), "{said}");

    exchange(&place, "timestamp", "timestamp", "timestamp-2");
    exchange(&place, "snapshot", "snapshot", "snapshot-2");
    place.run(&["root", "sign", "bank"]).fine();
    // The new root alone does not bring the thief's files back.
    let said = place.run(&["publish", "bank", "--to", "served"]).failed(1);
    assert!(said.contains("clients would refuse this release"), "{said}");
    release(&place);
    for stored in [&poisoned.files, &honest.files, &Files::new()] {
        let update = refresh(&place, stored).expect("clients recover");
        assert!(update.files.contains_key("metadata/2.root.json"));
    }
    // And it goes on from there.
    release(&place);
    let last = refresh(&place, &poisoned.files).expect("the next release");
    // The thief's key no longer signs anything that counts.
    put(
        &place,
        &Files::from([(
            "metadata/timestamp.json".to_owned(),
            poisoned.files["metadata/timestamp.json"].clone(),
        )]),
    );
    let refusal = refresh(&place, &last.files).expect_err("the thief again");
    assert_eq!(refusal.step, Step::TimestampSignatures);
}
