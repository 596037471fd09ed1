//! One JavaScript file per place where a part runs, made by esbuild from a small template in
//! `extension/core/`, the part's bindings and its module.

use std::fs;

use anyhow::{Context, Result};

use crate::build::stamp::Inputs;
use crate::build::{Builder, Part};

/// How a file is bundled.
struct Script {
    /// The template in `extension/core/`, without `.js`.
    template: &'static str,
    /// The file in `core/` of the extension, without `.js`.
    name: &'static str,
    /// A classic script, injected into pages, or a module, loaded by our own.
    format: &'static str,
}

/// Injected into pages.
const fn injected(template: &'static str, name: &'static str) -> Script {
    Script {
        template,
        name,
        format: "iife",
    }
}

/// Loaded by our own pages and worker.
const fn loaded(name: &'static str) -> Script {
    Script {
        template: name,
        name,
        format: "esm",
    }
}

const LINKEDIN: [Script; 2] = [
    injected("content-wasm", "linkedin-wasm"),
    injected("content-js", "linkedin-js"),
];
const X: [Script; 2] = [
    injected("content-wasm", "x-wasm"),
    injected("content-js", "x-js"),
];
const WORKER: [Script; 1] = [loaded("worker")];
const PAGES: [Script; 2] = [loaded("pages"), loaded("pages-js")];

impl Part {
    const fn scripts(self) -> &'static [Script] {
        match self {
            Self::LinkedIn => &LINKEDIN,
            Self::X => &X,
            Self::Worker => &WORKER,
            Self::Pages => &PAGES,
            Self::Bench => &[],
        }
    }
}

/// Writes the scripts of `part` into `out` in its folder. Says whether there was anything to do.
///
/// # Errors
/// When a template is missing or the bundler refuses it.
pub(super) fn write(builder: &Builder<'_>, part: Part) -> Result<bool> {
    let folder = builder.folder(part);
    let mut inputs = Inputs::of(include_str!("script.rs"));
    inputs = inputs.and(fs::read(folder.join("translate.stamp"))?);
    for script in part.scripts() {
        let template = builder
            .workspace
            .root
            .join(format!("extension/core/{}.js", script.template));
        inputs = inputs.and(
            fs::read(&template).with_context(|| format!("`{}` is missing", template.display()))?,
        );
    }
    let stamp = inputs.stamp(&folder, "script");
    if stamp.is_fresh() {
        return Ok(false);
    }
    for script in part.scripts() {
        bundle(builder, part, script)?;
    }
    stamp.write()?;
    Ok(true)
}

fn bundle(builder: &Builder<'_>, part: Part, script: &Script) -> Result<()> {
    let folder = builder.folder(part);
    let path = |name: &str| folder.join(name).display().to_string();
    builder
        .node
        .esbuild()
        .args([format!("extension/core/{}.js", script.template)])
        .args([
            "--bundle",
            "--minify",
            "--target=es2022",
            "--charset=utf8",
            "--legal-comments=none",
        ])
        .args([
            "--log-level=warning",
            "--loader:.wasm=binary",
            "--external:./pages-js.js",
        ])
        .args([format!("--format={}", script.format)])
        .args([format!(
            "--alias:fineline:glue={}",
            path(&format!("glue/{}_bg.js", part.module()))
        )])
        .args([format!(
            "--alias:fineline:translated={}",
            path("translated.js")
        )])
        .args([format!("--alias:fineline:module={}", path("module.wasm"))])
        .args([format!(
            "--outfile={}",
            path(&format!("out/{}.js", script.name))
        )])
        .quietly(builder.progress)?;
    Ok(())
}
