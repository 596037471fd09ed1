//! A synthetic company of any size: a whole folder that `fineline check` takes, the same for the same seed,
//! and the same company some versions later. What is large about it is who is on its lists.
//!
//! Reading order: [`Plan`], `audiences` (the lists), `entry` (who is on them), `person`, `firm`, `spelling` and
//! `tongues` (how they are called), `history` (what changes with time), `staff` (colleagues), `folder` (files). Shares and
//! chances are guesses at what companies do, stated where they are set. Nobody and nothing of it exists:
//! names are drawn from lists, domains end in `.example`.
//!
//! A *key* is one thing by which somebody is recognised: a handle or user id of X, a LinkedIn address, the
//! page, the domain or the name of a company. Whoever stands on two lists has their keys once.

mod audiences;
mod entry;
mod firm;
mod folder;
mod history;
mod person;
mod spelling;
mod staff;
mod tongues;

pub use folder::{Written, write};
pub use history::Share;

/// What company to write.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many keys the lists of its first version have, give or take two.
    pub keys: usize,
    /// What everything is drawn from.
    pub seed: u64,
    /// Which version, from 1.
    pub version: u32,
    /// What share of the entries changes from each version to the next.
    pub change: Share,
}
