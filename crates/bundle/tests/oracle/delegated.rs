//! The honest repository with roles between its targets: one that ends the search, one that hands on what its
//! own role says by the digests of names.

use bundle::builder::key::PublicKey;
use bundle::metadata::Hashes;
use bundle::{Files, repository};
use serde_json::{Map, Value, json};

use crate::lab::*;

// Whose key is made from which seed.
pub(crate) const SALES: [u8; 1] = [41];
pub(crate) const LEGAL: [u8; 1] = [42];
pub(crate) const COHORT: [u8; 1] = [43];

/// Adds the roles to a release, each in the release's version.
pub(crate) fn with_roles(mut server: Files, version: u64) -> Files {
    let of_sales = by_prefix("cohort", &COHORT);
    let roles = [
        ("sales", SALES, "audience/clients.bin", json!([of_sales])),
        ("legal", LEGAL, "legal/terms.json", json!([])),
        ("cohort", COHORT, "audience/north.bin", json!([])),
    ];
    let mut named = Vec::new();
    for (name, seeds, target, roles) in roles {
        let content = format!("{name} {version}");
        let targets = lay(&mut server, target, content.as_bytes());
        let change = |signed: &mut Value| {
            signed["targets"] = targets;
            signed["delegations"] = delegations(roles);
        };
        let bytes = resign(&server[&repository::targets(version)], change, &seeds);
        named.push((format!("{name}.json"), describe(version, &bytes)));
        server.insert(repository::delegated(name, version), bytes);
    }
    let top = json!([
        by_path("legal", &LEGAL, ("legal/*", true)),
        by_path("sales", &SALES, ("audience/*", false)),
    ]);
    let change = |signed: &mut Value| signed["delegations"] = delegations(top);
    forge(&mut server, &repository::targets(version), change, &TARGETS);
    let add = |signed: &mut Value| {
        for (name, meta) in named {
            signed["meta"][name] = meta;
        }
    };
    forge(&mut server, &repository::snapshot(version), add, &SNAPSHOT);
    rename_chain(&mut server, version);
    server
}

/// A target on the server, and the members that name it.
fn lay(server: &mut Files, name: &str, content: &[u8]) -> Value {
    let hashes = Hashes::of(content);
    let path = repository::target(name, hashes.digest().unwrap());
    server.insert(path, content.to_vec());
    json!({ name: { "length": content.len(), "hashes": hashes } })
}

fn delegations(roles: Value) -> Value {
    let keys = public(&[SALES, LEGAL, COHORT].concat());
    let named = keys.iter().map(|key| (key.id().to_string(), key.to_json()));
    json!({ "keys": Map::from_iter(named), "roles": roles })
}

fn by_path(name: &str, seeds: &[u8], (pattern, is_last): (&str, bool)) -> Value {
    let ids: Vec<_> = public(seeds).iter().map(PublicKey::id).collect();
    json!({ "name": name, "keyids": ids, "threshold": 1, "terminating": is_last, "paths": [pattern] })
}

fn by_prefix(name: &str, seeds: &[u8]) -> Value {
    let mut role = by_path(name, seeds, ("", false));
    role.as_object_mut().unwrap().remove("paths");
    let digits: Vec<String> = (0..16).map(|digit| format!("{digit:x}")).collect();
    role["path_hash_prefixes"] = json!(digits);
    role
}
