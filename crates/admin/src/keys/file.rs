//! Secret keys in files: read with a warning where they are not protected, written so that their owner
//! alone can read them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use bundle::Files;
use bundle::builder::key::{SecretKey, is_encrypted};
use zeroize::Zeroizing;

use super::passphrase::{Opener, Passphrase};
use crate::files::{self, Privacy};

/// Keys that were read, and what is to be said about their files.
#[derive(Default)]
pub(crate) struct Opened {
    pub(crate) keys: Vec<SecretKey>,
    pub(crate) warnings: Vec<String>,
}

/// The keys in these files.
///
/// # Errors
/// When one cannot be read or opened.
pub(crate) fn open(paths: &[PathBuf], opener: &mut Opener) -> anyhow::Result<Opened> {
    let mut opened = Opened::default();
    let mut plain = Vec::new();
    for path in paths {
        let bytes = Zeroizing::new(files::read(path)?);
        let pem = std::str::from_utf8(&bytes).unwrap_or_default();
        opened.keys.push(opener.open(path, pem)?);
        if !is_encrypted(pem) {
            plain.push(format!("`{}`", path.display()));
        }
        opened.warnings.extend(readable_by_others(path));
    }
    if !plain.is_empty() {
        let plain = plain.join(", ");
        opened.warnings.push(format!(
            "without a passphrase: {plain}; whoever can read them can sign"
        ));
    }
    Ok(opened)
}

#[cfg(unix)]
fn readable_by_others(path: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path).ok()?.permissions().mode() & 0o777;
    let shown = path.display();
    (mode & 0o077 != 0).then(|| {
        format!(
            "`{shown}` can be read by others (mode {mode:o}, expected 600): run `chmod 600 {shown}`"
        )
    })
}

#[cfg(not(unix))]
fn readable_by_others(_: &Path) -> Option<String> {
    None
}

/// The files `*.pem` in a folder, in order; none where there is no folder.
///
/// # Errors
/// When the folder cannot be read.
pub(crate) fn in_folder(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let read = || -> std::io::Result<Vec<PathBuf>> {
        fs::read_dir(folder)?
            .map(|entry| Ok(entry?.path()))
            .collect()
    };
    let mut paths = read().with_context(|| format!("`{}` cannot be read", folder.display()))?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "pem"));
    paths.sort();
    Ok(paths)
}

/// How new keys are kept.
pub(crate) enum Protection {
    /// Under this passphrase.
    Passphrase(Passphrase),
    /// Not at all: for tests and demonstrations.
    None,
}

impl Protection {
    /// The text of a key file.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub(crate) fn pem(&self, key: &SecretKey) -> anyhow::Result<Vec<u8>> {
        let pem = match self {
            Self::Passphrase(passphrase) => key.to_encrypted_pem(passphrase),
            Self::None => key.to_pem(),
        };
        Ok(pem?.into_bytes())
    }
}

/// Writes new keys into a folder that only its owner can open; never over one that is there.
///
/// # Errors
/// When a file of a name is there already, or cannot be written.
pub(crate) fn write(folder: &Path, keys: &Files) -> anyhow::Result<()> {
    for name in keys.keys() {
        let path = folder.join(name);
        ensure!(
            !path.exists(),
            "`{}` is there already and stays as it is",
            path.display()
        );
    }
    fs::create_dir_all(folder).with_context(|| format!("`{}` cannot be made", folder.display()))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let private = fs::Permissions::from_mode(0o700);
        let set = fs::set_permissions(folder, private);
        set.with_context(|| format!("`{}` cannot be made private", folder.display()))?;
    }
    for (name, pem) in keys {
        files::write(&folder.join(name), pem, Privacy::Secret)?;
    }
    Ok(())
}
