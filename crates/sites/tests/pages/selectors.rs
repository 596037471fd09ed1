//! The tables of selectors are sound, and every row is used on some saved page.

use std::collections::BTreeSet;

use sites::html::Page;
use sites::{Place, SITES};

use crate::common::cases;

#[test]
fn names_are_unique_and_start_with_the_site() {
    let all: Vec<_> = SITES
        .iter()
        .flat_map(|entry| entry.selectors)
        .map(|it| it.name)
        .collect();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    for entry in SITES {
        for selector in entry.selectors {
            let (site, rest) = selector.name.split_once('/').unwrap();
            assert_eq!(site, entry.site.id(), "{}", selector.name);
            assert!(
                !rest.is_empty() && !selector.matches.is_empty(),
                "{}",
                selector.name
            );
        }
    }
}

#[test]
fn each_is_valid_and_dated() {
    for selector in SITES.iter().flat_map(|entry| entry.selectors) {
        assert!(
            scraper::Selector::parse(selector.css).is_ok(),
            "{}",
            selector.name
        );
        let (year, month) = selector.seen.split_once('-').unwrap();
        let is_date = year.len() == 4 && (1..=12).contains(&month.parse::<u8>().unwrap());
        assert!(
            is_date,
            "{}: `{}` is not like `2026-10`",
            selector.name, selector.seen
        );
    }
}

#[test]
fn each_matches_on_a_saved_page() {
    let cases = cases();
    for entry in SITES {
        let of_site: Vec<_> = cases
            .iter()
            .filter(|case| case.site == entry.site)
            .collect();
        for selector in entry.selectors {
            let matches = |html: &str| !Page::parse(html).everywhere(selector.css).is_empty();
            let name = selector.name;
            assert!(
                of_site.iter().any(|case| matches(&case.html)),
                "`{name}` matches on no saved page"
            );
        }
    }
}

#[test]
fn every_place_that_is_read_is_listed_under_its_site() {
    for case in cases() {
        let page = Page::parse(&case.html);
        let target = case.target(&page).ok();
        let composer = target.and_then(|target| sites::composer(case.site, &target));
        if let Some(place) = composer.map(|composer| composer.place) {
            assert!(Place::ALL.contains(&place), "add {place:?} to `Place::ALL`");
        }
    }
    let ids: BTreeSet<_> = Place::ALL.iter().map(|place| place.id()).collect();
    assert_eq!(ids.len(), Place::ALL.len());
    let belongs = |id: &&str| {
        SITES
            .iter()
            .any(|entry| id.starts_with(&format!("{}/", entry.site.id())))
    };
    assert!(ids.iter().all(belongs), "{ids:?}");
}

#[test]
fn only_the_sites_own_hosts_are_known() {
    assert_eq!(sites::site_of("x.com"), Some(policy::Site::X));
    assert_eq!(
        sites::site_of("www.linkedin.com"),
        Some(policy::Site::LinkedIn)
    );
    for host in [
        "",
        "X.com",
        "notx.com",
        "x.com.evil.example",
        "pro.x.com",
        "linkedin.com.example",
    ] {
        assert_eq!(sites::site_of(host), None, "{host}");
    }
}

#[test]
fn a_preloaded_frame_is_a_decoy_and_a_preloaded_page_is_not() {
    assert!(sites::is_decoy_frame("/preload/sharebox/", false));
    assert!(!sites::is_decoy_frame("/preload/sharebox/", true));
    assert!(!sites::is_decoy_frame("/feed/", false));
}
