//! The open lists of a company as a map: a row for each key that an entry is found by. Nothing of it is sealed.
//!
//! What a browser makes of a row is left to `crate::content::open`.

use std::collections::BTreeMap;

use policy::Day;

use super::keys;
use super::previous::Previous;
use super::versions::{Contents, Head, Map, release};
use crate::builder::company::Company;
use crate::builder::compile::{account_record, is_open};
use crate::content::format::{AccountRecord, CompanyRecord};
use crate::content::open::{OPEN, OpenRow, tag};
use crate::map::kdf::{Profile, Salt};
use crate::map::owners::{ROW_MAX, Row, Rows};
use crate::map::record::TAG;

/// The map of a company's open lists on a day, following what was published before.
///
/// # Errors
/// The key that has more entries than there is room for.
pub(super) fn lists(
    company: &Company,
    previous: Option<&Previous>,
    today: Day,
) -> Result<Map, String> {
    let contents = Contents {
        head: head(),
        audiences: Vec::new(),
        records: Vec::new(),
        rows: rows(company)?,
    };
    let previous = previous.filter(|it| contents.head.is_of(it.manifest()));
    Ok(release(today, &contents, previous))
}

/// No key, no salt, and no price that anybody pays.
fn head() -> Head {
    Head {
        cohort: OPEN.to_owned(),
        key_id: String::new(),
        epoch: 0,
        profile: Profile::Sealed,
        salt: Salt([0; 16]),
    }
}

fn rows(company: &Company) -> Result<Rows, String> {
    let mut rows: BTreeMap<[u8; TAG], OpenRow> = BTreeMap::new();
    for entry in company.entries.iter().filter(|it| is_open(company, it)) {
        let Some(record) = account_record(entry).map(without_keys) else {
            continue;
        };
        for key in keys::of_entry(entry) {
            let row = rows.entry(tag(key)).or_default();
            let entries = row.0.entry(key.to_owned()).or_default();
            // Of a key that is twice on one list, the first counts.
            if entries.iter().all(|it| it.audience != record.audience) {
                entries.push(record.clone());
            }
        }
    }
    let rows: Result<Vec<Row>, String> = rows.into_iter().map(written).collect();
    Ok(Rows::new(rows?))
}

/// The key of the row is all that is asked by.
fn without_keys(record: AccountRecord) -> AccountRecord {
    let company = |company: CompanyRecord| CompanyRecord {
        keys: Vec::new(),
        ..company
    };
    AccountRecord {
        accounts: Vec::new(),
        company: record.company.map(company),
        ..record
    }
}

fn written((tag, row): ([u8; TAG], OpenRow)) -> Result<Row, String> {
    // Plain data always serialises.
    let bytes = serde_json::to_vec(&row).unwrap_or_default();
    match bytes.len() <= ROW_MAX {
        true => Ok((tag, bytes)),
        false => Err(row.0.into_keys().next().unwrap_or_default()),
    }
}
