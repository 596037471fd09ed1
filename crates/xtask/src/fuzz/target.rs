//! Which fuzz targets there are, and where the files of each lie.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::process::Run;
use crate::workspace::Workspace;

/// Seeds that are there for another purpose: pages.
const SHARED: [(&str, &[&str]); 1] = [(
    "page",
    &["crates/sites/fixtures/linkedin", "crates/sites/fixtures/x"],
)];

/// One target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// Its name: of its file, its program and its seeds.
    pub(super) name: String,
}

/// Where everything is.
pub(super) struct Folder {
    pub(super) root: PathBuf,
    /// The package of the targets.
    pub(super) source: PathBuf,
    /// Where Cargo puts what it builds, and where we put what is found.
    pub(super) built: PathBuf,
    /// The name of this machine's kind: Cargo has a folder for it.
    triple: String,
}

impl Folder {
    pub(super) fn of(workspace: &Workspace) -> Result<Self> {
        let triple = Run::new("rustc", &workspace.root)
            .args(["--print", "host-tuple"])
            .answer()?;
        Ok(Self {
            root: workspace.root.clone(),
            source: workspace.root.join("fuzz"),
            built: workspace.target.join("fuzz"),
            triple: triple.trim().to_owned(),
        })
    }

    /// The targets of these names; all if none is named.
    pub(super) fn targets(&self, names: &[String]) -> Result<Vec<Target>> {
        let folder = self.source.join("src/bin");
        let entries = fs::read_dir(&folder)
            .with_context(|| format!("`{}` cannot be read", folder.display()))?;
        let paths: Vec<PathBuf> = entries
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<_>>()?;
        chosen(&paths, names)
    }

    /// The program.
    pub(super) fn program(&self, target: &Target) -> PathBuf {
        let name = format!("{}{}", target.name, std::env::consts::EXE_SUFFIX);
        self.built.join(&self.triple).join("release").join(name)
    }

    /// Inputs that reached something new, kept from run to run on this machine.
    pub(super) fn grown(&self, target: &Target) -> PathBuf {
        self.built.join("corpus").join(&target.name)
    }

    /// The same of a run that goes the same way each time: nothing of it is kept for the next.
    pub(super) fn same_way(&self, target: &Target) -> PathBuf {
        self.built.join("same-way").join(&target.name)
    }

    /// Inputs that failed.
    pub(super) fn found(&self, target: &Target) -> PathBuf {
        self.built.join("found").join(&target.name)
    }

    /// Folders of inputs that are kept with the source.
    pub(super) fn seeds(&self, target: &Target) -> Vec<PathBuf> {
        let own = self.source.join("corpus").join(&target.name);
        let shared = SHARED.iter().filter(|(name, _)| *name == target.name);
        let shared = shared.flat_map(|(_, folders)| *folders);
        let shared = shared.map(|folder| self.root.join(folder));
        let all = [own].into_iter().chain(shared);
        all.filter(|folder| folder.is_dir()).collect()
    }

    /// Words that libFuzzer may put into inputs, where there is a list of them.
    pub(super) fn dictionary(&self, target: &Target) -> Option<OsString> {
        let path = self.source.join("dictionaries").join(&target.name);
        let mut argument = OsString::from("-dict=");
        argument.push(&path);
        path.is_file().then_some(argument)
    }
}

/// Those of the files that are named, in the order of the alphabet.
fn chosen(paths: &[PathBuf], names: &[String]) -> Result<Vec<Target>> {
    let all: BTreeSet<&str> = paths.iter().filter_map(|path| name(path)).collect();
    if let Some(unknown) = names.iter().find(|name| !all.contains(name.as_str())) {
        let all: Vec<&str> = all.into_iter().collect();
        bail!(
            "there is no target `{unknown}`: there are {}",
            all.join(", ")
        );
    }
    let is_wanted = |name: &&&str| names.is_empty() || names.iter().any(|it| it == **name);
    let wanted = all.iter().filter(is_wanted);
    Ok(wanted
        .map(|name| Target {
            name: (*name).to_owned(),
        })
        .collect())
}

fn name(path: &Path) -> Option<&str> {
    let is_source = path.extension().is_some_and(|ending| ending == "rs");
    is_source.then(|| path.file_stem()?.to_str()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(wanted: &[&str]) -> Result<Vec<String>> {
        let paths = ["bin/text.rs", "bin/page.rs", "bin/notes.md"].map(PathBuf::from);
        let wanted: Vec<String> = wanted.iter().map(ToString::to_string).collect();
        let targets = chosen(&paths, &wanted)?;
        Ok(targets.into_iter().map(|target| target.name).collect())
    }

    #[test]
    fn every_source_file_is_a_target() {
        assert_eq!(names(&[]).unwrap(), ["page", "text"]);
    }

    #[test]
    fn a_name_chooses_one() {
        assert_eq!(names(&["text"]).unwrap(), ["text"]);
    }

    #[test]
    fn a_name_that_is_none_is_told_with_those_that_are() {
        let error = names(&["notes"]).unwrap_err().to_string();
        assert_eq!(error, "there is no target `notes`: there are page, text");
    }
}
