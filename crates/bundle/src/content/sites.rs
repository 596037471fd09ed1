//! What the company says about the sites themselves: selectors in place of built-in ones, and places where
//! nothing is read. It repairs what a site's change has broken, until the extension knows the change itself.
//!
//! What a page makes of it, and whether it bears it out, is left to the page.

use std::collections::BTreeMap;

use policy::{Day, Site};

use super::format::{MAX_CSS, MAX_OVERRIDES, SITES_FORMAT, SITES_TARGET, SiteRecord, SitesFile};
use super::{Bundle, ContentError, read};

/// What counts on one site on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// Selectors by the names of those that they replace.
    pub selectors: Vec<(String, String)>,
    /// Names of places.
    pub off: Vec<String>,
}

/// Reads the file; bundles of before, and of companies without any, have none. Sites of a later version are
/// passed over.
pub(super) fn sites(
    targets: &BTreeMap<String, Vec<u8>>,
) -> Result<BTreeMap<Site, SiteRecord>, ContentError> {
    if !targets.contains_key(SITES_TARGET) {
        return Ok(BTreeMap::new());
    }
    let file: SitesFile = read(targets, SITES_TARGET)?;
    if file.format != SITES_FORMAT {
        return Err(ContentError::Format {
            target: SITES_TARGET,
            found: file.format,
            read: SITES_FORMAT,
        });
    }
    let known = [Site::LinkedIn, Site::X];
    let mut sites = BTreeMap::new();
    for (name, record) in file.sites {
        check(&name, &record)?;
        let site = known.into_iter().find(|site| site.id() == name);
        sites.extend(site.map(|site| (site, record)));
    }
    Ok(sites)
}

/// A page reads them at each key: what it is given is bounded here.
fn check(site: &str, record: &SiteRecord) -> Result<(), ContentError> {
    let mut selectors = record.selectors.iter();
    let has_long = selectors.any(|it| it.css.len() > MAX_CSS || it.name.len() > MAX_CSS);
    let mut places = record.off.iter();
    let is_bounded = record.selectors.len() <= MAX_OVERRIDES
        && record.off.len() <= MAX_OVERRIDES
        && !has_long
        && places.all(|it| it.place.len() <= MAX_CSS);
    if is_bounded {
        return Ok(());
    }
    Err(ContentError::Unreadable {
        target: SITES_TARGET,
        problem: format!("too much about `{}`", site.escape_debug()),
    })
}

impl Bundle {
    /// What the company says about a site, as far as it counts on this day.
    #[must_use]
    pub fn mended(&self, site: Site, today: Day) -> Mended {
        let Some(record) = self.sites.get(&site) else {
            return Mended::default();
        };
        let counts = |until: Option<Day>| until.is_none_or(|last| today <= last);
        let selectors = record.selectors.iter().filter(|it| counts(it.until));
        let off = record.off.iter().filter(|it| counts(it.until));
        Mended {
            selectors: selectors
                .map(|it| (it.name.clone(), it.css.clone()))
                .collect(),
            off: off.map(|it| it.place.clone()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<BTreeMap<Site, SiteRecord>, String> {
        let targets = BTreeMap::from([("sites.json".to_owned(), text.as_bytes().to_vec())]);
        sites(&targets).map_err(|error| error.to_string())
    }

    #[test]
    fn sites_of_a_later_version_are_passed_over_and_other_formats_refused() {
        let both = r#"{"format":1,"sites":{"mastodon":{},"x":{"off":[{"place":"x/dialog"}]}}}"#;
        let sites = read(both).expect("a file");
        assert_eq!(sites.keys().collect::<Vec<_>>(), [&Site::X]);
        let expected = "`sites.json` has format 2, this version reads format 1";
        assert_eq!(read(r#"{"format":2}"#), Err(expected.to_owned()));
    }

    #[test]
    fn what_a_page_is_given_is_bounded() {
        let many = |count: usize| {
            let one = r#"{"name":"x/a","css":"p"}"#;
            let all = vec![one; count].join(",");
            read(&format!(
                r#"{{"format":1,"sites":{{"x":{{"selectors":[{all}]}}}}}}"#
            ))
        };
        assert!(many(64).is_ok());
        let expected = "`sites.json` cannot be read: too much about `x`";
        assert_eq!(many(65), Err(expected.to_owned()));
        let long = |length: usize| {
            let css = "p".repeat(length);
            read(&format!(
                r#"{{"format":1,"sites":{{"x":{{"selectors":[{{"name":"x/a","css":"{css}"}}]}}}}}}"#
            ))
        };
        assert!(long(1_000).is_ok());
        assert_eq!(long(1_001), Err(expected.to_owned()));
    }
}
