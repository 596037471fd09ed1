//! What `cargo xtask bench` measures. No part of the product.
//!
//! Reading order: [`core`] (one decision, by the functions that a page calls), [`exports`] (the same for
//! JavaScript), [`world`] (the invented company, its rules, topics and drafts), [`facts`] (what another
//! rule engine is told of a draft), [`company`] (a folder of files, with as many entries as one likes).
//!
//! The module for the web has `core` and `exports` alone and is compiled as the content core is.
//! Running things and telling the figures is left to `crates/xtask/src/bench`.

#[cfg(feature = "make")]
pub mod company;
pub mod core;
pub mod exports;
#[cfg(feature = "make")]
pub mod facts;
#[cfg(feature = "make")]
mod random;
#[cfg(feature = "make")]
pub mod world;
