//! `keys/map.key`: the secret that lists are sealed with. In the form of an Ed25519 key under a passphrase; the
//! ending keeps it from those that sign.

use std::path::PathBuf;

use anyhow::{Context as _, ensure};
use bundle::Files;
use bundle::builder::key::SecretKey;
use bundle::builder::seal::secret::MapSecret;

use crate::files;
use crate::folder::Folder;
use crate::keys::file::{self, Protection};
use crate::keys::passphrase::Opener;

const NAME: &str = "map.key";

/// Where it lies.
pub(crate) fn path(folder: &Folder) -> PathBuf {
    folder.keys().join(NAME)
}

/// Makes a new one; never over one that is there.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn make(folder: &Folder, protection: &Protection) -> anyhow::Result<()> {
    let pem = protection.pem(&SecretKey::generate()?)?;
    file::write(&folder.keys(), &Files::from([(NAME.to_owned(), pem)]))
}

/// Opens it.
///
/// # Errors
/// When it is missing, or the passphrase is another one.
pub(crate) fn read(folder: &Folder, opener: &mut Opener) -> anyhow::Result<MapSecret> {
    let path = path(folder);
    ensure!(
        path.exists(),
        "`{}` is missing, and lists are to be sealed: copy it from whoever made the keys, or make the first \
         one with `fineline keygen --map`",
        path.display()
    );
    let pem = files::read(&path)?;
    let pem = std::str::from_utf8(&pem).with_context(|| format!("`{}`", path.display()))?;
    Ok(MapSecret::of(&opener.open(&path, pem)?))
}
