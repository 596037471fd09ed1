//! The schemas as they are published: up to date, and in agreement with every file that we ship. That they
//! say what the readers read is held beside them, in `builder/schema/held.rs`.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests stop at the first surprise, and these are about files"
)]

use std::fs;
use std::path::{Path, PathBuf};

use boon::{Compiler, Schemas};
use bundle::builder::layout;
use bundle::builder::schema::{SCHEMAS, Schema};
use bundle::builder::topic::library::LIBRARY;
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_schemas_in_the_repository_are_up_to_date() {
    for schema in SCHEMAS {
        let path = root().join("schema").join(schema.file_name());
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == schema.text(),
            "schema/{} is out of date: renew it with `cargo run -p admin -- schema --write schema`, and read the diff",
            schema.file_name()
        );
    }
    let kept = fs::read_dir(root().join("schema")).unwrap().count();
    assert_eq!(kept, SCHEMAS.len(), "something else is in schema/");
}

#[test]
fn every_file_of_the_example_companies_is_sound_and_names_its_schema() {
    let mut count = 0;
    for company in ["aldermoor-bank", "starter"] {
        let folder = root().join("examples").join(company);
        for path in toml_files(&folder) {
            let name = path.strip_prefix(&folder).unwrap().to_str().unwrap();
            let Some(schema) = schema_of(name) else {
                panic!("{company}/{name} has no schema");
            };
            let text = read(&path);
            assert_eq!(complaints(&schema, &text), "", "{company}/{name}");
            // Editors look for it in the comment at the top, from the file's own folder.
            let named = text
                .lines()
                .next()
                .and_then(|line| line.strip_prefix("#:schema "));
            let named = path.parent().unwrap().join(named.unwrap_or("nothing"));
            assert_eq!(
                named.canonicalize().ok(),
                root()
                    .join("schema")
                    .join(schema.file_name())
                    .canonicalize()
                    .ok(),
                "{company}/{name} begins with `#:schema` and the path of its schema"
            );
            count += 1;
        }
    }
    assert!(count >= 15, "only {count} files");
}

#[test]
fn every_topic_of_the_library_is_sound() {
    let schema = schema_of("topics/a.toml").unwrap();
    for (id, text) in LIBRARY {
        assert_eq!(complaints(&schema, text), "", "{id}");
    }
}

#[test]
fn a_file_that_the_reader_refuses_is_marked_in_an_editor() {
    // Those of the broken inputs whose fault is one of form.
    for (case, file) in [
        ("unknown-key", "rules/client.toml"),
        ("unknown-key", "audiences/clients.toml"),
        ("unknown-key", "fineline.toml"),
        ("wrong-kinds", "rules/client.toml"),
        ("wrong-kinds", "fineline.toml"),
        ("texts-too-long", "rules/client.toml"),
        ("unsafe-links", "desks.toml"),
    ] {
        let text = read(
            &root()
                .join("crates/admin/tests/bad-input")
                .join(case)
                .join(file),
        );
        let schema = schema_of(file).unwrap();
        assert_ne!(complaints(&schema, &text), "", "{case}/{file}");
    }
}

#[test]
fn every_file_of_a_company_has_one_schema() {
    for file in layout::FILES
        .into_iter()
        .filter(|file| file.ends_with(".toml"))
    {
        assert!(schema_of(file).is_some(), "{file}");
    }
    for folder in layout::FOLDERS {
        assert!(schema_of(&format!("{folder}/a.toml")).is_some(), "{folder}");
    }
    assert!(schema_of("rules/old/a.toml").is_none() && schema_of("policy.toml").is_none());
}

/// The schema of a file, by its path in a company's folder.
fn schema_of(path: &str) -> Option<Schema> {
    let fits = |schema: &&Schema| match schema.files.split_once('*') {
        None => schema.files == path,
        Some((from, to)) => path
            .strip_prefix(from)
            .and_then(|rest| rest.strip_suffix(to))
            .is_some_and(|name| !name.contains('/')),
    };
    SCHEMAS.iter().find(fits).copied()
}

fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "toml") {
                found.push(path);
            }
        }
    }
    found
}

/// What a validator says about a text; empty for a sound one.
fn complaints(schema: &Schema, text: &str) -> String {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    let place = format!("https://fineline.example/{}", schema.file_name());
    compiler.add_resource(&place, schema.json()).unwrap();
    let index = compiler.compile(&place, &mut schemas).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let value = json(toml::Value::Table(table));
    let verdict = schemas.validate(&value, index);
    verdict
        .err()
        .map_or_else(String::new, |error| error.to_string())
}

/// Dates become texts, as editors of TOML have it.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => {
            let members = table.into_iter().map(|(key, value)| (key, json(value)));
            members.collect()
        }
        plain => serde_json::to_value(plain).unwrap(),
    }
}
