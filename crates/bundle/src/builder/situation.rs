//! Who writes what to whom, where and when: what examples of rules and cases have in common.

use policy::{AccountKey, Asked, KeyError, PostingIdentity, Site, Surface};
use serde::de::DeserializeOwned;

use super::choice;
use super::code::Code;
use super::notes::Notes;
use super::roster::{Roster, Thing};
use super::rule_file::Setting;
use super::tree::{At, Entry, Table};
use super::zone::{OfDay, Zone};
use crate::moment::Moment;

/// A draft that nobody wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Situation {
    /// A role or a person.
    pub author: String,
    /// As whom they write.
    pub posting_as: PostingIdentity,
    /// Where.
    pub site: Site,
    /// In which composer.
    pub surface: Surface,
    /// Whom the draft answers or names, the one it answers first.
    pub to: Vec<Asked>,
    /// The draft.
    pub text: String,
    /// The post it answers.
    pub parent: Option<String>,
    /// When; on the day of the check if left out.
    pub at: Option<Moment>,
}

/// Reads what stands in the table; nothing when a part is wrong. Ends with the other keys unread.
pub(crate) fn situation(table: &Table<'_>, setting: Setting<'_>) -> Option<Situation> {
    let author = table.text("as");
    if let Some(author) = &author {
        check_author(author, setting.roster, table);
    }
    let posting_as = table.optional_one_of("posting-as");
    let to = addressees(table);
    let surface = table.one_of("surface");
    let site = table.optional_one_of("site");
    let text = table.text("text");
    let parent = table.optional_text("parent").map(|text| text.value);
    let at = moment(table, ("at", OfDay::Noon), setting.zone).map(|at| at.value);
    let (to, surface) = (to?, surface?);
    let account = to.first().map(|one| &one.account);
    Some(Situation {
        author: author?.value,
        posting_as: posting_as.unwrap_or(PostingIdentity::OwnProfile),
        site: site.unwrap_or_else(|| site_of(account, surface)),
        surface,
        to,
        text: text?.value,
        parent,
        at,
    })
}

/// Authors are roles or colleagues.
pub(crate) fn check_author(author: &At<String>, roster: &Roster, table: &Table<'_>) {
    if !roster.knows(Thing::Role) || !roster.knows(Thing::Person) {
        return;
    }
    let (name, notes) = (author.value.as_str(), table.file.notes);
    match (
        roster.has(Thing::Role, name),
        roster.has(Thing::Person, name),
    ) {
        (true, true) => {
            let found = format!("`{name}` is both a role and a person");
            notes.add(
                (Code::AmbiguousAuthor, author.spot),
                found,
                "rename one of them",
            );
        }
        (false, false) => {
            let known = roster.of(Thing::Role).chain(roster.of(Thing::Person));
            let help = super::diagnostic::suggest(name, "roles and people", known);
            let found = format!("unknown author `{name}`");
            notes.add((Code::UnknownReference, author.spot), found, &help);
        }
        _ => {}
    }
}

/// `to = "@a"`, or a list of such, or of `{ account = "@a", headline = "…", company_page = "…", link = "…" }`. Nothing when one is wrong.
fn addressees(table: &Table<'_>) -> Option<Vec<Asked>> {
    let items = table.entry("to").map(|entry| entry.items());
    let read = items.into_iter().flatten().map(|item| addressee(&item));
    let read: Vec<_> = read.collect();
    read.into_iter().collect()
}

fn addressee(item: &Entry<'_>) -> Option<Asked> {
    let notes = item.file.notes;
    let Some(table) = item.as_table() else {
        let account = read_account(&item.filled_text()?, notes)?;
        return Some(account.into());
    };
    let account = table.text("account");
    let text = |key| table.optional_text(key);
    let (headline, link) = (text("headline"), text("link"));
    let company_page = text("company_page");
    table.finish();
    let page = company_page.map(|page| read_account(&page, notes));
    Some(Asked {
        headline: headline.map(|text| text.value),
        company_page: page.flatten(),
        link: link.map(|text| text.value),
        account: read_account(&account?, notes)?,
    })
}

/// An account in a text; one that is none is noted.
pub(crate) fn read_account(text: &At<String>, notes: &Notes) -> Option<AccountKey> {
    let note = |error: KeyError| {
        let at = (Code::BadAccount, text.spot);
        notes.add(at, error.to_string(), error.help());
    };
    AccountKey::parse(&text.value).map_err(note).ok()
}

/// A date or a date with a time, in the company's zone; may be left out.
pub(crate) fn moment(
    table: &Table<'_>,
    (key, of_day): (&'static str, OfDay),
    zone: &Zone,
) -> Option<At<Moment>> {
    let entry = table.entry(key)?;
    let moment = zone.moment(&entry.date_text(), of_day);
    if moment.is_none() {
        let expected = "a date like `2026-11-22`, or with a time `2026-11-22T09:30`";
        entry.wrong_as(Code::BadDate, expected);
    }
    let spot = entry.spot;
    moment.map(|value| At { spot, value })
}

/// A site or a composer by its name in files; `what` says which of them, for the error.
///
/// # Errors
/// One line that names what was written and what there is.
pub fn by_name<T: DeserializeOwned>(text: &str, what: &str) -> Result<T, String> {
    choice::by_name(text).map_err(|error| {
        let (found, help) = error.explain(text, what);
        format!("{found}: {help}")
    })
}

/// The site an account or, without one, a composer belongs to.
#[must_use]
pub fn site_of(account: Option<&AccountKey>, surface: Surface) -> Site {
    match (account, surface) {
        (Some(account), _) if account.as_str().starts_with("x:") => Site::X,
        (Some(_), _) => Site::LinkedIn,
        (None, Surface::Comment | Surface::InvitationNote | Surface::InMail) => Site::LinkedIn,
        (None, _) => Site::X,
    }
}
