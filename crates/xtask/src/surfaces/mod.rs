//! `cargo xtask surfaces`: which composers of the sites are read, and by what that is shown.
//!
//! `docs/sites.toml` says for each surface which saved pages and which browser tests show it, and explains what nothing
//! shows; `docs/sites.md` is written from that. [`listed`] reads the list, [`pages`] the saved pages, [`tests`] in which
//! browsers a test runs, [`table`] writes. Whether a test shows what it is named for is left to whoever reads it.

mod listed;
mod pages;
mod table;
mod tests;

use std::fs;

use anyhow::{Context, Result, bail};

use crate::progress::Progress;
use crate::workspace::Workspace;
use listed::Listed;
use pages::Pages;
use tests::Tests;

/// Where the list is.
pub(crate) const LIST: &str = "docs/sites.toml";
/// Where the table is.
pub(crate) const TABLE: &str = "docs/sites.md";

/// Write docs/sites.md: which composers are read, and by what that is shown
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  cargo xtask surfaces --write     after a change of docs/sites.toml, a saved page or a test"
)]
pub(crate) struct Arguments {
    /// Write the table; without it, print it
    #[arg(long)]
    write: bool,
}

/// Writes or prints the table.
///
/// # Errors
/// When the list does not fit the saved pages and the tests: with everything that does not.
pub(crate) fn run(
    workspace: &Workspace,
    _progress: &Progress,
    arguments: &Arguments,
) -> Result<()> {
    let text = text(workspace)?;
    if arguments.write {
        fs::write(workspace.root.join(TABLE), text)?;
    } else {
        print!("{text}");
    }
    Ok(())
}

/// The table as it should stand in [`TABLE`].
///
/// # Errors
/// As [`run`].
pub(crate) fn text(workspace: &Workspace) -> Result<String> {
    let path = workspace.root.join(LIST);
    let listed = fs::read_to_string(&path).with_context(|| format!("`{LIST}` cannot be read"))?;
    let listed = Listed::read(&listed).with_context(|| format!("`{LIST}` cannot be read"))?;
    let pages = Pages::read(&workspace.root.join("crates/sites/fixtures"))?;
    let tests = Tests::read(&workspace.root.join("tests/tests/browser"))?;
    let (text, problems) = table::write(&listed, &pages, &tests);
    if !problems.is_empty() {
        bail!("`{LIST}`:\n  {}", problems.join("\n  "));
    }
    Ok(text)
}
