//! One entry of an audience: its cells, how they are compared, and by what it is found again.

use sha2::{Digest as _, Sha256};

use super::cells::{self, fold, fold_company};

/// A column of `audiences/<id>.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    /// `person` or `company`; empty means person.
    Kind,
    /// Name of the person or company.
    DisplayName,
    /// Where the person works.
    Company,
    /// X handle without `@`.
    XHandle,
    /// X user id: stays when the handle changes.
    XUserId,
    /// Profile of a person.
    LinkedIn,
    /// Page of a company.
    CompanyPage,
    /// Domain of the company's e-mail addresses.
    EmailDomain,
    /// Where a deal stands.
    State,
    /// Person id of who looks after the account.
    Owner,
    /// Person id of who stands in.
    Backup,
    /// A team of the company.
    Team,
    /// When somebody last confirmed the entry.
    ConfirmedOn,
    /// The last day on which it counts.
    ValidUntil,
}

impl Column {
    /// All of them with their names, in the order of the file.
    pub(crate) const ALL: [(Self, &'static str); 14] = [
        (Self::Kind, "kind"),
        (Self::DisplayName, "display_name"),
        (Self::Company, "company"),
        (Self::XHandle, "x_handle"),
        (Self::XUserId, "x_user_id"),
        (Self::LinkedIn, "linkedin_url"),
        (Self::CompanyPage, "linkedin_company_url"),
        (Self::EmailDomain, "email_domain"),
        (Self::State, "state"),
        (Self::Owner, "owner"),
        (Self::Backup, "backup"),
        (Self::Team, "team"),
        (Self::ConfirmedOn, "confirmed_on"),
        (Self::ValidUntil, "valid_until"),
    ];

    /// Two cells that say the same are equal here, however they are written.
    fn normal(self, text: &str) -> String {
        let normal = match self {
            Self::XHandle => cells::handle(text),
            Self::LinkedIn => cells::linkedin(text, "in").map(page),
            Self::CompanyPage => cells::linkedin(text, "company").map(page),
            Self::EmailDomain => cells::web_domain(text).ok(),
            Self::Company => Some(fold_company(text)),
            Self::Kind if text.is_empty() => Some("person".to_owned()),
            _ => None,
        };
        normal.unwrap_or_else(|| fold(text))
    }
}

fn page(page: cells::Page) -> String {
    match page {
        cells::Page::Person(url) | cells::Page::Company(url) => url,
    }
}

/// Separates the cells of a stored entry; `clean` lets it into none.
const BORDER: char = '\u{1f}';

/// The cells of one entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cells([String; Column::ALL.len()]);

impl Cells {
    pub(crate) fn get(&self, column: Column) -> &str {
        self.0.get(column as usize).map_or("", String::as_str)
    }

    pub(crate) fn has(&self, column: Column) -> bool {
        !self.get(column).is_empty()
    }

    pub(crate) fn set(&mut self, column: Column, text: impl Into<String>) {
        if let Some(cell) = self.0.get_mut(column as usize) {
            *cell = text.into();
        }
    }

    /// Takes the cell over if there is none yet.
    pub(crate) fn fill(&mut self, column: Column, text: &str) {
        if !self.has(column) {
            self.set(column, text);
        }
    }

    pub(crate) fn is_company(&self) -> bool {
        self.get(Column::Kind).eq_ignore_ascii_case("company")
    }

    /// In one piece, for keeping many.
    pub(crate) fn pack(&self) -> Box<str> {
        let whole = self.0.join(&BORDER.to_string());
        whole.into_boxed_str()
    }

    /// The reverse of `pack`.
    pub(crate) fn unpack(packed: &str) -> Self {
        let mut cells = Self::default();
        for (cell, text) in cells.0.iter_mut().zip(packed.split(BORDER)) {
            text.clone_into(cell);
        }
        cells
    }

    /// A cell of an existing file as it stands there, save for the one character that we use.
    pub(crate) fn verbatim(text: &str) -> String {
        text.trim().replace(BORDER, "")
    }

    /// Takes over what `newer` says and this one does not say in other words. An empty cell says
    /// nothing: what somebody filled in by hand stays.
    pub(crate) fn update(&mut self, newer: &Self) {
        let is_company = self.is_company() && newer.is_company();
        for (column, _) in Column::ALL {
            let (old, new) = (self.get(column), newer.get(column));
            let meant = match column {
                Column::DisplayName if is_company => Column::Company,
                _ => column,
            };
            if !new.is_empty() && meant.normal(old) != meant.normal(new) {
                let new = new.to_owned();
                self.set(column, new);
            }
        }
    }

    /// By what this entry is surely found again: accounts are nobody else's.
    pub(crate) fn accounts(&self) -> Vec<Key> {
        let mut columns = vec![Column::XUserId, Column::LinkedIn];
        if self.is_company() {
            columns.push(Column::CompanyPage);
        }
        columns.push(Column::XHandle);
        columns.retain(|column| self.has(*column));
        let key = |column: Column| Key::of(&[column.name(), &column.normal(self.get(column))]);
        columns.into_iter().map(key).collect()
    }

    /// By what it is found unless something else speaks against it (see `contradicts`).
    pub(crate) fn names(&self) -> Vec<Key> {
        if !self.is_company() {
            let (name, company) = (
                fold(self.get(Column::DisplayName)),
                self.get(Column::Company),
            );
            let is_whole = !name.is_empty() && !company.is_empty();
            let key = || Key::of(&["person", &name, &fold_company(company)]);
            return is_whole.then(key).into_iter().collect();
        }
        let name = Column::Company.normal(self.get(Column::DisplayName));
        let domain = Column::EmailDomain.normal(self.get(Column::EmailDomain));
        [("domain", domain), ("company", name)]
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(what, text)| Key::of(&[what, &text]))
            .collect()
    }

    /// Whether both name an account of the same kind and not the same one.
    pub(crate) fn contradicts(&self, other: &Self) -> bool {
        let mut columns = vec![Column::XUserId, Column::LinkedIn];
        if self.is_company() {
            columns.extend([Column::CompanyPage, Column::EmailDomain]);
        }
        // Handles change; they count where there is no id.
        if !(self.has(Column::XUserId) && other.has(Column::XUserId)) {
            columns.push(Column::XHandle);
        }
        columns.into_iter().any(|column| {
            let both = self.has(column) && other.has(column);
            both && column.normal(self.get(column)) != column.normal(other.get(column))
        })
    }
}

impl Column {
    /// Its name in the file.
    pub(crate) fn name(self) -> &'static str {
        Self::ALL.get(self as usize).map_or("", |(_, name)| name)
    }
}

/// What something is found by, in 12 bytes: many are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key([u8; 12]);

impl Key {
    /// From parts that say what kind of thing it is, and which.
    pub(crate) fn of(parts: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part.as_bytes());
            hash.update([0xff]);
        }
        let mut key = [0; 12];
        key.iter_mut()
            .zip(hash.finalize())
            .for_each(|(to, from)| *to = from);
        Self(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `column=text` for each cell that is not empty.
    fn cells(given: &[(Column, &str)]) -> Cells {
        let mut cells = Cells::default();
        given
            .iter()
            .for_each(|(column, text)| cells.set(*column, *text));
        cells
    }

    #[test]
    fn columns_stand_where_their_number_says() {
        for (at, (column, name)) in Column::ALL.into_iter().enumerate() {
            assert_eq!((column as usize, column.name()), (at, name));
        }
    }

    #[test]
    fn packing_loses_nothing() {
        let entry = cells(&[
            (Column::Kind, "company"),
            (Column::ValidUntil, "2027-01-31"),
        ]);
        assert_eq!(Cells::unpack(&entry.pack()), entry);
    }

    #[test]
    fn an_update_keeps_what_says_the_same_and_what_it_is_silent_about() {
        let mut entry = cells(&[
            (Column::DisplayName, "Elena M."),
            (Column::LinkedIn, "linkedin.com/in/Elena"),
            (Column::Team, "key-accounts"),
            (Column::State, "lead"),
        ]);
        entry.update(&cells(&[
            (Column::DisplayName, "Elena Marchetti"),
            (Column::LinkedIn, "https://www.linkedin.com/in/elena/"),
            (Column::State, "won"),
        ]));
        assert_eq!(entry.get(Column::DisplayName), "Elena Marchetti");
        assert_eq!(entry.get(Column::LinkedIn), "linkedin.com/in/Elena");
        assert_eq!(entry.get(Column::Team), "key-accounts");
        assert_eq!(entry.get(Column::State), "won");
    }

    #[test]
    fn two_people_of_one_name_with_two_profiles_contradict_each_other() {
        let one = cells(&[(Column::LinkedIn, "/in/max")]);
        let other = cells(&[(Column::LinkedIn, "/in/max-2")]);
        let unknown = cells(&[(Column::EmailDomain, "acme.example")]);
        assert!(one.contradicts(&other));
        assert!(!one.contradicts(&unknown) && !one.contradicts(&one));
    }

    #[test]
    fn a_changed_handle_is_no_contradiction_where_the_id_is_the_same() {
        let old = cells(&[(Column::XUserId, "7"), (Column::XHandle, "old")]);
        let new = cells(&[(Column::XUserId, "7"), (Column::XHandle, "new")]);
        assert!(!old.contradicts(&new));
    }

    #[test]
    fn keys_of_parts_do_not_run_into_each_other() {
        assert_ne!(Key::of(&["a", "bc"]), Key::of(&["ab", "c"]));
    }
}
