//! Keys with the real binary: passphrases, programs that sign, several people, a root that changes, and the
//! log of who signed what. What comes out is judged by the client that the extension uses, by OpenSSL, and
//! by signatures made here.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "part of the tests"
)]
#![cfg(unix)]

#[path = "../common/mod.rs"]
mod common;

mod audit;
mod passphrase;
mod people;
mod rotation;
mod signer;

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use bundle::{Client, Files, Next, Refusal, Response, TrustAnchor, Update};
use common::{Place, Said};

pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    i64::try_from(since.expect("a clock after 1970").as_secs()).expect("a clock before the end")
}

/// The small company as `bank`.
pub(crate) fn small() -> Place {
    let place = Place::new();
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/companies/quayside");
    place.copy(kept.as_ref(), "bank");
    place
}

/// A company as `bank`, compiled, with unprotected keys.
pub(crate) fn company() -> Place {
    let place = small();
    place.run(&["keygen", "bank", "--no-passphrase"]).fine();
    place.run(&["compile", "bank"]).fine();
    place
}

/// Signs and publishes with every key at hand.
pub(crate) fn release(place: &Place) {
    let signed = place.run(&["sign", "bank"]).fine();
    assert!(signed.starts_with("signed release "), "{signed}");
    place.run(&["publish", "bank", "--to", "served"]).fine();
}

/// What a browser does with the published folder, from what it has stored.
pub(crate) fn refresh(place: &Place, stored: &Files) -> Result<Update, Refusal> {
    let root = fs::read(place.path("bank/trust/1.root.json")).expect("the first root");
    let mut client = Client::start(&TrustAnchor::of_root(&root), stored, now());
    loop {
        match client.next() {
            Next::Fetch(request) => {
                let file = fs::read(place.path("served").join(&request.path));
                client.supply(file.map_or(Response::NotFound, Response::Bytes));
            }
            Next::Done(update) => return Ok(update),
            Next::Refused(refusal) => return Err(refusal),
        }
    }
}

/// Every file below a folder, by its path.
pub(crate) fn all(place: &Place, folder: &str) -> Vec<(String, Vec<u8>)> {
    let prefix = format!("{folder}/");
    let names = place
        .files()
        .into_iter()
        .filter(|name| name.starts_with(&prefix));
    names
        .map(|name| (name.clone(), fs::read(place.path(&name)).expect("a file")))
        .collect()
}

/// The id of a key by its name.
pub(crate) fn id(place: &Place, name: &str) -> String {
    let path = place.path(&format!("bank/trust/keys/{name}.json"));
    let text = fs::read_to_string(path).expect("a public key");
    let key: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    bundle::key::KeyId::of(&key).expect("an id").to_string()
}

/// Runs the command with a variable.
pub(crate) fn run_with(place: &Place, args: &[&str], variable: (&str, &str)) -> Said {
    let mut command = place.command(args);
    command.env(variable.0, variable.1);
    Said::of(command.output().expect("the command runs"))
}

/// Whether a program answers: tests that hold something against it need it.
pub(crate) fn openssl(folder: &Path, args: &[&str]) -> Vec<u8> {
    let mut command = std::process::Command::new("openssl");
    let output = command
        .args(args)
        .current_dir(folder)
        .output()
        .expect("OpenSSL is installed");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "openssl {args:?}: {complaint}");
    output.stdout
}
