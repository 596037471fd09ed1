//! JSON Schemas of a company's TOML files: an editor that has one completes keys, shows help at each and
//! marks what does not fit, without any network.
//!
//! Reading order: [`SCHEMAS`] (one row per kind of file), `parts` (what schemas are put together from),
//! then a file per kind; `situation` is what examples and cases have in common. Conditions of rules come
//! from the registry in `conditions`, names to choose from out of the types that read them. Draft 7,
//! without references: what editors of TOML read best (Taplo and those built on it know drafts 4 to 7, and
//! show no help beside a reference). Whether names exist, examples hold and texts are sound is left to `check`.
//!
//! `held` keeps them equal to what is read: the same keys in every table, and the same verdict on files
//! that are broken in every place.

mod company;
mod desks;
#[cfg(test)]
mod held;
mod lists;
pub(crate) mod parts;
mod rules;
mod sites;
mod situation;
mod topics;

use serde_json::Value;

/// The schema of one kind of file.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// Its name: `rules`.
    pub name: &'static str,
    /// The files in a company's folder: `rules/*.toml`.
    pub files: &'static str,
    /// What they say.
    pub about: &'static str,
    shape: fn(&'static str) -> Value,
}

/// All schemas, in the order in which people meet the files.
pub const SCHEMAS: [Schema; 8] = [
    Schema {
        name: "fineline",
        files: "fineline.toml",
        about: "The company, what each role answers for, and the names that the other files use.",
        shape: company::shape,
    },
    Schema {
        name: "desks",
        files: "desks.toml",
        about: "Shared places to turn to, each a table with a short name: `[press]`.",
        shape: desks::shape,
    },
    Schema {
        name: "audiences",
        files: "audiences/*.toml",
        about: "What a list is, and who answers for it. Who is on it stands in the .csv file of the same name.",
        shape: lists::audience,
    },
    Schema {
        name: "rules",
        files: "rules/*.toml",
        about: "When an author is given advice, how strongly, and with which words.",
        shape: rules::shape,
    },
    Schema {
        name: "exceptions",
        files: "exceptions.toml",
        about: "Who may write to whom in spite of the rules, and until when.",
        shape: lists::exceptions,
    },
    Schema {
        name: "topics",
        files: "topics/*.toml",
        about: "Something that texts are about: the phrases by which it is recognised, by language.",
        shape: topics::shape,
    },
    Schema {
        name: "cases",
        files: "cases/*.toml",
        about: "Situations of your own, and what their authors should see. `fineline test` plays them.",
        shape: situation::cases,
    },
    Schema {
        name: "sites",
        files: "sites.toml",
        about: "What has changed on the sites since the extension was made; docs/mending.md says more.",
        shape: sites::shape,
    },
];

impl Schema {
    /// The schema of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        SCHEMAS.iter().find(|schema| schema.name == name)
    }

    /// The file it is kept in: `rules.schema.json`.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}.schema.json", self.name)
    }

    /// The schema itself.
    #[must_use]
    pub fn json(&self) -> Value {
        let mut schema = (self.shape)(self.about);
        if let Some(members) = schema.as_object_mut() {
            let title = format!("Fineline: {}", self.files);
            members.insert("$schema".to_owned(), DRAFT.into());
            members.insert("title".to_owned(), title.into());
        }
        schema
    }

    /// The same as a file: always the same bytes, whichever order this build of the library keeps.
    #[must_use]
    pub fn text(&self) -> String {
        let mut schema = self.json();
        schema.sort_all_objects();
        format!("{schema:#}\n")
    }
}

/// The version of JSON Schema.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";
