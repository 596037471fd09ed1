//! `cargo xtask build`: from the sources to `dist/chromium` and `dist/firefox`.
//!
//! In the order of the work: [`compile`] (Rust to WebAssembly, per part), [`translate`] (bindings,
//! optimiser, WebAssembly to JavaScript), [`script`] (one file per place where a part runs),
//! [`manifest`] and [`package`] (the folders), [`size`] (the budgets). [`stamp`] is how a step
//! knows that it has nothing to do.

use std::path::PathBuf;
use std::thread;
use std::time::Instant;

use anyhow::{Result, anyhow};

use crate::progress::{Progress, spoken};
use crate::setup::{self, Node};
use crate::workspace::Workspace;

mod compile;
mod manifest;
mod package;
mod script;
mod size;
mod stamp;
mod translate;

pub(crate) use size::gzip;

/// Build the extension for Chromium and Firefox into dist/
#[derive(clap::Args)]
#[command(after_help = "Examples:
  cargo xtask build          what is shipped
  cargo xtask build --dev    the same, quicker to make and larger: no optimiser, no size budgets

Sets up on the way what is missing: the Rust target for the web, the npm packages of the lock file.
Load dist/chromium at chrome://extensions, or dist/firefox at about:debugging.")]
pub(crate) struct Arguments {
    /// Skip the optimiser and the size budgets
    #[arg(long)]
    pub(crate) dev: bool,
}

/// A module for the web: one of the builds of crate `webext`, by the feature that makes it, or
/// what `cargo xtask bench` measures, which is not shipped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    /// Runs in the pages of LinkedIn.
    LinkedIn,
    /// Runs in the pages of X.
    X,
    /// Runs in the extension's worker.
    Worker,
    /// Runs in the extension's own pages.
    Pages,
    /// Crate `bench`.
    Bench,
}

impl Part {
    /// What is shipped, in the order in which it is built: the largest first, for its translation takes longest.
    pub(crate) const SHIPPED: [Self; 4] = [Self::Worker, Self::LinkedIn, Self::X, Self::Pages];

    /// The name of the feature, and of every file made from it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::LinkedIn => "linkedin",
            Self::X => "x",
            Self::Worker => "worker",
            Self::Pages => "pages",
            Self::Bench => "bench",
        }
    }

    /// The package it is a build of.
    const fn package(self) -> &'static str {
        match self {
            Self::LinkedIn | Self::X | Self::Worker | Self::Pages => "webext",
            Self::Bench => "bench",
        }
    }

    /// The feature that makes it, if one does.
    const fn feature(self) -> &'static str {
        match self {
            Self::LinkedIn | Self::X | Self::Worker | Self::Pages => self.name(),
            Self::Bench => "",
        }
    }

    /// The name of the module in its bindings: those that run in pages share a template.
    const fn module(self) -> &'static str {
        match self {
            Self::LinkedIn | Self::X => "content",
            other => other.name(),
        }
    }
}

/// What the steps of a build share.
struct Builder<'a> {
    workspace: &'a Workspace,
    progress: &'a Progress,
    node: Node,
    dev: bool,
}

impl Builder<'_> {
    /// Where the intermediate files of one part lie.
    fn folder(&self, part: Part) -> PathBuf {
        self.workspace.target.join("web/parts").join(part.name())
    }
}

/// Builds the extension.
///
/// # Errors
/// When a tool is missing or fails, or a size is over its budget.
pub(crate) fn run(workspace: &Workspace, progress: &Progress, arguments: &Arguments) -> Result<()> {
    let started = Instant::now();
    setup::wasm_target(workspace, progress)?;
    let node = setup::node(workspace, progress)?;
    let builder = Builder {
        workspace,
        progress,
        node,
        dev: arguments.dev,
    };
    let worked = parts(&builder)?;
    let changed = package::assemble(&builder)?;
    let sizes = size::measure(&builder)?;
    print!("{}", size::table(&sizes));
    if !arguments.dev {
        size::enforce(&sizes)?;
    }
    let took = spoken(started.elapsed());
    if worked || changed > 0 {
        progress.say(format_args!(
            "dist/chromium and dist/firefox are ready ({changed} files changed, {took})"
        ));
    } else {
        progress.say(format_args!(
            "nothing has changed; dist/chromium and dist/firefox are as they were ({took})"
        ));
    }
    Ok(())
}

/// Builds one part as it is shipped, as far as its module, its bindings and its translation, and gives
/// the folder where they lie.
///
/// # Errors
/// When a tool is missing or fails.
pub(crate) fn part(workspace: &Workspace, progress: &Progress, part: Part) -> Result<PathBuf> {
    setup::wasm_target(workspace, progress)?;
    let builder = Builder {
        workspace,
        progress,
        node: setup::node(workspace, progress)?,
        dev: false,
    };
    let module = compile::compile(&builder, part)?;
    translate::translate(&builder, part, &module.bytes)?;
    Ok(builder.folder(part))
}

/// Compiles the parts one after the other (they share Cargo's lock) and translates each while the
/// next compiles. Says whether there was anything to do.
fn parts(builder: &Builder<'_>) -> Result<bool> {
    thread::scope(|scope| {
        let mut running = Vec::new();
        for part in Part::SHIPPED {
            let module = compile::compile(builder, part)?;
            running.push(scope.spawn(move || {
                let translated = translate::translate(builder, part, &module.bytes)?;
                let written = script::write(builder, part)?;
                Ok(module.is_new || translated || written)
            }));
        }
        let results = running.into_iter().map(|thread| {
            thread
                .join()
                .map_err(|_panic| anyhow!("a build step panicked"))?
        });
        results
            .collect::<Result<Vec<bool>>>()
            .map(|worked| worked.contains(&true))
    })
}
