//! The writing side: never linked into the extension or the server.
//!
//! Reading order of a company's files: [`layout`] (which files there are), [`source`] and [`texts`] (what
//! is in them), [`code`], [`diagnostic`] and [`notes`] (everything wrong with them), `sheet` and `tree`
//! (CSV and TOML that know where each value stands), `choice` (names of enums) and `roster` (names that
//! others refer to), [`values`] and [`zone`] (small values). Then a reader per file: [`company_file`],
//! `desks`, [`people`], [`audience_file`], [`accounts`], [`topic`], [`rule_file`] with its parts `conditions`,
//! `rule_text` (its tone: `wording`), `card` (both in `translations`) and [`example`], [`exceptions`],
//! [`case_file`], and [`situation`], which the last three share; [`site_file`]; [`company`] reads them all, and [`schema`]
//! tells editors what they read. After that [`lint`] (what is worth a look), [`compile`] (company → targets), [`seal`] (its sealed lists)
//! and [`scene`] (a draft that nobody wrote, judged), [`trial`] (the company's cases, played).
//!
//! Reading order of signing: [`key`] (secret keys and whatever else signs; in files: `key_file`), [`root`] (who may sign what), [`release`]
//! (targets → signed repository), `repoint` (a new timestamp alone).

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
mod key_file;
pub mod layout;
pub mod lint;
pub mod notes;
pub mod people;
pub mod release;
mod repoint;
pub mod root;
mod roster;
pub mod rule_file;
mod rule_text;
pub mod scene;
pub mod schema;
pub mod seal;
mod sheet;
pub mod site_file;
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

use std::convert::Infallible;

use key::KeyId;

/// Everything needed to make a repository, under the name the commands use.
pub mod repository {
    pub use super::release::{Lives, Missing, Release, next_release, sign, sign_with};
    pub use super::repoint::Repointed;
    pub use super::root::{RoleKeys, RootSpec, make_root, merge_root, sign_root};
    pub use super::{BuildError, RoleReport, SignReport};
}

/// Why the builder stopped.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// The system gave no randomness.
    #[error("no randomness from the system")]
    Randomness,
    /// Not a PKCS #8 PEM file with a key of a kind that is known.
    #[error("not a PEM file with an Ed25519 or P-256 private key (PKCS #8)")]
    Pem,
    /// The passphrase of a key file is another one.
    #[error("the passphrase does not open this key")]
    Passphrase,
    /// Not a public key that clients would count.
    #[error(
        "not a public key: expected PEM (`PUBLIC KEY`) of Ed25519 or P-256, or the JSON of a root file"
    )]
    PublicKey,
    /// Whoever was asked for a signature has none.
    #[error("{0}")]
    Signer(String),
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

impl From<Infallible> for BuildError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
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
        self.roles.iter().all(RoleReport::is_complete)
    }
}

/// The signatures of one role after a round of signing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleReport {
    /// `root`, `previous root`, `targets`, `snapshot` or `timestamp`.
    pub role: String,
    /// Version of the file.
    pub version: u64,
    /// When it expires, as it is written.
    pub expires: String,
    /// SHA-256 of what is signed, in hexadecimal.
    pub sha256: String,
    /// Signatures added in this round, by whoever signed or by merging.
    pub added: usize,
    /// Valid signatures of distinct keys now.
    pub have: usize,
    /// Signatures needed.
    pub need: usize,
    /// The keys that signed in this round.
    pub made: Vec<KeyId>,
    /// The keys whose signatures hold now.
    pub signed: Vec<KeyId>,
    /// The keys that may still sign.
    pub missing: Vec<KeyId>,
}

impl RoleReport {
    /// Whether the role has its signatures.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.have >= self.need
    }
}
