//! `exceptions.toml` → who may write to whom in spite of the rules, and until when.

use policy::{AccountKey, AudienceId};

use super::code::Code;
use super::layout;
use super::notes::Notes;
use super::roster::Thing;
use super::rule_file::Setting;
use super::situation::{check_author, moment, read_account};
use super::source::Sources;
use super::texts::Spot;
use super::tree::{self, Table};
use super::zone::OfDay;
use crate::moment::Moment;

/// A go-ahead. It names an account or a list, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoAhead {
    /// Who may write: a role or a person.
    pub author: String,
    /// To whom.
    pub to: Option<AccountKey>,
    /// To whom on a list.
    pub audience: Option<AudienceId>,
    /// From when on it no longer holds, and where that stands.
    pub until: (Moment, Spot),
    /// Why.
    pub reason: Option<String>,
    /// Who said so: anybody, in their own words.
    pub granted_by: Option<String>,
    /// Where it begins.
    pub spot: Spot,
}

/// Reads the file, which may be left out.
pub(crate) fn read(sources: &Sources, setting: Setting<'_>, notes: &Notes) -> Vec<GoAhead> {
    let opened = sources.open(layout::EXCEPTIONS, notes);
    let read = opened.and_then(|opened| {
        tree::read(&opened, notes, |root| {
            let tables = root.tables("exception");
            root.finish();
            let read = tables.iter().filter_map(|table| go_ahead(table, setting));
            read.collect()
        })
    });
    read.unwrap_or_default()
}

fn go_ahead(table: &Table<'_>, setting: Setting<'_>) -> Option<GoAhead> {
    let author = table.text("author");
    if let Some(author) = &author {
        check_author(author, setting.roster, table);
    }
    let to = table.entry("to");
    let to = to.map(|entry| read_account(&entry.filled_text()?, table.file.notes));
    let audience = table.optional_text("audience");
    if let Some(audience) = &audience {
        let (notes, spot) = (table.file.notes, audience.spot);
        setting
            .roster
            .check(Thing::Audience, (&audience.value, spot), notes);
    }
    if to.is_none() && audience.is_none() {
        let help = "add `to = \"@handle\"` or `audience = \"…\"`";
        table.note(Code::MissingKey, "the exception is about nobody", help);
    }
    table.need("until", "a date like `2027-05-31`");
    let until = moment(table, ("until", OfDay::End), setting.zone);
    let text = |key| table.optional_text(key).map(|text| text.value);
    let (reason, granted_by) = (text("reason"), text("granted_by"));
    table.finish();
    let until = until?;
    Some(GoAhead {
        author: author?.value,
        to: to.flatten(),
        audience: audience.map(|audience| AudienceId(audience.value)),
        until: (until.value, until.spot),
        reason,
        granted_by,
        spot: table.spot,
    })
}
