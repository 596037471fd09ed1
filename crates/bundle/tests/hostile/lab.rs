//! An honest repository, a server that serves what it is given, and what an attacker can do with
//! the keys they have.

use bundle::builder::key::{PublicKey, SecretKey};
use bundle::builder::repository::{
    Lives, RoleKeys, RootSpec, make_root, next_release, sign, sign_root,
};
use bundle::canonical::canonical;
use bundle::{Client, Files, Next, Refusal, Response, Step, TrustAnchor, Update, repository};
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{Value, json};

/// 2026-11-22T09:30:01Z.
pub(crate) const NOW: i64 = 1_795_339_801;
pub(crate) const DAY: i64 = 86_400;

// Whose key is made from which seed. Root needs two of three, targets two of two.
pub(crate) const ROOT: [u8; 3] = [1, 2, 3];
pub(crate) const TARGETS: [u8; 2] = [11, 12];
pub(crate) const SNAPSHOT: [u8; 1] = [21];
pub(crate) const TIMESTAMP: [u8; 1] = [31];

pub(crate) fn keys(seeds: &[u8]) -> Vec<SecretKey> {
    seeds
        .iter()
        .map(|seed| SecretKey::from_seed(&[*seed; 32]))
        .collect()
}

pub(crate) fn public(seeds: &[u8]) -> Vec<PublicKey> {
    keys(seeds).iter().map(SecretKey::public).collect()
}

pub(crate) fn role(seeds: &[u8], threshold: u32) -> RoleKeys {
    RoleKeys {
        keys: public(seeds),
        threshold,
    }
}

pub(crate) fn root_spec(version: u64) -> RootSpec {
    RootSpec {
        version,
        expires: NOW + 365 * DAY,
        root: role(&ROOT, 2),
        targets: role(&TARGETS, 2),
        snapshot: role(&SNAPSHOT, 1),
        timestamp: role(&TIMESTAMP, 1),
    }
}

/// A root file signed by these.
pub(crate) fn root(spec: &RootSpec, seeds: &[u8]) -> Vec<u8> {
    resign(&make_root(spec).unwrap(), |_| (), seeds)
}

pub(crate) fn first_root() -> Vec<u8> {
    let unsigned = make_root(&root_spec(1)).unwrap();
    sign_root(&unsigned, None, &keys(&[1, 2])).unwrap().0
}

pub(crate) fn anchor(server: &Files) -> TrustAnchor {
    TrustAnchor::of_root(&server[&repository::root(1)])
}

/// Two targets; `policy` is the content of the first.
pub(crate) fn contents(policy: &str) -> Files {
    let files = [("policy.json", policy), ("people.json", "[\"mara\"]")];
    files
        .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
        .into()
}

/// A release after `previous`, under the newest root, signed by all role keys.
pub(crate) fn release(previous: Option<&Files>, policy: &str) -> Files {
    release_under(previous, &first_root(), policy, &Lives::default())
}

pub(crate) fn release_under(
    previous: Option<&Files>,
    root: &[u8],
    policy: &str,
    lives: &Lives,
) -> Files {
    let mut release = next_release(previous, root, &contents(policy), NOW, lives).unwrap();
    let all = [&TARGETS[..], &SNAPSHOT, &TIMESTAMP, &[32]].concat();
    sign(&mut release, &keys(&all));
    release.files().unwrap()
}

/// What the browser does: fetch what the client asks for, never more than one byte too many.
pub(crate) fn refresh_at(server: &Files, stored: &Files, now: i64) -> Result<Update, Refusal> {
    refresh_from(&anchor(server), server, stored, now).0
}

/// A refresh now, from nothing.
pub(crate) fn refresh(server: &Files) -> Result<Update, Refusal> {
    refresh_at(server, &Files::new(), NOW)
}

/// A refresh and the paths it asked for.
pub(crate) fn refresh_from(
    anchor: &TrustAnchor,
    server: &Files,
    stored: &Files,
    now: i64,
) -> (Result<Update, Refusal>, Vec<String>) {
    let mut client = Client::start(anchor, stored, now);
    let mut asked = Vec::new();
    loop {
        match client.next() {
            Next::Done(update) => return (Ok(update), asked),
            Next::Refused(refusal) => return (Err(refusal), asked),
            Next::Fetch(request) => {
                let body = server.get(&request.path);
                client.supply(body.map_or(Response::NotFound, |bytes| {
                    Response::Bytes(bytes.iter().copied().take(request.max_bytes + 1).collect())
                }));
                asked.push(request.path);
            }
        }
    }
}

/// The refresh is refused by this step. Prints what happened instead.
#[track_caller]
pub(crate) fn refused(step: Step, outcome: Result<Update, Refusal>) {
    match outcome {
        Err(refusal) => assert_eq!(refusal.step, step, "refused elsewhere: {refusal}"),
        Ok(update) => panic!(
            "expected {step}, but version {} was accepted",
            update.version
        ),
    }
}

/// The metadata file with `change` made to what is signed, signed anew by these seeds' keys.
pub(crate) fn resign(bytes: &[u8], change: impl FnOnce(&mut Value), seeds: &[u8]) -> Vec<u8> {
    let mut file: Value = serde_json::from_slice(bytes).unwrap();
    change(&mut file["signed"]);
    let message = canonical(&file["signed"]).unwrap();
    let entries = seeds.iter().map(|seed| {
        let key = SigningKey::from_bytes(&[*seed; 32]);
        let keyid = PublicKey::Ed25519(key.verifying_key()).id();
        json!({ "keyid": keyid, "sig": hex::encode(key.sign(&message).to_bytes()) })
    });
    file["signatures"] = entries.collect();
    serde_json::to_vec(&file).unwrap()
}

/// Replaces a file on the server.
pub(crate) fn forge(server: &mut Files, path: &str, change: impl FnOnce(&mut Value), seeds: &[u8]) {
    let forged = resign(&server[path], change, seeds);
    server.insert(path.to_owned(), forged);
}

/// What an attacker with the keys of snapshot and timestamp, but not of targets, can always do:
/// name the targets file that now lies there, by its hash.
pub(crate) fn rename_chain(server: &mut Files, version: u64) {
    let (targets, snapshot) = (repository::targets(version), repository::snapshot(version));
    let meta = describe(version, &server[&targets]);
    forge(
        server,
        &snapshot,
        |signed| signed["meta"]["targets.json"] = meta,
        &SNAPSHOT,
    );
    let meta = describe(version, &server[&snapshot]);
    forge(
        server,
        repository::TIMESTAMP,
        |signed| signed["meta"]["snapshot.json"] = meta,
        &TIMESTAMP,
    );
}

/// The entry that names a metadata file.
pub(crate) fn describe(version: u64, bytes: &[u8]) -> Value {
    let hashes = bundle::metadata::Hashes::of(bytes);
    json!({ "version": version, "length": bytes.len(), "hashes": hashes })
}

/// The path of a target on the server.
pub(crate) fn target_path(server: &Files, name: &str) -> String {
    let ending = format!(".{name}");
    server
        .keys()
        .find(|path| path.starts_with("targets/") && path.ends_with(&ending))
        .unwrap()
        .clone()
}
