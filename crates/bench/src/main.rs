//! Native half of `cargo xtask bench`: writes what the other forms measure, and measures here.
//!
//! `bench prepare FOLDER COUNT` writes rules and drafts as packed messages, `peers.json` and `index.json`.
//! `bench native FOLDER MILLISECONDS` decides about them, so long for each load, and prints the times.

mod measure;
mod prepare;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [command, folder, number] = arguments.as_slice() else {
        bail!("started by `cargo xtask bench`, with a command, a folder and a number");
    };
    match command.as_str() {
        "prepare" => prepare::write(folder.as_ref(), number.parse()?),
        "native" => measure::print(folder.as_ref(), number.parse()?),
        other => bail!("unknown command `{other}`"),
    }
}
