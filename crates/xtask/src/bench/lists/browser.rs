//! Chromium with the extension, driven by `measure` of package `e2e`, which prints what it found.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::bench::lists::Bench;
use crate::bench::lists::company::Company;
use crate::bench::lists::figures::Browser;
use crate::bench::lists::server::Server;
use crate::process::Run;
use crate::{build, demo, setup, sites};

/// What drives the browser, and where everything is that it needs.
pub(super) struct Meter {
    program: PathBuf,
    places: Vec<(&'static str, PathBuf)>,
}

impl Meter {
    /// Builds the extension, the fixture sites and the driver.
    pub(super) fn build(bench: &Bench<'_>) -> Result<Self> {
        let (workspace, progress) = (bench.workspace, bench.progress);
        let browser = setup::browser(workspace, progress)?;
        build::run(workspace, progress, &build::Arguments { dev: false })?;
        sites::run(workspace, progress, &sites::Arguments {})?;
        progress.say("building what drives the browser");
        Run::cargo(&workspace.root)
            .args(["build", "-p", "admin", "-p", "e2e"])
            .args(["--bin", "fineline", "--bin", "measure"])
            .quietly(progress)?;
        Ok(Self {
            program: workspace.program("measure"),
            places: demo::places(workspace, &browser).into(),
        })
    }

    /// Measures with one company. The server shows the first release, then the second.
    pub(super) fn measure(
        &self,
        bench: &Bench<'_>,
        company: &Company,
        server: &Server,
    ) -> Result<Browser> {
        let code = company.code(&server.url())?;
        let mut run = Run::new(&self.program, &bench.workspace.root);
        for (name, path) in &self.places {
            run = run.env(name, path);
        }
        let said = run
            .args([code])
            .args([company.pointer(), company.first_pointer()])
            .answer()?;
        serde_json::from_str(&said).context("`measure` printed something else than figures")
    }
}
