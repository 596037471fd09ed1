//! `fineline root sign`: signs the next root, for the root before it and for itself.

use std::path::Path;

use anyhow::{Context as _, bail};
use bundle::builder::repository::{merge_root, sign_root};
use clap::Args;
use serde_json::json;

use crate::folder::Folder;
use crate::keys::draft::{self, Draft};
use crate::keys::hands::HandArgs;
use crate::keys::names::Names;
use crate::keys::{audit, told};
use crate::outcome::Outcome;
use crate::paint::{dim, green, strong};
use crate::trust;

/// Sign the next root; in force once the old and the new keys have signed it
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline root sign acme                          with every key in acme/keys
  fineline root sign acme --key ~/alice.pem        with one key; the next person signs after you
  fineline root sign acme --merge ../bob/acme      takes over what Bob signed in his checkout")]
pub(crate) struct SignArgs {
    #[command(flatten)]
    folder: Folder,
    #[command(flatten)]
    hands: HandArgs,
}

/// Adds signatures and, with the last one, puts the root into force.
pub(super) fn run(args: &SignArgs) -> anyhow::Result<Outcome> {
    let folder = &args.folder;
    let names = Names::read(folder)?;
    let Some(mut draft) = draft::read(folder)? else {
        bail!("no root is waiting for signatures: `fineline root rotate` makes one");
    };
    let hands = args.hands.hands(folder, &names)?;
    let previous = trust::newest_root(folder)?;
    let mut merged = Vec::new();
    for other in &args.hands.merge {
        let added = merge(folder, other, &mut draft, &previous)?;
        merged.push(format!(
            "  {added} signatures taken over from `{}`",
            other.display()
        ));
    }
    let (bytes, report) = sign_root(&draft.bytes, Some(&previous), &hands.hands)?;
    let logged = audit::log(folder, &names, &hands.hands, &report)?;
    let draft = Draft { bytes, ..draft };
    let is_in_force = draft.keep(folder)?;
    let version = draft.version;
    let mut lines = vec![if is_in_force {
        format!(
            "{} root {version}: in force, trust/{version}.root.json",
            green("signed")
        )
    } else {
        format!("{} root {version}", strong("signatures are missing"))
    }];
    lines.extend(told::lines(&report, &names));
    lines.extend(merged);
    lines.push(dim(if is_in_force {
        "commit trust/, then `fineline sign` and `fineline publish`"
    } else {
        "commit trust/; the next person runs `fineline root sign`"
    }));
    lines.extend(told::warnings(&hands.warnings).chain(told::warnings(&logged)));
    let json = json!({
        "ok": true, "version": version, "complete": is_in_force, "roles": told::json(&report),
    });
    Ok(Outcome::new(&lines, json))
}

/// Takes over the signatures in a colleague's checkout. Returns how many there were.
fn merge(
    folder: &Folder,
    other: &Path,
    draft: &mut Draft,
    previous: &[u8],
) -> anyhow::Result<usize> {
    let other = Folder::at(other);
    let shown = other.path().display().to_string();
    let Some(theirs) = draft::read(&other)? else {
        bail!(
            "no root is waiting for signatures in `{shown}`: expected a checkout of this company"
        );
    };
    let merged = merge_root(&draft.bytes, Some(previous), &theirs.bytes);
    let (bytes, added) = merged.with_context(|| format!("`{shown}`"))?;
    draft.bytes = bytes;
    audit::merge(folder, &other)?;
    Ok(added)
}
