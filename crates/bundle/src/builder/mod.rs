//! The writing side: never linked into the extension or the server.
//!
//! Reading order of a company's files: [`layout`] (which files there are), [`source`] and [`texts`] (what
//! is in them), [`code`], [`diagnostic`] and [`notes`] (everything wrong with them), `sheet` and `tree`
//! (CSV and TOML that know where each value stands), `choice` (names of enums) and `roster` (names that
//! others refer to), [`values`] and [`zone`] (small values). Then a reader per file: [`company_file`],
//! `desks`, [`people`], [`audience_file`], [`accounts`], [`topic`], [`rule_file`] with its parts `conditions`,
//! `rule_text` (its tone: `wording`), `card` (both in `translations`) and [`example`], [`exceptions`],
//! [`case_file`], and [`situation`], which the last three share; [`company`] reads them all, and [`schema`]
//! tells editors what they read. After that [`lint`] (what is worth a look), [`compile`] (company → targets)
//! and [`scene`] (a draft that nobody wrote, judged), [`trial`] (the company's cases, played).
//!
//! Reading order of signing: [`key`] (secret keys), [`root`] (who may sign what), [`release`]
//! (targets → signed repository).

pub mod accounts;
pub mod audience_file;
mod card;
pub mod case_file;
mod choice;
pub mod code;
pub mod company;
pub mod company_file;
pub mod compile;
mod conditions;
mod desks;
pub mod diagnostic;
pub mod example;
pub mod exceptions;
pub mod key;
pub mod layout;
pub mod lint;
pub mod notes;
pub mod people;
pub mod release;
pub mod root;
mod roster;
pub mod rule_file;
mod rule_text;
pub mod scene;
pub mod schema;
mod sheet;
pub mod situation;
pub mod source;
pub mod texts;
pub mod topic;
mod translations;
mod tree;
pub mod trial;
mod unsigned;
pub mod values;
mod wording;
pub mod zone;

/// Everything needed to make a repository, under the name the commands use.
pub mod repository {
    pub use super::release::{Lives, Missing, Release, next_release, sign};
    pub use super::root::{RoleKeys, RootSpec, make_root, sign_root};
    pub use super::{BuildError, RoleReport, SignReport};
}

/// Why the builder stopped.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// The system gave no randomness.
    #[error("no randomness from the system")]
    Randomness,
    /// Not a PKCS #8 PEM file with an Ed25519 key.
    #[error("not a PEM file with an Ed25519 private key (PKCS #8)")]
    Pem,
    /// A file of the repository is missing or not what it should be.
    #[error("`{path}`: {found}")]
    File {
        /// Repository path.
        path: String,
        /// What is wrong.
        found: String,
    },
    /// A role whose threshold cannot be met.
    #[error("role `{role}` needs {threshold} signatures and has {keys} distinct keys")]
    Threshold {
        /// The role.
        role: String,
        /// Signatures needed; 0 is not allowed.
        threshold: u32,
        /// Distinct keys there are.
        keys: usize,
    },
}

impl BuildError {
    pub(crate) fn file(path: &str, found: impl ToString) -> Self {
        Self::File {
            path: path.to_owned(),
            found: found.to_string(),
        }
    }
}

/// What a round of signing did, one entry per role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignReport {
    /// In the order of signing.
    pub roles: Vec<RoleReport>,
}

impl SignReport {
    /// Whether every role has its signatures.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.roles.iter().all(|role| role.have >= role.need)
    }
}

/// The signatures of one role after a round of signing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleReport {
    /// `root`, `previous root`, `targets`, `snapshot` or `timestamp`.
    pub role: String,
    /// Signatures added in this round.
    pub added: usize,
    /// Valid signatures of distinct keys now.
    pub have: usize,
    /// Signatures needed.
    pub need: usize,
}
