//! `audiences/<id>.toml` → what a list is, and who answers for it. Who is on it is read in `accounts`.

use std::collections::BTreeMap;

use policy::{AudienceClass, AudienceId, Day, DeskId, PersonId, RoleId};

use super::code::Code;
use super::company_file::label;
use super::layout::{self, Kind};
use super::notes::Notes;
use super::roster::{Roster, Thing};
use super::source::Sources;
use super::texts::Spot;
use super::tree::{self, At, Table};
use super::values::check_id;

/// What a list is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AudienceNotes {
    /// What people call it.
    pub label: String,
    /// What kind of people or companies are on it.
    pub class: Option<AudienceClass>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// Why it is there.
    pub reason: Option<String>,
    /// When somebody should look at it again, and where that stands.
    pub review_on: Option<(Day, Spot)>,
    /// The desk that is asked where an entry has no owner.
    pub desk: Option<DeskId>,
    /// Whether nobody may read it from a browser's storage.
    pub privacy: Privacy,
    /// The roles that receive it; everybody where there are none.
    pub for_roles: Vec<RoleId>,
    /// The file.
    pub spot: Spot,
}

/// Whether a list can be read from a browser's storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// Whoever has the bundle can read it.
    Open,
    /// It can be asked about one person at a time, at a price.
    Sealed,
}

impl Privacy {
    /// What a list of this class is unless its file says otherwise: who does business with the company is
    /// nobody else's business, who competes with it or writes about it is no secret.
    fn of(class: Option<AudienceClass>) -> Self {
        match class {
            Some(AudienceClass::Client | AudienceClass::Prospect | AudienceClass::Investor) => {
                Self::Sealed
            }
            _ => Self::Open,
        }
    }
}

/// Every list that can be read, by the name of its file.
pub(crate) fn read(
    sources: &Sources,
    roster: &Roster,
    notes: &Notes,
) -> BTreeMap<AudienceId, AudienceNotes> {
    let mut audiences = BTreeMap::new();
    for (id, path) in ids(sources) {
        let Some(opened) = sources.open(path, notes) else {
            continue;
        };
        check_id(id, opened.spot, notes);
        let audience = tree::read(&opened, notes, |root| audience(id, root, roster));
        audiences.extend(audience.map(|audience| (AudienceId::from(id), audience)));
    }
    audiences
}

/// The names of all lists, whether or not their files can be read, and those files.
pub(crate) fn ids(sources: &Sources) -> impl Iterator<Item = (&str, &str)> {
    sources.paths().filter_map(|path| match layout::kind(path) {
        Some(Kind::Audience(id)) => Some((id, path)),
        _ => None,
    })
}

fn audience(id: &str, root: &Table<'_>, roster: &Roster) -> AudienceNotes {
    let notes = root.file.notes;
    let owner = root.optional_text("owner");
    let desk = root.optional_text("desk");
    if let Some(At { spot, value }) = &owner {
        roster.check_as((Thing::Person, "owner"), (value, *spot), notes);
    } else {
        let help = "add `owner = …`, somebody of people.csv";
        let found = format!("nobody answers for `{id}`");
        root.note(Code::AudienceWithoutOwner, found, help);
    }
    if let Some(At { spot, value }) = &desk {
        roster.check(Thing::Desk, (value, *spot), notes);
    }
    let label = label(root);
    let class = root.optional_one_of("class");
    let privacy = match root.switch("sealed", Privacy::of(class) == Privacy::Sealed) {
        true => Privacy::Sealed,
        false => Privacy::Open,
    };
    let audience = AudienceNotes {
        for_roles: for_roles(root, privacy, roster),
        label,
        class,
        privacy,
        owner: owner.map(|owner| PersonId(owner.value)),
        reason: root.optional_text("reason").map(|text| text.value),
        review_on: root
            .optional_day("review_on")
            .map(|day| (day.value, day.spot)),
        desk: desk.map(|desk| DeskId(desk.value)),
        spot: root.spot,
    };
    root.finish();
    audience
}

/// Only what is sealed can be kept from those who are not to have it.
fn for_roles(root: &Table<'_>, privacy: Privacy, roster: &Roster) -> Vec<RoleId> {
    let notes = root.file.notes;
    let mut roles = Vec::new();
    for At { spot, value } in root.texts("for_roles") {
        roster.check(Thing::Role, (&value, spot), notes);
        roles.push(RoleId(value));
    }
    if privacy == Privacy::Open && !roles.is_empty() {
        let found = "`for_roles` on a list that is not sealed";
        let help = "add `sealed = true`, or take `for_roles` away: an open list is for everybody";
        root.note(Code::OpenForRoles, found, help);
    }
    roles.sort();
    roles.dedup();
    roles
}
