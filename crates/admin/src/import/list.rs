//! The audience's list while it is being merged: what is there, what an import says, which is which.
//!
//! Entries are kept packed, and found by keys of 12 bytes. Reading the file is `existing`'s work,
//! writing it `save`'s.

use std::collections::HashMap;

use super::entry::{Cells, Column, Key};
use super::stages::{by_name, rank};

/// The list.
#[derive(Debug, Default)]
pub(crate) struct List {
    entries: Vec<Stored>,
    index: HashMap<Key, u32>,
}

#[derive(Debug)]
struct Stored {
    packed: Box<str>,
    /// What it was before the import; none for a new one.
    before: Option<Key>,
    seen: Seen,
}

/// What the import has said about an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// Nothing.
    Not,
    /// Something, but of no deal.
    WithoutDeal,
    /// Something, and a deal.
    WithDeal,
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Not there before.
    New,
    /// There, and said otherwise.
    Changed,
    /// There, and said the same.
    Unchanged,
    /// There, and not in the import.
    Kept,
}

/// Whether a row found an entry that another row of this import had made or found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Merged {
    /// The first row about it.
    First,
    /// A further row about it.
    Again,
}

/// Whether a deal stands behind what is merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deals {
    /// A deal of this import gave the state.
    Say,
    /// No deal is known.
    AreSilent,
}

/// How many entries became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) new: u64,
    pub(crate) changed: u64,
    pub(crate) unchanged: u64,
    pub(crate) kept: u64,
}

impl List {
    /// An entry of the file as it is.
    pub(crate) fn load(&mut self, cells: &Cells) {
        let packed = cells.pack();
        let before = Some(Key::of(&[&packed]));
        self.push(cells, &Keys::of(cells), (before, Seen::Not));
    }

    /// An entry as the import has it: updates the one it is, or becomes a new one.
    ///
    /// Of several rows about one entry the first decides; further ones fill in what it left empty.
    /// That way the same import gives the same list however often it runs.
    pub(crate) fn merge(&mut self, mut cells: Cells, deals: Deals) -> Merged {
        let seen = match deals {
            Deals::Say => Seen::WithDeal,
            Deals::AreSilent => Seen::WithoutDeal,
        };
        let keys = Keys::of(&cells);
        let found = self.find(&cells, &keys);
        let Some((at, entry)) = found.and_then(|at| Some((at, self.entries.get_mut(at)?))) else {
            cells.fill(Column::Kind, "person");
            self.push(&cells, &keys, (None, seen));
            return Merged::First;
        };
        let mut known = Cells::unpack(&entry.packed);
        let merged = if entry.seen == Seen::Not {
            known.update(&cells);
            Merged::First
        } else {
            add(&mut known, &cells);
            Merged::Again
        };
        if entry.seen != Seen::WithDeal {
            entry.seen = seen;
        }
        let packed = known.pack();
        if packed != entry.packed {
            entry.packed = packed;
            self.note_keys(&Keys::of(&known), at);
        }
        merged
    }

    fn push(&mut self, cells: &Cells, keys: &Keys, (before, seen): (Option<Key>, Seen)) {
        let at = self.entries.len();
        self.entries.push(Stored {
            packed: cells.pack(),
            before,
            seen,
        });
        self.note_keys(keys, at);
    }

    fn note_keys(&mut self, keys: &Keys, at: usize) {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        for key in keys.accounts.iter().chain(&keys.names) {
            self.index.entry(*key).or_insert(at);
        }
    }

    /// By an account; else by a name or domain, unless the accounts say it is somebody else.
    fn find(&self, cells: &Cells, keys: &Keys) -> Option<usize> {
        let at = |key: &Key| {
            let at = self.index.get(key)?;
            usize::try_from(*at).ok()
        };
        if let Some(found) = keys.accounts.iter().find_map(at) {
            return Some(found);
        }
        keys.names.iter().find_map(|key| {
            let found = at(key)?;
            let known = Cells::unpack(&self.entries.get(found)?.packed);
            (!known.contradicts(cells)).then_some(found)
        })
    }

    /// Changes entries one by one. `change` says whether a deal speaks of one.
    pub(crate) fn revise(&mut self, change: &mut dyn FnMut(&mut Cells, Seen) -> Deals) {
        for entry in &mut self.entries {
            let mut cells = Cells::unpack(&entry.packed);
            if change(&mut cells, entry.seen) == Deals::Say {
                entry.seen = Seen::WithDeal;
            }
            let packed = cells.pack();
            if packed != entry.packed {
                entry.packed = packed;
            }
        }
    }

    /// Every entry with what became of it.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (Change, Cells)> {
        self.entries
            .iter()
            .map(|entry| (entry.change(), Cells::unpack(&entry.packed)))
    }

    pub(crate) fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for entry in &self.entries {
            *match entry.change() {
                Change::New => &mut tally.new,
                Change::Changed => &mut tally.changed,
                Change::Unchanged => &mut tally.unchanged,
                Change::Kept => &mut tally.kept,
            } += 1;
        }
        tally
    }
}

/// By what an entry is found.
struct Keys {
    accounts: Vec<Key>,
    names: Vec<Key>,
}

impl Keys {
    fn of(cells: &Cells) -> Self {
        Self {
            accounts: cells.accounts(),
            names: cells.names(),
        }
    }
}

impl Stored {
    fn change(&self) -> Change {
        match (self.before, self.seen) {
            (None, _) => Change::New,
            (Some(_), Seen::Not) => Change::Kept,
            (Some(before), _) if before == Key::of(&[&self.packed]) => Change::Unchanged,
            (Some(_), _) => Change::Changed,
        }
    }
}

/// A further row about the same entry: fills in, and brings the deal that counts.
fn add(known: &mut Cells, cells: &Cells) {
    let state = |cells: &Cells| by_name(cells.get(Column::State));
    let more = state(cells).filter(|new| state(known).is_none_or(|old| rank(*new) > rank(old)));
    if more.is_some() {
        for column in [Column::State, Column::Owner, Column::Backup] {
            if cells.has(column) {
                known.set(column, cells.get(column));
            }
        }
    }
    for (column, _) in Column::ALL {
        known.fill(column, cells.get(column));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(given: &[(Column, &str)]) -> Cells {
        let mut cells = Cells::default();
        given
            .iter()
            .for_each(|(column, text)| cells.set(*column, *text));
        cells
    }

    fn elena(more: &[(Column, &str)]) -> Cells {
        let mut cells = cells(more);
        cells.fill(Column::Kind, "person");
        cells.fill(Column::DisplayName, "Elena Marchetti");
        cells.fill(Column::Company, "Marchetti Vineyards");
        cells
    }

    fn found(there: &Cells, imported: Cells) -> Tally {
        let mut list = List::default();
        list.load(there);
        list.merge(imported, Deals::AreSilent);
        list.tally()
    }

    const NEW: Tally = Tally {
        new: 1,
        changed: 0,
        unchanged: 0,
        kept: 1,
    };

    #[test]
    fn finds_the_same_account_under_another_name() {
        let there = elena(&[(Column::LinkedIn, "https://www.linkedin.com/in/elena/")]);
        let married = cells(&[
            (Column::DisplayName, "Elena Rossi"),
            (Column::LinkedIn, "it.linkedin.com/in/Elena"),
        ]);
        assert_eq!(found(&there, married).changed, 1);
    }

    #[test]
    fn finds_the_same_person_of_the_same_company_and_tells_two_of_one_name_apart() {
        let there = elena(&[(Column::LinkedIn, "/in/elena")]);
        assert_eq!(
            found(&there, elena(&[(Column::XHandle, "elena_m")])).changed,
            1
        );
        assert_eq!(found(&there, elena(&[])).unchanged, 1);
        assert_eq!(
            found(&there, elena(&[(Column::LinkedIn, "/in/elena-2")])),
            NEW
        );
        assert_eq!(found(&there, elena(&[(Column::Company, "Elsewhere")])), NEW);
    }

    #[test]
    fn finds_a_company_by_its_domain_unless_the_pages_differ() {
        let there = cells(&[
            (Column::Kind, "company"),
            (Column::DisplayName, "Okafor"),
            (Column::EmailDomain, "okafor.example"),
            (Column::CompanyPage, "/company/okafor"),
        ]);
        let renamed = |page| {
            cells(&[
                (Column::Kind, "company"),
                (Column::DisplayName, "Okafor Shipping"),
                (Column::EmailDomain, "okafor.example"),
                (Column::CompanyPage, page),
            ])
        };
        assert_eq!(found(&there, renamed("")).changed, 1);
        assert_eq!(found(&there, renamed("/company/okafor-rail")), NEW);
    }

    #[test]
    fn the_first_of_several_rows_decides_so_that_a_second_import_changes_nothing() {
        let mut list = List::default();
        let branch = |name, state| {
            cells(&[
                (Column::Kind, "company"),
                (Column::DisplayName, name),
                (Column::EmailDomain, "lund.example"),
                (Column::State, state),
            ])
        };
        let import = |list: &mut List| {
            list.merge(branch("Lund North", "won"), Deals::Say);
            list.merge(branch("Lund South", "negotiation"), Deals::Say)
        };
        assert_eq!(import(&mut list), Merged::Again);
        let (_, first) = list.entries().next().unwrap();
        assert_eq!(first.get(Column::DisplayName), "Lund North");
        assert_eq!(first.get(Column::State), "negotiation");
        let mut again = List::default();
        again.load(&first);
        import(&mut again);
        assert_eq!(again.tally().unchanged, 1);
    }
}
