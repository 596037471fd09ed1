//! `fineline publish`: puts a signed release into a folder that a server shows.
//!
//! What never changes is written first and `timestamp.json` last, so that a client sees the old
//! release or the new one and nothing between. Object stores come later.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use bundle::builder::repository::Release;
use bundle::{Files, Freshness, Opened, TrustAnchor, open, repository};
use clap::Args;
use serde_json::json;

use crate::clock::now;
use crate::files::{self, Privacy};
use crate::folder::Folder;
use crate::outcome::Outcome;
use crate::paint::{dim, green, strong};
use crate::published::{self, timestamp_version};
use crate::trust;

/// Put a signed release into a folder that a server shows
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline publish acme --to /srv/bundles       then copy or serve that folder as it is

Refuses a release with too few signatures, or one older than what is there.")]
pub(crate) struct PublishArgs {
    #[command(flatten)]
    folder: Folder,
    /// The folder to publish to; made if need be. `published` in DIR if left out.
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
}

/// Publishes what the reader of bundles accepts, and nothing else.
pub(crate) fn run(args: &PublishArgs) -> anyhow::Result<Outcome> {
    let to = args.to.clone().unwrap_or_else(|| args.folder.published());
    let waiting = files::read_folder(&args.folder.release())?;
    if waiting.is_empty() {
        bail!("nothing is signed yet: run `fineline compile` and `fineline sign` first");
    }
    let anchor = trust::anchor(&args.folder)?;
    let mut files = Release::resume(waiting)?.files()?;
    files.extend(trust::roots(&args.folder)?);
    let opened = open(&anchor, &files, now()).context("clients would refuse this release")?;
    let _lock = published::lock(&to)?;
    check_order(&to, &files)?;
    let written = write(&to, &files)?;
    remember(&args.folder, &to)?;
    Ok(outcome(&to, anchor, (&opened, &files), &written))
}

/// A client that has seen more would take this for an attack.
fn check_order(to: &Path, files: &Files) -> anyhow::Result<()> {
    let there = published::metadata(to)?;
    let first = repository::root(1);
    if there
        .get(&first)
        .is_some_and(|root| files.get(&first) != Some(root))
    {
        bail!(
            "`{}` belongs to another root: publish to another folder",
            to.display()
        );
    }
    let (old, new) = (timestamp_version(&there), timestamp_version(files));
    let same = there.get(repository::TIMESTAMP) == files.get(repository::TIMESTAMP);
    if old >= new && !same {
        let after = to.display();
        bail!(
            "release {old} is published in `{after}`, this is {new}: run `fineline sign --after {after}`"
        );
    }
    Ok(())
}

/// Paths that were written, in order; what is there with the same bytes is left alone.
fn write(to: &Path, files: &Files) -> anyhow::Result<Vec<String>> {
    // Targets, then metadata, then the pointer: nothing names a file that is not there yet.
    let rank = |path: &str| (path == repository::TIMESTAMP, !path.starts_with("targets/"));
    let mut paths: Vec<&String> = files.keys().collect();
    paths.sort_by_key(|path| rank(path));
    let mut written = Vec::new();
    for path in paths {
        let (Some(bytes), full) = (files.get(path), to.join(path)) else {
            continue;
        };
        if std::fs::read(&full).is_ok_and(|there| there == *bytes) {
            continue;
        }
        files::write(&full, bytes, Privacy::Ordinary)?;
        written.push(path.clone());
    }
    Ok(written)
}

fn remember(folder: &Folder, to: &Path) -> anyhow::Result<()> {
    let full = std::fs::canonicalize(to).with_context(|| format!("`{}`", to.display()))?;
    files::write(
        &folder.published_to(),
        full.to_string_lossy().as_bytes(),
        Privacy::Ordinary,
    )
}

fn outcome(
    to: &Path,
    anchor: TrustAnchor,
    (opened, files): (&Opened, &Files),
    written: &[String],
) -> Outcome {
    let (version, release) = (opened.version, timestamp_version(files));
    let mut lines = vec![format!(
        "{} version {version} in `{}`",
        green("published"),
        to.display()
    )];
    lines.extend(written.iter().map(|path| format!("  {path}")));
    if written.is_empty() {
        lines.push(dim("  everything is there already"));
    }
    lines.push(format!("root {anchor}"));
    if opened.freshness != Freshness::Fresh {
        lines.push(strong(
            "This release has expired already: sign again for a longer life.",
        ));
    }
    let json = json!({
        "ok": true, "version": version, "release": release, "folder": to,
        "files": written, "root_sha256": anchor.to_string(),
        "fresh": opened.freshness == Freshness::Fresh,
    });
    Outcome::new(&lines, json)
}
