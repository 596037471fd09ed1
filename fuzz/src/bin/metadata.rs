//! The signed files of a repository. What each says is the input, a part for each, and the signatures hold:
//! a client with a good anchor refuses or goes on, and what it has stored can be opened. Without the
//! signatures nothing is ever done.
#![no_main]

use bundle::builder::key::SecretKey;
use bundle::canonical::canonical;
use bundle::metadata::Envelope;
use bundle::{Client, Files, Next, Response, TrustAnchor, open};
use ed25519_dalek::{Signer as _, SigningKey};
use fuzz::parts::{Part, parts};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

const SEED: [u8; 32] = [7; 32];
const NOW: i64 = 1_795_305_600;

fuzz_target!(|input: &[u8]| {
    let parts = parts(input);
    for (_, content) in &parts {
        if let Ok(envelope) = serde_json::from_slice::<Envelope>(content) {
            let _ = canonical(&envelope.signed);
        }
    }
    let signed: Files = parts
        .iter()
        .map(|part| (part.0.to_owned(), signed(part)))
        .collect();
    let plain: Files = parts
        .iter()
        .map(|(name, content)| ((*name).to_owned(), content.to_vec()))
        .collect();
    refresh(&signed, &Files::new());
    refresh(&signed, &signed);
    assert!(
        !refresh(&plain, &Files::new()),
        "a repository without signatures was accepted"
    );
});

/// Plays a refresh to its end; whether it was accepted.
fn refresh(served: &Files, stored: &Files) -> bool {
    let Some(root) = served.get("metadata/1.root.json") else {
        return false;
    };
    let anchor = TrustAnchor::of_root(root);
    let mut client = Client::start(&anchor, stored, NOW);
    for _ in 0..1000 {
        match client.next() {
            Next::Fetch(request) => {
                let file = served.get(&request.path);
                client.supply(
                    file.map_or(Response::NotFound, |bytes| Response::Bytes(bytes.clone())),
                );
            }
            Next::Refused(refusal) => {
                let _ = refusal.to_string();
                let _ = open(&anchor, client.verified_so_far(), NOW);
                return false;
            }
            Next::Done(update) => {
                assert!(
                    open(&anchor, &update.files, NOW).is_ok(),
                    "what was accepted cannot be opened"
                );
                return true;
            }
        }
    }
    panic!("the refresh does not end");
}

/// An envelope around JSON, signed by the one key of this repository; anything else as it is.
fn signed((path, content): &Part<'_>) -> Vec<u8> {
    let signed = path.starts_with("metadata/").then(|| envelope(content));
    signed.flatten().unwrap_or_else(|| content.to_vec())
}

fn envelope(content: &[u8]) -> Option<Vec<u8>> {
    let signed: Value = serde_json::from_slice(content).ok()?;
    let message = canonical(&signed).ok()?;
    let signature = hex::encode(SigningKey::from_bytes(&SEED).sign(&message).to_bytes());
    let keyid = SecretKey::from_seed(&SEED).public().id();
    let envelope =
        json!({ "signatures": [{ "keyid": keyid, "sig": signature }], "signed": signed });
    Some(envelope.to_string().into_bytes())
}
