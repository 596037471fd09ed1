//! A TOML file as tables with line numbers, read without stopping at the first problem.
//!
//! What the keys mean is left to `policy_file`.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::diagnostic::{Notes, suggest};
use super::source::Lines;

/// A value and the line it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct At<T> {
    pub(crate) line: usize,
    pub(crate) value: T,
}

/// The file a table belongs to.
#[derive(Debug)]
pub(crate) struct File {
    lines: Lines,
    notes: RefCell<Notes>,
}

impl File {
    pub(crate) fn new(text: &str, notes: Notes) -> Self {
        Self {
            lines: Lines::new(text),
            notes: RefCell::new(notes),
        }
    }

    pub(crate) fn line(&self, span: &Range<usize>) -> usize {
        self.lines.at(span.start)
    }

    pub(crate) fn note(&self, line: impl Into<Option<usize>>, message: String, help: &str) {
        self.notes.borrow_mut().add(line, message, help);
    }

    pub(crate) fn into_notes(self) -> Notes {
        self.notes.into_inner()
    }
}

/// One table; remembers which keys were asked for, so that the others can be reported.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    pub(crate) file: &'a File,
    pub(crate) line: usize,
    values: &'a DeTable<'a>,
    asked: RefCell<BTreeSet<&'static str>>,
}

impl<'a> Table<'a> {
    pub(crate) fn new(file: &'a File, line: usize, values: &'a DeTable<'a>) -> Self {
        Self {
            file,
            line,
            values,
            asked: RefCell::default(),
        }
    }

    fn take(&self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.borrow_mut().insert(key);
        self.values.get(key)
    }

    fn wrong(&self, value: &Spanned<DeValue<'_>>, key: &str, expected: &str) {
        let found = format!("`{key}` is {}", kind(value.get_ref()));
        self.file.note(
            self.file.line(&value.span()),
            found,
            &format!("expected {expected}"),
        );
    }

    /// A text that may be left out.
    pub(crate) fn optional_text(&self, key: &'static str) -> Option<At<String>> {
        let value = self.take(key)?;
        let line = self.file.line(&value.span());
        match value.get_ref() {
            DeValue::String(text) => Some(At {
                line,
                value: text.clone().into_owned(),
            }),
            _ => {
                self.wrong(value, key, "a text in quotes");
                None
            }
        }
    }

    /// A text that has to be there and say something.
    pub(crate) fn text(&self, key: &'static str) -> Option<At<String>> {
        self.need(key, "a text in quotes")?;
        let text = self.optional_text(key)?;
        if text.value.trim().is_empty() {
            self.file
                .note(text.line, format!("`{key}` is empty"), "expected a text");
            return None;
        }
        Some(text)
    }

    /// Notes that a key is missing.
    fn need(&self, key: &'static str, expected: &str) -> Option<()> {
        let present = self.take(key).is_some();
        if !present {
            let help = format!("add `{key} = …`, {expected}");
            self.file
                .note(self.line, format!("`{key}` is missing"), &help);
        }
        present.then_some(())
    }

    /// A date, written with or without quotes; may be left out.
    pub(crate) fn optional_day(&self, key: &'static str) -> Option<At<policy::Day>> {
        let value = self.take(key)?;
        let line = self.file.line(&value.span());
        let text = match value.get_ref() {
            DeValue::String(text) => text.clone().into_owned(),
            DeValue::Datetime(date) => date.to_string(),
            _ => String::new(),
        };
        match text.parse() {
            Ok(day) => Some(At { line, value: day }),
            Err(_) => {
                self.wrong(value, key, "a date like `2027-05-31`");
                None
            }
        }
    }

    /// `true` or `false`; `false` when left out.
    pub(crate) fn switch(&self, key: &'static str) -> bool {
        match self.take(key).map(|value| (value, value.get_ref())) {
            None => false,
            Some((_, DeValue::Boolean(on))) => *on,
            Some((value, _)) => {
                self.wrong(value, key, "`true` or `false`");
                false
            }
        }
    }

    /// One of the names of an enum.
    pub(crate) fn one_of<T: DeserializeOwned>(&self, key: &'static str) -> Option<T> {
        let text = self.text(key)?;
        name(self.file, &text, key)
    }

    /// A table that may be left out.
    pub(crate) fn table(&self, key: &'static str) -> Option<Table<'a>> {
        let value = self.take(key)?;
        self.as_table(value, key)
    }

    fn as_table(&self, value: &'a Spanned<DeValue<'a>>, key: &str) -> Option<Table<'a>> {
        match value.get_ref() {
            DeValue::Table(values) => {
                Some(Table::new(self.file, self.file.line(&value.span()), values))
            }
            _ => {
                self.wrong(value, key, "a table");
                None
            }
        }
    }

    /// `[[key]]`, or a list of inline tables.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<Table<'a>> {
        self.items(key, "a list of tables")
            .filter_map(|value| self.as_table(value, key))
            .collect()
    }

    fn items(
        &self,
        key: &'static str,
        expected: &str,
    ) -> impl Iterator<Item = &'a Spanned<DeValue<'a>>> + use<'a> {
        let value = self.take(key);
        let array = value.and_then(|value| value.get_ref().as_array());
        if let (Some(value), None) = (value, array) {
            self.wrong(value, key, expected);
        }
        array.into_iter().flat_map(|array| array.iter())
    }

    /// Every key with its line and value, in the order of the file; all count as asked for.
    pub(crate) fn entries(&self) -> Vec<Entry<'a>> {
        let entry = |(key, value): (&'a Spanned<_>, &'a Spanned<DeValue<'a>>)| {
            let key: &Spanned<std::borrow::Cow<'a, str>> = key;
            let line = self.file.line(&key.span());
            Entry {
                file: self.file,
                line,
                key: key.get_ref().clone().into_owned(),
                value,
            }
        };
        let mut entries: Vec<_> = self.values.iter().map(entry).collect();
        entries.sort_by_key(|entry| entry.line);
        entries
    }

    /// Either `key = "name"`, or `key = { name = "…" }`; the caller tells them apart.
    pub(crate) fn entry(&self, key: &'static str) -> Option<Entry<'a>> {
        self.need(key, "see the examples of `fineline init`")?;
        let value = self.take(key)?;
        let line = self.file.line(&value.span());
        Some(Entry {
            file: self.file,
            line,
            key: key.to_owned(),
            value,
        })
    }

    /// Reports every key that nobody asked for.
    pub(crate) fn finish(&self) {
        let asked = self.asked.borrow();
        for entry in self.entries() {
            if !asked.contains(entry.key.as_str()) {
                let free = asked
                    .iter()
                    .filter(|key| !self.values.contains_key(**key))
                    .copied();
                let help = suggest(&entry.key, "keys here", free);
                self.file
                    .note(entry.line, format!("unknown key `{}`", entry.key), &help);
            }
        }
    }
}

/// One key with its value.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    file: &'a File,
    pub(crate) line: usize,
    pub(crate) key: String,
    value: &'a Spanned<DeValue<'a>>,
}

impl<'a> Entry<'a> {
    pub(crate) fn as_table(&self) -> Option<Table<'a>> {
        let values = self.value.get_ref().as_table()?;
        Some(Table::new(
            self.file,
            self.file.line(&self.value.span()),
            values,
        ))
    }

    pub(crate) fn as_text(&self) -> Option<&'a str> {
        self.value.get_ref().as_str()
    }

    /// Notes that the value is of the wrong kind.
    pub(crate) fn wrong(&self, expected: &str) {
        let found = format!("`{}` is {}", self.key, kind(self.value.get_ref()));
        self.file
            .note(self.line, found, &format!("expected {expected}"));
    }

    /// A list of texts; a single text counts as a list of one.
    pub(crate) fn texts(&self) -> Vec<At<String>> {
        let single = std::slice::from_ref(self.value);
        let many = self.value.get_ref().as_array();
        let items: Vec<_> =
            many.map_or_else(|| single.iter().collect(), |array| array.iter().collect());
        let text = |item: &Spanned<DeValue<'_>>| match item.get_ref() {
            DeValue::String(text) => Some(At {
                line: self.file.line(&item.span()),
                value: text.clone().into_owned(),
            }),
            _ => None,
        };
        let texts: Vec<_> = items.iter().copied().filter_map(text).collect();
        if texts.len() < items.len() {
            self.wrong("a list of texts in quotes");
        }
        texts
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

/// Reads one name of an enum of `policy`; notes an unknown one with the names there are.
pub(crate) fn name<T: DeserializeOwned>(file: &File, text: &At<String>, what: &str) -> Option<T> {
    let reader: StrDeserializer<'_, NameError> = text.value.as_str().into_deserializer();
    T::deserialize(reader)
        .map_err(|error| error.note(file, text, what))
        .ok()
}

/// What serde says about a name, kept as data.
#[derive(Debug)]
pub(crate) enum NameError {
    Unknown(&'static [&'static str]),
    Other(String),
}

impl NameError {
    pub(crate) fn note(self, file: &File, text: &At<String>, what: &str) {
        let (found, help) = self.explain(&text.value, what);
        file.note(text.line, found, &help);
    }

    /// What was found, and a help.
    pub(crate) fn explain(self, found: &str, what: &str) -> (String, String) {
        match self {
            Self::Unknown(known) => (
                format!("unknown {what} `{found}`"),
                suggest(found, &format!("{what}s"), known.iter().copied()),
            ),
            Self::Other(problem) => (format!("{what} `{found}`: {problem}"), String::new()),
        }
    }
}

impl std::fmt::Display for NameError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for NameError {}

impl serde::de::Error for NameError {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self::Other(message.to_string())
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::Unknown(expected)
    }
}
