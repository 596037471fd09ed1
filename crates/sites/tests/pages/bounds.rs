//! The work is bounded, and a composer outlives its page only as an error: the gate at Send runs
//! synchronously, on whatever the page holds by then.

use policy::Site;
use sites::html::Page;
use sites::text::{MAX_CHARS, MAX_NODES};
use sites::{Element, ReadError};

use crate::common::cases;

/// The text read after `old` was replaced in a saved page.
fn read(name: &str, old: &str, new: &str) -> Option<String> {
    let case = cases().into_iter().find(|case| case.name == name).unwrap();
    assert!(case.html.contains(old), "{name}");
    let page = Page::parse(&case.html.replace(old, new));
    let composer = sites::composer(case.site, &case.target(&page).unwrap())?;
    Some(sites::read(&composer, &page.root(), &case.path).ok()?.text)
}

#[test]
fn a_long_text_is_read_from_its_beginning() {
    for (name, old) in [
        ("x/inline-reply", "Looking forward to it!"),
        ("linkedin/two-composers", "<p>Hello</p>"),
    ] {
        let text = read(name, old, &"a".repeat(3 * MAX_CHARS)).unwrap();
        assert_eq!(text, "a".repeat(MAX_CHARS), "{name}");
    }
    // A character of four bytes counts no less than one: the bound holds, and no character is cut.
    let text = read(
        "linkedin/two-composers",
        "<p>Hello</p>",
        &"🍇".repeat(MAX_CHARS),
    )
    .unwrap();
    assert!(
        !text.is_empty() && text.chars().all(|c| c == '🍇'),
        "{}",
        text.len()
    );
}

#[test]
fn many_nodes_are_read_from_the_beginning() {
    let line = "<div data-block=\"true\"><div><span><span>b</span></span></div></div>";
    let text = read(
        "x/inline-reply",
        "<div data-contents=\"true\">",
        &format!("<div data-contents=\"true\">{}", line.repeat(4 * MAX_NODES)),
    )
    .unwrap();
    assert_eq!(text.lines().count(), MAX_NODES / 4);
    let text = read(
        "linkedin/two-composers",
        "<p>Hello</p>",
        &"<p>b</p>".repeat(4 * MAX_NODES),
    )
    .unwrap();
    assert_eq!(text.lines().count(), MAX_NODES);
}

#[test]
fn endless_nesting_neither_hangs_nor_overflows() {
    let deep = format!("{}deep{}", "<div>".repeat(5_000), "</div>".repeat(5_000));
    let text = read("x/inline-reply", "Looking forward to it!", &deep).unwrap();
    assert!(!text.contains("deep"));
    let page = Page::parse(&format!(
        "<div data-testid=inline_reply_offscreen>{}<p role=textbox>",
        "<div>".repeat(5_000)
    ));
    let target = page.root().select("p").into_iter().next().unwrap();
    assert!(sites::composer(Site::X, &target).is_none());
}

#[test]
fn a_composer_of_a_page_that_is_gone_is_not_read() {
    for name in ["x/inline-reply", "linkedin/comment-in-feed"] {
        let case = cases().into_iter().find(|case| case.name == name).unwrap();
        let (before, now) = (Page::parse(&case.html), Page::parse(&case.html));
        let composer = sites::composer(case.site, &case.target(&before).unwrap()).unwrap();
        let read = sites::read(&composer, &now.root(), &case.path);
        assert!(matches!(read, Err(ReadError::Stale(_))), "{name}: {read:?}");
    }
}
