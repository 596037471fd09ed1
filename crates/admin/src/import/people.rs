//! Who works here: the columns of `people.csv` by which an owner in an export is recognised.
//!
//! Everything else about that file is the builder's.

use std::collections::HashMap;
use std::path::Path;

use csv::StringRecord;

use super::cells::fold;
use super::refusal::Refusal;

/// The colleagues, found by id, e-mail address or name.
#[derive(Debug, Default)]
pub(crate) struct People {
    ids: Vec<String>,
    by_id: HashMap<String, u32>,
    by_email: HashMap<String, u32>,
    /// `None`: several people have this name.
    by_name: HashMap<String, Option<u32>>,
}

impl People {
    /// Reads the file of a company.
    ///
    /// # Errors
    /// No such file, or one without the columns `id` and `name`.
    pub(crate) fn read(path: &Path) -> anyhow::Result<Self> {
        let bytes = crate::files::read(path)?;
        let text = String::from_utf8_lossy(&bytes);
        let refused = |found: &str| {
            let found = format!("{}: {found}", path.display());
            Refusal::new(found, "run `fineline check` and put right what it says")
        };
        let first = text.lines().find(|line| !line.trim().is_empty());
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(first.unwrap_or_default()))
            .flexible(true)
            .from_reader(text.as_bytes());
        let header = reader
            .headers()
            .map_err(|_| refused("cannot be read"))?
            .clone();
        let column = |name: &str| {
            let is_it = |cell: &str| fold(cell.trim_start_matches('\u{feff}')) == name;
            header.iter().position(is_it)
        };
        let at = ["id", "name", "email", "link"].map(column);
        if let [None, ..] | [_, None, ..] = at {
            return Err(refused("has no column `id` or `name`").into());
        }
        let mut people = Self::default();
        for record in reader.records() {
            let record = record.map_err(|_| refused("cannot be read"))?;
            people.add(at.map(|at| cell(&record, at)));
        }
        Ok(people)
    }

    fn add(&mut self, [id, name, email, link]: [&str; 4]) {
        if id.is_empty() {
            return;
        }
        let person = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        self.ids.push(id.to_owned());
        self.by_id.insert(fold(id), person);
        let mail_link = link
            .split_at_checked("mailto:".len())
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("mailto:"))
            .and_then(|(_, address)| address.split('?').next());
        for address in [Some(email), mail_link].into_iter().flatten() {
            if address.contains('@') {
                self.by_email.entry(fold(address)).or_insert(person);
            }
        }
        if !name.is_empty() {
            let same = |known: &mut Option<u32>| *known = None;
            self.by_name
                .entry(fold(name))
                .and_modify(same)
                .or_insert(Some(person));
        }
    }

    /// Rows of id, name, e-mail address and link.
    #[cfg(test)]
    pub(crate) fn of(rows: &[[&str; 4]]) -> Self {
        let mut people = Self::default();
        rows.iter().for_each(|row| people.add(*row));
        people
    }

    /// The id as the people file has it.
    pub(crate) fn id(&self, person: u32) -> &str {
        let at = usize::try_from(person).unwrap_or(usize::MAX);
        self.ids.get(at).map_or("", String::as_str)
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().map(String::as_str)
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<u32> {
        self.by_id.get(&fold(id)).copied()
    }

    pub(crate) fn by_email(&self, address: &str) -> Option<u32> {
        self.by_email.get(&fold(address)).copied()
    }

    /// The one person of this name.
    pub(crate) fn by_name(&self, name: &str) -> Option<u32> {
        self.by_name.get(&fold(name)).copied().flatten()
    }
}

fn cell(record: &StringRecord, at: Option<usize>) -> &str {
    let cell = at.and_then(|at| record.get(at)).unwrap_or_default();
    cell.trim().trim_start_matches('\'')
}

/// What stands most often in the first line.
pub(crate) fn delimiter(first: &str) -> u8 {
    let count = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
    [b';', b'\t', b',']
        .into_iter()
        .max_by_key(count)
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_people_by_either_address_and_by_name() {
        let people = People::of(&[
            [
                "jonas",
                "Jonas Brandt",
                "J.Brandt@aldermoor.example",
                "https://chat.example/j",
            ],
            [
                "priya",
                "Priya Nair",
                "",
                "mailto:priya@aldermoor.example?subject=x",
            ],
        ]);
        assert_eq!(people.by_email("j.brandt@Aldermoor.example"), Some(0));
        assert_eq!(people.by_email("priya@aldermoor.example"), Some(1));
        assert_eq!(people.by_name(" PRIYA  nair"), Some(1));
        assert_eq!(people.by_email(""), None);
        assert_eq!(people.by_name("Priya"), None);
    }

    #[test]
    fn a_name_that_two_people_have_is_nobody() {
        let people = People::of(&[["a", "Ann Lee", "", ""], ["b", "Ann Lee", "", ""]]);
        assert_eq!(people.by_name("Ann Lee"), None);
        assert_eq!(people.by_id("b"), Some(1));
    }
}
