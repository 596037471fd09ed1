//! What changes about the sites themselves: selectors and places that are switched off.

use std::collections::BTreeMap;

use bundle::builder::company::Company;
use policy::Day;

use super::{Change, compare, part, shown};

/// What stands for a selector or a place: its CSS, and its last day.
type Said = (String, Option<Day>);

pub(super) fn sites(old: &Company, new: &Company) -> Vec<Change> {
    let differ = |old: &Said, new: &Said| {
        let mut parts = Vec::new();
        part(&mut parts, "css", (old.0.clone(), new.0.clone()));
        let days = (shown(old.1.as_ref()), shown(new.1.as_ref()));
        part(&mut parts, "until", days);
        parts
    };
    let mut changes = compare((&by_name(old), &by_name(new)), differ);
    changes.retain(|one| one.what != "changed" || !one.parts.is_empty());
    changes
}

fn by_name(company: &Company) -> BTreeMap<String, Said> {
    let mut said = BTreeMap::new();
    for record in company.mending.sites.values() {
        let selectors = record.selectors.iter();
        said.extend(selectors.map(|it| (it.name.clone(), (it.css.clone(), it.until))));
        let off = record.off.iter();
        said.extend(off.map(|it| (format!("{} off", it.place), (String::new(), it.until))));
    }
    said
}
