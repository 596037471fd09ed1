//! `fineline sign`: lays out the next release and adds signatures; several people may sign, in turns or
//! each in their own checkout.

use std::fs;
use std::path::Path;

use anyhow::ensure;
use bundle::builder::company_file::poll_minutes;
use bundle::builder::layout;
use bundle::builder::repository::{Release, SignReport, next_release, sign_with};
use bundle::metadata::Metadata as _;
use bundle::pointer::POLL_MINUTES;
use bundle::{Files, Mode, Pointer};
use clap::Args;
use serde_json::json;

use crate::clock::now;
use crate::files::{self, Privacy};
use crate::folder::Folder;
use crate::keys::audit;
use crate::keys::hands::HandArgs;
use crate::keys::names::Names;
use crate::keys::told;
use crate::life::{Life, lives};
use crate::outcome::Outcome;
use crate::paint::{dim, green, strong};
use crate::publish::place::Place;
use crate::published::{self, timestamp_version};
use crate::rollout::{self, Few};
use crate::switches;
use crate::trust;

/// Sign what was compiled: with all keys in keys/, or with the keys of one person at a time
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline sign acme                               with every key in acme/keys
  fineline sign acme --key ~/alice.pem             with one key; the next person signs after you
  fineline sign acme --merge ../bob/acme           takes over what Bob signed in his checkout
  fineline sign acme --signer 'hsm-sign' --signer-key targets    with a key in hardware
  fineline sign acme --life timestamp=12h          a new release with another life
  fineline sign acme --after /srv/bundles          follows the release that is published there
  fineline sign acme --after s3://acme-policy/live likewise
  fineline sign acme --simulate                    browsers decide and count, and show nothing
  fineline sign acme --rollout 'champions=alice;bob,share=25'    these get what is new, the others keep

Sign and publish again before a role's life ends: targets 35 days, snapshot 7, timestamp 3.
A release without `--simulate` ends a simulation; one without `--rollout` is for everybody. What `fineline kill` switched off stays off.
docs/keys.md has the whole of it.")]
pub(crate) struct SignArgs {
    #[command(flatten)]
    folder: Folder,
    #[command(flatten)]
    hands: HandArgs,
    /// How long a role lives from now: `targets=35d`, `timestamp=12h` (repeatable; s, m, h, d).
    #[arg(long, value_name = "ROLE=TIME", allow_hyphen_values = true)]
    life: Vec<Life>,
    /// The folder or bucket whose release this one follows; where `publish` went last if left out.
    #[arg(long, value_name = "PLACE")]
    after: Option<Place>,
    /// Let browsers decide and count, and show nothing.
    #[arg(long)]
    simulate: bool,
    /// Give what is new to these first: `champions=alice;bob,share=25` (of a hundred browsers).
    #[arg(long, value_name = "WHO")]
    rollout: Option<Few>,
}

/// Signs the release that is waiting, or begins the next one.
pub(crate) fn run(args: &SignArgs) -> anyhow::Result<Outcome> {
    let folder = &args.folder;
    let names = Names::read(folder)?;
    let hands = args.hands.hands(folder, &names)?;
    let mut release = release(args)?;
    release.add_roots(&trust::roots(folder)?);
    let mut merged = Vec::new();
    for other in &args.hands.merge {
        let added = merge(folder, other, &mut release)?;
        merged.push(format!(
            "  {added} signatures taken over from `{}`",
            other.display()
        ));
    }
    let report = sign_with(&mut release, &hands.hands)?;
    let names = Names::read(folder)?;
    let logged = audit::log(folder, &names, &hands.hands, &report)?;
    let drafts = release.drafts();
    files::replace_folder(&folder.release(), &drafts, Privacy::Ordinary)?;
    let mut outcome = outcome(&report, &drafts, &names);
    outcome.add_lines(switches::signed(&release.pointer()));
    outcome.add_lines(switches::rolled_out(Few::of_release(&drafts).as_ref()));
    if !merged.is_empty() {
        // Versions and lives may be a colleague's: whoever signs them should see them.
        let lives = report.roles.iter().map(told::life);
        outcome.add_lines(merged.into_iter().chain(lives));
    }
    outcome.add_lines(told::warnings(&hands.warnings).chain(told::warnings(&logged)));
    Ok(outcome)
}

/// Takes over a colleague's signatures, and the log of them. Returns how many there were.
fn merge(folder: &Folder, other: &Path, release: &mut Release) -> anyhow::Result<usize> {
    let other = Folder::at(other);
    let theirs = files::read_folder(&other.release())?;
    let shown = other.path().display();
    ensure!(
        !theirs.is_empty(),
        "nothing is signed in `{shown}`: expected a checkout of this company, after `fineline sign`"
    );
    let theirs = Release::resume(theirs)?;
    // Whoever signs stands for what they compiled themselves, not for what a colleague says it is.
    ensure!(
        release.says_what(&theirs),
        "`{shown}` signs something else than what is compiled here: compile both from the same files"
    );
    let report = release.merge(&theirs);
    audit::merge(folder, &other)?;
    Ok(report.roles.iter().map(|role| role.added).sum())
}

fn release(args: &SignArgs) -> anyhow::Result<Release> {
    let folder = &args.folder;
    let last = args
        .after
        .clone()
        .unwrap_or_else(|| published::last(folder));
    let previous = published::metadata(&last)?;
    let waiting = files::read_folder(&folder.release())?;
    let root = trust::verified_root(folder)?;
    let newest = bundle::repository::root(root.get().version());
    let is_of_this_root = waiting.contains_key(&newest);
    let trusted = trust::trusted_timestamp(&previous, &root);
    let is_overtaken = published::is_overtaken(&waiting, (&previous, trusted));
    if !is_overtaken && is_of_this_root && args.life.is_empty() {
        let few = Few::of_release(&waiting);
        let release = Release::resume(waiting)?;
        // Whoever signs after the first need not say it again.
        let is_meant = (!args.simulate || release.pointer().mode == Mode::Simulated)
            && (args.rollout.is_none() || args.rollout == few);
        if is_meant {
            return Ok(release);
        }
    }
    let mut release = begin(args, &last, (!previous.is_empty()).then_some(&previous))?;
    release.point(&pointer(args, &previous)?);
    Ok(release)
}

/// What is published stays switched off; the rest is said anew with each release.
fn pointer(args: &SignArgs, previous: &Files) -> anyhow::Result<Pointer> {
    let roots = trust::verified_roots(&args.folder)?;
    let company = args.folder.path().join(layout::COMPANY);
    let polling = fs::read(company).ok();
    let polling = polling.and_then(|file| poll_minutes(&file));
    Ok(Pointer {
        polling: Some(polling.unwrap_or(POLL_MINUTES)),
        mode: args.simulate.into(),
        ..published::pointer(previous, &roots)
    })
}

fn begin(args: &SignArgs, last: &Place, previous: Option<&Files>) -> anyhow::Result<Release> {
    let folder = &args.folder;
    let mut targets = files::read_folder(&folder.targets())?;
    ensure!(
        !targets.is_empty(),
        "nothing in `{}`: run `fineline compile` first",
        folder.targets().display()
    );
    if let Some(few) = &args.rollout {
        let published = rollout::published(last, &trust::anchor(folder)?)?;
        targets = few.beside(published, &targets)?;
    }
    let (root, lives) = (trust::newest_root(folder)?, lives(&args.life));
    let mut release = next_release(previous, &root, &targets, now(), &lives)?;
    release.add_objects(files::read_folder(&folder.sealed())?);
    Ok(release)
}

fn outcome(report: &SignReport, drafts: &Files, names: &Names) -> Outcome {
    let version = timestamp_version(drafts);
    let complete = report.is_complete();
    let head = if complete {
        green("signed")
    } else {
        strong("signatures are missing")
    };
    let mut lines = vec![format!("{head} release {version}")];
    lines.extend(told::lines(report, names));
    if !complete {
        lines.push(dim(
            "the next person runs `fineline sign` with their key, here or with `--merge` there",
        ));
    }
    let json = json!({
        "ok": true, "release": version, "complete": complete, "roles": told::json(report),
    });
    Outcome::new(&lines, json)
}
