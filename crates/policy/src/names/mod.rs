//! Names in any script: companies and domains, in one form for the builder and the extension.
//!
//! Reading order: `fold` (letters), [`company`] and `forms` (which organisation a name means),
//! `domain`, `hosts` and `registered` (which organisation an address means).
//!
//! One versioned function each: the builder that writes a bundle and the worker that looks things up
//! in it call the same code, and a bundle states [`NORMALISATION`](crate::key::NORMALISATION), which
//! rises with any change here to what a name becomes: a letter, a legal form, a host's form.
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

pub use company::{OrganisationError, OrganisationKey};
