//! Native half of `cargo xtask bench`: writes what the other forms measure, and measures here.
//!
//! `bench prepare FOLDER COUNT` writes rules and drafts as packed messages, `peers.json` and `index.json`.
//! `bench native FOLDER MILLISECONDS` decides about them, so long for each load, and prints the times.
//!
//! And of `cargo xtask company`: `bench company FOLDER KEYS SEED VERSION CHANGE` writes a company's files.

mod measure;
mod prepare;

use std::path::Path;

use anyhow::{Result, bail};
use bench::company::{Plan, Share};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["prepare", folder, count] => prepare::write(folder.as_ref(), count.parse()?),
        ["native", folder, milliseconds] => measure::print(folder.as_ref(), milliseconds.parse()?),
        ["company", folder, numbers @ ..] => company(folder.as_ref(), numbers),
        _ => bail!("started by `cargo xtask`, with a command, a folder and numbers"),
    }
}

/// Writes a company and says how large it is.
fn company(folder: &Path, numbers: &[&str]) -> Result<()> {
    let [keys, seed, version, change] = numbers else {
        bail!("expected keys, seed, version and millionths that change");
    };
    let plan = Plan {
        keys: keys.parse()?,
        seed: seed.parse()?,
        version: version.parse()?,
        change: Share(change.parse()?),
    };
    let written = bench::company::write(folder, &plan)?;
    println!(
        "{} entries, {} colleagues",
        written.entries, written.colleagues
    );
    Ok(())
}
