//! What sealed lists cost: the company that compiles them, whoever fetches them, a browser that asks them.
//!
//! In the order of the work: [`company`] (a synthetic company through the real `fineline`), [`child`] (what a
//! program costs), [`server`] (`fineline serve`, and the bytes of a look without news), [`browser`] (Chromium
//! with the extension, by package `e2e`), [`python`] (python-tuf beside it), [`figures`] (what was found),
//! [`measures`] (each figure with its budget), [`report`] (the table).

use std::fs;

use anyhow::{Context, Result};

use crate::bench::lists::company::{Company, Profile};
use crate::bench::lists::figures::{Lists, Run};
use crate::process;
use crate::progress::Progress;
use crate::setup;
use crate::workspace::Workspace;

mod browser;
mod child;
mod company;
pub(super) mod figures;
mod measures;
mod python;
pub(super) mod report;
mod server;

pub(super) use measures::missed;

/// How much is measured of lists.
pub(super) struct Plan {
    /// Sizes of companies, in keys.
    pub(super) keys: Vec<u32>,
    /// Whether Chromium is asked, too.
    pub(super) browser: Chromium,
}

/// Whether Chromium is asked, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chromium {
    /// Yes; python-tuf as well.
    Asked,
    /// Only `fineline` is measured.
    Spared,
}

/// The company whose lists are sealed with the default profile, too: with more keys, deriving them takes
/// minutes, and hours for a million, by design.
const SEALED_KEYS: u32 = 10_000;

/// What the steps share.
struct Bench<'a> {
    workspace: &'a Workspace,
    progress: &'a Progress,
}

/// Measures each size of company.
///
/// # Errors
/// When something does not build or start, or `fineline` refuses.
pub(super) fn measure(workspace: &Workspace, progress: &Progress, plan: &Plan) -> Result<Lists> {
    let bench = Bench {
        workspace,
        progress,
    };
    let before = super::machine::load();
    progress.say("building the fineline command, optimised");
    process::Run::cargo(&workspace.root)
        .args(["build", "--release", "-p", "admin", "-p", "bench"])
        .quietly(progress)?;
    let meter = match plan.browser {
        Chromium::Asked => Some((
            browser::Meter::build(&bench)?,
            setup::python(workspace, progress)?,
        )),
        Chromium::Spared => None,
    };
    let mut runs = Vec::new();
    for &keys in &plan.keys {
        let is_sealed_too = keys == SEALED_KEYS;
        let profiles = is_sealed_too.then_some(Profile::Sealed);
        for profile in profiles.into_iter().chain([Profile::Test]) {
            runs.push(run(&bench, (keys, profile), meter.as_ref())?);
        }
    }
    Ok(Lists {
        machine: super::machine::describe(workspace, before)?,
        runs,
    })
}

/// One company, from its files to a browser that asks about its clients.
fn run(
    bench: &Bench<'_>,
    (keys, profile): (u32, Profile),
    meter: Option<&(browser::Meter, std::path::PathBuf)>,
) -> Result<Run> {
    let name = profile.id();
    bench
        .progress
        .say(format_args!("{keys} keys, profile `{name}`: compiling"));
    let company = Company::make(bench, (keys, profile))?;
    let mut run = company.measure()?;
    let server = server::Server::start(bench, &company.published())?;
    run.look_bytes = server.look_without_news(&company.published())?;
    if let Some((meter, python)) = meter {
        bench
            .progress
            .say(format_args!("{keys} keys, profile `{name}`: in Chromium"));
        run.browser = Some(meter.measure(bench, &company, &server)?);
        run.python = Some(python::measure(bench, (python, &company), &server)?);
    }
    drop(server);
    let folder = company.folder();
    fs::remove_dir_all(folder).with_context(|| format!("`{}` stays", folder.display()))?;
    Ok(run)
}
