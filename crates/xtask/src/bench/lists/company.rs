//! A synthetic company that is compiled, signed and published by the real command, and changes a little.

use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::bench::lists::figures::{Cost, Fetched, Run};
use crate::bench::lists::{Bench, child};
use crate::process;

/// What every company is drawn from.
const SEED: &str = "7";
/// One entry in a hundred, and one in ten thousand, in parts of a million.
const MUCH: u32 = 10_000;
const LITTLE: u32 = 100;
/// Where the pointer to the newest release lies in a published folder: the one file that changes.
const POINTER: &str = "metadata/timestamp.json";

/// The price of a guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Profile {
    /// The default: as dear as it is meant to be.
    Sealed,
    /// Next to nothing: for tests, and for a million names.
    Test,
}

impl Profile {
    /// How `fineline.toml` calls it.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Sealed => "sealed",
            Self::Test => "test",
        }
    }
}

/// A company's folder and the programs that work on it.
pub(super) struct Company {
    folder: PathBuf,
    fineline: PathBuf,
    maker: PathBuf,
    keys: u32,
    profile: Profile,
}

impl Company {
    /// Writes the files of its first version and makes its keys.
    pub(super) fn make(bench: &Bench<'_>, (keys, profile): (u32, Profile)) -> Result<Self> {
        let target = &bench.workspace.target;
        let program = |name| target.join(format!("release/{name}{}", std::env::consts::EXE_SUFFIX));
        let company = Self {
            folder: target.join(format!("bench/lists-{keys}-{}", profile.id())),
            fineline: program("fineline"),
            maker: program("bench"),
            keys,
            profile,
        };
        if company.folder.exists() {
            // A run that was cut off left it.
            fs::remove_dir_all(&company.folder)?;
        }
        fs::create_dir_all(&company.folder)?;
        company.write(1, MUCH)?;
        let one = ["--root-keys=1", "--root-threshold=1", "--no-passphrase"];
        company.fineline(&[&["keygen", "."], one.as_slice()].concat())?;
        Ok(company)
    }

    /// Everything that is measured without a browser. Afterwards the second version is published, with 1 % of the
    /// entries changed, and [`Company::first_pointer`] leads to the first.
    pub(super) fn measure(&self) -> Result<Run> {
        let (said, cold) = self.compile(None)?;
        let (_, warm) = self.compile(None)?;
        self.release("published")?;
        fs::copy(self.published().join(POINTER), self.first_pointer())?;
        copy_folder(&self.published(), &self.folder.join("little"))?;
        self.write(2, LITTLE)?;
        self.compile(Some("little"))?;
        let small_delta = self.release("little")?;
        self.write(2, MUCH)?;
        let (_, following) = self.compile(Some("published"))?;
        let delta = self.release("published")?;
        let map = said.pointer("/maps/0").context("no map was compiled")?;
        let open = said.get("open").context("no open lists were compiled")?;
        Ok(Run {
            keys: self.keys,
            profile: self.profile.id(),
            records: number(map, "records")?,
            derived: number(&said, "derived")?,
            cold,
            warm,
            following,
            base_bytes: number(map, "base_bytes")?,
            open_bytes: number(open, "base_bytes")?,
            delta,
            small_delta,
            ..Run::default()
        })
    }

    /// Everything of it.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What it published.
    pub(super) fn published(&self) -> PathBuf {
        self.folder.join("published")
    }

    /// The pointer that is asked for.
    pub(super) fn pointer(&self) -> PathBuf {
        self.published().join(POINTER)
    }

    /// The pointer to the first release.
    pub(super) fn first_pointer(&self) -> PathBuf {
        self.folder.join("first-timestamp.json")
    }

    /// The code with which a browser joins.
    pub(super) fn code(&self, url: &str) -> Result<String> {
        let (said, _) = self.fineline(&["enrol", ".", "--url", url, "--role", "engineer"])?;
        let code = said.get("code").and_then(Value::as_str);
        code.map(str::to_owned)
            .context("`fineline enrol` gave no code")
    }

    /// Writes a version, of which so many parts of a million differ from the version before.
    fn write(&self, version: u32, change: u32) -> Result<()> {
        let numbers = [
            self.keys.to_string(),
            SEED.to_owned(),
            version.to_string(),
            change.to_string(),
        ];
        process::Run::new(&self.maker, &self.folder)
            .args(["company", "."])
            .args(&numbers)
            .answer()?;
        let mut file = OpenOptions::new()
            .append(true)
            .open(self.folder.join("fineline.toml"))?;
        writeln!(file, "\n[sealing]\nprofile = \"{}\"", self.profile.id())?;
        Ok(())
    }

    fn compile(&self, after: Option<&str>) -> Result<(Value, Cost)> {
        let after = after.map(|place| ["--after", place]);
        let after = after.as_ref().map_or(&[][..], |after| after.as_slice());
        self.fineline(&[&["compile", "."], after].concat())
    }

    /// Signs and publishes; gives the bytes of what is new.
    fn release(&self, place: &str) -> Result<Fetched> {
        self.fineline(&["sign", "."])?;
        let (said, _) = self.fineline(&["publish", ".", "--to", place, "--allow-test-profile"])?;
        let files = said.get("files").and_then(Value::as_array);
        let files = files.context("`fineline publish` named no files")?;
        let mut fetched = Fetched::default();
        for name in files.iter().filter_map(Value::as_str) {
            let length = fs::metadata(self.folder.join(place).join(name))?.len();
            fetched.add(name, length);
        }
        ensure!(fetched.whole > 0, "nothing was published to `{place}`");
        Ok(fetched)
    }

    fn fineline(&self, arguments: &[&str]) -> Result<(Value, Cost)> {
        let arguments = [arguments, &["--format", "json"]].concat();
        let (said, cost) = child::run(&self.fineline, &self.folder, &arguments)?;
        let said =
            serde_json::from_str(&said).context("`fineline` printed something else than JSON")?;
        Ok((said, cost))
    }
}

impl Fetched {
    /// Counts a published file.
    fn add(&mut self, name: &str, length: u64) {
        let is_of_maps = name.starts_with("targets/map/");
        let extension = Path::new(name).extension().and_then(OsStr::to_str);
        match (is_of_maps, extension) {
            (true, Some("map")) => {
                self.map += length;
                self.whole += length;
            }
            (true, _) => self.whole += length,
            _ if name.starts_with("metadata/") => self.whole += length,
            _ => self.open += length,
        }
    }
}

fn number(value: &Value, name: &str) -> Result<u64> {
    let number = value.get(name).and_then(Value::as_u64);
    number.with_context(|| format!("`fineline compile` tells no `{name}`"))
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        match entry.file_type()?.is_dir() {
            true => copy_folder(&from, &to)?,
            false => drop(fs::copy(from, to)?),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_what_vouches_for_them_are_counted_apart_from_the_rest() {
        let mut fetched = Fetched::default();
        fetched.add("targets/map/0a.map", 5000);
        fetched.add("targets/map/everyone/0b.manifest.json", 600);
        fetched.add("metadata/timestamp.json", 400);
        fetched.add("targets/0c.people.json", 70_000);
        let expected = Fetched {
            map: 5000,
            whole: 6000,
            open: 70_000,
        };
        assert_eq!(fetched, expected);
    }
}
