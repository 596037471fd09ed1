//! Rust to WebAssembly: one part, by Cargo, in a target folder of its own so
//! that its flags never make Cargo rebuild what the tests use.
//!
//! Cargo names the module alike whatever the feature, so each part would overwrite the last and
//! all three be linked anew at every run (measured: 3 s to 15 s each). Hence a stamp over what
//! Cargo itself lists as the sources of the module, and a copy per part.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::build::stamp::Inputs;
use crate::build::{Builder, Part};
use crate::process::Run;
use crate::setup::WASM;

/// Separates flags in `CARGO_ENCODED_RUSTFLAGS`, where a path may contain spaces.
const SEPARATOR: &str = "\u{1f}";

/// The module of a part, and whether it was compiled just now.
pub(super) struct Module {
    /// The module as the compiler made it.
    pub(super) bytes: Vec<u8>,
    /// Whether there was anything to do.
    pub(super) is_new: bool,
}

/// Compiles `part`, unless nothing that it is made of has changed.
///
/// # Errors
/// When it does not compile: with the compiler's messages.
pub(super) fn compile(builder: &Builder<'_>, part: Part) -> Result<Module> {
    let folder = builder.folder(part);
    fs::create_dir_all(&folder)?;
    let (module, sources) = (folder.join("compiled.wasm"), folder.join("compiled.d"));
    if inputs(builder, &sources)?
        .stamp(&folder, "compile")
        .is_fresh()
    {
        return Ok(Module {
            bytes: fs::read(module)?,
            is_new: false,
        });
    }
    let made = cargo(builder, part)?;
    fs::copy(made.with_extension("d"), &sources)?;
    fs::copy(&made, &module).with_context(|| format!("`{}` was not made", made.display()))?;
    inputs(builder, &sources)?
        .stamp(&folder, "compile")
        .write()?;
    Ok(Module {
        bytes: fs::read(module)?,
        is_new: true,
    })
}

/// Returns where Cargo put the module.
fn cargo(builder: &Builder<'_>, part: Part) -> Result<PathBuf> {
    let folder = builder.workspace.target.join("web");
    builder
        .progress
        .say(format_args!("compiling {} for the web", part.name()));
    Run::cargo(&builder.workspace.root)
        .args([
            "build",
            "--package",
            part.package(),
            "--lib",
            "--profile",
            "web",
            "--target",
            WASM,
        ])
        .args(["--no-default-features", "--features", part.feature()])
        .args([OsString::from("--target-dir"), folder.clone().into()])
        .without_env("RUSTFLAGS")
        .env("CARGO_ENCODED_RUSTFLAGS", flags(builder))
        .quietly(builder.progress)?;
    let module = format!("{}.wasm", part.package());
    Ok(folder.join(WASM).join("web").join(module))
}

/// Everything that decides what Cargo makes: the sources that it listed, the manifests of their
/// packages and of the workspace, the lock file, the compiler and its flags.
fn inputs(builder: &Builder<'_>, listed: &Path) -> Result<Inputs> {
    let root = &builder.workspace.root;
    let mut files: BTreeSet<PathBuf> = fs::read_to_string(listed)
        .map(|text| sources(&text))
        .unwrap_or_default();
    let manifests: Vec<PathBuf> = files.iter().filter_map(|file| manifest_of(file)).collect();
    files.extend(manifests);
    files.extend(["Cargo.toml", "Cargo.lock", ".cargo/config.toml"].map(|name| root.join(name)));
    let compiler = Run::new("rustc", root).args(["-vV"]).answer()?;
    let mut inputs = Inputs::of(include_str!("compile.rs"))
        .and(compiler)
        .and(flags(builder));
    for file in files {
        // A source that is gone is a change like any other.
        inputs = inputs
            .and(file.as_os_str().as_encoded_bytes())
            .and(fs::read(&file).unwrap_or_default());
    }
    Ok(inputs)
}

/// The manifest of the package that a source file belongs to.
fn manifest_of(source: &Path) -> Option<PathBuf> {
    source
        .ancestors()
        .skip(1)
        .map(|folder| folder.join("Cargo.toml"))
        .find(|manifest| manifest.is_file())
}

/// The paths in a dependency file as Cargo writes it: after the first `: `, a space between two,
/// a space in one written as `\\ `.
fn sources(listed: &str) -> BTreeSet<PathBuf> {
    let Some((_target, paths)) = listed.split_once(": ") else {
        return BTreeSet::new();
    };
    let joined = paths.trim_end().replace("\\ ", "\0");
    joined
        .split(' ')
        .filter(|path| !path.is_empty())
        .map(|path| path.replace('\0', " ").into())
        .collect()
}

/// `mvp`: wasm2js translates no instruction newer than that. The paths of this machine are
/// replaced, so that the shipped files are the same wherever they are built.
fn flags(builder: &Builder<'_>) -> String {
    let mut flags = vec!["-Ctarget-cpu=mvp".to_owned()];
    flags.push(format!(
        "--remap-path-prefix={}=fineline",
        builder.workspace.root.display()
    ));
    if let Some(home) = cargo_home() {
        flags.push(format!("--remap-path-prefix={}=cargo", home.display()));
    }
    flags.join(SEPARATOR)
}

/// Where Cargo keeps the sources of other crates.
pub(super) fn cargo_home() -> Option<PathBuf> {
    let named = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    named.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(listed: &str, expected: &[&str]) {
        assert_eq!(
            sources(listed),
            expected.iter().map(PathBuf::from).collect()
        );
    }

    #[test]
    fn every_listed_source_is_found() {
        check("/t/webext.wasm: /w/a.rs /w/b.rs\n", &["/w/a.rs", "/w/b.rs"]);
    }

    #[test]
    fn a_space_in_a_path_does_not_part_it() {
        check(
            "/t/web\\ ext.wasm: /my\\ work/a.rs /w/b.rs\n",
            &["/my work/a.rs", "/w/b.rs"],
        );
    }

    #[test]
    fn nothing_listed_is_nothing_found() {
        check("", &[]);
    }
}
