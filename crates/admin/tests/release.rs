//! The whole path with the real binary: init → check → keygen → compile → sign → publish, and what
//! comes out verified by the client that the extension uses.

#![expect(clippy::expect_used, clippy::panic, reason = "part of the tests")]

mod common;

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use bundle::content::Bundle;
use bundle::content::found::Found;
use bundle::content::open::{self, OPEN, OpenRow};
use bundle::map::manifest::path;
use bundle::map::update::Plan;
use bundle::{Client, Enrolment, Files, Freshness, Next, Response, TrustAnchor, Update, open};
use common::Place;
use policy::{AccountKey, Asked, Author};
use serde_json::Value;

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    i64::try_from(since.expect("a clock after 1970").as_secs()).expect("a clock before the end")
}

/// What a browser does, over a published folder.
fn refresh(published: &Path, anchor: &TrustAnchor, stored: &Files) -> Update {
    let mut client = Client::start(anchor, stored, now());
    loop {
        match client.next() {
            Next::Fetch(request) => {
                let file = fs::read(published.join(&request.path));
                client.supply(file.map_or(Response::NotFound, Response::Bytes));
            }
            Next::Done(update) => return update,
            Next::Refused(refusal) => panic!("{refusal}"),
        }
    }
}

/// A company with keys, compiled.
fn compiled() -> Place {
    let place = Place::new();
    place.run(&["init", "bank"]).fine();
    place.run(&["keygen", "bank", "--no-passphrase"]).fine();
    place.run(&["compile", "bank"]).fine();
    place
}

fn anchor(place: &Place) -> TrustAnchor {
    TrustAnchor::of_root(&fs::read(place.path("bank/trust/1.root.json")).expect("the root"))
}

#[test]
fn the_example_company_reaches_a_browser() {
    let place = Place::new();
    place.run(&["init", "bank"]).fine();
    let checked = place.run(&["check", "bank"]).fine();
    assert!(
        checked.starts_with("fine Aldermoor Bank: 16 rules, "),
        "{checked}"
    );
    let keys = place.run(&["keygen", "bank", "--no-passphrase"]).fine();
    assert!(keys.contains("NO PASSPHRASE"), "{keys}");
    place.run(&["compile", "bank"]).fine();
    let signed = place.run(&["sign", "bank"]).fine();
    assert!(signed.starts_with("signed release 1\n"), "{signed}");
    let published = place.run(&["publish", "bank", "--to", "served"]).fine();
    let anchor = anchor(&place);
    assert!(published.contains(&format!("root {anchor}")), "{published}");
    assert!(published.contains("version 1 in `served`"), "{published}");

    let update = refresh(&place.path("served"), &anchor, &Files::new());
    let opened = open(&anchor, &update.files, now()).expect("a verified state");
    let bundle = Bundle::parse(&opened.targets).expect("a bundle");
    let listed = |address: &str| {
        let asked = [AccountKey::linkedin(address).expect("an address").into()];
        let found = on_open_lists(&bundle, &asked, &place.path("served"));
        let author = Author::default();
        let known = bundle.look_up_with(&asked, None, (&author, &found));
        known.memberships
    };
    let imani = listed("/in/imani-okoye");
    let owner = imani[0].owner.as_ref().expect("an owner");
    assert_eq!(owner.link, "https://chat.aldermoor.example/mara");
    // Clients are in the sealed map alone.
    assert_eq!(listed("/in/elena-marchetti"), []);
    assert_eq!(bundle.maps()["everyone"].records, 16);
}

/// What the open lists that lie in a folder say.
fn on_open_lists(bundle: &Bundle, asked: &[Asked], served: &Path) -> Found {
    let get = |file: String| fs::read(served.join(file)).expect("a published file");
    let plan = Plan::new(bundle.maps()[OPEN].clone(), None).expect("a way");
    let parts = plan.wanted().iter().map(|file| get(file.path())).collect();
    let (lists, _) = plan.finish(parts).expect("what was signed");
    let mut found = Found::default();
    for key in bundle.keys(asked) {
        let tag = open::tag(&key);
        let shard = lists.owner_shard_for(&tag).map(|it| get(path(it)));
        if let Some(row) = lists.row(&tag, shard.as_deref()).expect("a right shard") {
            let mut row: OpenRow = serde_json::from_slice(row).expect("a row");
            found.add_open(&key, row.0.remove(&key).unwrap_or_default());
        }
    }
    found
}

#[test]
fn init_writes_exactly_the_example_company() {
    let place = Place::new();
    place.run(&["init", "bank"]).fine();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/aldermoor-bank");
    let kept = Place::new();
    kept.copy(&example, "bank");
    // What somebody tried out there is not part of it.
    for made in ["keys", "trust", "build", "published"] {
        let _ = fs::remove_dir_all(kept.path("bank").join(made));
    }
    kept.add_schemas("bank");
    assert_eq!(place.files(), kept.files());
    for name in place.files() {
        let (ours, theirs) = (place.path(&name), kept.path(&name));
        assert_eq!(
            fs::read(ours).expect("a file"),
            fs::read(theirs).expect("a file"),
            "{name}"
        );
    }
}

#[test]
fn names_of_clients_stay_in_the_companys_folder() {
    let place = compiled();
    for name in [
        "policy.json",
        "people.json",
        "map/open/manifest.json",
        "training.json",
    ] {
        let text = fs::read_to_string(place.path("bank/build/targets").join(name)).expect(name);
        for secret in [
            "Elena Marchetti",
            "Marchetti Vineyards",
            "Our clients know one person",
            "Congratulations",
        ] {
            assert!(!text.contains(secret), "{name} names `{secret}`");
        }
    }
}

#[test]
fn init_and_keygen_never_overwrite() {
    let place = compiled();
    let files = place.files();
    let before: Vec<_> = files
        .iter()
        .map(|name| fs::read(place.path(name)).expect("a file"))
        .collect();
    let said = place.run(&["init", "bank"]).failed(1);
    assert!(
        said.contains("is there already and stays as it is"),
        "{said}"
    );
    let said = place.run(&["keygen", "bank", "--no-passphrase"]).failed(1);
    assert!(said.contains("`bank/keys` is there already"), "{said}");
    assert_eq!(place.files(), files);
    let after: Vec<_> = files
        .iter()
        .map(|name| fs::read(place.path(name)).expect("a file"))
        .collect();
    assert!(before == after, "something was overwritten");
}

#[cfg(unix)]
#[test]
fn keys_are_readable_by_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = compiled();
    let keys: Vec<_> = place
        .files()
        .into_iter()
        .filter(|name| name.ends_with(".pem"))
        .collect();
    assert_eq!(keys.len(), 6, "{keys:?}");
    for name in keys {
        let mode = fs::metadata(place.path(&name))
            .expect("a key")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
        let text = fs::read_to_string(place.path(&name)).expect("a key");
        assert!(
            text.starts_with("-----BEGIN PRIVATE KEY-----\n"),
            "{name} is no PKCS #8 PEM"
        );
    }
}

#[test]
fn a_second_release_replaces_the_first_and_keeps_what_did_not_change() {
    let place = compiled();
    place.run(&["sign", "bank"]).fine();
    place.run(&["publish", "bank", "--to", "served"]).fine();
    let anchor = anchor(&place);
    let first = refresh(&place.path("served"), &anchor, &Files::new());
    let people = place.path("bank/people.csv");
    let text = fs::read_to_string(&people)
        .expect("people")
        .replace("Software engineer,staff", "Software engineer,manager");
    fs::write(&people, text).expect("people");
    place.run(&["compile", "bank"]).fine();
    place.run(&["sign", "bank"]).fine();
    let published = place
        .run(&["publish", "bank", "--to", "served", "--format", "json"])
        .json();
    assert_eq!(published["version"], 2);
    let written = published["files"].as_array().expect("a list");
    let written: Vec<&str> = written.iter().filter_map(|path| path.as_str()).collect();
    // One target, two new metadata files, and the pointer at the very end.
    assert_eq!(written.len(), 4, "{written:?}");
    assert!(
        written[0].starts_with("targets/") && written[0].ends_with(".people.json"),
        "{written:?}"
    );
    assert_eq!(written[3], "metadata/timestamp.json");
    let second = refresh(&place.path("served"), &anchor, &first.files);
    assert!(second.changed && second.version == 2);
}

#[test]
fn publishing_twice_changes_nothing() {
    let place = compiled();
    place.run(&["sign", "bank"]).fine();
    place.run(&["publish", "bank", "--to", "served"]).fine();
    let said = place
        .run(&["publish", "bank", "--to", "served", "--format", "json"])
        .json();
    assert_eq!(said["files"], serde_json::json!([]));
}

#[test]
fn too_few_signatures_are_not_published() {
    let place = compiled();
    let said = place.run(&["publish", "bank", "--to", "served"]).failed(1);
    assert!(said.contains("nothing is signed yet"), "{said}");
    let said = place
        .run(&["sign", "bank", "--key", "bank/keys/targets.pem"])
        .fine();
    assert!(
        said.starts_with("signatures are missing release 1\n"),
        "{said}"
    );
    let said = place.run(&["publish", "bank", "--to", "served"]).failed(1);
    assert!(
        said.contains("role `snapshot` has 0 of 1 signatures"),
        "{said}"
    );
    assert!(!place.path("served").exists(), "nothing half-published");
    // The others sign after, in turns.
    place
        .run(&["sign", "bank", "--key", "bank/keys/snapshot.pem"])
        .fine();
    let said = place
        .run(&["sign", "bank", "--key", "bank/keys/timestamp.pem"])
        .fine();
    assert!(said.starts_with("signed release 1\n"), "{said}");
    place.run(&["publish", "bank", "--to", "served"]).fine();
}

#[test]
fn somebody_elses_key_signs_nothing() {
    let (place, other) = (compiled(), compiled());
    let foreign = other.path("bank/keys/targets.pem");
    let foreign = foreign.to_str().expect("a path");
    let said = place
        .run(&["sign", "bank", "--key", foreign, "--format", "json"])
        .json();
    assert_eq!(said["complete"], false);
    assert!(
        said["roles"]
            .as_array()
            .expect("roles")
            .iter()
            .all(|role| role["added"] == 0),
        "{said}"
    );
}

#[test]
fn an_older_release_is_not_published_over_a_newer_one() {
    let place = compiled();
    place.run(&["sign", "bank"]).fine();
    place.run(&["publish", "bank", "--to", "served"]).fine();
    place.run(&["sign", "bank"]).fine();
    place.run(&["publish", "bank", "--to", "served"]).fine();
    // As on another machine, which does not know what was published.
    fs::remove_dir_all(place.path("bank/build")).expect("the build folder");
    place.run(&["compile", "bank"]).fine();
    place.run(&["sign", "bank"]).fine();
    let said = place.run(&["publish", "bank", "--to", "served"]).failed(1);
    assert!(
        said.contains("release 2 is published in `served`, this is 1"),
        "{said}"
    );
    assert!(said.contains("fineline sign --after served"), "{said}");
    place.run(&["sign", "bank", "--after", "served"]).fine();
    let said = place.run(&["publish", "bank", "--to", "served"]).fine();
    assert!(said.contains("version 3"), "{said}");
}

#[test]
fn another_companys_folder_is_left_alone() {
    let (place, other) = (compiled(), compiled());
    other.run(&["sign", "bank"]).fine();
    let to = place.path("served");
    let to = to.to_str().expect("a path");
    other.run(&["publish", "bank", "--to", to]).fine();
    place.run(&["sign", "bank"]).fine();
    let said = place.run(&["publish", "bank", "--to", "served"]).failed(1);
    assert!(said.contains("`served` belongs to another root"), "{said}");
}

#[test]
fn a_life_that_is_over_is_published_and_told() {
    let place = compiled();
    place
        .run(&["sign", "bank", "--life", "timestamp=-1h"])
        .fine();
    let said = place.run(&["publish", "bank", "--to", "served"]).fine();
    assert!(said.contains("has expired already"), "{said}");
    let anchor = anchor(&place);
    let files = [
        "metadata/1.root.json",
        "metadata/timestamp.json",
        "metadata/1.snapshot.json",
        "metadata/1.targets.json",
    ];
    let mut state = Files::new();
    for path in files {
        state.insert(
            path.to_owned(),
            fs::read(place.path("served").join(path)).expect(path),
        );
    }
    for path in place.files() {
        if let Some(name) = path.strip_prefix("served/targets/") {
            let target = fs::read(place.path(&path)).expect("a target");
            state.insert(format!("targets/{name}"), target);
        }
    }
    let opened = open(&anchor, &state, now()).expect("still verified");
    assert_eq!(opened.freshness, Freshness::Stale);
}

#[test]
fn enrolment_names_the_address_the_root_and_the_role() {
    let place = compiled();
    let args = [
        "enrol",
        "bank",
        "--url",
        "https://bundles.aldermoor.example/f",
        "--role",
        "engineer",
        "--person",
        "alice",
        "--format",
        "json",
    ];
    let said = place.run(&args).json();
    let link = said["link"].as_str().expect("a link");
    let enrolment = Enrolment::decode(link).expect("a code in the link");
    assert_eq!(enrolment.url, "https://bundles.aldermoor.example/f");
    assert_eq!(enrolment.anchor(), Ok(anchor(&place)));
    assert_eq!(enrolment.roles, ["engineer".into()]);
    assert_eq!(enrolment.person, Some("alice".into()));
    assert_eq!(
        said["code"].as_str().map(Enrolment::decode),
        Some(Ok(enrolment))
    );
}

/// The places of managed settings are the browsers': Chromium's documentation of `3rdparty` policies, Mozilla's of
/// `policies.json`.
#[test]
fn enrolment_prints_the_file_of_a_managed_browser() {
    let place = compiled();
    let manifest: Value =
        serde_json::from_str(include_str!("../../../manifest.json")).expect("json");
    let in_firefox = manifest["browser_specific_settings"]["gecko"]["id"].as_str();
    for (browser, at) in [
        (
            "chromium",
            "/3rdparty/extensions/hlcbhpheidpbmemlcjkiegdnlmooanpb".to_owned(),
        ),
        (
            "firefox",
            format!(
                "/policies/3rdparty/Extensions/{}",
                in_firefox.expect("an id")
            ),
        ),
    ] {
        let place_and_role = [
            "--url",
            "https://bundles.aldermoor.example/f",
            "--role=engineer",
        ];
        let args = [
            &["enrol", "bank"],
            place_and_role.as_slice(),
            &["--managed", browser],
        ]
        .concat();
        let file: Value = serde_json::from_str(&place.run(&args).fine()).expect("a file of JSON");
        let settings = file.pointer(&at).expect(&at);
        assert_eq!(settings["url"], "https://bundles.aldermoor.example/f");
        assert_eq!(settings["root_sha256"], anchor(&place).to_string());
        assert_eq!(settings["roles"], serde_json::json!(["engineer"]));
        let schema: Value =
            serde_json::from_str(include_str!("../../../extension/managed_schema.json"))
                .expect("json");
        let known = schema["properties"].as_object().expect("properties");
        for key in settings.as_object().expect("settings").keys() {
            assert!(known.contains_key(key), "`{key}` is not in the schema");
        }
    }
}

#[test]
fn enrolment_refuses_unknown_names_and_unsafe_addresses() {
    let place = compiled();
    for (args, expected) in [
        (
            ["--url", "https://a.example", "--role", "enginer"],
            "unknown role `enginer`: did you mean `engineer`?",
        ),
        (
            ["--url", "https://a.example", "--person", "alcie"],
            "unknown person `alcie`: did you mean `alice`?",
        ),
        (
            ["--url", "http://a.example", "--role", "engineer"],
            "`http://a.example` is not an https address",
        ),
    ] {
        let args: Vec<&str> = ["enrol", "bank"].into_iter().chain(args).collect();
        let said = place.run(&args).failed(1);
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn every_command_shows_examples_in_its_help() {
    let place = Place::new();
    for command in [
        "init", "check", "test", "keygen", "compile", "sign", "root", "audit", "publish", "status",
        "rollback", "enrol", "serve", "explain", "inspect", "client",
    ] {
        let said = place.run(&[command, "--help"]).fine();
        assert!(
            said.contains(&format!("Examples:\n  fineline {command}")),
            "{said}"
        );
    }
    assert!(
        place
            .run(&["--help"])
            .fine()
            .contains("Examples, in the order of use:")
    );
}
