//! `fineline serve` over real HTTP: what is there, what is not, and how long it may be kept.

#![expect(clippy::expect_used, reason = "part of the tests")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use common::Place;
use common::serving::Serving;

/// A running server over a folder that is shaped like a published one.
struct Served {
    serving: Serving,
    place: Place,
}

struct Answer {
    /// All of it, in bytes.
    length: usize,
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
}

const DIGEST: &str = "5a7b541c567f139f1a2f554f68d07003bbae40c84142a3184c117430233df396";

fn serve() -> Served {
    let place = Place::new();
    for (path, text) in [
        ("published/metadata/timestamp.json", "{\"now\":1}"),
        ("published/metadata/1.root.json", "{\"root\":1}"),
        ("published/metadata/.timestamp.json.7.tmp", "half"),
        ("published/.lock", ""),
        ("secret.pem", "secret"),
    ] {
        fs::create_dir_all(place.path(path).parent().expect("a folder")).expect("a folder");
        fs::write(place.path(path), text).expect("a file");
    }
    fs::create_dir_all(place.path("published/targets")).expect("a folder");
    let target = format!("published/targets/{DIGEST}.policy.json");
    fs::write(place.path(&target), "{\"rules\":[]}").expect("a file");
    let serving = Serving::of(&place, "published");
    Served { serving, place }
}

impl Served {
    /// Sends the path as it is, without tidying it up.
    fn get(&self, path: &str, extra: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.serving.address).expect("a connection");
        let request = format!("GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{extra}\r\n");
        stream.write_all(request.as_bytes()).expect("a request");
        let mut text = String::new();
        stream.read_to_string(&mut text).expect("an answer");
        let (head, body) = text.split_once("\r\n\r\n").expect("a head");
        let mut lines = head.lines();
        let status = lines
            .next()
            .and_then(|line| line.split(' ').nth(1))
            .expect("a status line");
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        Answer {
            length: text.len(),
            status: status.parse().expect("a number"),
            headers: headers.collect(),
            body: body.to_owned(),
        }
    }
}

#[test]
fn files_that_never_change_are_kept_for_ever() {
    let served = serve();
    for path in [
        format!("/targets/{DIGEST}.policy.json"),
        "/metadata/1.root.json".to_owned(),
    ] {
        let answer = served.get(&path, "");
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(
            answer.headers["cache-control"],
            "public, max-age=31536000, immutable"
        );
        assert_eq!(answer.headers["access-control-allow-origin"], "*");
        assert_eq!(answer.headers["content-type"], "application/json");
    }
}

#[test]
fn the_pointer_is_kept_for_a_minute_and_is_not_sent_twice() {
    let served = serve();
    let answer = served.get("/metadata/timestamp.json", "");
    assert_eq!((answer.status, answer.body.as_str()), (200, "{\"now\":1}"));
    assert_eq!(answer.headers["cache-control"], "public, max-age=60");
    let tag = &answer.headers["etag"];
    let again = served.get(
        "/metadata/timestamp.json",
        &format!("If-None-Match: {tag}\r\n"),
    );
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    assert_eq!(again.headers["cache-control"], "public, max-age=60");
    // A new release is a new tag. The length differs: a file's time may not.
    let path = served.place.path("published/metadata/timestamp.json");
    fs::write(path, "{\"now\":22}").expect("the pointer");
    let changed = served.get(
        "/metadata/timestamp.json",
        &format!("If-None-Match: {tag}\r\n"),
    );
    assert_eq!(
        (changed.status, changed.body.as_str()),
        (200, "{\"now\":22}")
    );
}

#[test]
fn a_look_without_news_takes_at_most_400_bytes() {
    let served = serve();
    let tag = &served.get("/metadata/timestamp.json", "").headers["etag"];
    let ask = format!("If-None-Match: {tag}\r\n");
    let pointer = served.get("/metadata/timestamp.json", &ask);
    let next_root = served.get("/metadata/2.root.json", "");
    assert_eq!((pointer.status, next_root.status), (304, 404));
    let bytes = pointer.length + next_root.length;
    // `connection: close` is this test's own.
    assert!(bytes - 2 * "connection: close\r\n".len() <= 400, "{bytes}");
}

#[test]
fn a_missing_root_may_be_there_a_minute_later() {
    let answer = serve().get("/metadata/2.root.json", "");
    assert_eq!(answer.status, 404);
    assert_eq!(answer.headers["cache-control"], "public, max-age=60");
    assert_eq!(answer.headers["access-control-allow-origin"], "*");
}

#[test]
fn nothing_beside_the_published_files_is_there() {
    let served = serve();
    for path in [
        "/",
        "/metadata/",
        "/.lock",
        "/metadata/.timestamp.json.7.tmp",
        "/metadata/%2Etimestamp.json.7.tmp",
        "/../secret.pem",
        "/metadata/../../secret.pem",
        "/metadata/%2e%2e/%2e%2e/secret.pem",
        "/metadata/..%2f..%2fsecret.pem",
        "/metadata/..%5c..%5csecret.pem",
        "/targets//etc/passwd",
        "/targets/%2fetc/passwd",
        "/secret.pem",
    ] {
        let answer = served.get(path, "");
        assert!(
            matches!(answer.status, 400 | 404),
            "{path}: {}",
            answer.status
        );
        assert!(!answer.body.contains("secret"), "{path}");
    }
}

#[test]
fn only_this_machine_is_served_unless_asked_for() {
    let served = serve();
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:80"] {
        let said = served
            .place
            .run(&["serve", "published", "--listen", address])
            .failed(1);
        assert!(
            said.contains("can be reached from other machines: add `--allow-network`"),
            "{said}"
        );
    }
    // Documentation addresses (RFC 5737) belong to no machine: the flag passes, the system refuses.
    let args = [
        "serve",
        "published",
        "--listen",
        "192.0.2.1:0",
        "--allow-network",
    ];
    assert!(
        served
            .place
            .run(&args)
            .failed(1)
            .contains("cannot listen on")
    );
}

#[test]
fn a_folder_without_a_bundle_is_not_served() {
    let place = Place::new();
    let said = place.run(&["serve", "."]).failed(1);
    assert!(said.contains("holds no published bundle"), "{said}");
}
