//! `fineline sign`: lays out the next release and adds signatures; several people may sign in turns.

use std::path::{Path, PathBuf};

use anyhow::ensure;
use bundle::Files;
use bundle::builder::repository::{Release, SignReport, next_release, sign};
use clap::Args;
use serde_json::json;

use crate::clock::now;
use crate::files::{self, Privacy};
use crate::folder::Folder;
use crate::life::{Life, lives};
use crate::outcome::Outcome;
use crate::paint::{dim, green, strong};
use crate::publish::place::Place;
use crate::published::{self, timestamp_version};
use crate::trust;

/// Sign what was compiled: with all keys in keys/, or with the keys of one person at a time
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline sign acme                               with every key in acme/keys
  fineline sign acme --key ~/root-1.pem            with one key; the next person signs after you
  fineline sign acme --life timestamp=12h          a new release with another life
  fineline sign acme --after /srv/bundles          follows the release that is published there
  fineline sign acme --after s3://acme-policy/live likewise

Sign and publish again before a role's life ends: targets 35 days, snapshot 7, timestamp 3.")]
pub(crate) struct SignArgs {
    #[command(flatten)]
    folder: Folder,
    /// Sign with this key file (repeatable) instead of all in keys/.
    #[arg(long = "key", value_name = "FILE")]
    keys: Vec<PathBuf>,
    /// How long a role lives from now: `targets=35d`, `timestamp=12h` (repeatable; s, m, h, d).
    #[arg(long, value_name = "ROLE=TIME", allow_hyphen_values = true)]
    life: Vec<Life>,
    /// The folder or bucket whose release this one follows; where `publish` went last if left out.
    #[arg(long, value_name = "PLACE")]
    after: Option<Place>,
}

/// Signs the release that is waiting, or begins the next one.
pub(crate) fn run(args: &SignArgs) -> anyhow::Result<Outcome> {
    let keys = trust::keys(&args.folder, &args.keys)?;
    let mut release = release(args)?;
    let report = sign(&mut release, &keys);
    let drafts = release.drafts();
    files::replace_folder(&args.folder.release(), &drafts, Privacy::Ordinary)?;
    Ok(outcome(&report, &drafts))
}

fn release(args: &SignArgs) -> anyhow::Result<Release> {
    let folder = &args.folder;
    let last = args
        .after
        .clone()
        .unwrap_or_else(|| published::last(folder));
    let previous = published::metadata(&last)?;
    let waiting = files::read_folder(&folder.release())?;
    if !published::is_overtaken(&waiting, &previous) && args.life.is_empty() {
        return Ok(Release::resume(waiting)?);
    }
    begin(
        folder,
        (!previous.is_empty()).then_some(&previous),
        &args.life,
    )
}

fn begin(folder: &Folder, previous: Option<&Files>, life: &[Life]) -> anyhow::Result<Release> {
    let targets = files::read_folder(&folder.targets())?;
    let compiled = folder.targets();
    ensure!(
        !targets.is_empty(),
        "nothing in `{}`: run `fineline compile` first",
        shown(&compiled)
    );
    let root = trust::newest_root(folder)?;
    Ok(next_release(
        previous,
        &root,
        &targets,
        now(),
        &lives(life),
    )?)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn outcome(report: &SignReport, drafts: &Files) -> Outcome {
    let version = timestamp_version(drafts);
    let complete = report.roles.iter().all(|role| role.have >= role.need);
    let head = if complete {
        green("signed")
    } else {
        strong("signatures are missing")
    };
    let mut lines = vec![format!("{head} release {version}")];
    for role in &report.roles {
        let added = if role.added > 0 {
            format!(", {} added now", role.added)
        } else {
            String::new()
        };
        lines.push(format!(
            "  {}: {} of {}{added}",
            role.role, role.have, role.need
        ));
    }
    if !complete {
        lines.push(dim("the next person runs `fineline sign` with their key"));
    }
    let roles = report.roles.iter().map(|role| {
        json!({ "role": role.role, "added": role.added, "have": role.have, "need": role.need })
    });
    let roles: Vec<_> = roles.collect();
    Outcome::new(
        &lines,
        json!({ "ok": true, "release": version, "complete": complete, "roles": roles }),
    )
}
