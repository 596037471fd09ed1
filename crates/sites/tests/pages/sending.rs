//! Which keys send. Which buttons do is checked on every saved page.

use sites::KeyPress;
use sites::html::Page;

use crate::common::{Case, cases};

fn case(name: &str) -> Case {
    cases().into_iter().find(|case| case.name == name).unwrap()
}

fn sends(name: &str, key: &KeyPress) -> bool {
    let case = case(name);
    let page = Page::parse(&case.html);
    let composer = sites::composer(case.site, &case.target(&page).unwrap()).unwrap();
    sites::is_send_key(&composer, key)
}

/// `ctrl+Enter`, `mac+meta+Enter`, `ctrl+composing+Enter`
fn key(written: &str) -> KeyPress {
    let mut parts: Vec<&str> = written.split('+').collect();
    let key = parts.pop().unwrap().to_owned();
    let has = |name| parts.contains(&name);
    KeyPress {
        key,
        ctrl: has("ctrl"),
        meta: has("meta"),
        shift: has("shift"),
        alt: has("alt"),
        composing: has("composing"),
        mac: has("mac"),
    }
}

fn check(name: &str, sending: &[&str], silent: &[&str]) {
    for written in sending {
        assert!(sends(name, &key(written)), "{name}: {written} sends");
    }
    for written in silent {
        assert!(
            !sends(name, &key(written)),
            "{name}: {written} does not send"
        );
    }
}

#[test]
fn x_sends_with_the_systems_own_modifier() {
    let sending = [
        "ctrl+Enter",
        "ctrl+shift+Enter",
        "mac+meta+Enter",
        "mac+ctrl+meta+Enter",
    ];
    let silent = [
        "Enter",
        "shift+Enter",
        "meta+Enter",
        "mac+ctrl+Enter",
        "ctrl+alt+Enter",
        "mac+meta+alt+Enter",
        "ctrl+composing+Enter",
        "ctrl+a",
        "ctrl+Process",
    ];
    check("x/inline-reply", &sending, &silent);
}

#[test]
fn x_sends_a_message_with_enter_alone() {
    let sending = ["Enter", "mac+Enter"];
    let silent = [
        "shift+Enter",
        "alt+Enter",
        "ctrl+Enter",
        "composing+Enter",
        "a",
    ];
    for name in ["x/chat", "x/direct-message"] {
        check(name, &sending, &silent);
    }
    // There is no button before anything is written.
    check("x/chat-empty", &[], &["Enter"]);
}

#[test]
fn linkedin_sends_with_either_modifier() {
    let sending = [
        "ctrl+Enter",
        "meta+Enter",
        "mac+meta+Enter",
        "mac+ctrl+Enter",
    ];
    let silent = [
        "Enter",
        "shift+Enter",
        "ctrl+alt+Enter",
        "ctrl+composing+Enter",
        "ctrl+b",
    ];
    for name in [
        "comment-in-feed",
        "reply",
        "older-comment",
        "message-page",
        "share-box",
        "older-share-box",
        "rebuilt-message",
    ] {
        check(&format!("linkedin/{name}"), &sending, &silent);
    }
    // In plain text boxes no key is known to send.
    check("linkedin/invitation", &[], &["Enter", "ctrl+Enter"]);
    check("linkedin/sales-message", &[], &["Enter", "ctrl+Enter"]);
    // Where Enter sends there is no button, and a held send could not be released.
    check("linkedin/message-by-enter", &[], &["Enter", "ctrl+Enter"]);
}

#[test]
fn no_key_sends_where_the_button_is_disabled_or_missing() {
    check("x/collapsed", &[], &["ctrl+Enter"]);
    check("linkedin/no-text-yet", &[], &["ctrl+Enter"]);
    check("linkedin/disabled-button", &[], &["ctrl+Enter"]);
    check("linkedin/share-box-empty", &[], &["ctrl+Enter"]);
}
