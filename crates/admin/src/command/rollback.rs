//! `fineline rollback`: lays out a new release with the content of an earlier one, to be signed as usual.
//!
//! Clients never go back to a lower version; so old content gets a higher one.

use anyhow::{Context as _, anyhow, ensure};
use bundle::builder::repository::next_release;
use bundle::metadata::{Root, Snapshot, Targets};
use bundle::rollout::everybodys;
use bundle::{Files, Mode, Pointer, Verified, repository, verify};
use clap::Args;
use serde_json::json;

use crate::clock::now;
use crate::files::{self, Privacy};
use crate::folder::Folder;
use crate::life::lives;
use crate::outcome::Outcome;
use crate::paint::{dim, green};
use crate::publish::place::Place;
use crate::publish::store::Store;
use crate::publish::wait;
use crate::published;
use crate::switches;
use crate::trust;

/// Longest metadata file that is read: as long as the longest that a client reads.
const METADATA_MAX: usize = 1024 * 1024;

/// Lay out a new release with the content of an earlier version, to be signed and published as usual
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline rollback 7 acme                        content of version 7, from where acme was published
  fineline rollback 7 acme --from s3://acme-policy/live
Then: fineline sign acme, fineline publish acme.

The company's files stay as they are: mend them before the next `fineline compile`.")]
pub(crate) struct RollbackArgs {
    /// The version to go back to, as `publish` and `status` name it.
    #[arg(value_name = "VERSION")]
    version: u64,
    #[command(flatten)]
    folder: Folder,
    /// The folder or bucket it was published to; where `publish` went last if left out.
    #[arg(long, value_name = "PLACE")]
    from: Option<Place>,
}

/// Checks the old content as clients did, and lays it out.
pub(crate) fn run(args: &RollbackArgs) -> anyhow::Result<Outcome> {
    let folder = &args.folder;
    let place = args.from.clone().unwrap_or_else(|| published::last(folder));
    let store = Store::open(&place)?;
    let roots = trust::verified_roots(folder)?;
    let previous = wait(published::read(&store))?;
    // What was rolled out to some is part of what is taken back.
    let targets = everybodys(wait(content(args.version, (&place, &store), &roots))?);
    let root = trust::newest_root(folder)?;
    let mut release = next_release(Some(&previous), &root, &targets, now(), &lives(&[]))?;
    let pointer = Pointer {
        // Whether it is shown is said by `sign`; what is off stays off.
        mode: Mode::Live,
        ..published::pointer(&previous, &roots)
    };
    release.point(&pointer);
    let [version, ..] = release.versions();
    files::replace_folder(&folder.targets(), &targets, Privacy::Ordinary)?;
    files::replace_folder(&folder.release(), &release.drafts(), Privacy::Ordinary)?;
    let mut outcome = outcome((args.version, version), &place, &targets);
    outcome.add_lines(switches::stay(&pointer.off));
    Ok(outcome)
}

/// The targets of a version by name, verified from their signatures to their last byte.
async fn content(
    version: u64,
    (place, store): (&Place, &Store),
    roots: &[Verified<Root>],
) -> anyhow::Result<Files> {
    let path = repository::targets(version);
    let missing = || anyhow!("version {version} is not in `{place}`: `{path}` is not there");
    let bytes = store
        .get(&path, METADATA_MAX)
        .await?
        .ok_or_else(missing)?
        .bytes;
    let targets = verified(version, (place, store), (&bytes, roots)).await?;
    ensure!(
        targets.get().delegations.0.is_empty(),
        "version {version} has roles that it delegates to, and their part of it would be missing"
    );
    let mut files = Files::new();
    for (name, meta) in &targets.get().targets {
        let path = verify::target_path(name, meta)?;
        let most = usize::try_from(meta.length).unwrap_or(usize::MAX);
        let found = store.get(&path, most).await?;
        let found = found.with_context(|| format!("`{place}/{path}` is not there any more"))?;
        let bytes = verify::target(name, found.bytes, meta)
            .with_context(|| format!("`{place}/{path}` is not what was published"))?;
        files.insert(name.clone(), bytes.into_inner());
    }
    Ok(files)
}

/// By a snapshot that names it, under any root the company has had: its keys may have been replaced.
async fn verified(
    version: u64,
    (place, store): (&Place, &Store),
    (bytes, roots): (&[u8], &[Verified<Root>]),
) -> anyhow::Result<Verified<Targets>> {
    for path in snapshots(&store.metadata_names().await?) {
        let Some(found) = store.get(&path, METADATA_MAX).await? else {
            continue;
        };
        let verified = roots.iter().find_map(|root| {
            let snapshot = verify::any_snapshot(&found.bytes, root).ok()?;
            names(snapshot.get(), version).then_some(())?;
            verify::targets(bytes, root, &snapshot).ok()
        });
        if let Some(targets) = verified {
            return Ok(targets);
        }
    }
    Err(anyhow!(
        "`{place}/{}` was never part of a release of this company: its signatures or its snapshot are missing",
        repository::targets(version)
    ))
}

fn snapshots(names: &[String]) -> Vec<String> {
    let snapshots = names.iter().filter(|name| name.ends_with(".snapshot.json"));
    snapshots.map(|name| format!("metadata/{name}")).collect()
}

fn names(snapshot: &Snapshot, version: u64) -> bool {
    verify::targets_meta(snapshot, "targets").is_ok_and(|meta| meta.version == version)
}

fn outcome((old, new): (u64, u64), place: &Place, targets: &Files) -> Outcome {
    let mut lines = vec![format!(
        "{} version {new} with the content of version {old} of `{place}`",
        green("laid out")
    )];
    lines.extend(targets.keys().map(|name| format!("  {name}")));
    lines.push(dim(
        "not signed yet: run `fineline sign`, then `fineline publish`",
    ));
    let names: Vec<&String> = targets.keys().collect();
    Outcome::new(
        &lines,
        json!({ "ok": true, "version": new, "content_of": old, "from": place.to_string(), "contents": names }),
    )
}
