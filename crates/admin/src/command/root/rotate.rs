//! `fineline root rotate`: writes the next root, unsigned, and says who has to sign it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use bundle::builder::key::{KeyId, PublicKey, public_key};
use bundle::builder::repository::{RootSpec, SignReport, make_root};
use bundle::metadata::Role;
use bundle::moment::Moment;
use clap::Args;
use serde_json::json;

use crate::clock::now;
use crate::files;
use crate::folder::Folder;
use crate::keys::draft::{self, Draft};
use crate::keys::names::{self, Names};
use crate::keys::rotation::{Change, RoleChange, apply, changes};
use crate::keys::told;
use crate::life::{Life, lives};
use crate::outcome::Outcome;
use crate::paint::{dim, green, strong};
use crate::trust;

/// Exchange or revoke keys, change thresholds, or renew the root: makes the next one, to be signed
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline root rotate acme --role targets --add alice --threshold 2 --dry-run
  fineline root rotate acme --role root --add alice --remove root-1
  fineline root rotate acme --role timestamp --remove timestamp --add timestamp-2
  fineline root rotate acme --life root=365d       the same keys for another year

Then `fineline root sign`, as many people as it says; after that sign and publish a new release.
What rotate did before and is not signed yet is kept and added to. docs/keys.md: a key is lost, or stolen.")]
pub(crate) struct RotateArgs {
    #[command(flatten)]
    folder: Folder,
    /// The role that changes: root, targets, snapshot or timestamp (repeatable).
    #[arg(long = "role", value_name = "ROLE", value_parser = role)]
    roles: Vec<Role>,
    /// A public key that comes in: a name in trust/keys, or a file such as PEM that hardware exports
    /// (repeatable).
    #[arg(long, value_name = "KEY")]
    add: Vec<PathBuf>,
    /// A key that goes, by name or id (repeatable); from all its roles if no role is named.
    #[arg(long, value_name = "KEY")]
    remove: Vec<String>,
    /// How many keys of the role must sign.
    #[arg(long, value_name = "N")]
    threshold: Option<u32>,
    /// How long the new root lives, e.g. `root=365d`.
    #[arg(long, value_name = "ROLE=TIME", allow_hyphen_values = true)]
    life: Vec<Life>,
    /// Say what would change and who would have to sign; write nothing.
    #[arg(long)]
    dry_run: bool,
}

fn role(name: &str) -> Result<Role, String> {
    let known = Role::ALL.into_iter().find(|role| role.name() == name);
    known.ok_or_else(|| {
        format!("unknown role `{name}`: `root`, `targets`, `snapshot` or `timestamp`")
    })
}

/// A key that comes in, and the name it gets.
type Newcomer = (String, PublicKey);

/// Writes the draft, or says what it would be.
pub(super) fn run(args: &RotateArgs) -> anyhow::Result<Outcome> {
    let folder = &args.folder;
    trust::verified_root(folder)?;
    let newest = RootSpec::read(&trust::newest_root(folder)?)?;
    let names = Names::read(folder)?;
    let newcomers = args
        .add
        .iter()
        .map(|path| newcomer(path, &names))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let mut next = match draft::read(folder)? {
        Some(draft) => RootSpec::read(&draft.bytes)?,
        None => newest.clone(),
    };
    let remove = args.remove.iter().map(|key| names.find(key).cloned());
    let change = Change {
        roles: args.roles.clone(),
        add: newcomers.iter().map(|(_, key)| key.clone()).collect(),
        remove: remove
            .collect::<anyhow::Result<_>>()
            .context("`--remove`")?,
        threshold: args.threshold,
    };
    apply(&mut next, &change)?;
    next.version = newest.version.saturating_add(1);
    next.expires = now() + lives(&args.life).root;
    let draft = Draft {
        version: next.version,
        bytes: make_root(&next)?,
    };
    let names = names.with(&newcomers);
    if !args.dry_run {
        keep(folder, &names, &newcomers)?;
        draft.keep(folder)?;
    }
    let changed = changes(&newest, &next);
    Ok(outcome(
        args,
        (&next, &changed),
        &draft.report(folder)?,
        &names,
    ))
}

/// A public key out of a file, named after it; or one that has a name already.
fn newcomer(path: &Path, names: &Names) -> anyhow::Result<Newcomer> {
    let shown = path.display();
    if !path.exists() {
        let wanted = path.to_string_lossy();
        let key = names.find(&wanted);
        let key = key.with_context(|| format!("there is no file `{shown}`"))?;
        return Ok((wanted.into_owned(), key.clone()));
    }
    let bytes = files::read(path)?;
    let text = String::from_utf8_lossy(&bytes);
    ensure!(
        !text.contains("PRIVATE KEY"),
        "`{shown}` is a secret key: name its public half, trust/keys/NAME.json"
    );
    let key = public_key(&text).with_context(|| format!("`{shown}`"))?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    Ok((stem.to_ascii_lowercase(), key))
}

/// Keeps the names of keys that had none.
fn keep(folder: &Folder, names: &Names, newcomers: &[Newcomer]) -> anyhow::Result<()> {
    for (name, key) in newcomers {
        let is_new = names::check(name).is_ok() && !names::path(folder, name).exists();
        if is_new && names.name(&key.id()) == Some(name) {
            names::keep(folder, name, key)?;
        }
    }
    Ok(())
}

fn outcome(
    args: &RotateArgs,
    (next, changed): (&RootSpec, &[RoleChange]),
    report: &SignReport,
    names: &Names,
) -> Outcome {
    let head = if args.dry_run {
        strong("would make")
    } else {
        green("made")
    };
    let (version, until) = (next.version, Moment(next.expires));
    let mut lines = vec![format!("{head} root {version}, until {until}; unsigned")];
    lines.extend(told::changes(changed, names));
    lines.push("has to be signed by".to_owned());
    lines.extend(told::lines(report, names));
    lines.extend(advice(changed));
    lines.push(dim(if args.dry_run {
        "nothing was written"
    } else {
        "commit trust/; each of them runs `fineline root sign`"
    }));
    let changes: Vec<_> = changed.iter().map(change_json).collect();
    let json = json!({
        "ok": true, "version": version, "expires": until, "dry_run": args.dry_run,
        "changes": changes, "roles": told::json(report),
    });
    Outcome::new(&lines, json)
}

/// What follows from the change of a role that signs releases.
fn advice(changed: &[RoleChange]) -> Option<String> {
    let is_online = |change: &&RoleChange| change.role != Role::Root;
    let roles: Vec<&str> = changed
        .iter()
        .filter(is_online)
        .map(|change| change.role.name())
        .collect();
    let text = "then compile, sign and publish: clients want files of the new keys for";
    (!roles.is_empty()).then(|| format!("{text} {}", roles.join(", ")))
}

fn change_json(change: &RoleChange) -> serde_json::Value {
    let ids = |ids: &[KeyId]| -> Vec<String> { ids.iter().map(ToString::to_string).collect() };
    json!({
        "role": change.role, "added": ids(&change.added), "removed": ids(&change.removed),
        "threshold_before": change.threshold.0, "threshold": change.threshold.1,
    })
}
