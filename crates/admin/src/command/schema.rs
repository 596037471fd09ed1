//! `fineline schema`: the JSON Schemas of a company's TOML files, for editors.

use std::path::PathBuf;

use bundle::builder::schema::{SCHEMAS, Schema};
use clap::Args;
use serde_json::{Value, json};

use crate::files::{self, Privacy};
use crate::outcome::Outcome;
use crate::paint::{dim, green, strong};

/// Print or write the JSON Schemas by which editors complete and check a company's files
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline schema                        which there are
  fineline schema rules                  the one for rules/*.toml
  fineline schema --write acme/schema    all of them, as `fineline init` writes them

An editor that knows TOML (Taplo, Even Better TOML, Tombi) reads the comment in a file's first line,
`#:schema ../schema/rules.schema.json`, and needs no network.")]
pub(crate) struct SchemaArgs {
    /// Which one: `rules`, `fineline`, …; all of them if left out.
    #[arg(value_name = "NAME", value_parser = named)]
    name: Option<Schema>,
    /// Write into this folder instead; files that are there are replaced.
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
}

fn named(name: &str) -> Result<Schema, String> {
    let names: Vec<&str> = SCHEMAS.iter().map(|schema| schema.name).collect();
    let help = || format!("expected one of {}", names.join(", "));
    Schema::named(name).copied().ok_or_else(help)
}

/// Lists, prints or writes.
pub(crate) fn run(args: &SchemaArgs) -> anyhow::Result<Outcome> {
    let chosen: Vec<Schema> = match args.name {
        Some(schema) => vec![schema],
        None => SCHEMAS.to_vec(),
    };
    match (&args.write, args.name) {
        (Some(folder), _) => write(folder, &chosen),
        (None, Some(schema)) => Ok(print(&schema)),
        (None, None) => Ok(list(&chosen)),
    }
}

/// The schema alone: it may go into a file.
fn print(schema: &Schema) -> Outcome {
    Outcome {
        text: schema.text(),
        ..Outcome::new(&[], schema.json())
    }
}

fn list(schemas: &[Schema]) -> Outcome {
    let width = schemas.iter().map(|schema| schema.files.len()).max();
    let line = |schema: &Schema| {
        let files = format!("{:1$}", schema.files, width.unwrap_or_default());
        let name = format!("{:12}", schema.name);
        format!("{}{files}  {}", strong(&name), dim(schema.about))
    };
    let lines: Vec<String> = schemas.iter().map(line).collect();
    let listed = |schema: &Schema| json!({ "name": schema.name, "files": schema.files, "about": schema.about });
    let listed: Vec<Value> = schemas.iter().map(listed).collect();
    Outcome::new(&lines, json!({ "ok": true, "schemas": listed }))
}

fn write(folder: &std::path::Path, schemas: &[Schema]) -> anyhow::Result<Outcome> {
    let mut names = Vec::new();
    for schema in schemas {
        let name = schema.file_name();
        files::write(
            &folder.join(&name),
            schema.text().as_bytes(),
            Privacy::Ordinary,
        )?;
        names.push(name);
    }
    let shown = folder.display();
    let line = format!("{} {} in `{shown}`", green("written"), names.join(", "));
    Ok(Outcome::new(
        &[line],
        json!({ "ok": true, "folder": folder, "files": names }),
    ))
}
