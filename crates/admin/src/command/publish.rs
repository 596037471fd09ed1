//! `fineline publish`: puts a signed release where browsers find it.
//!
//! Which release may be published is decided here; how it gets there, in `publish`.

use anyhow::{Context as _, bail, ensure};
use bundle::builder::repository::Release;
use bundle::map::kdf::Profile;
use bundle::map::manifest::Manifest;
use bundle::metadata::Root;
use bundle::{Files, Freshness, Mode, Opened, TrustAnchor, Verified, open, repository};
use clap::Args;
use indicatif::{HumanBytes, ProgressBar, ProgressFinish, ProgressStyle};
use serde_json::json;

use crate::clock::now;
use crate::files::{self, Privacy};
use crate::folder::Folder;
use crate::outcome::Outcome;
use crate::paint::{dim, green, strong};
use crate::publish::folder::lock;
use crate::publish::maps;
use crate::publish::place::Place;
use crate::publish::plan::{Item, plan};
use crate::publish::send::{Run, Target, send};
use crate::publish::store::{Found, Store};
use crate::publish::wait;
use crate::published::{timestamp_version, version_of};
use crate::rollout::Few;
use crate::{published, switches, trust};

/// Paths that people are shown; programs get all.
const SHOWN: usize = 30;

/// Put a signed release where browsers find it: a folder, S3, Google Cloud Storage or Azure
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline publish acme --to /srv/bundles       then copy or serve that folder as it is
  fineline publish acme --to s3://acme-policy/live
  fineline publish acme --to gs://acme-policy/live --dry-run
  fineline publish acme --to az://policy/live

Refuses a release with too few signatures, one older than what is there, or one that names files which
are missing. Interrupted, it is simply run again. Clouds are configured by their usual environment variables, such as
AWS_ACCESS_KEY_ID, GOOGLE_SERVICE_ACCOUNT, AZURE_STORAGE_ACCOUNT_NAME: see docs/publishing.md.")]
pub(crate) struct PublishArgs {
    #[command(flatten)]
    folder: Folder,
    /// The folder or bucket to publish to; a folder is made if need be. `published` in DIR if left out.
    #[arg(long, value_name = "PLACE")]
    to: Option<Place>,
    /// List what would be written, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Publish lists that were sealed with the profile `test`, which protects nothing: for tests alone.
    #[arg(long)]
    allow_test_profile: bool,
    /// Refuse a release that was not signed with `sign --simulate`.
    #[arg(long)]
    simulate: bool,
    /// Refuse a release that was not signed with exactly this `sign --rollout`.
    #[arg(long, value_name = "WHO")]
    rollout: Option<Few>,
}

/// A release that browsers accept.
struct Ready {
    files: Files,
    opened: Opened,
    anchor: TrustAnchor,
    root: Verified<Root>,
    /// Every root of the company, the newest first.
    roots: Vec<Verified<Root>>,
}

/// Publishes what the reader of bundles accepts, and nothing else.
pub(crate) fn run(args: &PublishArgs) -> anyhow::Result<Outcome> {
    let folder = || Place::Folder(args.folder.published());
    let to = args.to.clone().unwrap_or_else(folder);
    to.ensure_writable()?;
    let run = if args.dry_run { Run::Dry } else { Run::Real };
    let ready = ready(&args.folder)?;
    ensure!(
        args.allow_test_profile || !is_sealed_for_tests(&ready.opened),
        "lists are sealed with the profile `test`, which protects nothing: take `profile` out of [sealing] in \
         fineline.toml and compile again"
    );
    ensure!(
        !args.simulate || ready.opened.pointer().mode == Mode::Simulated,
        "this release shows advice: `fineline sign --simulate` makes one that only counts"
    );
    check_rollout(args, &ready)?;
    let items = plan(&ready.files);
    let _lock = match &to {
        Place::Folder(path) if run == Run::Real => Some(lock(path)?),
        _ => None,
    };
    let written = wait(publish(&to, run, &ready, &items))?;
    if run == Run::Real {
        remember(&args.folder, &to)?;
    }
    Ok(outcome((&to, run), &ready, &chosen(&items, &written)))
}

fn check_rollout(args: &PublishArgs, ready: &Ready) -> anyhow::Result<()> {
    let signed = Few::of(&ready.opened.targets);
    let Some(wanted) = args
        .rollout
        .as_ref()
        .filter(|few| signed.as_ref() != Some(few))
    else {
        return Ok(());
    };
    let is = signed.map_or_else(|| "everybody".to_owned(), |few| few.to_string());
    bail!("this release is for {is}: `fineline sign --rollout …` makes one for {wanted}")
}

fn ready(folder: &Folder) -> anyhow::Result<Ready> {
    let waiting = files::read_folder(&folder.release())?;
    if waiting.is_empty() {
        bail!("nothing is signed yet: run `fineline compile` and `fineline sign` first");
    }
    let anchor = trust::anchor(folder)?;
    let mut files = Release::resume(waiting)?.files()?;
    files.extend(trust::roots(folder)?);
    let opened = open(&anchor, &files, now()).context("clients would refuse this release")?;
    Ok(Ready {
        files,
        opened,
        anchor,
        root: trust::verified_root(folder)?,
        roots: trust::verified_roots(folder)?,
    })
}

/// Whether a map can be read by whoever tries a few handles.
fn is_sealed_for_tests(opened: &Opened) -> bool {
    let manifests = maps::manifests(&opened.targets);
    let mut read = manifests.filter_map(|(_, bytes)| Manifest::read(bytes).ok());
    read.any(|manifest| manifest.profile == Profile::Test)
}

async fn publish<'a>(
    to: &Place,
    run: Run,
    ready: &Ready,
    items: &[Item<'a>],
) -> anyhow::Result<Vec<&'a str>> {
    let store = &Store::open(to)?;
    let seen = store.get(repository::TIMESTAMP, usize::MAX).await?;
    let root = store.get(&repository::root(1), usize::MAX).await?;
    check_order(to, &ready.root, (seen.as_ref(), root.as_ref()), items)?;
    check_switches(to, ready, seen.as_ref())?;
    maps::check((to, store), &ready.opened.targets, &ready.files).await?;
    let target = Target {
        place: to,
        store,
        seen,
        run,
    };
    let bar = progress(items.len());
    send(&target, items, &mut |_| bar.inc(1)).await
}

/// A client that has seen more would take this for an attack.
fn check_order(
    to: &Place,
    trusted: &Verified<Root>,
    (pointer, root): (Option<&Found>, Option<&Found>),
    items: &[Item<'_>],
) -> anyhow::Result<()> {
    let ours = |path: &str| items.iter().find(|item| item.path == path);
    let first = ours(&repository::root(1)).map(|item| item.bytes);
    if root.is_some_and(|root| first != Some(root.bytes.as_slice())) {
        bail!("`{to}` belongs to another root: publish to another folder");
    }
    let ours = ours(repository::TIMESTAMP).map_or([].as_slice(), |item| item.bytes);
    let theirs = pointer.map_or([].as_slice(), |found| &found.bytes);
    let (old, new) = (trust::trusted_version(theirs, trusted), version_of(ours));
    if old >= new && theirs != ours {
        bail!(
            "release {old} is published in `{to}`, this is {new}: run `fineline sign --after {to}`"
        );
    }
    Ok(())
}

/// Nobody switches on by accident what was switched off.
fn check_switches(to: &Place, ready: &Ready, pointer: Option<&Found>) -> anyhow::Result<()> {
    let theirs = pointer.map_or([].as_slice(), |found| &found.bytes);
    let off = published::pointer_of(theirs, &ready.roots).off;
    ensure!(
        ready.opened.pointer().off.includes(&off),
        "this release would switch on what is off in `{to}` ({}): run `fineline sign --after {to}`, \
         or `fineline kill --undo` first",
        switches::names(&off).join(", ")
    );
    Ok(())
}

/// Counts files on standard error, if that is a terminal.
fn progress(files: usize) -> ProgressBar {
    let bar = ProgressBar::new(files as u64).with_finish(ProgressFinish::AndClear);
    match ProgressStyle::with_template("{wide_bar} {pos} of {len} files, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn chosen<'a>(items: &[Item<'a>], written: &[&str]) -> Vec<Item<'a>> {
    let items = items.iter().filter(|item| written.contains(&item.path));
    items.copied().collect()
}

fn remember(folder: &Folder, to: &Place) -> anyhow::Result<()> {
    let text = match to {
        Place::Folder(path) => {
            let full =
                std::fs::canonicalize(path).with_context(|| format!("`{}`", path.display()))?;
            full.to_string_lossy().into_owned()
        }
        _ => to.to_string(),
    };
    files::write(&folder.published_to(), text.as_bytes(), Privacy::Ordinary)
}

fn outcome((to, run): (&Place, Run), ready: &Ready, written: &[Item<'_>]) -> Outcome {
    let (version, release) = (ready.opened.version, timestamp_version(&ready.files));
    let head = match run {
        Run::Real => green("published"),
        Run::Dry => strong("would publish"),
    };
    let mut lines = vec![format!("{head} version {version} in `{to}`")];
    lines.extend(written.iter().take(SHOWN).map(line));
    match written.len() {
        0 => lines.push(dim("  everything is there already")),
        all if all > SHOWN => lines.push(dim(&format!("  and {} more files", all - SHOWN))),
        _ => {}
    }
    lines.push(format!("root {}", ready.anchor));
    lines.extend(switches::signed(ready.opened.pointer()));
    lines.extend(switches::rolled_out(
        Few::of(&ready.opened.targets).as_ref(),
    ));
    let is_fresh = ready.opened.freshness == Freshness::Fresh;
    if !is_fresh {
        lines.push(strong(
            "This release has expired already: sign again for a longer life.",
        ));
    }
    if run == Run::Dry {
        lines.push(dim("nothing was written"));
    }
    let paths: Vec<&str> = written.iter().map(|item| item.path).collect();
    let bytes: usize = written.iter().map(|item| item.bytes.len()).sum();
    let json = json!({
        "ok": true, "version": version, "release": release, "folder": to.to_string(),
        "dry_run": run == Run::Dry, "files": paths, "bytes": bytes,
        "root_sha256": ready.anchor.to_string(), "fresh": is_fresh,
    });
    Outcome::new(&lines, json)
}

fn line(item: &Item<'_>) -> String {
    let size = HumanBytes(item.bytes.len() as u64).to_string();
    format!("  {} {}", item.path, dim(&size))
}
