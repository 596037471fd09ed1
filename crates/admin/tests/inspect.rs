//! `fineline inspect`: what the extension would see in a saved page. What each page should read as is held beside the
//! pages themselves (`crates/sites/fixtures`); here it is told to people and programs.
#![expect(clippy::expect_used, reason = "part of the tests")]

mod common;

use std::io::Write;
use std::process::Stdio;

use common::{Place, Said};

const REPLY: &str = include_str!("../../sites/fixtures/x/modal-reply.html");
const UNCLEAR: &str = include_str!("../../sites/fixtures/x/dialog-two-posts.html");
const CHAT: &str = include_str!("../../sites/fixtures/x/chat.html");

fn inspect(page: &str, url: &str, more: &[&str]) -> Said {
    let place = Place::new();
    std::fs::write(place.path("page.html"), page).expect("a page");
    place.run(&[&["inspect", "page.html", "--url", url], more].concat())
}

#[test]
fn tells_every_composer_of_a_page() {
    let said = inspect(REPLY, "https://x.com/compose/post", &[]).fine();
    let expected = "\
x/inline-reply, reply  <div data-testid=\"tweetTextarea_0\">
  text     Hello
  to       @elena_marchetti  Elena Marchetti, addressed
  about    @elena_marchetti: Harvest starts on Monday. How are other growers planning for…
  as       @alice_young
  sends    its button is there and enabled

x/dialog, reply  <div data-testid=\"tweetTextarea_0\">
  text     About the loan
  to       @samuel_okafor  Samuel Okafor, addressed
  about    @samuel_okafor: Two more ships join the fleet.
  as       @alice_young
  sends    its button is there and enabled

selectors, and how often each fits
";
    assert!(said.starts_with(expected), "{said}");
    assert!(said.contains("\n     2  x/editor\n"), "{said}");
    assert!(said.contains("\n     0  x/chat\n"), "{said}");
}

#[test]
fn sees_into_shadow_roots_that_were_saved_with_the_page() {
    let said = inspect(CHAT, "https://x.com/i/chat/100-200", &["--format", "json"]).json();
    let composer = &said["seen"]["composers"][0];
    assert_eq!(composer["place"], "x/chat");
    assert_eq!(
        composer["draft"]["recipients"][0]["account"],
        "x:@elena_marchetti"
    );
}

#[test]
fn says_which_selector_stands_in_the_way() {
    let said = inspect(UNCLEAR, "https://x.com/compose/post", &[]);
    assert_eq!(said.status, 1);
    let problem = "problem  selector `x/post` fits several things that differ";
    assert!(said.out.contains(problem), "{}", said.out);
    let expected = "expected Anybody's post.";
    assert!(said.out.contains(expected), "{}", said.out);
}

/// A page on which the name above a post has another test id, and a company that knows.
fn changed() -> Place {
    let place = Place::new();
    let page = REPLY.replace("User-Name", "User-Names");
    std::fs::write(place.path("page.html"), page).expect("a page");
    place.run(&["init", "bank"]).fine();
    let said = "\
[[selector]]
name = \"x/author\"
css = \"[data-testid='User-Names']\"

[[selector]]
name = \"x/send\"
css = \"div\"
until = 2026-11-22

[[off]]
place = \"x/inline-reply\"
";
    std::fs::write(place.path("bank/sites.toml"), said).expect("a file");
    place
}

const CHANGED: [&str; 4] = [
    "inspect",
    "page.html",
    "--url",
    "https://x.com/compose/post",
];

#[test]
fn tries_what_a_company_says_about_the_site() {
    let place = changed();
    let said = place.run(&CHANGED);
    assert!(
        said.status == 1 && said.out.contains("nothing fits selector `x/author`"),
        "{said:?}"
    );
    let before = ["--company", "bank", "--today", "2026-11-22"];
    let said = place.run(&[&CHANGED[..], &before].concat());
    assert_eq!(said.status, 1, "a selector is refused: {said:?}");
    let expected = "\
what the company says otherwise
  x/author  [data-testid='User-Names']  not refused here
  x/send  div  refused: matches too much on this page
  x/inline-reply  left alone
";
    assert!(said.out.contains(expected), "{}", said.out);
    assert!(said.out.starts_with("x/dialog, reply"), "{}", said.out);
    assert!(
        said.out
            .contains("to       @samuel_okafor  Samuel Okafor, addressed"),
        "{}",
        said.out
    );
    let after = ["--company", "bank", "--today", "2026-11-23"];
    let said = place.run(&[&CHANGED[..], &after].concat()).fine();
    assert!(!said.contains("x/send  div"), "{said}");
}

#[test]
fn tries_what_is_published() {
    let place = changed();
    let keys = ["--root-keys=1", "--root-threshold=1", "--no-passphrase"];
    place.run(&[&["keygen", "bank"], &keys[..]].concat()).fine();
    for step in [
        &["compile", "bank"][..],
        &["sign", "bank"],
        &["publish", "bank", "--to", "live"],
    ] {
        place.run(step).fine();
    }
    let today = ["--bundle", "live", "--today", "2026-11-23"];
    let said = place.run(&[&CHANGED[..], &today].concat()).fine();
    assert!(
        said.contains("x/author  [data-testid='User-Names']"),
        "{said}"
    );
    let both = ["--bundle", "live", "--company", "bank"];
    place.run(&[&CHANGED[..], &both].concat()).failed(2);
    let said = place.run(&[&CHANGED[..], &["--bundle", "bank"]].concat());
    assert_eq!(said.status, 1, "no root, no trust: {said:?}");
}

#[test]
fn reads_the_standard_input() {
    let place = Place::new();
    let args = ["inspect", "-", "--url", "https://x.com/compose/post"];
    let mut command = place.command(&args);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(REPLY.as_bytes()).expect("written");
    drop(input);
    let said = Said::of(child.wait_with_output().expect("its output")).fine();
    assert!(said.contains("x/dialog, reply"), "{said}");
}

#[test]
fn says_nothing_of_a_page_without_a_composer() {
    let said = inspect("<p>Nothing to write in</p>", "https://x.com/home", &[]).fine();
    assert!(
        said.starts_with("no composer of x that is read\n"),
        "{said}"
    );
}

#[test]
fn refuses_what_it_cannot_read() {
    for (url, expected) in [
        (
            "https://y.example/",
            "`y.example` is no site that is read; there are www.linkedin.com and x.com",
        ),
        (
            "x.com",
            "`x.com` is no address; expected one like https://x.com/home",
        ),
    ] {
        let said = inspect(REPLY, url, &[]).failed(1);
        assert!(said.contains(expected), "{said}");
    }
    let place = Place::new();
    let said = place
        .run(&["inspect", "none.html", "--url", "https://x.com/home"])
        .failed(1);
    assert!(said.contains("`none.html` cannot be read"), "{said}");
}
