//! Node and the packages of `package-lock.json`: binaryen and esbuild for the build, the genuine
//! editors for the fixture sites. Installed from the lock file alone.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::process::Run;
use crate::progress::Progress;
use crate::workspace::Workspace;

/// Written into `node_modules` once it holds what the lock file says: the lock file itself. A
/// time of change would not do, for a checkout sets it anew.
const STAMP: &str = "node_modules/.installed-from.json";

/// The installed packages.
pub(crate) struct Node {
    root: PathBuf,
}

/// Makes sure that the packages are installed.
///
/// # Errors
/// When Node or npm is missing, or npm fails: then with everything it printed.
pub(crate) fn node(workspace: &Workspace, progress: &Progress) -> Result<Node> {
    let root = &workspace.root;
    for program in ["node", "npm"] {
        if Run::new(program, root)
            .args(["--version"])
            .answer()
            .is_err()
        {
            bail!(
                "`{program}` is not on the PATH: install Node 20 or later with npm, on Debian `apt-get install nodejs npm`"
            );
        }
    }
    packages(root, progress)?;
    Ok(Node { root: root.clone() })
}

/// Makes sure that `folder` has the packages of its lock file.
///
/// # Errors
/// When npm fails: then with everything it printed.
pub(crate) fn packages(folder: &Path, progress: &Progress) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let lock = fs::read(&lock).with_context(|| format!("`{}` cannot be read", lock.display()))?;
    if fs::read(folder.join(STAMP)).ok().as_ref() != Some(&lock) {
        let name = folder.file_name().unwrap_or_default().display();
        progress.say(format_args!(
            "installing the npm packages of package-lock.json in {name}"
        ));
        Run::new("npm", folder)
            .args(["ci", "--no-fund", "--no-audit"])
            .quietly(progress)?;
        fs::write(folder.join(STAMP), lock)?;
    }
    Ok(())
}

impl Node {
    /// One of binaryen's programs.
    pub(crate) fn binaryen(&self, program: &str) -> Run {
        let script = self.root.join("node_modules/binaryen/bin").join(program);
        Run::new("node", &self.root).args([script])
    }

    /// The bundler and minifier.
    pub(crate) fn esbuild(&self) -> Run {
        let script = self.root.join("node_modules/esbuild/bin/esbuild");
        Run::new("node", &self.root).args([script])
    }

    /// A script of `package.json`.
    pub(crate) fn script(&self, name: &str) -> Run {
        Run::new("npm", &self.root).args(["run", "--silent", name])
    }
}
