//! Delegated roles: who may name which targets, in which order they are asked, and what an attacker with
//! the key of one delegated role can do (nothing outside its paths).

use bundle::builder::key::PublicKey;
use bundle::metadata::Hashes;
use bundle::{Client, Files, Freshness, Goal, Next, Refusal, Response, Step, open, repository};
use serde_json::{Value, json};

use crate::lab::*;

/// Whose key is made from which seed.
const SALES: u8 = 41;
const LEGAL: u8 = 42;
const STRANGER: u8 = 43;

/// A delegation as metadata writes it.
fn role(name: &str, seed: u8, paths: &[&str]) -> Value {
    let ids: Vec<_> = public(&[seed]).iter().map(PublicKey::id).collect();
    json!({ "name": name, "keyids": ids, "threshold": 1, "terminating": false, "paths": paths })
}

fn delegations(roles: &[Value]) -> Value {
    let keys = public(&[SALES, LEGAL, STRANGER]);
    let keys: serde_json::Map<String, Value> = keys
        .iter()
        .map(|key| (key.id().to_string(), key.to_json()))
        .collect();
    json!({ "keys": keys, "roles": roles })
}

/// What a delegated role says: targets with their content, and its own delegations.
struct Said<'a> {
    name: &'a str,
    seed: u8,
    targets: &'a [(&'a str, &'a str)],
    roles: Vec<Value>,
}

/// A repository whose targets file delegates to `top`, with the files of these roles.
fn server(top: &[Value], said: &[Said<'_>]) -> Files {
    let mut server = release(None, "{}");
    let path = repository::targets(1);
    forge(
        &mut server,
        &path,
        |signed| signed["delegations"] = delegations(top),
        &TARGETS,
    );
    let mut names = vec![];
    for one in said {
        let file = delegated_file(&mut server, one);
        server.insert(repository::delegated(one.name, 1), file.clone());
        names.push((format!("{}.json", one.name), describe(1, &file)));
    }
    rename_chain(&mut server, 1);
    let path = repository::snapshot(1);
    let add = |signed: &mut Value| {
        for (name, meta) in names {
            signed["meta"][name] = meta;
        }
    };
    forge(&mut server, &path, add, &SNAPSHOT);
    let meta = describe(1, &server[&path]);
    let rename = |signed: &mut Value| signed["meta"]["snapshot.json"] = meta;
    forge(&mut server, repository::TIMESTAMP, rename, &TIMESTAMP);
    server
}

fn delegated_file(server: &mut Files, said: &Said<'_>) -> Vec<u8> {
    let mut targets = serde_json::Map::new();
    for (name, content) in said.targets {
        let hashes = Hashes::of(content.as_bytes());
        let path = repository::target(name, hashes.digest().unwrap());
        server.insert(path, content.as_bytes().to_vec());
        let meta = json!({ "length": content.len(), "hashes": hashes });
        targets.insert((*name).to_owned(), meta);
    }
    let honest = &server[&repository::targets(1)].clone();
    let change = |signed: &mut Value| {
        signed["targets"] = Value::Object(targets);
        signed["delegations"] = delegations(&said.roles);
    };
    resign(honest, change, &[said.seed])
}

fn said<'a>(name: &'a str, seed: u8, targets: &'a [(&'a str, &'a str)]) -> Said<'a> {
    let roles = vec![];
    Said {
        name,
        seed,
        targets,
        roles,
    }
}

/// The content that a client finds under a name.
fn find(server: &Files, name: &str) -> Result<String, Refusal> {
    let anchor = anchor(server);
    let goal = Goal::Targets(vec![name.to_owned()]);
    let mut client = Client::start_at((&anchor, 1), &Files::new(), NOW, goal);
    loop {
        match client.next() {
            Next::Refused(refusal) => return Err(refusal),
            Next::Fetch(request) => {
                let body = server.get(&request.path).cloned();
                client.supply(body.map_or(Response::NotFound, Response::Bytes));
            }
            Next::Done(update) => {
                let is_it = |path: &&String| path.starts_with("targets/");
                let path = update.files.keys().find(is_it).unwrap();
                return Ok(String::from_utf8(update.files[path].clone()).unwrap());
            }
        }
    }
}

#[track_caller]
fn refused_finding(step: Step, server: &Files, name: &str) {
    let refusal = find(server, name).unwrap_err();
    assert_eq!(refusal.step, step, "{refusal}");
}

#[test]
fn a_role_may_name_what_is_delegated_to_it() {
    let top = [role("sales", SALES, &["audience/*"])];
    let server = server(
        &top,
        &[said("sales", SALES, &[("audience/clients.bin", "list")])],
    );
    assert_eq!(find(&server, "audience/clients.bin").unwrap(), "list");
    // And a browser that wants everything gets it, too.
    let update = refresh(&server).unwrap();
    let opened = open(&anchor(&server), &update.files, NOW).unwrap();
    assert_eq!(opened.targets["audience/clients.bin"], b"list");
    assert!(opened.targets.contains_key("policy.json"));
    assert!(!refresh_at(&server, &update.files, NOW).unwrap().changed);
}

#[test]
fn a_role_cannot_name_anything_else() {
    let top = [role("sales", SALES, &["audience/*"])];
    let forged = [
        ("policy.json", "evil"),
        ("extra.json", "evil"),
        ("audience/a.bin", "fine"),
    ];
    let server = server(&top, &[said("sales", SALES, &forged)]);
    refused_finding(Step::TargetMissing, &server, "extra.json");
    let update = refresh(&server).unwrap();
    let opened = open(&anchor(&server), &update.files, NOW).unwrap();
    assert_eq!(opened.targets["policy.json"], b"{}");
    let names: Vec<&String> = opened.targets.keys().collect();
    assert_eq!(names, ["audience/a.bin", "people.json", "policy.json"]);
}

#[test]
fn the_first_role_in_order_wins() {
    let top = [role("legal", LEGAL, &["*"]), role("sales", SALES, &["*"])];
    let files = [
        said("sales", SALES, &[("a.json", "sales"), ("b.json", "sales")]),
        said("legal", LEGAL, &[("a.json", "legal")]),
    ];
    let server = server(&top, &files);
    assert_eq!(find(&server, "a.json").unwrap(), "legal");
    assert_eq!(find(&server, "b.json").unwrap(), "sales");
}

#[test]
fn a_terminating_role_ends_the_search() {
    let mut top = [role("legal", LEGAL, &["a*"]), role("sales", SALES, &["*"])];
    top[0]["terminating"] = json!(true);
    let files = [
        said("sales", SALES, &[("a.json", "sales"), ("b.json", "sales")]),
        said("legal", LEGAL, &[]),
    ];
    let server = server(&top, &files);
    refused_finding(Step::TargetMissing, &server, "a.json");
    assert_eq!(find(&server, "b.json").unwrap(), "sales");
}

#[test]
fn a_role_signed_by_somebody_else_is_refused() {
    let top = [role("sales", SALES, &["*"])];
    let server = server(&top, &[said("sales", STRANGER, &[("a.json", "evil")])]);
    refused_finding(Step::TargetsSignatures, &server, "a.json");
    refused(Step::TargetsSignatures, refresh(&server));
}

#[test]
fn a_delegation_says_itself_who_may_sign() {
    // Both delegate to `team`, one of them to a key that did not sign it.
    let top = [
        role("legal", LEGAL, &["a/*"]),
        role("sales", SALES, &["b/*"]),
    ];
    let mut legal = said("legal", LEGAL, &[]);
    legal.roles = vec![role("team", LEGAL, &["a/*"])];
    let mut sales = said("sales", SALES, &[]);
    sales.roles = vec![role("team", SALES, &["b/*"])];
    let team = said("team", LEGAL, &[("a/x", "fine"), ("b/x", "evil")]);
    let server = server(&top, &[legal, sales, team]);
    assert_eq!(find(&server, "a/x").unwrap(), "fine");
    refused_finding(Step::TargetsSignatures, &server, "b/x");
}

#[test]
fn a_role_that_vanishes_from_the_snapshot_is_a_rollback() {
    let top = [role("sales", SALES, &["*"])];
    let server = server(&top, &[said("sales", SALES, &[("a.json", "new")])]);
    let stored = refresh(&server).unwrap().files;
    let mut older = server.clone();
    let forget = |signed: &mut Value| {
        signed["version"] = json!(2);
        signed["meta"].as_object_mut().unwrap().remove("sales.json");
    };
    let snapshot = resign(&older[&repository::snapshot(1)], forget, &SNAPSHOT);
    let meta = describe(2, &snapshot);
    older.insert(repository::snapshot(2), snapshot);
    let next = |signed: &mut Value| {
        signed["version"] = json!(2);
        signed["meta"]["snapshot.json"] = meta;
    };
    forge(&mut older, repository::TIMESTAMP, next, &TIMESTAMP);
    refused(Step::TargetsRollback, refresh_at(&older, &stored, NOW));
}

#[test]
fn a_file_of_a_role_that_the_snapshot_does_not_name_is_not_even_fetched() {
    let top = [role("sales", SALES, &["*"])];
    let mut server = server(&top, &[]);
    server.insert(repository::delegated("sales", 1), b"{}".to_vec());
    refused_finding(Step::TargetsVersion, &server, "a.json");
    let (outcome, asked) = refresh_from(&anchor(&server), &server, &Files::new(), NOW);
    refused(Step::TargetsVersion, outcome);
    assert!(
        !asked.contains(&repository::delegated("sales", 1)),
        "{asked:?}"
    );
}

#[test]
fn more_roles_than_anybody_needs_are_refused() {
    let names: Vec<String> = (0..33).map(|number| format!("role-{number}")).collect();
    let top: Vec<Value> = names.iter().map(|name| role(name, SALES, &["*"])).collect();
    let files: Vec<Said<'_>> = names.iter().map(|name| said(name, SALES, &[])).collect();
    refused_finding(Step::DelegationLimit, &server(&top, &files), "a.json");
    refused_finding(Step::TargetMissing, &server(&top[..32], &files), "a.json");
}

#[test]
fn roles_that_delegate_in_a_circle_are_visited_once() {
    let top = [role("legal", LEGAL, &["*"])];
    let mut legal = said("legal", LEGAL, &[]);
    legal.roles = vec![role("sales", SALES, &["*"])];
    let mut sales = said("sales", SALES, &[]);
    sales.roles = vec![role("legal", LEGAL, &["*"])];
    refused_finding(
        Step::TargetMissing,
        &server(&top, &[legal, sales]),
        "a.json",
    );
}

#[test]
fn a_state_is_as_old_as_the_oldest_of_its_roles() {
    let top = [role("sales", SALES, &["*"])];
    let server = server(&top, &[said("sales", SALES, &[("a.json", "x")])]);
    let files = refresh(&server).unwrap().files;
    let opened = open(&anchor(&server), &files, NOW).unwrap();
    assert_eq!(opened.freshness, Freshness::Fresh);
    assert_eq!(opened.freshness_at(NOW + 40 * DAY), Freshness::Expired);
    let mut damaged = files;
    damaged.remove(&repository::delegated("sales", 1));
    assert!(open(&anchor(&server), &damaged, NOW).is_err());
}
