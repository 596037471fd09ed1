//! Every saved page reads as written beside it. Add `fixtures/<site>/<case>.html` and `.toml`.
//!
//! What the `.toml` says is explained at [`crate::common::Case`].

use sites::html::{Node, Page};
use sites::{Composer, Element};

use crate::common::{Case, Expect, cases};

#[test]
fn each_saved_page_reads_as_expected() {
    let failures: Vec<String> = cases()
        .iter()
        .filter_map(|case| check(case).err())
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn each_site_has_pages_to_read_and_pages_to_leave_alone() {
    for entry in sites::SITES {
        let of_site = cases().into_iter().filter(|case| case.site == entry.site);
        let (read, silent): (Vec<_>, Vec<_>) = of_site.partition(|case| case.is_read());
        assert!(
            read.len() >= 8,
            "{}: {} cases that are read",
            entry.site.id(),
            read.len()
        );
        assert!(
            silent.len() >= 8,
            "{}: {} silent cases",
            entry.site.id(),
            silent.len()
        );
    }
}

#[test]
fn each_saved_page_is_small() {
    for case in cases() {
        assert!(
            case.html.len() < 20_000,
            "{}: trim it to under 20 kB",
            case.name
        );
    }
}

fn check(case: &Case) -> Result<(), String> {
    let page = Page::parse(&case.html);
    let target = case.target(&page)?;
    let found = sites::composer(case.site, &target);
    match (&case.expect, found) {
        (Expect::NoComposer, None) => Ok(()),
        (Expect::NoComposer, Some(_)) => Err(case.says("a composer was found where none is read")),
        (_, None) => Err(case.says("no composer was found around the target")),
        (Expect::Draft { draft }, Some(composer)) => {
            let read = sites::read(&composer, &page.root(), &case.path);
            if read.as_ref() != Ok(draft) {
                return Err(case.says(&format!("expected {draft:#?}\nread {read:#?}")));
            }
            check_send(case, &page, &composer)
        }
        (Expect::Failure { selector }, Some(composer)) => {
            let read = sites::read(&composer, &page.root(), &case.path);
            match read {
                Err(error) if error.selector() == selector => Ok(()),
                other => Err(case.says(&format!("expected `{selector}` to fail, got {other:#?}"))),
            }
        }
    }
}

/// The named button sends, also when a node inside it is clicked, and nothing else on the page does.
fn check_send(case: &Case, page: &Page, composer: &Composer<Node<'_>>) -> Result<(), String> {
    let expected = match &case.send {
        Some(css) => Some(
            page.everywhere(css)
                .into_iter()
                .next()
                .ok_or(case.says(css))?,
        ),
        None => None,
    };
    if sites::send_button(composer) != expected {
        return Err(case.says("the send button is another one"));
    }
    for element in page.everywhere("*") {
        let sends = sites::is_send_click(composer, &element);
        let is_inside = expected
            .is_some_and(|button| element == button || button.select("*").contains(&element));
        if sends != is_inside {
            return Err(case.says(&format!("a click on {element:?} sends: {sends}")));
        }
        if is_inside && sites::composer(case.site, &element).as_ref() != Some(composer) {
            return Err(case.says("the composer is not found from its send button"));
        }
    }
    Ok(())
}
