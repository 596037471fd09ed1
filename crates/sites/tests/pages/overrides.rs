//! Selectors that a bundle puts in place of built-in ones: what they may do, and when they are refused.
//!
//! Each test runs in a thread of its own, and so with overrides of its own.

use sites::html::{Node, Page};
use sites::overrides::{self, Fault, MAX_BYTES, MAX_SELECTORS, Overrides};
use sites::{Composer, ReadError, SITES};

use crate::common::{Case, cases};

#[test]
fn a_selector_in_its_own_place_changes_nothing_and_is_never_refused() {
    for case in cases() {
        let page = Page::parse(&case.html);
        let Ok(target) = case.target(&page) else {
            continue;
        };
        let entry = SITES.iter().find(|it| it.site == case.site).unwrap();
        assert!(entry.selectors.len() <= MAX_SELECTORS);
        let same = entry.selectors.iter();
        let same = same.map(|it| (it.name, format!("{}, no-such-element", it.css)));
        overrides::set(Overrides::default());
        let before = seen(&case, &page, &target);
        say(same);
        assert_eq!(seen(&case, &page, &target), before, "{}", case.name);
        assert_eq!(overrides::refused(), [], "{}", case.name);
    }
}

#[test]
fn mends_a_page_whose_attribute_was_renamed() {
    for (site, name, old, new, mended) in [
        (
            "x/inline-reply",
            "x/author",
            "User-Name",
            "User-Names",
            r#"[data-testid="User-Names"]"#,
        ),
        (
            "x/inline-reply",
            "x/editor",
            "tweetTextarea_",
            "postTextarea_",
            r#"[data-testid^="postTextarea_"][role="textbox"]"#,
        ),
        (
            "linkedin/comment-in-feed",
            "linkedin/actor-line",
            "p>",
            "h6>",
            "h6",
        ),
    ] {
        let case = case(site);
        let damaged = case.html.replace(old, new);
        let [page, damaged] = [&case.html, &damaged].map(|html| Page::parse(html));
        overrides::set(Overrides::default());
        let expected = read(&case, &page);
        assert!(matches!(expected, Some(Ok(_))), "{expected:?}");
        assert_ne!(read(&case, &damaged), expected, "{name}: still read");
        say([(name, mended)]);
        assert_eq!(read(&case, &damaged), expected, "{name}");
        assert_eq!(overrides::refused(), []);
    }
}

#[test]
fn a_wrong_one_is_refused_and_the_built_in_stays() {
    for (name, css, fault) in [
        ("x/author", "[[", Fault::NotUnderstood),
        ("x/author", "", Fault::NotUnderstood),
        ("x/author", "div, span", Fault::TooMany),
        ("x/editor", "*", Fault::TooMany),
        ("x/inline-reply", "div", Fault::TooMany),
        (
            "x/focal-post",
            r#"[data-testid="primaryColumn"] div"#,
            Fault::TooMany,
        ),
        ("x/send", "div", Fault::TooMany),
    ] {
        let case = case("x/inline-reply");
        let page = Page::parse(&case.html);
        overrides::set(Overrides::default());
        let target = case.target(&page).unwrap();
        let before = seen(&case, &page, &target);
        say([(name, css)]);
        assert_eq!(seen(&case, &page, &target), before, "{name} as `{css}`");
        assert_eq!(overrides::refused(), [(name.to_owned(), fault)], "`{css}`");
    }
}

#[test]
fn one_that_is_refused_leaves_the_others() {
    let case = case("x/inline-reply");
    let damaged = case.html.replace("User-Name", "User-Names");
    let damaged = Page::parse(&damaged);
    say([
        ("x/send", "div"),
        ("x/author", r#"[data-testid="User-Names"]"#),
    ]);
    let target = case.target(&damaged).unwrap();
    let (_, draft, can_send) = seen(&case, &damaged, &target).unwrap();
    assert!(draft.is_ok() && can_send, "{draft:?}");
    assert_eq!(
        overrides::refused(),
        [("x/send".to_owned(), Fault::TooMany)]
    );
}

#[test]
fn what_matches_nothing_is_no_fault_and_is_not_helped_out() {
    let case = case("x/inline-reply");
    let page = Page::parse(&case.html);
    say([("x/author", ".gone")]);
    assert_eq!(
        read(&case, &page),
        Some(Err(ReadError::Missing("x/author")))
    );
    assert_eq!(overrides::refused(), []);
}

#[test]
fn too_many_and_too_long_ones_are_passed_over() {
    let case = case("x/inline-reply");
    let page = Page::parse(&case.html);
    let filler = (0..MAX_SELECTORS).map(|number| (format!("x/filler-{number}"), "p".to_owned()));
    let late = filler.chain([("x/author".to_owned(), ".gone".to_owned())]);
    say(late);
    assert!(matches!(read(&case, &page), Some(Ok(_))));
    say([("x/author", format!(".{}", "a".repeat(MAX_BYTES)))]);
    assert!(matches!(read(&case, &page), Some(Ok(_))));
    say([("x/author", format!(".{}", "a".repeat(MAX_BYTES - 1)))]);
    assert!(matches!(read(&case, &page), Some(Err(_))));
}

#[test]
fn saying_the_same_again_changes_nothing_and_saying_nothing_takes_all_back() {
    let case = case("x/inline-reply");
    let page = Page::parse(&case.html);
    let wrong = || Overrides {
        selectors: vec![("x/author".to_owned(), "[[".to_owned())],
        off: Vec::new(),
    };
    assert!(overrides::set(wrong()));
    assert!(matches!(read(&case, &page), Some(Ok(_))));
    assert!(!overrides::set(wrong()));
    assert_eq!(overrides::refused().len(), 1);
    assert!(overrides::set(Overrides::default()));
    assert_eq!(overrides::refused(), []);
}

#[test]
fn a_place_that_is_off_has_no_composer_and_another_has() {
    let (reply, dialog) = (case("x/inline-reply"), case("x/modal-reply"));
    let [in_reply, in_dialog] = [&reply, &dialog].map(|case| Page::parse(&case.html));
    let off = vec!["x/inline-reply".to_owned(), "x/no-such-place".to_owned()];
    overrides::set(Overrides {
        selectors: Vec::new(),
        off,
    });
    assert_eq!(read(&reply, &in_reply), None);
    assert!(matches!(read(&dialog, &in_dialog), Some(Ok(_))));
}

type Seen = Option<(&'static str, Result<policy::Draft, ReadError>, bool)>;

fn seen<'a>(case: &Case, page: &'a Page, target: &Node<'a>) -> Seen {
    let composer: Composer<_> = sites::composer(case.site, target)?;
    let draft = sites::read(&composer, &page.root(), &case.path);
    let can_send = sites::send_button(&composer).is_some();
    Some((composer.place.id(), draft, can_send))
}

fn read(case: &Case, page: &Page) -> Option<Result<policy::Draft, ReadError>> {
    let target = case.target(page).unwrap();
    seen(case, page, &target).map(|(_, draft, _)| draft)
}

fn say<N: Into<String>, C: Into<String>>(selectors: impl IntoIterator<Item = (N, C)>) {
    let selectors = selectors.into_iter();
    let selectors = selectors.map(|(name, css)| (name.into(), css.into()));
    overrides::set(Overrides {
        selectors: selectors.collect(),
        off: Vec::new(),
    });
}

fn case(name: &str) -> Case {
    let case = cases().into_iter().find(|case| case.name == name);
    case.unwrap_or_else(|| panic!("no saved page `{name}`"))
}
