//! Saved pages of both sites: read as they are, damaged at random, too large, and with keys pressed.

mod bounds;
mod common;
mod damaged;
mod fixtures;
mod selectors;
mod sending;
