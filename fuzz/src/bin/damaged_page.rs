//! A saved page with some of its elements taken away, doubled, moved or renamed, as sites do over time: whatever is read
//! then names nobody who was not on the page.
#![no_main]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use policy::Site;
use scraper::Html;
use sites::html::Page;
use sites::{composer, is_send_click, read, send_button};

#[path = "../../../crates/sites/tests/pages/damage.rs"]
mod damage;

/// Changes of one page; more than a few leave nothing to read.
const CHANGES: usize = 6;

/// A page as saved.
struct Saved {
    site: Site,
    path: String,
    html: String,
}

static SAVED: LazyLock<Vec<Saved>> =
    LazyLock::new(|| [Site::LinkedIn, Site::X].into_iter().flat_map(of).collect());

/// Two bytes choose the page, then five each a change: the way, and two elements by their numbers.
fuzz_target!(|bytes: &[u8]| {
    let Some((which, changes)) = bytes.split_first_chunk::<2>() else {
        return;
    };
    let saved = &SAVED[number(which) % SAVED.len()];
    let mut html = Html::parse_document(&saved.html);
    for change in changes.chunks_exact(5).take(CHANGES) {
        let count = damage::elements(&html);
        if count > 0 {
            let places = (number(&change[1..3]) % count, number(&change[3..5]) % count);
            damage::change(&mut html, usize::from(change[0]) % damage::WAYS, places);
        }
    }
    check(saved, &Page::from(html));
});

fn number(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .fold(0, |number, byte| number << 8 | usize::from(*byte))
}

/// Every composer of the page.
fn check(saved: &Saved, page: &Page) {
    let boxes = r#"[role="textbox"], button, textarea, input"#;
    for target in page.everywhere(boxes) {
        let Some(composer) = composer(saved.site, &target) else {
            continue;
        };
        if let Some(button) = send_button(&composer) {
            assert!(is_send_click(&composer, &button));
        }
        if let Ok(draft) = read(&composer, &page.root(), &saved.path) {
            let as_saved = (saved.html.as_str(), saved.path.as_str());
            assert_eq!(damage::stranger(&draft, as_saved), None);
        }
    }
}

/// All saved pages of a site, in the order of their names.
fn of(site: Site) -> Vec<Saved> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../crates/sites/fixtures")
        .join(site.id());
    let entries = fs::read_dir(&folder).expect("the saved pages");
    let mut pages: Vec<_> = entries.map(|it| it.expect("a page").path()).collect();
    pages.retain(|path| path.extension().is_some_and(|ending| ending == "html"));
    pages.sort();
    let saved = |page: &std::path::PathBuf| Saved {
        site,
        path: address(&fs::read_to_string(page.with_extension("toml")).expect("beside it")),
        html: fs::read_to_string(page).expect("a page"),
    };
    pages.iter().map(saved).collect()
}

/// The line `path = "/home"`.
fn address(written: &str) -> String {
    let line = written
        .lines()
        .find_map(|line| line.strip_prefix("path = \""));
    line.expect("a path").trim_end_matches('"').to_owned()
}
