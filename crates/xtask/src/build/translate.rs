//! From Cargo's module to the two shipped forms of it: bindings, optimiser, translation.
//!
//! The recipe was measured, see ARCHITECTURE.md: without the custom section `target_features`
//! the bindings keep to what `wasm2js` can take, and the optimiser lowers what the standard
//! library, which comes compiled for a newer processor, still uses.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use walrus::ModuleConfig;
use wasm_bindgen_cli_support::Bindgen;

use crate::build::stamp::Inputs;
use crate::build::{Builder, Part};
use crate::progress::spoken;

/// What the module may use before the optimiser has lowered it.
const FEATURES: [&str; 6] = [
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
];

/// What lowers it to what `wasm2js` knows.
const LOWERING: [&str; 3] = [
    "--llvm-memory-copy-fill-lowering",
    "--signext-lowering",
    "--llvm-nontrapping-fptoint-lowering",
];

/// A function with one caller is inlined only when it is small. Without this the optimiser makes a few
/// giants whose many locals need longer numbers: on the content core it costs 5 % after gzip
/// (99.9 kB against 94.7 kB) to save 1 % before.
const INLINING: [&str; 2] = ["--one-caller-inline-max-function-size", "20"];

/// Makes `module.wasm`, `glue/<part>_bg.js` and `translated.js` in the part's folder. Says
/// whether there was anything to do.
///
/// # Errors
/// When a tool refuses the module, or its output is not what the next step relies on.
pub(super) fn translate(builder: &Builder<'_>, part: Part, module: &[u8]) -> Result<bool> {
    let folder = builder.folder(part);
    fs::create_dir_all(&folder)?;
    let lock = fs::read(builder.workspace.root.join("package-lock.json"))?;
    let stamp = Inputs::of(include_str!("translate.rs"))
        .and([u8::from(builder.dev)])
        .and(lock)
        .and(module)
        .stamp(&folder, "translate");
    if stamp.is_fresh() {
        return Ok(false);
    }
    let started = Instant::now();
    bind(part, module, &folder.join("glue")).with_context(|| format!("binding {}", part.name()))?;
    optimise(builder, part, &folder)?;
    to_javascript(builder, &folder)?;
    stamp.write()?;
    let took = spoken(started.elapsed());
    builder.progress.say(format_args!(
        "translated {} to JavaScript ({took})",
        part.name()
    ));
    Ok(true)
}

/// Writes the bindings and the module that belongs to them.
fn bind(part: Part, module: &[u8], folder: &Path) -> Result<()> {
    let mut module = ModuleConfig::new()
        .generate_name_section(false)
        .parse(module)?;
    module.customs.remove_raw("target_features");
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Bindgen::new()
        .input_module(part.module(), module)
        .bundler(true)?
        .typescript(false)
        .demangle(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
}

fn optimise(builder: &Builder<'_>, part: Part, folder: &Path) -> Result<()> {
    let level = if builder.dev { "-O0" } else { "-Oz" };
    builder
        .node
        .binaryen("wasm-opt")
        .args([level])
        .args(INLINING)
        .args(LOWERING)
        .args(FEATURES)
        .args([folder
            .join("glue")
            .join(format!("{}_bg.wasm", part.module()))])
        .args(["-o".as_ref(), folder.join("module.wasm").as_os_str()])
        .quietly(builder.progress)?;
    Ok(())
}

fn to_javascript(builder: &Builder<'_>, folder: &Path) -> Result<()> {
    let level = if builder.dev { "-O0" } else { "-O" };
    let path = folder.join("translated.js");
    builder
        .node
        .binaryen("wasm2js")
        .args([level])
        .args(FEATURES)
        .args([folder.join("module.wasm")])
        .args(["-o".as_ref(), path.as_os_str()])
        .quietly(builder.progress)?;
    fs::write(&path, repair(&fs::read_to_string(&path)?)?)?;
    Ok(())
}

/// Makes the translation behave as WebAssembly does where it differs, and lazy.
///
/// - Growing memory must detach the old buffer. WebAssembly does, wasm2js leaves it as it was, and
///   the bindings ask exactly that to know whether their views are stale: without it they would
///   read and write a memory that is no longer there.
/// - Importing the file must do nothing: a worker carries it along and mostly does not need it.
///
/// # Errors
/// When the text is not as wasm2js 132 writes it, for then neither is certain.
fn repair(translated: &str) -> Result<String> {
    let grown = replace_once(
        translated,
        GROW,
        "   var newBuffer = buffer.transfer(newPages << 16);\n",
    )?;
    let (imports, body) = grown.split_once('\n').context("wasm2js wrote one line")?;
    let (body, _instance) = body
        .split_once("\nvar retasmFunc = asmFunc({")
        .context("wasm2js wrote no instance")?;
    if !imports.starts_with("import * as ") || body.contains("\nimport ") {
        bail!("wasm2js wrote imports other than the bindings");
    }
    Ok(format!("{body}\nexport {{ asmFunc as instantiate }};\n"))
}

/// How wasm2js grows memory: by a copy.
const GROW: &str = "   var newBuffer = new ArrayBuffer(newPages << 16);
   var newHEAP8 = new Int8Array(newBuffer);
   newHEAP8.set(HEAP8);
";

fn replace_once(text: &str, old: &str, new: &str) -> Result<String> {
    match text.matches(old).count() {
        1 => Ok(text.replacen(old, new, 1)),
        count => {
            bail!("wasm2js grows memory in another way than known ({count} places): see `repair`")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn translated(grow: &str) -> String {
        format!(
            "import * as $_content_bg_js from './content_bg.js';\n\n  var bufferView;\nfunction asmFunc(imports) {{\n\
             {grow}\n}}\n\nvar retasmFunc = asmFunc({{\n  \"./content_bg.js\": $_content_bg_js,\n}});\n\
             export var memory = retasmFunc.memory;\n"
        )
    }

    #[test]
    fn growing_moves_the_memory_and_importing_does_nothing() {
        let expected = "\n  var bufferView;\nfunction asmFunc(imports) {\n   \
                        var newBuffer = buffer.transfer(newPages << 16);\n\n}\n\nexport { asmFunc as instantiate };\n";
        assert_eq!(repair(&translated(GROW)).unwrap(), expected);
    }

    #[test]
    fn another_way_of_growing_is_refused_rather_than_left_stale() {
        let error = repair(&translated(
            "var newBuffer = new ArrayBuffer(65536 * newPages);",
        ))
        .unwrap_err();
        assert!(error.to_string().contains("another way"), "{error}");
    }

    #[test]
    fn another_import_is_refused() {
        let text = translated(GROW).replace("var bufferView;", "x;\nimport * as env from 'env';");
        assert!(repair(&text).unwrap_err().to_string().contains("imports"));
    }
}
