//! Chromium and ChromeDriver: named by the environment, found on the PATH, or installed on Debian
//! when we are root. Starting them is left to the tests and the demo.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::progress::Progress;
use crate::setup::debian;
use crate::workspace::Workspace;

/// Where both programs are.
pub(crate) struct Browser {
    /// The browser.
    pub(crate) chromium: PathBuf,
    /// Its WebDriver.
    pub(crate) chromedriver: PathBuf,
}

/// A browser or its driver: how it is named.
pub(super) struct Program {
    pub(super) variable: &'static str,
    pub(super) names: &'static [&'static str],
    pub(super) package: &'static str,
}

const CHROMIUM: Program = Program {
    variable: "CHROMIUM",
    names: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ],
    package: "chromium",
};
const CHROMEDRIVER: Program = Program {
    variable: "CHROMEDRIVER",
    names: &["chromedriver"],
    package: "chromium-driver",
};

/// Finds both programs, or installs them.
///
/// # Errors
/// When one is missing and this is not Debian as root, or its packages cannot be installed.
pub(crate) fn browser(workspace: &Workspace, progress: &Progress) -> Result<Browser> {
    let missing: Vec<&Program> = [&CHROMIUM, &CHROMEDRIVER]
        .into_iter()
        .filter(|program| program.find().is_none())
        .collect();
    if !missing.is_empty() {
        install(workspace, progress, &missing)?;
    }
    Ok(Browser {
        chromium: CHROMIUM.found()?,
        chromedriver: CHROMEDRIVER.found()?,
    })
}

impl Program {
    pub(super) fn find(&self) -> Option<PathBuf> {
        self.find_in(env::var_os(self.variable), env::var_os("PATH"))
    }

    /// The variable wins even when it names nothing: a wrong path should be reported, not passed over.
    fn find_in(&self, variable: Option<OsString>, path: Option<OsString>) -> Option<PathBuf> {
        if let Some(named) = variable.filter(|named| !named.is_empty()) {
            return Some(named.into());
        }
        let folders: Vec<PathBuf> = env::split_paths(&path.unwrap_or_default()).collect();
        let candidates = self
            .names
            .iter()
            .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
        candidates.into_iter().find(|candidate| candidate.is_file())
    }

    pub(super) fn found(&self) -> Result<PathBuf> {
        let path = self
            .find()
            .with_context(|| format!("`{}` is still not on the PATH", self.package))?;
        if !path.is_file() {
            bail!("`{}` names no file: `{}`", self.variable, path.display());
        }
        Ok(path)
    }
}

/// Installs the packages of programs that are missing.
pub(super) fn install(
    workspace: &Workspace,
    progress: &Progress,
    missing: &[&Program],
) -> Result<()> {
    let packages: Vec<&str> = missing.iter().map(|program| program.package).collect();
    if !debian::as_root(workspace) {
        let variables: Vec<&str> = missing.iter().map(|program| program.variable).collect();
        bail!(
            "a browser is needed: install the packages `{}` of Debian, or name the programs by {}",
            packages.join(" "),
            variables.join(" and ")
        );
    }
    debian::install(workspace, progress, &packages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_wins_over_the_path() {
        let found = CHROMIUM.find_in(Some("/opt/browser".into()), Some("/bin".into()));
        assert_eq!(found, Some(PathBuf::from("/opt/browser")));
    }

    #[test]
    fn an_empty_variable_is_no_name() {
        assert_eq!(
            CHROMIUM.find_in(Some("".into()), Some("/nowhere".into())),
            None
        );
    }

    #[test]
    fn a_program_is_found_on_the_path() {
        let shell = Program {
            variable: "",
            names: &["no-such-program", "sh"],
            package: "",
        };
        let found = shell.find_in(None, Some("/nowhere:/bin".into()));
        assert_eq!(found, Some(PathBuf::from("/bin/sh")));
    }
}
