//! `desks.toml` → shared places to turn to. A company may have none.

use std::collections::BTreeMap;

use policy::{Desk, DeskId};

use super::layout;
use super::notes::Notes;
use super::source::Sources;
use super::tree::{self, Table};
use super::values::check_link;

/// The desks; nothing when the file cannot be read.
pub(crate) fn read(sources: &Sources, notes: &Notes) -> Option<BTreeMap<DeskId, Desk>> {
    if !sources.contains(layout::DESKS) {
        return Some(BTreeMap::new());
    }
    let opened = sources.open(layout::DESKS, notes)?;
    tree::read(&opened, notes, |root| {
        let tables = root.named_tables("").into_iter();
        tables
            .map(|(id, table)| (DeskId(id), desk(&table)))
            .collect()
    })
}

fn desk(table: &Table<'_>) -> Desk {
    let name = table.text("name").map(|text| text.value);
    let link = table.text("link");
    if let Some(link) = &link {
        check_link(&link.value, link.spot, table.file.notes);
    }
    table.finish();
    Desk {
        name: name.unwrap_or_default(),
        link: link.map(|link| link.value).unwrap_or_default(),
    }
}
