//! Builds what is measured and lays it into one folder: the module in both of its forms, as the content
//! core is made, the rules and drafts that crate `bench` invents, and the page that measures.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::bench::Bench;
use crate::build::{self, Part};
use crate::process::Run;

/// What was prepared.
pub(super) struct Prepared {
    /// Everything that a page or Node loads.
    pub(super) folder: PathBuf,
    /// The program of crate `bench`.
    pub(super) program: PathBuf,
}

/// Prepares everything.
///
/// # Errors
/// When something does not compile or cannot be written.
pub(super) fn prepare(bench: &Bench<'_>) -> Result<Prepared> {
    let (workspace, progress) = (bench.workspace, bench.progress);
    let folder = workspace.target.join("bench");
    fs::create_dir_all(&folder)?;
    let module = build::part(workspace, progress, Part::Bench)?;
    let pages = workspace.root.join("crates/bench/web");
    for (from, name) in [
        (&module, "module.wasm"),
        (&module, "translated.js"),
        (&module.join("glue"), "bench_bg.js"),
        (&pages, "index.html"),
        (&pages, "page.mjs"),
        (&pages, "core.mjs"),
        (&pages, "times.mjs"),
    ] {
        fs::copy(from.join(name), folder.join(name))?;
    }
    // Node takes files of the same names as modules.
    fs::write(folder.join("package.json"), r#"{ "type": "module" }"#)?;
    progress.say("compiling the native form and inventing a company");
    Run::cargo(&workspace.root)
        .args(["build", "--release", "--package", "bench"])
        .quietly(progress)?;
    let name = format!("release/bench{}", std::env::consts::EXE_SUFFIX);
    let program = workspace.target.join(name);
    Run::new(&program, &workspace.root)
        .args(["prepare".as_ref(), folder.as_os_str()])
        .args([bench.plan.drafts.to_string()])
        .quietly(progress)?;
    Ok(Prepared { folder, program })
}
