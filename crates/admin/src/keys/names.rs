//! Public halves of keys and what people call them: `trust/keys/NAME.json`, to be committed, so that
//! everybody's checkout says `alice` where a root file says 64 digits. A name proves nothing; the key id does.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context as _, bail, ensure};
use bundle::Files;
use bundle::builder::key::{KeyId, PublicKey, public_key};
use bundle::builder::repository::RootSpec;

use crate::files::{self, Privacy};
use crate::folder::Folder;
use crate::trust;

/// Known keys.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    keys: BTreeMap<KeyId, PublicKey>,
    names: BTreeMap<KeyId, String>,
}

fn folder_of(folder: &Folder) -> PathBuf {
    folder.trust().join("keys")
}

/// Where the public half of a key of this name lies.
pub(crate) fn path(folder: &Folder, name: &str) -> PathBuf {
    folder_of(folder).join(format!("{name}.json"))
}

/// Whether a key can have this name: part of a file name, and read aloud.
pub(crate) fn check(name: &str) -> Result<String, String> {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_fine = !name.is_empty() && name.chars().all(is_plain) && !name.starts_with('-');
    is_fine.then(|| name.to_owned()).ok_or_else(|| {
        format!("`{name}` is no name for a key: expected `a-z`, `0-9` and `-`, e.g. `alice`")
    })
}

/// Keeps the public half of a key under a name.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn keep(folder: &Folder, name: &str, key: &PublicKey) -> anyhow::Result<()> {
    let text = format!("{:#}\n", key.to_json());
    files::write(&path(folder, name), text.as_bytes(), Privacy::Ordinary)
}

impl Names {
    /// The keys of all roots, of the draft of the next one, and of `trust/keys`.
    ///
    /// # Errors
    /// When a file among them is not what it should be.
    pub(crate) fn read(folder: &Folder) -> anyhow::Result<Self> {
        let mut known = Self::default();
        for (file, bytes) in files::read_folder(&folder_of(folder))? {
            let path = folder_of(folder).join(&file);
            let text = String::from_utf8_lossy(&bytes);
            let key = public_key(&text).with_context(|| format!("`{}`", path.display()))?;
            let name = file.trim_end_matches(".json").to_owned();
            known.names.insert(key.id(), name);
            known.keys.insert(key.id(), key);
        }
        let roots: Files = trust::roots(folder)?;
        let draft = super::draft::read(folder)?;
        let drafted = draft.iter().map(|draft| &draft.bytes);
        for bytes in roots.values().chain(drafted) {
            known.add_root(&RootSpec::read(bytes)?);
        }
        Ok(known)
    }

    fn add_root(&mut self, root: &RootSpec) {
        for role in bundle::metadata::Role::ALL {
            let keys = root.of(role).keys.iter();
            self.keys.extend(keys.map(|key| (key.id(), key.clone())));
        }
    }

    /// With keys that come in; a name that is taken stays with whom it is.
    pub(crate) fn with(mut self, newcomers: &[(String, PublicKey)]) -> Self {
        for (name, key) in newcomers {
            let is_taken = self.names.values().any(|taken| taken == name);
            if !is_taken {
                self.names.entry(key.id()).or_insert_with(|| name.clone());
            }
            self.keys.insert(key.id(), key.clone());
        }
        self
    }

    /// One key by its id.
    pub(crate) fn key(&self, id: &KeyId) -> Option<&PublicKey> {
        self.keys.get(id)
    }

    /// What people call a key, if anything.
    pub(crate) fn name(&self, id: &KeyId) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }

    /// A key as people see it: `alice (1f0c93ab)`.
    pub(crate) fn shown(&self, id: &KeyId) -> String {
        let short: String = id.to_string().chars().take(8).collect();
        match self.name(id) {
            Some(name) => format!("{name} ({short})"),
            None => short,
        }
    }

    /// Several keys, by name.
    pub(crate) fn list<'a>(&self, ids: impl IntoIterator<Item = &'a KeyId>) -> String {
        let mut shown: Vec<String> = ids.into_iter().map(|id| self.shown(id)).collect();
        shown.sort();
        shown.join(", ")
    }

    /// The key that somebody means by a name, an id, or the first digits of one.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub(crate) fn find(&self, wanted: &str) -> anyhow::Result<&PublicKey> {
        let is_meant = |id: &KeyId| {
            self.name(id) == Some(wanted)
                || (wanted.len() >= 6 && id.to_string().starts_with(wanted))
        };
        let mut meant = self.keys.iter().filter(|(id, _)| is_meant(id));
        let Some((_, key)) = meant.next() else {
            let known = self.list(self.keys.keys());
            bail!("unknown key `{wanted}`: known are {known}");
        };
        ensure!(
            meant.next().is_none(),
            "`{wanted}` is more than one key: give more digits of its id"
        );
        Ok(key)
    }
}
