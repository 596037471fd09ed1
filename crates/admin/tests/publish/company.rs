//! A small company with keys, and its administrators.

use std::process::Command;

use bundle::TrustAnchor;

use crate::common::{Place, Said};
use crate::gate::Gate;

/// Where in the bucket the company publishes.
pub(crate) const TO: &str = "s3://acme-policy/live";

/// A place with the company as `quayside`, compiled and signed.
pub(crate) fn signed() -> Place {
    let place = Place::with_quayside();
    let keygen = ["keygen", "quayside", "--no-passphrase"];
    for args in [&keygen[..], &["compile", "quayside"], &["sign", "quayside"]] {
        place.run(args).fine();
    }
    place
}

/// The same with its clients on a sealed list, and so many more of them, at the lowest price of a guess.
pub(crate) fn sealed(more: usize) -> Place {
    let place = Place::with_quayside();
    let clients = "quayside/audiences/clients";
    place.edit(
        &format!("{clients}.toml"),
        "sealed = false",
        "sealed = true",
    );
    let client = |number| format!("Client {number},client_{number},kim\n");
    let rows: String = (0..more).map(client).collect();
    let known = "Ada Vale,ada_vale,kim\n";
    place.edit(&format!("{clients}.csv"), known, &format!("{known}{rows}"));
    let name = "language = \"en\"\n";
    let sealing = format!("{name}sealing = {{ profile = \"test\" }}\n");
    place.edit("quayside/fineline.toml", name, &sealing);
    let keygen = ["keygen", "quayside", "--no-passphrase"];
    for args in [&keygen[..], &["compile", "quayside"], &["sign", "quayside"]] {
        place.run(args).fine();
    }
    place
}

/// Another administrator: the same company and keys in a folder of their own.
pub(crate) fn second(place: &Place) {
    let own = place.path("quayside");
    place.copy(&own, "second");
}

/// Changes what browsers get, and makes the next release of it.
pub(crate) fn change(place: &Place, folder: &str, title: &str, gate: Option<&Gate>) {
    let file = format!("{folder}/people.csv");
    place.edit(&file, "Account manager", title);
    place.run(&["compile", folder]).fine();
    run(place, &["sign", folder], gate).fine();
}

/// Runs the command, with the cloud's usual variables naming the gate.
pub(crate) fn run(place: &Place, args: &[&str], gate: Option<&Gate>) -> Said {
    let mut command = place.command(args);
    if let Some(gate) = gate {
        cloud(&mut command, gate);
    }
    Said::of(command.output().expect("the command runs"))
}

/// The variables that S3's own tools read.
pub(crate) fn cloud(command: &mut Command, gate: &Gate) {
    command
        .env("AWS_ACCESS_KEY_ID", "fineline")
        .env("AWS_SECRET_ACCESS_KEY", "of-a-test")
        .env("AWS_REGION", "us-east-1")
        .env("AWS_ENDPOINT_URL", gate.url())
        .env("AWS_ALLOW_HTTP", "true")
        .env("NO_PROXY", "127.0.0.1");
}

/// What browsers of the company are enrolled with.
pub(crate) fn anchor(place: &Place) -> TrustAnchor {
    let root = std::fs::read(place.path("quayside/trust/1.root.json"));
    TrustAnchor::of_root(&root.expect("the root"))
}
