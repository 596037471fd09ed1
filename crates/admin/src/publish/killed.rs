//! A publisher who is killed after any file: browsers find the old release or the new one, whole, and
//! the next try finishes. The tests start themselves again as the publisher who dies.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio, abort};

use bundle::builder::key::SecretKey;
use bundle::builder::repository::{
    Lives, RoleKeys, RootSpec, make_root, next_release, sign, sign_root,
};
use bundle::map::manifest::path;
use bundle::map::merkle::digest;
use bundle::{Files, TrustAnchor, open, repository};

use super::folder::lock;
use super::look::look;
use super::place::Place;
use super::plan::{Item, plan};
use super::send::{Run, Target, send};
use super::store::Store;
use super::wait;

const NOW: i64 = 1_795_339_801;
/// How the publisher who dies is told where, what and when.
const ORDERS: &str = "FINELINE_TEST_DIES";

fn key(seed: u8) -> SecretKey {
    SecretKey::from_seed(&[seed; 32])
}

/// Signs everything, but for the pointer of the release `replaced key`.
const USUAL: u8 = 7;
const OTHER: u8 = 8;

/// A root that wants the pointer signed by this key.
fn root(version: u64, pointer: u8) -> Vec<u8> {
    let by = |seed: u8| RoleKeys {
        keys: vec![key(seed).public()],
        threshold: 1,
    };
    let spec = RootSpec {
        version,
        expires: NOW + 1_000,
        root: by(USUAL),
        targets: by(USUAL),
        snapshot: by(USUAL),
        timestamp: by(pointer),
    };
    let unsigned = make_root(&spec).expect("a root");
    let previous = (version > 1).then(|| root(version - 1, USUAL));
    let signed = sign_root(&unsigned, previous.as_deref(), &[key(USUAL)]);
    signed.expect("signed").0
}

/// What no metadata names: shards of a sealed list that says this text.
fn objects(text: &str) -> Files {
    let shards = (0..8).map(|number| format!("{text}, shard {number}").into_bytes());
    shards.map(|it| (path(&digest(&it)), it)).collect()
}

/// A release with this text in both of its contents.
fn release(previous: Option<&Files>, root: &[u8], text: &str) -> Files {
    let contents = ["policy.json", "people.json"].map(|name| (name.to_owned(), text.into()));
    let lives = Lives::default();
    let next = next_release(previous, root, &contents.into(), NOW, &lives);
    let mut next = next.expect("a release");
    next.add_objects(objects(text));
    sign(&mut next, &[key(USUAL), key(OTHER)]);
    next.files().expect("complete")
}

fn old() -> Files {
    release(None, &root(1, USUAL), "old")
}

/// What the publisher who dies is told to publish after the old release.
fn ordered(which: &str) -> Files {
    match which {
        "old" => old(),
        "new" => release(Some(&old()), &root(1, USUAL), "new"),
        "new root" => release(Some(&old()), &root(2, USUAL), "new"),
        "replaced key" => release(Some(&old()), &root(2, OTHER), "new"),
        other => panic!("no release `{other}`"),
    }
}

/// Old and new.
fn releases() -> (Files, Files) {
    (old(), ordered("new"))
}

fn publish(folder: &Path, files: &Files, each: &mut dyn FnMut(&Item<'_>)) -> anyhow::Result<usize> {
    let _lock = lock(folder)?;
    let place = Place::Folder(folder.to_owned());
    let store = Store::open(&place)?;
    wait(async {
        let seen = store.get(repository::TIMESTAMP, usize::MAX).await?;
        let target = Target {
            place: &place,
            store: &store,
            seen,
            run: Run::Real,
        };
        let sent = send(&target, &plan(files), each).await?;
        Ok(sent.len())
    })
}

/// What a browser that has nothing yet finds: the text of all contents, which must agree, and all shards that
/// belong to it; nothing when it refuses.
fn browser(folder: &Path) -> Option<String> {
    let anchor = TrustAnchor::of_root(&root(1, USUAL));
    let store = Store::open(&Place::Folder(folder.to_owned())).expect("a folder");
    let update = wait(look(&store, &anchor, NOW)).expect("readable").ok()?;
    let opened = open(&anchor, &update.files, NOW).expect("verified");
    let mut texts: Vec<_> = opened.targets.into_values().collect();
    texts.dedup();
    assert_eq!(texts.len(), 1, "parts of two releases");
    let text = String::from_utf8(texts.remove(0)).ok()?;
    for (path, bytes) in objects(&text) {
        assert_eq!(fs::read(folder.join(&path)).ok(), Some(bytes), "{path}");
    }
    Some(text)
}

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("fineline-killed-{}-{name}", std::process::id());
        let path = env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Publishes in a process of its own that dies after so many files; `false` if it lived.
fn dies_publishing(folder: &Path, which: &str, after: usize) -> bool {
    let orders = format!("{after}/{which}/{}", folder.display());
    let status = Command::new(env::current_exe().expect("this test"))
        .args(["--exact", "publish::killed::the_publisher_who_dies"])
        .env(ORDERS, orders)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    !status.expect("it starts").success()
}

/// Does nothing unless it is told to by the tests below.
#[test]
fn the_publisher_who_dies() {
    let Ok(orders) = env::var(ORDERS) else {
        return;
    };
    let mut words = orders.splitn(3, '/');
    let mut word = || words.next().expect("orders");
    let after = word().parse::<usize>().expect("a number");
    let (files, folder) = (ordered(word()), word());
    let mut done = 0;
    if after == 0 {
        abort();
    }
    let each = &mut |_: &Item<'_>| {
        done += 1;
        if done == after {
            abort();
        }
    };
    publish(Path::new(folder), &files, each).expect("published");
}

/// Publishes the old release and kills the publisher of the next one after every number of files.
fn check_update(which: &str, expected: impl Fn(usize, usize) -> Option<&'static str>) {
    let (old, new) = (old(), ordered(which));
    let files = new.len();
    for after in 0..=files {
        let folder = Folder::new(&format!("{which}-{after}"));
        publish(&folder.0, &old, &mut |_| ()).expect("the old release");
        assert!(dies_publishing(&folder.0, which, after), "after {after}");
        let found = browser(&folder.0);
        let expected = expected(after, files);
        assert_eq!(
            found.as_deref(),
            expected,
            "killed after {after} of {files}"
        );
        // Whoever died has left no lock, and the next try sends only what is missing.
        let sent = publish(&folder.0, &new, &mut |_| ()).expect("the next try");
        let found = browser(&folder.0);
        assert_eq!(
            found.as_deref(),
            Some("new"),
            "killed after {after} of {files}"
        );
        assert!(
            sent <= files - after,
            "{sent} files sent again after {after}"
        );
    }
}

#[test]
fn killed_after_any_file_of_an_update_browsers_find_the_old_or_the_new_whole() {
    for which in ["new", "new root"] {
        check_update(which, |after, files| match after == files {
            true => Some("new"),
            false => Some("old"),
        });
    }
}

/// The one exception: as soon as the new root is there, the old pointer is signed by nobody who counts.
/// Browsers refuse it and keep what they have; so nothing comes between the two.
#[test]
fn between_a_root_that_replaces_the_pointers_key_and_the_pointer_browsers_refuse() {
    check_update("replaced key", |after, files| match files - after {
        0 => Some("new"),
        1 => None,
        _ => Some("old"),
    });
}

#[test]
fn killed_during_the_first_publication_browsers_find_nothing_or_all_of_it() {
    let (old, _) = releases();
    for after in 0..=old.len() {
        let folder = Folder::new(&format!("first-{after}"));
        assert!(dies_publishing(&folder.0, "old", after), "after {after}");
        let expected = (after == old.len()).then_some("old");
        assert_eq!(
            browser(&folder.0).as_deref(),
            expected,
            "killed after {after}"
        );
        publish(&folder.0, &old, &mut |_| ()).expect("the next try");
        assert_eq!(
            browser(&folder.0).as_deref(),
            Some("old"),
            "killed after {after}"
        );
    }
}

#[test]
fn nobody_publishes_beside_somebody_else() {
    let (old, new) = releases();
    let folder = Folder::new("beside");
    publish(&folder.0, &old, &mut |_| ()).expect("the old release");
    let held = lock(&folder.0).expect("free");
    let error = publish(&folder.0, &new, &mut |_| ()).expect_err("locked");
    assert!(
        error.to_string().contains("right now: wait for them"),
        "{error}"
    );
    assert_eq!(browser(&folder.0).as_deref(), Some("old"));
    drop(held);
    publish(&folder.0, &new, &mut |_| ()).expect("free again");
}

#[test]
fn a_pointer_that_changed_past_the_lock_is_not_overwritten() {
    let (old, new) = releases();
    let folder = Folder::new("past");
    publish(&folder.0, &old, &mut |_| ()).expect("the old release");
    let theirs = release(Some(&old), &root(1, USUAL), "theirs");
    let pointer = folder.0.join(repository::TIMESTAMP);
    let mut left = new.len();
    let each = &mut |_: &Item<'_>| {
        left -= 1;
        // The pointer is all that is left to send.
        if left == 1 {
            fs::write(&pointer, &theirs[repository::TIMESTAMP]).expect("the other pointer");
        }
    };
    let error = publish(&folder.0, &new, each).expect_err("overtaken");
    let said = error.to_string();
    assert!(
        said.contains("somebody else published release 2, signed with key "),
        "{said}"
    );
    assert!(said.contains("run `fineline sign --after "), "{said}");
    let there = fs::read(&pointer).expect("the pointer");
    assert!(
        there == theirs[repository::TIMESTAMP],
        "the winner's pointer stays"
    );
}
