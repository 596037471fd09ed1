//! An import from beginning to end.

use std::path::{Path, PathBuf};

use bundle::builder::diagnostic::suggest;
use indicatif::ProgressBar;
use policy::{Day, DealState};

use super::crm::Crm;
use super::existing;
use super::export::{Export, progress};
use super::formats;
use super::gather::{Choices, Gathering};
use super::list::Tally;
use super::people::People;
use super::preview::{Mode, outcome};
use super::recognise::{Asked, position};
use super::refusal::Refusal;
use super::rejects::Rejects;
use super::save::{About, Places, apply};
use super::stages::Stages;
use crate::outcome::Outcome;

/// Whether anything is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Writing {
    /// Only say what would be.
    DryRun,
    /// Write it.
    Apply,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Request<'a> {
    /// The company's folder.
    pub(crate) root: &'a Path,
    /// The exports.
    pub(crate) files: &'a [PathBuf],
    /// Id of the audience.
    pub(crate) audience: &'a str,
    /// Whether anything is written.
    pub(crate) writing: Writing,
    /// Id of the format of all files.
    pub(crate) format: Option<&'a str>,
    /// A column with X handles.
    pub(crate) handle_column: Option<&'a str>,
    /// A column with LinkedIn addresses.
    pub(crate) linkedin_column: Option<&'a str>,
    /// What stages mean.
    pub(crate) map: &'a [(String, DealState)],
    /// Person id for entries without an owner.
    pub(crate) owner_default: Option<&'a str>,
    /// The day of confirmation of everything in the import.
    pub(crate) confirmed_on: Option<Day>,
    /// Where all rejected rows go.
    pub(crate) rejects: Option<&'a Path>,
    /// The day of the import.
    pub(crate) today: Day,
}

/// Reads, merges, and writes if asked.
///
/// # Errors
/// A file is not readable or of no known format; the list cannot be read or written. Nothing is
/// changed then.
pub(crate) fn run(request: &Request<'_>) -> anyhow::Result<Outcome> {
    let people = People::read(&request.root.join("people.csv"))?;
    ensure_owner(&people, request.owner_default)?;
    let bar = progress();
    let exports = open(request, &bar)?;
    let places = Places::new(request.root, request.audience);
    let name = format!("audiences/{}.csv", request.audience);
    let existing = existing::read(&places.list, &name)?;
    let choices = Choices {
        audience: request.audience,
        owner_default: request.owner_default,
        confirmed_on: request.confirmed_on,
    };
    let mut gathering = Gathering {
        stages: Stages::new(request.map),
        rejects: Rejects::new(request.rejects)?,
        ..Gathering::new(existing.list, Crm::new(people), choices)
    };
    for export in exports {
        gathering.read(export)?;
    }
    gathering.finish();
    bar.finish_and_clear();
    let mode = write(request, &gathering, existing.digest)?;
    gathering.rejects.finish()?;
    Ok(outcome(&gathering, &name, mode))
}

/// All files, in the order in which they are to be read: what says something about others comes
/// first, whatever the order on the command line.
fn open(request: &Request<'_>, bar: &ProgressBar) -> anyhow::Result<Vec<Export>> {
    let asked = Asked {
        format: request.format.and_then(formats::by_id),
        handle_column: request.handle_column,
        linkedin_column: request.linkedin_column,
    };
    let mut exports = Vec::new();
    for path in request.files {
        exports.push(Export::open(path, bar, asked)?);
    }
    ensure_columns(&exports, asked)?;
    exports.sort_by_key(|export| export.recognised.format.turn);
    Ok(exports)
}

fn write(
    request: &Request<'_>,
    gathering: &Gathering<'_>,
    before: Option<String>,
) -> anyhow::Result<Mode> {
    if request.writing == Writing::DryRun {
        return Ok(Mode::DryRun);
    }
    let Tally { new, changed, .. } = gathering.list.tally();
    if new == 0 && changed == 0 {
        return Ok(Mode::Same);
    }
    let names = request
        .files
        .iter()
        .map(|path| path.file_name().unwrap_or_default());
    let about = About {
        root: request.root,
        audience: request.audience,
        on: request.today,
        files: names
            .map(|name| name.to_string_lossy().into_owned())
            .collect(),
        before,
    };
    apply(&gathering.list, about)?;
    Ok(Mode::Applied)
}

fn ensure_owner(people: &People, owner: Option<&str>) -> anyhow::Result<()> {
    let Some(owner) = owner.filter(|owner| people.ids().all(|id| id != *owner)) else {
        return Ok(());
    };
    let help = suggest(owner, "people", people.ids());
    Err(Refusal::new(format!("`{owner}` is not in people.csv"), help).into())
}

/// A column that somebody names must be in one of the files at least.
fn ensure_columns(exports: &[Export], asked: Asked<'_>) -> anyhow::Result<()> {
    for column in [asked.handle_column, asked.linkedin_column]
        .into_iter()
        .flatten()
    {
        if exports
            .iter()
            .all(|export| position(export.header(), column).is_none())
        {
            let headers = exports.iter().flat_map(Export::header).map(String::as_str);
            let help = suggest(column, "columns", headers);
            return Err(Refusal::new(format!("no file has a column `{column}`"), help).into());
        }
    }
    Ok(())
}
