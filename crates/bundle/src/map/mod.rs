//! The sealed map: who is on the lists that nobody may read from a browser's storage.
//!
//! Reading order: [`kdf`] (what makes guessing dear), [`secret`] (the key that a cohort of employees has, and
//! what follows from it for one person), [`payload`] (what a record says, in eight bytes), [`record`] (sealed,
//! in thirty-two), [`delta`] (what changed since), [`owners`] (who looks after them), [`manifest`] (the signed
//! file that names all of it), [`merkle`] (one digest over a whole state), [`state`] (a verified state, asked),
//! [`update`] (what to fetch to get from one state to the next).
//!
//! docs/bundle-format.md says it byte by byte. Nothing here fetches or stores; what a look-up makes of what was
//! found is left to `content`, writing to `builder::seal`.

pub mod delta;
pub mod kdf;
pub mod manifest;
pub mod merkle;
pub mod owners;
pub mod payload;
pub mod record;
pub mod secret;
pub mod state;
pub mod update;

/// Why bytes of a map are refused. They may be of a stranger: nothing about them is shown but this.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MapError {
    /// Not what the signed manifest names.
    #[error("`{0}` is not what the manifest names")]
    Digest(String),
    /// Cut off, out of order or far too long.
    #[error("{0} cannot be read")]
    Malformed(&'static str),
    /// The manifest is of another format.
    #[error(
        "the map has format {found}, this version reads up to format {}",
        manifest::FORMAT
    )]
    Format {
        /// The number found.
        found: u32,
    },
    /// Keys were folded by other rules, so look-ups would miss.
    #[error(
        "the map names accounts in form {found}, this version uses form {}",
        policy::key::NORMALISATION
    )]
    Normalisation {
        /// The number found.
        found: u32,
    },
    /// All of it can be read, and together it is not the signed state.
    #[error("the map's contents together are not what was signed")]
    Root,
}
