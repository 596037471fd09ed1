//! Where the files of a company lie.

use std::path::{Path, PathBuf};

use bundle::builder::company::{self, Company};
use bundle::builder::compile::compile;
use bundle::builder::lint::lint;
use bundle::builder::scene::{Stage, play_examples};
use bundle::content::Bundle;
use clap::Args;
use policy::Day;

use crate::clock::{day_or_today, minute_or_now};
use crate::files::{self, Privacy};

/// The folder of a company.
#[derive(Args, Clone, Debug)]
pub(crate) struct Folder {
    /// The company's folder, with fineline.toml, rules, audiences and people.csv.
    #[arg(value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

/// Whether tables of topics may be those of the last time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TopicTables {
    /// To look at: the same topics have the same tables.
    MayBeKept,
    /// To sign: made from the company's files alone, whatever somebody put into `build`.
    MadeAnew,
}

/// A company whose files fit together, and the bundle they make.
pub(crate) struct Checked {
    pub(crate) company: Company,
    pub(crate) bundle: Bundle,
}

impl Folder {
    /// The folder at this path.
    pub(crate) fn at(path: &Path) -> Self {
        let root = path.to_owned();
        Self { root }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.root
    }

    /// Secret keys; nobody else's business.
    pub(crate) fn keys(&self) -> PathBuf {
        self.root.join("keys")
    }

    /// The public root files, `N.root.json`: to be kept and committed.
    pub(crate) fn trust(&self) -> PathBuf {
        self.root.join("trust")
    }

    /// What `compile` wrote.
    pub(crate) fn targets(&self) -> PathBuf {
        self.root.join("build").join("targets")
    }

    /// What `compile` sealed: everything that the manifests among the targets name.
    pub(crate) fn sealed(&self) -> PathBuf {
        self.root.join("build").join("sealed")
    }

    /// What was derived for sealing before, under the company's own secret.
    pub(crate) fn derived(&self) -> PathBuf {
        self.root.join("build").join("derived.kept")
    }

    /// The release that `sign` is collecting signatures for.
    pub(crate) fn release(&self) -> PathBuf {
        self.root.join("build").join("release")
    }

    /// The pointer that `kill` is collecting signatures for.
    pub(crate) fn killing(&self) -> PathBuf {
        self.root.join("build").join("kill").join("timestamp.json")
    }

    /// The note of where `publish` went last.
    pub(crate) fn published_to(&self) -> PathBuf {
        self.root.join("build").join("published-to")
    }

    /// Where `publish` goes unless told otherwise.
    pub(crate) fn published(&self) -> PathBuf {
        self.root.join("published")
    }

    /// Tables of topics from the last time, to be quick.
    fn kept(&self) -> PathBuf {
        self.root.join("build").join("topics.kept")
    }

    /// Reads the company's files and makes the bundle, without playing the examples.
    ///
    /// # Errors
    /// All problems at once, as a report.
    pub(crate) fn read(&self, tables: TopicTables) -> anyhow::Result<Checked> {
        let mut sources = files::sources(&self.root)?;
        if tables == TopicTables::MayBeKept {
            sources.kept = files::read(&self.kept()).ok();
        }
        let company = company::read(&sources)?;
        if let Some(bytes) = &company.to_keep {
            // Where nothing can be written, they are made again the next time.
            let _ = files::write(&self.kept(), bytes, Privacy::Ordinary);
        }
        let bundle = compile(&company);
        Ok(Checked { company, bundle })
    }

    /// Reads the company's files and plays every example on a day (today unless given).
    ///
    /// # Errors
    /// All problems at once, as a report.
    pub(crate) fn check(&self, day: Option<Day>, tables: TopicTables) -> anyhow::Result<Checked> {
        let mut checked = self.read(tables)?;
        let today = day_or_today(day);
        checked.company.warnings = lint(&checked.company, today);
        let Checked {
            company, bundle, ..
        } = &checked;
        play_examples(&Stage::new(company, bundle), minute_or_now(day))
            .map_err(|problems| company.warnings.clone().and(problems))?;
        Ok(checked)
    }
}
