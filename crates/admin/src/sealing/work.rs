//! Deriving on all cores, with everything that was derived before read from a file and everything new appended
//! to it at once: interrupted, it goes on where it was.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use anyhow::{Context as _, anyhow};
use bundle::builder::seal::Derive;
use bundle::builder::seal::cache::{Cache, ROW};
use bundle::builder::seal::secret::MapSecret;
use bundle::map::kdf::{Derived, Memory, Profile, Salt, derive};
use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};

/// What derives.
pub(super) struct Work {
    path: PathBuf,
    cache: Cache,
    profile: Profile,
    salt: Salt,
    /// How many keys were new.
    pub(super) derived: usize,
}

impl Work {
    /// Reads what was derived before.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub(super) fn open(path: &Path, secret: &MapSecret, profile: Profile) -> anyhow::Result<Self> {
        let mut bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error).with_context(|| format!("`{}`", path.display())),
        };
        let whole = bytes.len() / ROW * ROW;
        if whole != bytes.len() {
            // Half a row, of a run that was cut off: the next one begins on a border.
            bytes.truncate(whole);
            let file = OpenOptions::new().write(true).open(path)?;
            file.set_len(whole as u64)?;
        }
        Ok(Self {
            path: path.to_owned(),
            cache: Cache::read(&bytes, secret, profile),
            profile,
            salt: secret.salt(),
            derived: 0,
        })
    }

    fn file(&self) -> anyhow::Result<File> {
        let shown = || format!("`{}` cannot be written", self.path.display());
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder).with_context(shown)?;
        }
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&self.path);
        file.with_context(shown)
    }

    /// Derives what is new, on all cores.
    fn pay(&mut self, new: &[&String]) -> anyhow::Result<()> {
        let mut file = self.file()?;
        let bar = progress(new.len());
        let (send, received) = mpsc::channel();
        let (next, cores) = (AtomicUsize::new(0), thread::available_parallelism()?.get());
        let (profile, salt) = (self.profile, self.salt);
        thread::scope(|scope| {
            for _ in 0..cores.min(new.len()) {
                let (send, next) = (send.clone(), &next);
                scope.spawn(move || {
                    let mut memory = Memory::default();
                    while let Some(key) = new.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let derived = derive(profile, &salt, key, &mut memory);
                        if send.send((*key, derived)).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(send);
            for (key, derived) in received {
                let derived = derived.ok_or_else(|| anyhow!("`{key}` cannot be derived"))?;
                file.write_all(&self.cache.keep(key, &derived))
                    .with_context(|| format!("`{}` cannot be written", self.path.display()))?;
                bar.inc(1);
            }
            self.derived += new.len();
            Ok(())
        })
    }
}

impl Derive for Work {
    type Error = anyhow::Error;

    fn derive(&mut self, keys: Vec<String>) -> anyhow::Result<Vec<Derived>> {
        let mut known: Vec<Option<Derived>> = keys.iter().map(|key| self.cache.get(key)).collect();
        let pairs = keys.iter().zip(&known);
        let mut new: Vec<&String> = pairs
            .filter(|(_, it)| it.is_none())
            .map(|it| it.0)
            .collect();
        new.sort_unstable();
        new.dedup();
        if !new.is_empty() {
            self.pay(&new)?;
        }
        for (key, derived) in keys.iter().zip(&mut known) {
            if derived.is_none() {
                *derived = self.cache.get(key);
            }
        }
        let known: Option<Vec<Derived>> = known.into_iter().collect();
        known.context("what was derived cannot be read back")
    }
}

/// Counts names on standard error, if that is a terminal.
fn progress(names: usize) -> ProgressBar {
    let bar = ProgressBar::new(names as u64).with_finish(ProgressFinish::AndClear);
    match ProgressStyle::with_template("sealing {wide_bar} {pos} of {len} new names, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
