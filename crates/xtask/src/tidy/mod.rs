//! `cargo xtask tidy`: what the compiler cannot see. One file per subject, each a list of functions
//! from the [`Tree`] (or the [`Packages`]) to [`Finding`]s; every finding ends with what to do.

use std::fmt;

use anyhow::{Result, bail};

use crate::progress::Progress;
use crate::surfaces;
use crate::workspace::Workspace;

mod dates;
mod documents;
mod licences;
mod manifest;
mod packages;
mod places;
mod sources;
mod texts;
mod tree;

pub(crate) use packages::Packages;
use tree::Tree;

/// Check what the compiler cannot see: docs, texts, permissions, licences
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  cargo xtask tidy")]
pub(crate) struct Arguments {}

/// Something that is not as it should be.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    /// A path, with a line where there is one.
    place: String,
    /// What is wrong there.
    problem: String,
    /// What to do, if possible the line to add.
    help: String,
}

impl Finding {
    fn new(place: impl Into<String>, problem: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            problem: problem.into(),
            help: help.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: {}\n  help: {}",
            self.place, self.problem, self.help
        )
    }
}

/// Checks and says so.
///
/// # Errors
/// See [`check`].
pub(crate) fn run(
    workspace: &Workspace,
    progress: &Progress,
    _arguments: &Arguments,
) -> Result<()> {
    progress.say("checking what the compiler cannot see");
    check(workspace)?;
    progress.say("all tidy");
    Ok(())
}

/// Checks everything.
///
/// # Errors
/// All findings at once; or when the tree or Cargo's metadata cannot be read.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let tree = Tree::read(&workspace.root)?;
    let packages = packages(workspace)?;
    let mut findings = Vec::new();
    findings.extend(sources::check(&tree));
    findings.extend(places::check(&tree));
    findings.extend(dates::check(&tree, dates::this_month()?));
    findings.extend(documents::check(&tree));
    findings.extend(manifest::check(&tree));
    findings.extend(texts::check(&tree));
    findings.extend(packages.check());
    findings.extend(packages::builder_stays_out(workspace)?);
    findings.extend(licences::check(&tree, &packages));
    findings.extend(licences::check(&tree, &Packages::of_targets(workspace)?));
    findings.extend(surfaces_are_told(workspace, &tree));
    if findings.is_empty() {
        return Ok(());
    }
    let listed: Vec<String> = findings.iter().map(Finding::to_string).collect();
    bail!(
        "{} not tidy:\n{}",
        if findings.len() == 1 {
            "one thing is"
        } else {
            "these are"
        },
        listed.join("\n")
    )
}

/// Whether the table of surfaces is what the list, the saved pages and the tests make it.
fn surfaces_are_told(workspace: &Workspace, tree: &Tree) -> Option<Finding> {
    match surfaces::text(workspace) {
        Ok(text) if tree.text(surfaces::TABLE) == text => None,
        Ok(_) => Some(Finding::new(
            surfaces::TABLE,
            "the list of surfaces, the saved pages or the tests say something else",
            "run `cargo xtask surfaces --write`",
        )),
        Err(error) => Some(Finding::new(
            surfaces::LIST,
            format!("{error:#}"),
            "name what shows it, or explain the gap",
        )),
    }
}

/// The packages of the workspace and all they depend on.
///
/// # Errors
/// When Cargo cannot tell, for instance because the lock file is out of date.
pub(crate) fn packages(workspace: &Workspace) -> Result<Packages> {
    Packages::read(workspace)
}
