//! A release that is rolled out: whoever is meant fetches the new content, nobody else does.

use bundle::builder::repository::{Lives, next_release, sign};
use bundle::{Client, Files, Goal, Next, Reader, Refusal, Response, Step, Update, open_for};

use crate::lab::*;

fn reader(person: &str) -> Reader {
    Reader {
        person: Some(person.into()),
        installation: Some([7; 16]),
    }
}

/// Alice reads the new rules.
fn rolled_out() -> Files {
    let mut targets = contents("{}");
    let rollout = r#"{"format":1,"champions":["alice"],"share":0,"seed":"ab"}"#;
    for (name, text) in [
        ("next/policy.json", "{\"new\":1}"),
        ("rollout.json", rollout),
    ] {
        targets.insert(name.to_owned(), text.as_bytes().to_vec());
    }
    let mut release = next_release(None, &first_root(), &targets, NOW, &Lives::default()).unwrap();
    sign(
        &mut release,
        &keys(&[&TARGETS[..], &SNAPSHOT, &TIMESTAMP].concat()),
    );
    release.files().unwrap()
}

/// What a reader's browser has after a look, and the targets that it asked for.
fn look(server: &Files, stored: &Files, reader: &Reader) -> (Result<Update, Refusal>, Vec<String>) {
    let goal = Goal::Own(reader.clone());
    let mut client = Client::start_at((&anchor(server), 1), stored, NOW, goal);
    let mut asked = Vec::new();
    loop {
        match client.next() {
            Next::Done(update) => return (Ok(update), asked),
            Next::Refused(refusal) => return (Err(refusal), asked),
            Next::Fetch(request) => {
                let bytes = server.get(&request.path).cloned();
                client.supply(bytes.map_or(Response::NotFound, Response::Bytes));
                if request.path.starts_with("targets/") {
                    asked.push(request.path);
                }
            }
        }
    }
}

fn policy(files: &Files, reader: &Reader) -> String {
    let opened = open_for(&anchor(files), files, (reader, NOW)).unwrap();
    let names: Vec<_> = opened.targets.keys().map(String::as_str).collect();
    assert_eq!(names, ["people.json", "policy.json"], "as always");
    String::from_utf8(opened.targets["policy.json"].clone()).unwrap()
}

#[test]
fn whoever_is_meant_reads_the_new_content_and_nobody_else_fetches_it() {
    let server = rolled_out();
    let (alices, asked) = look(&server, &Files::new(), &reader("alice"));
    assert!(asked[0].ends_with(".rollout.json"), "{asked:?}");
    assert!(asked.iter().any(|path| path.starts_with("targets/next/")));
    assert_eq!(
        policy(&alices.unwrap().files, &reader("alice")),
        "{\"new\":1}"
    );

    let (bobs, asked) = look(&server, &Files::new(), &reader("bob"));
    assert!(!asked.iter().any(|path| path.starts_with("targets/next/")));
    assert_eq!(asked.len(), 3, "{asked:?}");
    assert_eq!(policy(&bobs.unwrap().files, &reader("bob")), "{}");
}

#[test]
fn a_look_without_news_fetches_no_target_for_either() {
    let server = rolled_out();
    for name in ["alice", "bob"] {
        let stored = look(&server, &Files::new(), &reader(name)).0.unwrap().files;
        let (update, asked) = look(&server, &stored, &reader(name));
        assert_eq!(asked, [""; 0], "{name}");
        assert!(!update.unwrap().changed, "{name}");
    }
}

#[test]
fn a_browser_that_changes_hands_has_what_everybody_has_until_the_next_look() {
    let server = rolled_out();
    let stored = look(&server, &Files::new(), &reader("bob"))
        .0
        .unwrap()
        .files;
    assert_eq!(policy(&stored, &reader("alice")), "{}");
    let (update, asked) = look(&server, &stored, &reader("alice"));
    assert_eq!(asked.len(), 1, "{asked:?}");
    let stored = update.unwrap().files;
    assert_eq!(policy(&stored, &reader("alice")), "{\"new\":1}");
    assert_eq!(policy(&stored, &reader("bob")), "{}");
}

#[test]
fn what_is_rolled_out_is_verified_like_everything_else() {
    let mut server = rolled_out();
    for (path, step) in [
        ("next/", Step::TargetHash),
        ("rollout.json", Step::TargetHash),
    ] {
        let honest = server.clone();
        let found = server
            .iter_mut()
            .find(|(name, _)| name.starts_with("targets/") && (name.contains(path)));
        let (_, bytes) = found.unwrap();
        bytes.reverse();
        let refusal = look(&server, &Files::new(), &reader("alice"))
            .0
            .unwrap_err();
        assert_eq!(refusal.step, step, "{path}");
        server = honest;
    }
}
