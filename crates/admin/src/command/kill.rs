//! `fineline kill`: switches rules, a site or everything off by publishing one small signed file, the
//! pointer, and nothing else; `--undo` switches it on again.
//!
//! What the pointer says and who believes it is written in `bundle::pointer`.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context as _, anyhow, bail, ensure};
use bundle::builder::diagnostic::suggest;
use bundle::builder::repository::{Lives, Repointed, SignReport};
use bundle::rollout::NEXT;
use bundle::{
    Client, Files, Goal, Next, Off, Pointer, Refusal, Response, Step, TrustAnchor, Update,
    open_pointer, repository,
};
use clap::{ArgGroup, Args};
use policy::{Policy, RuleId, Site};
use serde_json::json;

use crate::clock::now;
use crate::files::{self, Privacy};
use crate::folder::Folder;
use crate::keys::audit;
use crate::keys::hands::{HandArgs, Hands};
use crate::keys::names::Names;
use crate::keys::told;
use crate::outcome::Outcome;
use crate::paint::{dim, green, strong};
use crate::publish::folder::lock;
use crate::publish::look::look_for;
use crate::publish::place::Place;
use crate::publish::plan::{Item, Kind};
use crate::publish::send::{Run, Target, send};
use crate::publish::store::{Found, Store};
use crate::publish::wait;
use crate::{published, switches, trust};

/// The target that names the rules.
const POLICY: &str = "policy.json";

/// Switch rules, a site or everything off in every browser, with one small signed file
#[derive(Args)]
#[command(group(ArgGroup::new("what").required(true).multiple(true).args(["rules", "sites", "everything", "undo"])))]
#[command(after_help = "\
Examples:
  fineline kill acme --rule live-negotiation --reason 'names the wrong desk'
  fineline kill acme --site x
  fineline kill acme --everything --to s3://acme-policy/live
  fineline kill acme --undo                       everything that is off goes on again
  fineline kill acme --undo --site x              that alone

Needs the key of `timestamp` and nothing else. Browsers follow at their next look, and at once when
somebody presses \"Check now\". What is off stays off in later releases until it is undone.
With several people's keys, each runs the same command: `--merge DIR` takes over a colleague's part.")]
pub(crate) struct KillArgs {
    #[command(flatten)]
    folder: Folder,
    /// A rule by its id, on every site (repeatable).
    #[arg(long = "rule", value_name = "ID")]
    rules: Vec<String>,
    /// A site: `linkedin` or `x` (repeatable).
    #[arg(long = "site", value_name = "SITE")]
    sites: Vec<String>,
    /// Everything, everywhere.
    #[arg(long)]
    everything: bool,
    /// Switch on again: what is named, or all that is off.
    #[arg(long)]
    undo: bool,
    /// Why, for colleagues: `fineline status` shows it, browsers never do.
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// The folder or bucket; where `publish` went last if left out.
    #[arg(long, value_name = "PLACE")]
    to: Option<Place>,
    /// Say what would be off, and neither sign nor write.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    hands: HandArgs,
}

/// What is published now.
struct Seen {
    anchor: TrustAnchor,
    place: Place,
    store: Store,
    found: Found,
    files: Files,
    pointer: Pointer,
    rules: BTreeSet<RuleId>,
}

/// Finds what is published, signs another pointer beside it, and puts that in its place.
pub(crate) fn run(args: &KillArgs) -> anyhow::Result<Outcome> {
    let seen = see(args)?;
    let pointer = Pointer {
        off: wanted(args, &seen)?,
        ..seen.pointer.clone()
    };
    if args.dry_run || pointer == seen.pointer {
        return Ok(outcome(args, &seen, (&pointer, None)));
    }
    let expires = now().saturating_add(Lives::default().timestamp);
    let mut next = Repointed::after(&seen.files, &pointer, expires)?;
    let (report, said) = signed(args, &mut next)?;
    if !report.is_complete() {
        files::write(&args.folder.killing(), &next.file(), Privacy::Ordinary)?;
        return waiting(args, &report, said);
    }
    let file = next.file();
    heard(&seen, &file)?;
    wait(put(&seen, &file)).context("nothing is switched: run the same command again")?;
    // Somebody else may have tidied up.
    let _ = fs::remove_file(args.folder.killing());
    let mut outcome = outcome(args, &seen, (&pointer, Some(next.version())));
    outcome.add_lines(said);
    Ok(outcome)
}

fn see(args: &KillArgs) -> anyhow::Result<Seen> {
    let folder = &args.folder;
    let place = args.to.clone().unwrap_or_else(|| published::last(folder));
    place.ensure_writable()?;
    let anchor = trust::anchor(folder)?;
    let store = Store::open(&place)?;
    let found = wait(store.get(repository::TIMESTAMP, usize::MAX))?;
    let found = found.with_context(|| format!("nothing is published in `{place}`"))?;
    // Without regard to expiry: a new pointer may be what is missing.
    let update = wait(policies((&place, &store), &anchor))?;
    ensure!(
        update.files.get(repository::TIMESTAMP) == Some(&found.bytes),
        "somebody else published in `{place}` just now: run the same command again"
    );
    Ok(Seen {
        pointer: open_pointer(&anchor, &update.files)?,
        rules: rules(&update.files)?,
        files: update.files,
        anchor,
        place,
        store,
        found,
    })
}

/// The metadata with the rules alone, also with those that are rolled out to some.
async fn policies(
    (place, store): (&Place, &Store),
    anchor: &TrustAnchor,
) -> anyhow::Result<Update> {
    let mut names = vec![format!("{NEXT}{POLICY}"), POLICY.to_owned()];
    let refused = |refusal| anyhow!("browsers refuse what is in `{place}`: {refusal}");
    match look_for(store, anchor, (Goal::Targets(names.clone()), 0)).await? {
        // Nothing is being rolled out.
        Err(refusal) if refusal.step == Step::TargetMissing => {
            names.remove(0);
            let update = look_for(store, anchor, (Goal::Targets(names), 0)).await?;
            update.map_err(refused)
        }
        update => update.map_err(refused),
    }
}

/// Ids of the published rules.
fn rules(files: &Files) -> anyhow::Result<BTreeSet<RuleId>> {
    let is_policy = |path: &str| path.starts_with("targets/") && path.ends_with(POLICY);
    let mut rules = BTreeSet::new();
    for (path, bytes) in files.iter().filter(|(path, _)| is_policy(path)) {
        let policy: Policy = serde_json::from_slice(bytes).with_context(|| format!("`{path}`"))?;
        rules.extend(policy.rules.into_iter().map(|rule| rule.id));
    }
    Ok(rules)
}

/// What is to be off.
fn wanted(args: &KillArgs, seen: &Seen) -> anyhow::Result<Off> {
    let mut off = seen.pointer.off.clone();
    let sites = sites(&args.sites)?;
    let known = if args.undo { &off.rules } else { &seen.rules };
    let rules = known_rules(&args.rules, (known, args.undo))?;
    let is_all = !args.everything && sites.is_empty() && rules.is_empty();
    match (args.undo, is_all) {
        (true, true) => off = Off::default(),
        (true, false) => {
            off.everything &= !args.everything;
            off.sites.retain(|site| !sites.contains(site));
            off.rules.retain(|rule| !rules.contains(rule));
        }
        (false, _) => {
            off.everything |= args.everything;
            off.sites.extend(sites);
            off.rules.extend(rules);
        }
    }
    if args.reason.is_some() {
        off.reason.clone_from(&args.reason);
    }
    if off.is_nothing() {
        off.reason = None;
    }
    Ok(off)
}

fn sites(names: &[String]) -> anyhow::Result<BTreeSet<Site>> {
    let all = [Site::LinkedIn, Site::X];
    let site = |name: &String| {
        let known = all.into_iter().find(|site| site.id() == name.as_str());
        let help = suggest(name, "sites", all.map(Site::id));
        known.with_context(|| format!("unknown site `{name}`: {help}"))
    };
    names.iter().map(site).collect()
}

fn known_rules(
    names: &[String],
    (known, undo): (&BTreeSet<RuleId>, bool),
) -> anyhow::Result<BTreeSet<RuleId>> {
    let rule = |name: &String| {
        let id = RuleId::from(name.as_str());
        let what = if undo { "rules that are off" } else { "rules" };
        let help = suggest(name, what, known.iter().map(RuleId::as_str));
        let problem = if undo {
            "is not off"
        } else {
            "is not published"
        };
        ensure!(known.contains(&id), "rule `{name}` {problem}: {help}");
        Ok(id)
    };
    names.iter().map(rule).collect()
}

/// Adds signatures: those of before, a colleague's, and our own.
fn signed(args: &KillArgs, next: &mut Repointed) -> anyhow::Result<(SignReport, Vec<String>)> {
    let folder = &args.folder;
    let names = Names::read(folder)?;
    let Hands { hands, warnings } = args.hands.hands(folder, &names)?;
    if let Ok(draft) = fs::read(folder.killing()) {
        next.take_over(&draft, now());
    }
    let mut said = Vec::new();
    for other in &args.hands.merge {
        let other = Folder::at(other);
        let shown = other.path().display();
        let draft = files::read(&other.killing())
            .with_context(|| format!("`{shown}` has no switch that waits for signatures"))?;
        let taken = next.take_over(&draft, now());
        ensure!(
            taken > 0,
            "`{shown}` switches something else, or beside another release: agree on the command"
        );
        audit::merge(folder, &other)?;
        said.push(format!("  {taken} signatures taken over from `{shown}`"));
    }
    let report = next.sign_with(&hands)?;
    let logged = audit::log(folder, &names, &hands, &report)?;
    said.extend(told::warnings(&warnings).chain(told::warnings(&logged)));
    Ok((report, said))
}

/// Nothing is published that browsers would not follow.
fn heard(seen: &Seen, file: &[u8]) -> anyhow::Result<()> {
    let mut files = seen.files.clone();
    files.insert(repository::TIMESTAMP.to_owned(), file.to_vec());
    let refusal = match refusal(&seen.anchor, &files) {
        None => return Ok(()),
        Some(refusal) => refusal,
    };
    bail!(
        "browsers would not follow: {refusal}: run `fineline sign` and `fineline publish`, then this again"
    )
}

/// Why a browser that has nothing yet would refuse these files.
fn refusal(anchor: &TrustAnchor, files: &Files) -> Option<Refusal> {
    let mut client = Client::start_at((anchor, 1), &Files::new(), now(), Goal::Metadata);
    loop {
        match client.next() {
            Next::Fetch(request) => {
                let bytes = files.get(&request.path).cloned();
                client.supply(bytes.map_or(Response::NotFound, Response::Bytes));
            }
            Next::Done(_) => return None,
            Next::Refused(refusal) => return Some(refusal),
        }
    }
}

async fn put(seen: &Seen, file: &[u8]) -> anyhow::Result<()> {
    let _lock = match &seen.place {
        Place::Folder(path) => Some(lock(path)?),
        _ => None,
    };
    let item = Item {
        path: repository::TIMESTAMP,
        bytes: file,
        kind: Kind::Pointer,
    };
    let target = Target {
        place: &seen.place,
        store: &seen.store,
        seen: Some(seen.found.clone()),
        run: Run::Real,
    };
    send(&target, &[item], &mut |_| {}).await.map(drop)
}

fn waiting(args: &KillArgs, report: &SignReport, said: Vec<String>) -> anyhow::Result<Outcome> {
    let names = Names::read(&args.folder)?;
    let mut lines = vec![strong("signatures are missing: nothing is switched yet")];
    lines.extend(told::lines(report, &names));
    lines.push(dim(
        "the next person runs the same command with their key, here or with `--merge` there",
    ));
    lines.extend(said);
    let json = json!({ "ok": true, "complete": false, "roles": told::json(report) });
    Ok(Outcome::new(&lines, json))
}

fn outcome(args: &KillArgs, seen: &Seen, (pointer, release): (&Pointer, Option<u64>)) -> Outcome {
    let place = &seen.place;
    let head = match release {
        Some(release) => format!("{} release {release} in `{place}`", green("published")),
        None if args.dry_run => format!("{} in `{place}`", strong("would publish")),
        None => format!("it is so already in `{place}`"),
    };
    let off = switches::names(&pointer.off);
    let mut lines = vec![head];
    lines.extend(off.iter().map(|name| format!("  off: {name}")));
    if off.is_empty() {
        lines.push("  everything is on".to_owned());
    }
    match release {
        // A fifth more by chance, and caches keep the pointer for a minute.
        Some(_) => lines.push(dim(&format!(
            "browsers follow within {} minutes, and at once on \"Check now\"",
            pointer.poll_minutes() * 6 / 5 + 1
        ))),
        None => lines.push(dim("nothing was signed or written")),
    }
    let json = json!({
        "ok": true, "complete": true, "release": release, "place": place.to_string(),
        "dry_run": args.dry_run, "pointer": switches::as_json(pointer),
    });
    Outcome::new(&lines, json)
}
