//! An import from files that are written to a folder of this process: what `fineline import` does between
//! its arguments and its answer.

use std::fs;
use std::path::{Path, PathBuf};

use policy::{Day, DealState};

use crate::import::{Request, Writing, run};
use crate::parts::Part;

const LIST: &str = "audiences/list.csv";
const PEOPLE: &str = "people.csv";
const COLLEAGUES: &str = "id,name,email\njonas,Jonas Brandt,jonas@aldermoor.example\n";

/// Imports the parts of an input. Two names mean what the company has already; any other part is an export.
pub fn import(parts: &[Part<'_>]) {
    let root = folder();
    for (name, default) in [(LIST, ""), (PEOPLE, COLLEAGUES)] {
        let part = parts.iter().find(|part| part.0 == name);
        let content = part.map_or(default.as_bytes(), |part| part.1);
        fs::write(root.join(name), content).expect("a file can be written");
    }
    let exports = parts
        .iter()
        .filter(|part| ![LIST, PEOPLE].contains(&part.0));
    let files: Vec<PathBuf> = (exports.take(4).enumerate())
        .map(|(number, (_, content))| export(&root, number, content))
        .collect();
    let request = Request {
        root: &root,
        files: &files,
        audience: "list",
        writing: Writing::DryRun,
        format: None,
        handle_column: None,
        linkedin_column: None,
        map: &[("Blue".to_owned(), DealState::Negotiation)],
        owner_default: None,
        confirmed_on: None,
        rejects: None,
        today: Day::from_unix_seconds(1_795_305_600),
    };
    let _ = run(&request);
}

fn export(root: &Path, number: usize, content: &[u8]) -> PathBuf {
    let path = root.join(format!("export-{number}"));
    fs::write(&path, content).expect("a file can be written");
    path
}

/// In memory where the system has such a place.
fn folder() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let place = if memory.is_dir() {
        memory.to_owned()
    } else {
        std::env::temp_dir()
    };
    let folder = place.join(format!("fineline-fuzz-{}", std::process::id()));
    fs::create_dir_all(folder.join("audiences")).expect("a folder can be made");
    folder
}
