//! Names of things in a company's files, for the places that refer to them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::code::Code;
use super::diagnostic::suggest;
use super::notes::Notes;
use super::texts::Spot;

/// What a name may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Thing {
    Role,
    Team,
    Desk,
    Audience,
    Person,
    Rule,
    Topic,
    Product,
}

impl Thing {
    /// One of them, and several.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Role => ("role", "roles"),
            Self::Team => ("team", "teams"),
            Self::Desk => ("desk", "desks"),
            Self::Audience => ("audience", "audiences"),
            Self::Person => ("person", "people"),
            Self::Rule => ("rule", "rules"),
            Self::Topic => ("topic", "topics"),
            Self::Product => ("product", "products"),
        }
    }
}

/// Who and what there is. Of a file that could not be read nothing is known: any name may be in it.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    names: BTreeMap<Thing, BTreeSet<String>>,
    /// Many rows may have the same wrong name.
    helps: RefCell<BTreeMap<(Thing, String), String>>,
}

impl Roster {
    /// Enters all there are of one kind.
    pub(crate) fn enter<N: ToString>(&mut self, thing: Thing, names: impl IntoIterator<Item = N>) {
        let names = names.into_iter().map(|name| name.to_string());
        self.names.entry(thing).or_default().extend(names);
    }

    /// Whether there is one of this name, as far as is known.
    pub(crate) fn has(&self, thing: Thing, name: &str) -> bool {
        let names = self.names.get(&thing);
        names.is_none_or(|names| names.contains(name))
    }

    /// All names of one kind; none where the file could not be read.
    pub(crate) fn of(&self, thing: Thing) -> impl Iterator<Item = &str> {
        let names = self.names.get(&thing);
        names.into_iter().flatten().map(String::as_str)
    }

    /// Whether the file that names them could be read.
    pub(crate) fn knows(&self, thing: Thing) -> bool {
        self.names.contains_key(&thing)
    }

    /// Notes a name that is not there.
    pub(crate) fn check(&self, thing: Thing, named: (&str, Spot), notes: &Notes) -> bool {
        let what = thing.words().0;
        self.check_as((thing, what), named, notes)
    }

    /// The same, in the words of the place: `owner` for a person.
    pub(crate) fn check_as(
        &self,
        (thing, what): (Thing, &str),
        (name, spot): (&str, Spot),
        notes: &Notes,
    ) -> bool {
        let has = self.has(thing, name);
        if !has {
            let found = format!("unknown {what} `{name}`");
            notes.add(
                (Code::UnknownReference, spot),
                found,
                &self.help(thing, name),
            );
        }
        has
    }

    fn help(&self, thing: Thing, name: &str) -> String {
        let mut helps = self.helps.borrow_mut();
        let known = self.names.get(&thing).into_iter().flatten();
        let help = || suggest(name, thing.words().1, known.map(String::as_str));
        helps
            .entry((thing, name.to_owned()))
            .or_insert_with(help)
            .clone()
    }
}
