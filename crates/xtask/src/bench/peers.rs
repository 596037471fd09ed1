//! Other rule engines, in Node, with ours beside them: the scripts are in `crates/bench/peers`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::bench::Bench;
use crate::bench::figures::{Engine, Peers};
use crate::bench::prepare::Prepared;
use crate::build;
use crate::process::Run;
use crate::setup::{self, Node};

/// Ours, and the scripts of the others.
const ENGINES: [&str; 4] = ["fineline", "cedar", "json-rules", "zen"];

#[derive(Deserialize)]
struct About {
    name: String,
    version: String,
    wasm: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Start {
    start_ms: f64,
}

/// The shared parts of the questions to Node.
struct Questions<'a> {
    bench: &'a Bench<'a>,
    prepared: &'a Prepared,
    scripts: PathBuf,
    node: Node,
}

/// Compares all answers, then times decisions and starts.
///
/// # Errors
/// When an engine cannot be installed or run, or answers otherwise than ours.
pub(super) fn measure(bench: &Bench<'_>, prepared: &Prepared) -> Result<Peers> {
    let scripts = bench.workspace.root.join("crates/bench/peers");
    setup::packages(&scripts, bench.progress)?;
    let node = setup::node(bench.workspace, bench.progress)?;
    let questions = Questions {
        bench,
        prepared,
        scripts,
        node,
    };
    bench
        .progress
        .say("deciding in Node, beside other rule engines");
    let decided = questions.ask("decide", &bench.plan.milliseconds.to_string())?;
    let mut peers: Peers = serde_json::from_str(&decided)?;
    let engines = ENGINES.iter().map(|engine| questions.engine(engine));
    peers.engines = engines.collect::<Result<_>>()?;
    Ok(peers)
}

impl Questions<'_> {
    fn ask(&self, command: &str, argument: &str) -> Result<String> {
        Run::new("node", &self.scripts)
            .args(["run.mjs", command])
            .args([&self.prepared.folder])
            .args([argument])
            .answer()
    }

    fn engine(&self, engine: &str) -> Result<Engine> {
        let mut starts = Vec::new();
        for _ in 0..self.bench.plan.starts {
            let start: Start = serde_json::from_str(&self.ask("start", engine)?)?;
            starts.push(start.start_ms);
        }
        starts.sort_by(f64::total_cmp);
        let (package, module) = match engine {
            "fineline" => (
                "ours".to_owned(),
                Some(self.prepared.folder.join("module.wasm")),
            ),
            _ => {
                let about: About = serde_json::from_str(&self.ask("about", engine)?)?;
                (format!("{} {}", about.name, about.version), about.wasm)
            }
        };
        let files: Vec<PathBuf> = module.into_iter().chain([self.bundle(engine)?]).collect();
        let (mut bytes, mut gzip) = (0, 0);
        for file in files {
            bytes += usize::try_from(file.metadata()?.len())?;
            gzip += build::gzip(&file)?;
        }
        Ok(Engine {
            engine: engine.to_owned(),
            package,
            start_ms: *starts
                .get(starts.len() / 2)
                .context("started at least once")?,
            bytes,
            gzip,
        })
    }

    /// The JavaScript of an engine as a bundler would ship it. Ours is the bindings alone.
    fn bundle(&self, engine: &str) -> Result<PathBuf> {
        let entry = match engine {
            "fineline" => self.prepared.folder.join("bench_bg.js"),
            _ => self.scripts.join(format!("{engine}.mjs")),
        };
        let out = self.prepared.folder.join(format!("{engine}.min.js"));
        self.node
            .esbuild()
            .args([&entry])
            .args(["--bundle", "--minify", "--platform=node", "--format=esm"])
            .args(["--log-level=error"])
            .args([format!("--outfile={}", out.display())])
            .quietly(self.bench.progress)?;
        Ok(out)
    }
}
