//! A sync with something wrong at every point where something can go wrong. After each fault the last
//! good bundle is in force, and the next good sync brings the next. What is tried, and why: docs/faults.md.
//!
//! [`network`] is a server that misbehaves, [`clock`] and [`disk`] the browser's own, [`death`] the end of
//! the worker and of the browser in the middle of it.

use std::path::{Path, PathBuf};

mod clock;
mod death;
mod disk;
mod network;

/// Where the rows of a family's table are kept.
fn table(family: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("faults");
    folder.join(format!("{}.md", family.trim_end_matches('/')))
}
