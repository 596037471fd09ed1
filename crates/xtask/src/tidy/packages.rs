//! What Cargo knows of our packages: which way imports point, and that signing code stays where
//! the keys are.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::process::Run;
use crate::setup::WASM;
use crate::tidy::Finding;
use crate::workspace::Workspace;

/// Which of our packages may import which. None imports `webext`, `admin`, `bench`, `xtask` or `e2e`.
const ARROWS: [(&str, &[&str]); 9] = [
    ("policy", &[]),
    ("bundle", &["policy"]),
    ("sites", &["policy"]),
    ("webext", &["policy", "bundle", "sites"]),
    ("server", &["policy", "bundle"]),
    ("admin", &["policy", "bundle", "sites", "server"]),
    // `bundle` for its tests alone: they read the companies it makes.
    ("bench", &["policy", "bundle"]),
    ("xtask", &[]),
    ("e2e", &[]),
];

/// Every package of the lock file, ours among them.
#[derive(Deserialize)]
pub(crate) struct Packages {
    pub(super) packages: Vec<Package>,
    workspace_members: BTreeSet<String>,
}

/// One package, as `cargo metadata` tells of it.
#[derive(Deserialize)]
pub(super) struct Package {
    id: String,
    pub(super) name: String,
    pub(super) version: String,
    pub(super) license: Option<String>,
    /// None for a package of this repository.
    pub(super) source: Option<String>,
    dependencies: Vec<Dependency>,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// Set for a dependency in this repository.
    path: Option<String>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

impl Packages {
    pub(super) fn read(workspace: &Workspace) -> Result<Self> {
        let arguments = [
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--all-features",
        ];
        let metadata = Run::cargo(&workspace.root).args(arguments).answer();
        let metadata =
            metadata.context("if Cargo.lock is out of date, run `cargo check` and commit it")?;
        Ok(serde_json::from_str(&metadata)?)
    }

    /// What the fuzz targets are made of: a workspace and a lock file of their own.
    pub(super) fn of_targets(workspace: &Workspace) -> Result<Self> {
        let metadata = Run::cargo(&workspace.root.join("fuzz"))
            .args(["metadata", "--format-version", "1"])
            .answer()?;
        Ok(serde_json::from_str(&metadata)?)
    }

    /// The integration tests of our native packages, by name, without those of `package`, which run
    /// in a browser.
    pub(crate) fn tests_without(&self, package: &str) -> BTreeSet<String> {
        let native = self
            .ours()
            .filter(|ours| ours.name != package && ours.name != "webext");
        let targets = native.flat_map(|ours| &ours.targets);
        let tests = targets.filter(|target| target.kind.iter().any(|kind| kind == "test"));
        tests.map(|target| target.name.clone()).collect()
    }

    fn ours(&self) -> impl Iterator<Item = &Package> {
        self.packages
            .iter()
            .filter(|package| self.workspace_members.contains(&package.id))
    }

    pub(super) fn check(&self) -> Vec<Finding> {
        self.ours().flat_map(arrows).collect()
    }
}

fn arrows(package: &Package) -> Vec<Finding> {
    let place = format!("Cargo.toml of {}", package.name);
    let Some((_name, allowed)) = ARROWS.iter().find(|(name, _allowed)| *name == package.name)
    else {
        let help = format!(
            "decide its arrows: add (\"{}\", &[…]) to ARROWS in tidy/packages.rs",
            package.name
        );
        return vec![Finding::new(place, "is a new package of ours", help)];
    };
    let ours = package
        .dependencies
        .iter()
        // A package may name itself, to have a feature of its own in its tests.
        .filter(|dependency| dependency.path.is_some() && dependency.name != package.name);
    let foreign = ours.filter(|dependency| !allowed.contains(&dependency.name.as_str()));
    let finding = |dependency: &Dependency| {
        let help = "see the arrows in ARCHITECTURE.md: put the thing into the lowest crate where it makes sense";
        Finding::new(
            place.clone(),
            format!("imports `{}`", dependency.name),
            help,
        )
    };
    foreign.map(finding).collect()
}

/// The feature that writes and signs bundles reaches neither the browser nor the server.
pub(super) fn builder_stays_out(workspace: &Workspace) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for (package, extra) in [
        (
            "webext",
            [
                "--no-default-features",
                "--features=content,worker,pages",
                "--target",
                WASM,
            ]
            .as_slice(),
        ),
        ("server", &[]),
    ] {
        let arguments = [
            "tree",
            "--locked",
            "--package",
            package,
            "--edges=normal",
            "--prefix=none",
            "--format={lib}|{f}",
        ];
        let tree = Run::cargo(&workspace.root)
            .args(arguments)
            .args(extra)
            .answer()?;
        if has_builder(&tree) {
            let help =
                format!("find who asks for it: `cargo tree -p {package} -e features -i bundle`");
            findings.push(Finding::new(
                format!("Cargo.toml of {package}"),
                "brings in the feature `builder` of bundle",
                help,
            ));
        }
    }
    Ok(findings)
}

/// Whether a line `bundle|feature,feature` has it.
fn has_builder(tree: &str) -> bool {
    let features = tree.lines().filter_map(|line| line.strip_prefix("bundle|"));
    features
        .flat_map(|features| features.split(','))
        .any(|feature| feature.trim() == "builder")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, imports: &[&str]) -> Package {
        let dependency = |name: &&str| Dependency {
            name: (*name).into(),
            path: Some(String::new()),
        };
        Package {
            id: name.into(),
            name: name.into(),
            version: "0.1.0".into(),
            license: None,
            source: None,
            dependencies: imports.iter().map(dependency).collect(),
            targets: Vec::new(),
        }
    }

    #[test]
    fn an_arrow_that_was_decided_is_fine() {
        assert_eq!(
            arrows(&package("bundle", &["policy", "bundle"])),
            Vec::new()
        );
    }

    #[test]
    fn a_new_arrow_or_package_is_found() {
        assert_eq!(
            arrows(&package("bundle", &["sites"]))[0].problem,
            "imports `sites`"
        );
        assert_eq!(
            arrows(&package("utils", &[]))[0].problem,
            "is a new package of ours"
        );
    }

    #[test]
    fn the_builder_is_seen_only_where_it_is_on() {
        assert!(has_builder("server|\nbundle|builder,default\n"));
        assert!(!has_builder("server|\nbundle|\nclap_builder|builder\n"));
    }
}
