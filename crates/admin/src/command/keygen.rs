//! `fineline keygen`: makes the keys of a company and its first root file, once.
//!
//! Passphrases, hardware keys and the change of a root come later; this says so plainly.

use anyhow::ensure;

use bundle::builder::key::SecretKey;
use bundle::builder::repository::{RoleKeys, RootSpec, make_root, sign_root};
use bundle::{Files, TrustAnchor};
use clap::Args;
use serde_json::json;

use crate::clock::now;
use crate::files::{self, Privacy};
use crate::folder::Folder;
use crate::life::{Life, lives};
use crate::outcome::Outcome;
use crate::paint::{dim, green};

/// Make the keys of a company and its first root file, once
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline keygen acme                                      three root keys, two of them sign
  fineline keygen acme --root-keys 1 --root-threshold 1     to try things out

Writes keys/*.pem (readable by you alone) and trust/1.root.json (public: keep and commit it).
The keys have no passphrase yet: passphrases and signing in hardware come later. Until then,
move the root keys to a place that is not on any network once this is done.")]
pub(crate) struct KeygenArgs {
    #[command(flatten)]
    folder: Folder,
    /// How many root keys to make.
    #[arg(long, default_value_t = 3, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=20))]
    root_keys: u32,
    /// How many of them must sign a root file.
    #[arg(long, default_value_t = 2, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=20))]
    root_threshold: u32,
    /// How long the root file lives, e.g. `root=365d`.
    #[arg(long, value_name = "ROLE=TIME", allow_hyphen_values = true)]
    life: Vec<Life>,
}

/// Makes everything in memory, then writes it; never over keys that are there.
pub(crate) fn run(args: &KeygenArgs) -> anyhow::Result<Outcome> {
    ensure!(
        args.root_threshold <= args.root_keys,
        "{} of {} root keys cannot sign",
        args.root_threshold,
        args.root_keys
    );
    let folder = &args.folder;
    ensure!(
        folder.path().is_dir(),
        "`{}` is no folder",
        folder.path().display()
    );
    files::ensure_free(&[folder.keys(), folder.trust()])?;
    let roots = (0..args.root_keys)
        .map(|_| SecretKey::generate())
        .collect::<Result<Vec<_>, _>>()?;
    let others = [
        SecretKey::generate()?,
        SecretKey::generate()?,
        SecretKey::generate()?,
    ];
    let root = signed_root(args, &roots, &others)?;
    let keys = named(&roots, &others)?;
    let names: Vec<String> = keys.keys().map(|name| format!("keys/{name}")).collect();
    files::replace_folder(&folder.keys(), &keys, Privacy::Secret)?;
    let root_path = folder.trust().join("1.root.json");
    files::write(&root_path, &root, Privacy::Ordinary)?;
    Ok(outcome(args, &names, TrustAnchor::of_root(&root)))
}

/// The key files by their names.
fn named(roots: &[SecretKey], others: &[SecretKey; 3]) -> anyhow::Result<Files> {
    let root_names = (1..=roots.len()).map(|number| format!("root-{number}.pem"));
    let other_names = OTHERS.iter().map(|role| format!("{role}.pem"));
    let mut files = Files::new();
    let keys = roots.iter().chain(others);
    for (name, key) in root_names.chain(other_names).zip(keys) {
        files.insert(name, key.to_pem()?.into_bytes());
    }
    Ok(files)
}

const OTHERS: [&str; 3] = ["targets", "snapshot", "timestamp"];

fn signed_root(
    args: &KeygenArgs,
    roots: &[SecretKey],
    others: &[SecretKey; 3],
) -> anyhow::Result<Vec<u8>> {
    let single = |key: &SecretKey| RoleKeys {
        keys: vec![key.public()],
        threshold: 1,
    };
    let [targets, snapshot, timestamp] = others;
    let spec = RootSpec {
        version: 1,
        expires: now() + lives(&args.life).root,
        root: RoleKeys {
            keys: roots.iter().map(SecretKey::public).collect(),
            threshold: args.root_threshold,
        },
        targets: single(targets),
        snapshot: single(snapshot),
        timestamp: single(timestamp),
    };
    let (root, _) = sign_root(&make_root(&spec)?, None, roots)?;
    Ok(root)
}

fn outcome(args: &KeygenArgs, names: &[String], anchor: TrustAnchor) -> Outcome {
    let (threshold, keys) = (args.root_threshold, args.root_keys);
    let lines = [
        format!("{} {}", green("made"), names.join(", ")),
        format!(
            "     trust/1.root.json, signed: {threshold} of {keys} root keys must sign the next one"
        ),
        format!("root {anchor}"),
        dim(
            "These keys have no passphrase: anyone who can read the files can sign. Passphrases and",
        ),
        dim(
            "hardware keys come later; until then keep keys/ off every network, root keys above all.",
        ),
    ];
    let json = json!({
        "ok": true, "keys": names, "root": "trust/1.root.json",
        "root_sha256": anchor.to_string(), "root_threshold": threshold, "passphrase": false,
    });
    Outcome::new(&lines, json)
}
