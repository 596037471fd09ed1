//! Names in any script: companies, domains and titles, in one form for the builder and the extension.
//!
//! Reading order: `fold` (letters), [`company`] and `forms` (which organisation a name means),
//! `domain`, `hosts` and `registered` (which organisation an address means), [`title`] (what a headline
//! says of somebody's place).
//!
//! One versioned function each: the builder that writes a bundle and the worker that looks things up
//! in it call the same code, and a bundle states [`NORMALISATION`](crate::key::NORMALISATION), which
//! rises with any change here to what a name becomes: a letter, a legal form, a host's form. What a
//! headline says is never stored in a bundle, so the lists of titles may grow without.
//!
//! Heavy tables: behind the feature `names`, for the worker and the builder, never for a page. The
//! public suffix list is heavier still and sits behind `public-suffix`, for the builder alone.

pub mod company;
mod domain;
mod fold;
mod forms;
mod hosts;
#[cfg(feature = "public-suffix")]
mod registered;
pub mod title;

pub use company::{OrganisationError, OrganisationKey};
pub use title::{Standing, standing};
