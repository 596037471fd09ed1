//! `fineline status`: what a browser would see in a folder, a bucket and at an address.

use serde_json::Value;

use crate::common::Place;
use crate::common::serving::Serving;
use crate::company::{TO, change, run, signed};
use crate::gate::Gate;

fn status(place: &Place, at: &str, gate: Option<&Gate>) -> Value {
    run(place, &["status", at, "--format", "json"], gate).json()
}

#[test]
fn a_folder_a_bucket_and_an_address_show_the_same() {
    let place = signed();
    let gate = Gate::s3s(&place);
    for to in ["served", TO] {
        run(&place, &["publish", "quayside", "--to", to], Some(&gate)).fine();
    }
    let serving = Serving::of(&place, "served");
    let address = format!("http://{}", serving.address);
    let root = crate::company::anchor(&place).to_string();
    for at in ["served", TO, &address] {
        let said = status(&place, at, Some(&gate));
        assert_eq!(said["ok"], true, "{said}");
        assert_eq!(said["freshness"], "fresh");
        assert_eq!((&said["release"], &said["version"]), (&1.into(), &1.into()));
        assert_eq!(said["root_sha256"], root);
        let age = said["age_seconds"].as_i64().expect("an age");
        assert!((0..600).contains(&age), "{said}");
        let roles = said["roles"].as_array().expect("roles");
        let names: Vec<_> = roles.iter().map(|role| role["role"].as_str()).collect();
        assert_eq!(
            names,
            ["root", "targets", "snapshot", "timestamp"].map(Some)
        );
        // Three days, as `sign` says.
        let left = roles[3]["expires_in_seconds"].as_i64().expect("a life");
        assert!((258_000..=259_200).contains(&left), "{said}");
    }
    for at in [TO, &address] {
        let told = status(&place, at, Some(&gate));
        assert_eq!(told["cache_control"], "public, max-age=60", "{at}");
    }
}

#[test]
fn people_read_how_long_everything_is_good() {
    let place = signed();
    let sign = [
        "sign",
        "quayside",
        "--life",
        "timestamp=100h",
        "--life",
        "targets=60h",
    ];
    place.run(&sign).fine();
    place.run(&["publish", "quayside", "--to", "served"]).fine();
    let said = place.run(&["status", "served"]).fine();
    assert!(
        said.starts_with("fresh release 1, version 1 in `served`\n"),
        "{said}"
    );
    assert!(
        said.contains("  timestamp     1  good for 4 days, until 20"),
        "{said}"
    );
    assert!(
        said.contains("  targets       1  good for 2 days, until 20"),
        "{said}"
    );
    assert!(!said.contains("sign and publish again"), "{said}");
}

#[test]
fn what_is_stale_or_expired_is_a_bad_status_with_advice() {
    for (life, word) in [("timestamp=-1h", "stale"), ("targets=-1h", "expired")] {
        let place = signed();
        place.run(&["sign", "quayside", "--life", life]).fine();
        place.run(&["publish", "quayside", "--to", "served"]).fine();
        let said = place.run(&["status", "served"]);
        assert_eq!(said.status, 1, "{life}");
        assert!(
            said.out.starts_with(&format!("{word} release 1")),
            "{}",
            said.out
        );
        assert!(said.out.contains("expired 60 minutes ago"), "{}", said.out);
        assert!(said.out.contains("sign and publish again"), "{}", said.out);
    }
}

#[test]
fn what_browsers_refuse_is_refused_by_the_same_step() {
    let place = signed();
    place.run(&["publish", "quayside", "--to", "served"]).fine();
    let other = signed();
    let foreign = other.path("quayside/trust/1.root.json");
    let foreign = foreign.to_str().expect("a path");
    let said = place
        .run(&["status", "served", "--trust", foreign])
        .failed(1);
    assert!(
        said.contains("browsers refuse what is in `served`"),
        "{said}"
    );
    let own = ["status", "served", "--trust", "quayside/trust/1.root.json"];
    place.run(&own).fine();
    place.edit_first("served/metadata/1.snapshot.json", "snapshot", "snapshut");
    let said = place.run(&own).failed(1);
    assert!(
        said.contains("browsers refuse what is in `served`"),
        "{said}"
    );
}

#[test]
fn nothing_published_is_said_plainly() {
    let place = signed();
    let gate = Gate::s3s(&place);
    for at in ["nowhere", TO] {
        let said = run(&place, &["status", at], Some(&gate)).failed(1);
        assert!(
            said.contains(&format!("nothing is published in `{at}`")),
            "{said}"
        );
    }
}

#[test]
fn a_second_release_is_the_one_that_is_shown() {
    let place = signed();
    place.run(&["publish", "quayside", "--to", "served"]).fine();
    change(&place, "quayside", "Head of accounts", None);
    place.run(&["publish", "quayside", "--to", "served"]).fine();
    let said = status(&place, "served", None);
    assert_eq!((&said["release"], &said["version"]), (&2.into(), &2.into()));
}
