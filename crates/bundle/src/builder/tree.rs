//! A TOML file as tables that know where they stand, read without stopping at the first problem.
//!
//! What the keys mean is left to the readers of each file.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::choice::name;
use super::code::Code;
use super::diagnostic::suggest;
use super::notes::Notes;
use super::source::Opened;
use super::texts::Spot;
use super::values::check_id;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct At<T> {
    pub(crate) spot: Spot,
    pub(crate) value: T,
}

/// Reads a file's outermost table with `read`; nothing when the file is no TOML, which is noted.
pub(crate) fn read<T>(
    opened: &Opened,
    notes: &Notes,
    read: impl FnOnce(&Table<'_>) -> T,
) -> Option<T> {
    let file = File {
        notes,
        spot: opened.spot,
    };
    let (root, errors) = DeTable::parse_recoverable(&opened.text);
    for error in &errors {
        let at = error.span().unwrap_or_default();
        let (found, range) = broken_line(&opened.text, at);
        let help = syntax_help(error.message());
        notes.add((Code::NotToml, opened.spot.within(range)), found, help);
    }
    errors
        .is_empty()
        .then(|| read(&Table::new(file, opened.spot, root.get_ref())))
}

/// What to say of a line that is no TOML, and what to mark in it.
fn broken_line(text: &str, at: Range<usize>) -> (String, Range<usize>) {
    let before = text.get(..at.start).unwrap_or_default();
    let from = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(from..).unwrap_or_default().lines().next();
    let line = line.unwrap_or_default().trim_end();
    let shown = line.trim();
    let range = if at.is_empty() {
        from..from + line.len()
    } else {
        at
    };
    (format!("`{shown}` is not TOML"), range)
}

/// The parser takes a bare word for a number and says so; people forget the quotes.
fn syntax_help(message: &str) -> &str {
    if message.contains("float") || message.contains("integer") {
        return "texts stand in quotes";
    }
    message.lines().next().unwrap_or_default()
}

/// The file a table belongs to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct File<'a> {
    pub(crate) notes: &'a Notes,
    pub(crate) spot: Spot,
}

impl File<'_> {
    fn at<T>(self, value: &Spanned<T>) -> Spot {
        self.spot.within(value.span())
    }
}

/// One table; remembers which keys were asked for, so that the others can be reported.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    pub(crate) file: File<'a>,
    /// Its header, or all of an inline table; the whole file for the outermost.
    pub(crate) spot: Spot,
    values: &'a DeTable<'a>,
    asked: RefCell<BTreeSet<&'static str>>,
}

impl<'a> Table<'a> {
    fn new(file: File<'a>, spot: Spot, values: &'a DeTable<'a>) -> Self {
        Self {
            file,
            spot,
            values,
            asked: RefCell::default(),
        }
    }

    /// Notes something about the whole table.
    pub(crate) fn note(&self, code: Code, found: impl Into<String>, help: &str) {
        self.file.notes.add((code, self.spot), found, help);
    }

    fn take(&self, key: &'static str) -> Option<Entry<'a>> {
        self.asked.borrow_mut().insert(key);
        #[cfg(test)]
        asked::note(self.spot, key);
        let (name, value) = self.values.get_key_value(key)?;
        Some(self.as_entry(name, value))
    }

    fn as_entry(
        &self,
        key: &'a Spanned<Cow<'a, str>>,
        value: &'a Spanned<DeValue<'a>>,
    ) -> Entry<'a> {
        Entry {
            file: self.file,
            key_spot: self.file.at(key),
            spot: self.file.at(value),
            key: key.get_ref(),
            value,
        }
    }

    /// A text that may be left out.
    pub(crate) fn optional_text(&self, key: &'static str) -> Option<At<String>> {
        self.take(key)?.text()
    }

    /// A text that has to be there and say something.
    pub(crate) fn text(&self, key: &'static str) -> Option<At<String>> {
        self.need(key, "a text in quotes")?.filled_text()
    }

    /// A key that has to be there.
    pub(crate) fn need(&self, key: &'static str, expected: &str) -> Option<Entry<'a>> {
        let entry = self.take(key);
        if entry.is_none() {
            let help = format!("add `{key} = …`, {expected}");
            self.note(Code::MissingKey, format!("`{key}` is missing"), &help);
        }
        entry
    }

    /// A key that may be left out; the caller tells what kind of value it has.
    pub(crate) fn entry(&self, key: &'static str) -> Option<Entry<'a>> {
        self.take(key)
    }

    /// A date, written with or without quotes; may be left out.
    pub(crate) fn optional_day(&self, key: &'static str) -> Option<At<policy::Day>> {
        let entry = self.take(key)?;
        let day = entry.date_text().parse();
        if day.is_err() {
            entry.wrong_as(Code::BadDate, "a date like `2027-05-31`");
        }
        let spot = entry.spot;
        Some(At {
            spot,
            value: day.ok()?,
        })
    }

    /// `true` or `false`; `default` when left out.
    pub(crate) fn switch(&self, key: &'static str, default: bool) -> bool {
        let Some(entry) = self.take(key) else {
            return default;
        };
        let on = entry.value.get_ref().as_bool();
        if on.is_none() {
            entry.wrong("`true` or `false`");
        }
        on.unwrap_or(default)
    }

    /// One of the names of an enum, which has to be there.
    pub(crate) fn one_of<T: DeserializeOwned>(&self, key: &'static str) -> Option<T> {
        name(self.file.notes, &self.text(key)?, key)
    }

    /// One of the names of an enum; may be left out.
    pub(crate) fn optional_one_of<T: DeserializeOwned>(&self, key: &'static str) -> Option<T> {
        name(self.file.notes, &self.take(key)?.filled_text()?, key)
    }

    /// A table that may be left out.
    pub(crate) fn table(&self, key: &'static str) -> Option<Table<'a>> {
        let entry = self.take(key)?;
        let table = entry.as_table();
        if table.is_none() {
            entry.wrong("a table");
        }
        table
    }

    /// `[[key]]`, or a list of inline tables.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<Table<'a>> {
        let Some(entry) = self.take(key) else {
            return Vec::new();
        };
        let Some(array) = entry.value.get_ref().as_array() else {
            entry.wrong("a list of tables");
            return Vec::new();
        };
        let table = |value: &'a Spanned<DeValue<'a>>| {
            let item = Entry {
                spot: self.file.at(value),
                value,
                ..entry
            };
            let table = item.as_table();
            if table.is_none() {
                item.wrong("a table");
            }
            table
        };
        array.iter().filter_map(table).collect()
    }

    /// A list of texts, or a single one; empty when left out.
    pub(crate) fn texts(&self, key: &'static str) -> Vec<At<String>> {
        self.take(key).map_or_else(Vec::new, |entry| entry.texts())
    }

    /// Every key with its value, in the order of the file; all count as asked for.
    pub(crate) fn entries(&self) -> Vec<Entry<'a>> {
        let mut entries: Vec<_> = self
            .values
            .iter()
            .map(|(key, value)| self.as_entry(key, value))
            .collect();
        entries.sort_by_key(|entry| entry.key_spot);
        entries
    }

    /// Tables by the short names that the company gives them: `[<prefix><id>]`.
    pub(crate) fn named_tables(&self, prefix: &str) -> Vec<(String, Table<'a>)> {
        let mut tables = Vec::new();
        for entry in self.entries() {
            check_id(entry.key, entry.key_spot, self.file.notes);
            match entry.as_table() {
                Some(table) => tables.push((entry.key.to_owned(), table)),
                None => entry.wrong(&format!("a table `[{prefix}{}]`", entry.key)),
            }
        }
        tables
    }

    /// Reports every key that nobody asked for.
    pub(crate) fn finish(&self) {
        let asked = self.asked.borrow();
        for entry in self.entries() {
            if !asked.contains(entry.key) {
                let free = asked
                    .iter()
                    .filter(|key| !self.values.contains_key(**key))
                    .copied();
                let help = suggest(entry.key, "keys here", free);
                let found = format!("unknown key `{}`", entry.key);
                let spot = entry.key_spot;
                self.file.notes.add((Code::UnknownKey, spot), found, &help);
            }
        }
    }
}

/// One key with its value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) file: File<'a>,
    pub(crate) key_spot: Spot,
    /// The value.
    pub(crate) spot: Spot,
    pub(crate) key: &'a str,
    value: &'a Spanned<DeValue<'a>>,
}

impl<'a> Entry<'a> {
    pub(crate) fn as_table(&self) -> Option<Table<'a>> {
        let values = self.value.get_ref().as_table()?;
        Some(Table::new(self.file, self.spot, values))
    }

    pub(crate) fn as_text(&self) -> Option<&'a str> {
        self.value.get_ref().as_str()
    }

    pub(crate) fn as_bool(&self) -> Option<bool> {
        self.value.get_ref().as_bool()
    }

    /// A small whole number.
    pub(crate) fn as_number(&self) -> Option<u8> {
        self.value.get_ref().as_integer()?.as_str().parse().ok()
    }

    /// A whole number, within these bounds.
    pub(crate) fn as_number_in(&self, bounds: RangeInclusive<u64>) -> Option<u64> {
        let number = self.value.get_ref().as_integer()?.as_str().parse().ok()?;
        bounds.contains(&number).then_some(number)
    }

    /// The items of a list; a single value counts as a list of one.
    pub(crate) fn items(&self) -> Vec<Entry<'a>> {
        let item = |value| Self {
            spot: self.file.at(value),
            value,
            ..*self
        };
        match self.value.get_ref().as_array() {
            Some(array) => array.iter().map(item).collect(),
            None => vec![*self],
        }
    }

    fn text(&self) -> Option<At<String>> {
        let text = self.as_text();
        if text.is_none() {
            self.wrong("a text in quotes");
        }
        let spot = self.spot;
        text.map(|text| At {
            spot,
            value: text.to_owned(),
        })
    }

    /// A text that says something.
    pub(crate) fn filled_text(&self) -> Option<At<String>> {
        let text = self.text()?;
        if text.value.trim().is_empty() {
            let found = format!("`{}` is empty", self.key);
            let notes = self.file.notes;
            notes.add((Code::EmptyText, self.spot), found, "expected a text");
            return None;
        }
        Some(text)
    }

    /// A date or time as it is written, with or without quotes; empty for anything else.
    pub(crate) fn date_text(&self) -> Cow<'a, str> {
        match self.value.get_ref() {
            DeValue::String(text) => Cow::Borrowed(text.as_ref()),
            DeValue::Datetime(date) => Cow::Owned(date.to_string()),
            _ => Cow::Borrowed(""),
        }
    }

    /// Notes that the value is of the wrong kind.
    pub(crate) fn wrong(&self, expected: &str) {
        self.wrong_as(Code::WrongKind, expected);
    }

    /// The same with another code.
    pub(crate) fn wrong_as(&self, code: Code, expected: &str) {
        let found = format!("`{}` is {}", self.key, kind(self.value.get_ref()));
        let help = format!("expected {expected}");
        self.file.notes.add((code, self.spot), found, &help);
    }

    /// A list of texts; a single text counts as a list of one.
    pub(crate) fn texts(&self) -> Vec<At<String>> {
        let items = self.items();
        let text = |item: &Self| {
            let value = item.as_text()?.to_owned();
            let spot = item.spot;
            Some(At { spot, value })
        };
        for item in items.iter().filter(|item| item.as_text().is_none()) {
            item.wrong("texts in quotes");
        }
        items.iter().filter_map(text).collect()
    }
}

fn kind(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("`{text}`"),
        DeValue::Integer(number) => format!("the number `{number}`"),
        DeValue::Float(number) => format!("the number `{number}`"),
        DeValue::Boolean(on) => format!("`{on}`"),
        DeValue::Datetime(date) => format!("the date `{date}`"),
        DeValue::Array(items) if items.is_empty() => "an empty list".to_owned(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

/// Which keys readers ask for in which table, for the test that compares them with the schemas.
#[cfg(test)]
pub(crate) mod asked {
    use std::cell::RefCell;
    use std::collections::{BTreeMap, BTreeSet};

    use super::Spot;

    pub(crate) type Asked = BTreeMap<Spot, BTreeSet<&'static str>>;

    thread_local! {
        static ASKED: RefCell<Asked> = RefCell::default();
    }

    pub(super) fn note(table: Spot, key: &'static str) {
        ASKED.with_borrow_mut(|asked| asked.entry(table).or_default().insert(key));
    }

    /// What was asked for on this thread since the last time.
    pub(crate) fn take() -> Asked {
        ASKED.take()
    }
}
