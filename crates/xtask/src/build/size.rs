//! What is shipped, in bytes, and what it may be at most. A page of a matched site loads the
//! loader at once and the content core at the first focus, so these have budgets.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::build::{Builder, Part, manifest::Browser};
use crate::process::Run;

const KILO: usize = 1000;

/// One shipped thing: its sizes and its budgets, in bytes.
pub(super) struct Size {
    name: &'static str,
    bytes: usize,
    gzip: usize,
    most: Option<usize>,
    most_gzip: Option<usize>,
}

/// Measures what lies in the folder for Chromium (Firefox gets the same files).
///
/// # Errors
/// When a file is missing.
pub(super) fn measure(builder: &Builder<'_>) -> Result<Vec<Size>> {
    let dist = builder.workspace.dist(Browser::Chromium.name());
    let shipped = |name: &'static str| (name, dist.join(name));
    // Embedded in core/x-wasm.js and its like; measured as the module that it is.
    let module = |name, part| (name, builder.folder(part).join("module.wasm"));
    let rows = [
        (shipped("content.js"), Some(4 * KILO), None),
        (
            module("linkedin, WebAssembly", Part::LinkedIn),
            Some(250 * KILO),
            Some(100 * KILO),
        ),
        (
            module("x, WebAssembly", Part::X),
            Some(250 * KILO),
            Some(100 * KILO),
        ),
        (shipped("core/linkedin-wasm.js"), None, None),
        (shipped("core/linkedin-js.js"), Some(600 * KILO), None),
        (shipped("core/x-wasm.js"), None, None),
        (shipped("core/x-js.js"), Some(600 * KILO), None),
        (shipped("core/worker.wasm"), None, None),
        (shipped("core/worker.js"), None, None),
        (shipped("core/pages.wasm"), None, None),
        (shipped("core/pages.js"), None, None),
        (shipped("core/pages-js.js"), None, None),
    ];
    let sizes = rows.into_iter().map(|((name, path), most, most_gzip)| {
        let content =
            fs::read(&path).with_context(|| format!("`{}` was not made", path.display()))?;
        Ok(Size {
            name,
            bytes: content.len(),
            gzip: gzip(&path)?,
            most,
            most_gzip,
        })
    });
    sizes.collect()
}

/// The length after gzip, by the program of that name: other compressors of the format differ by up
/// to 3 % on the same module, and a budget needs one measure.
///
/// # Errors
/// When there is no such program, or no such file.
pub(crate) fn gzip(path: &Path) -> Result<usize> {
    let folder = path.parent().unwrap_or(path);
    Ok(Run::new("gzip", folder)
        .args(["-9", "-n", "-c"])
        .args([path])
        .bytes()?
        .len())
}

/// The table for people, in kB of 1000 bytes.
pub(super) fn table(sizes: &[Size]) -> String {
    let mut table = format!("{:<22} {:>9} {:>9}  budget\n", "", "bytes", "gzip");
    for size in sizes {
        let budget = match (size.most, size.most_gzip) {
            (Some(most), Some(gzip)) => format!("{} kB, {} kB gzip", most / KILO, gzip / KILO),
            (Some(most), None) => format!("{} kB", most / KILO),
            _ => String::new(),
        };
        let row = format!(
            "{:<22} {:>9} {:>9}  {budget}",
            size.name, size.bytes, size.gzip
        );
        table.push_str(row.trim_end());
        table.push('\n');
    }
    table
}

/// Refuses what is over its budget.
///
/// # Errors
/// When something is: every such row is named, with what to do.
pub(super) fn enforce(sizes: &[Size]) -> Result<()> {
    let mut over = Vec::new();
    for size in sizes {
        for (found, most, how) in [
            (size.bytes, size.most, ""),
            (size.gzip, size.most_gzip, " gzip"),
        ] {
            if let Some(most) = most.filter(|most| found > *most) {
                over.push(format!("{}: {found} bytes{how}, at most {most}", size.name));
            }
        }
    }
    if !over.is_empty() {
        bail!(
            "over the size budget:\n  {}\nlook first for a crate that brings tables along: `cargo tree -p webext`",
            over.join("\n  ")
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(bytes: usize, gzip: usize) -> Size {
        Size {
            name: "core",
            bytes,
            gzip,
            most: Some(250 * KILO),
            most_gzip: Some(100 * KILO),
        }
    }

    #[test]
    fn at_the_budget_is_within_it() {
        assert!(enforce(&[size(250_000, 100_000)]).is_ok());
    }

    #[test]
    fn a_byte_more_is_refused_and_named() {
        let error = enforce(&[size(250_001, 100_000), size(1, 100_001)])
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("core: 250001 bytes, at most 250000"),
            "{error}"
        );
        assert!(
            error.contains("core: 100001 bytes gzip, at most 100000"),
            "{error}"
        );
    }

    #[test]
    fn without_a_budget_any_size_will_do() {
        assert!(
            enforce(&[Size {
                most: None,
                most_gzip: None,
                ..size(usize::MAX, usize::MAX)
            }])
            .is_ok()
        );
    }

    #[test]
    fn repetition_makes_a_small_archive() {
        let file = std::env::temp_dir().join(format!("xtask-size-{}", std::process::id()));
        fs::write(&file, [0; 100_000]).unwrap();
        let length = gzip(&file).unwrap();
        fs::remove_file(file).unwrap();
        assert!((1..500).contains(&length), "{length}");
    }
}
