//! What an import does, or did, for programs: the preview as JSON.

use serde_json::{Map, Value, json};

use super::entry::{Cells, Column};
use super::gather::{FileCount, Gathering};
use super::list::{Change, Tally};
use super::notes::notes;
use super::preview::{Mode, word};
use super::rejects::Rejects;

/// The same as the preview for people, with every cell of the first entries.
pub(super) fn as_json(
    gathered: &Gathering<'_>,
    list: &str,
    (mode, tally, first): (Mode, Tally, &[(Change, Cells)]),
) -> Value {
    let files: Vec<Value> = gathered.files.iter().map(file).collect();
    let first: Vec<Value> = first
        .iter()
        .map(|(change, cells)| entry(*change, cells))
        .collect();
    json!({
        "ok": true,
        "audience": gathered.choices.audience,
        "file": list,
        "written": mode == Mode::Applied,
        "files": files,
        "counts": {
            "new": tally.new,
            "changed": tally.changed,
            "unchanged": tally.unchanged,
            "kept": tally.kept,
            "rejected": gathered.rejects.total,
        },
        "first": first,
        "rejected": rejected(&gathered.rejects),
        "unmatched_owners": gathered.crm.unmatched(),
        "unknown_stages": gathered.stages.unknown(),
        "notes": notes(gathered),
    })
}

fn file(file: &FileCount) -> Value {
    json!({
        "file": file.name,
        "format": file.format.id,
        "rows": file.rows,
        "rejected": file.rejected,
        "lines_below": file.footers,
    })
}

fn entry(change: Change, cells: &Cells) -> Value {
    let columns = Column::ALL.into_iter();
    let cells = columns.map(|(column, name)| (name.to_owned(), json!(cells.get(column))));
    let change = ("change".to_owned(), json!(word(change)));
    Value::Object(Map::from_iter(std::iter::once(change).chain(cells)))
}

fn rejected(rejects: &Rejects) -> Value {
    let reasons = rejects.by_reason.iter();
    let reasons = reasons.map(|(reason, count)| json!({ "reason": reason.text(), "rows": count }));
    let rows = rejects.first.iter().map(|reject| {
        let reason = reject.reason.text();
        json!({ "file": reject.file, "row": reject.row, "reason": reason, "name": reject.name })
    });
    json!({
        "reasons": reasons.collect::<Vec<_>>(),
        "first": rows.collect::<Vec<_>>(),
        "file": rejects.file,
    })
}
