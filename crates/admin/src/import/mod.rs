//! Exports of a CRM or a network → `audiences/<id>.csv`. What the command does; its arguments are in
//! `command::import`.
//!
//! Reading order: [`formats`] (which exports there are), [`recognise`] and [`reading`] (a file → rows,
//! one at a time), [`party`] with [`cells`] and [`reason`] (a row → an entry, or why not), [`crm`]
//! (what files say about each other) with [`people`] and [`stages`], [`list`] with [`entry`] and
//! [`existing`] (what is there already), [`gather`] (all of it in order), [`preview`], [`notes`],
//! [`data`] and [`rejects`] (what is said), [`save`] and [`undo`] (what is written).

mod cells;
mod crm;
mod data;
mod entry;
mod existing;
mod export;
mod formats;
mod gather;
mod list;
mod notes;
mod party;
mod people;
mod preview;
mod reading;
mod reason;
mod recognise;
mod refusal;
mod rejects;
mod run;
mod save;
mod stages;
mod undo;

pub(crate) use run::{Request, Writing, run};
pub(crate) use undo::undo;

use policy::DealState;

/// The ids of all formats, for the command line.
pub(crate) fn format_ids() -> Vec<&'static str> {
    formats::ALL.iter().map(|format| format.id).collect()
}

/// `STAGE=STATE` from the command line.
pub(crate) fn stage_map(text: &str) -> Result<(String, DealState), String> {
    let wanted =
        "expected a stage and `lead`, `negotiation`, `won` or `lost`, as in `Blue=negotiation`";
    let (stage, state) = text.rsplit_once('=').ok_or(wanted)?;
    let state = stages::by_name(state).ok_or(wanted)?;
    Ok((stage.trim().to_owned(), state))
}

/// An id from the command line that becomes the name of a file.
pub(crate) fn audience_id(text: &str) -> Result<String, String> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_id = !text.is_empty() && text.len() <= 64 && text.chars().all(allowed);
    let wanted = "expected letters `a` to `z`, digits and `-`";
    is_id
        .then(|| text.to_owned())
        .ok_or_else(|| wanted.to_owned())
}
