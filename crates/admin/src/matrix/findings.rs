//! Gaps: lists without rules, owners, or anybody to turn to. Overlaps: accounts on several lists, and
//! cells for which several rules speak.

use std::collections::{BTreeMap, BTreeSet};

use bundle::builder::accounts::{Entry, EntryKind};
use bundle::builder::company::Company;
use bundle::builder::diagnostic::counted;
use policy::AudienceId;
use serde::Serialize;

use super::table::Row;

/// What is missing, and what is there twice.
#[derive(Debug, Serialize)]
pub(crate) struct Findings {
    pub(crate) gaps: Vec<Finding>,
    pub(crate) overlaps: Vec<Finding>,
}

/// One of them, in words.
#[derive(Debug, Serialize)]
pub(crate) struct Finding {
    /// `no-rule`, `no-owner`, `nobody-to-ask`, `no-entry`, `several-lists` or `several-rules`.
    pub(crate) kind: &'static str,
    /// The lists it is about.
    pub(crate) audiences: Vec<AudienceId>,
    pub(crate) text: String,
}

pub(super) fn findings(company: &Company, rows: &[Row]) -> Findings {
    let mut overlaps = several_lists(company);
    overlaps.extend(rows.iter().flat_map(several_rules));
    Findings {
        gaps: rows.iter().flat_map(gaps).collect(),
        overlaps,
    }
}

fn gaps(row: &Row) -> Vec<Finding> {
    let id = &row.id;
    let mut found = Vec::new();
    let mut add = |kind, text| {
        found.push(Finding {
            kind,
            audiences: vec![id.clone()],
            text,
        });
    };
    let speaks = |cell: &super::table::Cell| cell.tier.is_some() || !cell.depends.is_empty();
    if row.live == 0 {
        let text = match row.entries {
            0 => format!("nobody is on `{id}`"),
            all => format!(
                "none of {} of `{id}` counts any more: ended, or not confirmed for too long",
                counted(all, "account")
            ),
        };
        add("no-entry", text);
    }
    if row.live > 0 && !row.cells.iter().any(speaks) {
        add(
            "no-rule",
            format!("no rule speaks about `{id}` to any role"),
        );
    }
    if row.owner.is_none() {
        add("no-owner", format!("nobody answers for `{id}`"));
    }
    if row.without_owner > 0 && row.desk.is_none() {
        let accounts = counted(row.without_owner, "account");
        let text = format!("{accounts} of `{id}` without an owner, and the list names no desk");
        add("nobody-to-ask", text);
    }
    found
}

/// What entries have in common.
#[derive(Debug, Default)]
struct Shared<'a> {
    lists: BTreeSet<&'a AudienceId>,
    names: BTreeSet<&'a str>,
    is_listed: bool,
}

/// Everything by which an entry is recognised: accounts, and the company in each of its forms.
fn names_of(entry: &Entry) -> impl Iterator<Item = &str> {
    let company = &entry.organisation;
    let accounts = entry.accounts.iter().chain(&company.page);
    let names = company.name.iter().chain(&company.domain);
    let accounts = accounts.map(policy::AccountKey::as_str);
    accounts.chain(names.map(policy::names::OrganisationKey::as_str))
}

fn is_organisation(key: &str) -> bool {
    ["org:", "dom:", "in:/company/"]
        .iter()
        .any(|kind| key.starts_with(kind))
}

/// Nobody has two entries; but people are on a list, and their employer on another. One finding
/// per set of lists that share accounts, with a few of their names.
fn several_lists(company: &Company) -> Vec<Finding> {
    const NAMED: usize = 5;
    let mut keys: BTreeMap<&str, Shared<'_>> = BTreeMap::new();
    for entry in &company.entries {
        for key in names_of(entry) {
            let shared = keys.entry(key).or_default();
            shared.lists.insert(&entry.audience);
            shared.names.insert(&entry.display_name);
            // Colleagues at a company that is on no list share nothing that a rule could see.
            shared.is_listed |= entry.kind == EntryKind::Company || !is_organisation(key);
        }
    }
    let mut shared: BTreeMap<BTreeSet<&AudienceId>, BTreeSet<&str>> = BTreeMap::new();
    let several = |one: &Shared<'_>| one.is_listed && one.lists.len() > 1;
    for one in keys.into_values().filter(several) {
        shared.entry(one.lists).or_default().extend(one.names);
    }
    let finding = |(on, names): (BTreeSet<&AudienceId>, BTreeSet<&str>)| {
        let ids: Vec<String> = on.iter().map(|id| format!("`{id}`")).collect();
        let some: Vec<&str> = names.iter().take(NAMED).copied().collect();
        let more = match names.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        Finding {
            kind: "several-lists",
            audiences: on.into_iter().cloned().collect(),
            text: format!("on {}: {}{more}", ids.join(" and "), some.join(", ")),
        }
    };
    shared.into_iter().map(finding).collect()
}

/// Several rules in one cell, told once for all roles that see the same.
fn several_rules(row: &Row) -> Vec<Finding> {
    let mut roles: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    for cell in &row.cells {
        for one in cell.states.iter().filter(|one| one.rules.len() > 1) {
            let key = (one.state, &one.rules);
            roles.entry(key).or_default().insert(cell.role.as_str());
        }
    }
    let finding = |((state, rules), roles): ((Option<&str>, &BTreeSet<_>), BTreeSet<&str>)| {
        let rules: Vec<String> = rules.iter().map(|rule| format!("`{rule}`")).collect();
        let state = state.map_or(String::new(), |state| format!(" in state `{state}`"));
        let (rules, roles) = (rules.join(" and "), Vec::from_iter(roles).join(", "));
        Finding {
            kind: "several-rules",
            audiences: vec![row.id.clone()],
            text: format!("{rules} all speak about `{}`{state} to {roles}", row.id),
        }
    };
    roles.into_iter().map(finding).collect()
}
