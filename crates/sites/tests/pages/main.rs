//! Saved pages of both sites: read as they are, damaged at random, too large, and with keys pressed.

// `cfg(test)` tells the lints that helpers here are tests, too.
#[cfg(test)]
mod bounds;
#[cfg(test)]
mod common;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod damaged;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod overrides;
#[cfg(test)]
mod selectors;
#[cfg(test)]
mod sending;
