//! `fineline keygen`: makes the keys of a company and its first root file, once; or one key more.
//!
//! Changing the root so that a new key counts is left to `fineline root`.

use anyhow::ensure;

use bundle::builder::key::{KeyKind, PublicKey, SecretKey};
use bundle::builder::repository::{RoleKeys, RootSpec, SignReport, make_root, sign_root};
use bundle::{Files, TrustAnchor};
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::clock::now;
use crate::files::{self, Privacy};
use crate::folder::Folder;
use crate::keys::file::{self, Protection};
use crate::keys::hands::Hand;
use crate::keys::names::Names;
use crate::keys::passphrase::PassphraseArgs;
use crate::keys::{audit, names};
use crate::life::{Life, lives};
use crate::outcome::Outcome;
use crate::paint::{dim, green, red};
use crate::sealing;

/// Make the keys of a company and its first root file, once; or one key more
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline keygen acme                                      three root keys, two of them sign
  fineline keygen acme --only alice                         one key more, for `fineline root rotate`
  fineline keygen acme --map                                the key that lists are sealed with, alone
  fineline keygen acme --kind ecdsa-p256 --passphrase-file ~/passphrase
  fineline keygen acme --root-keys 1 --root-threshold 1 --no-passphrase     to try things out

Writes keys/*.pem and keys/map.key (secret: readable by you alone, under a passphrase), trust/keys/*.json (their public
halves) and trust/1.root.json; keep and commit trust/. See docs/keys.md for several people and hardware.")]
pub(crate) struct KeygenArgs {
    #[command(flatten)]
    folder: Folder,
    /// Make this one key and no root: `alice` writes keys/alice.pem and trust/keys/alice.json.
    #[arg(long, value_name = "NAME", value_parser = names::check)]
    only: Option<String>,
    /// Make the key of sealed lists alone, keys/map.key, for a company that has its other keys.
    #[arg(long, conflicts_with = "only")]
    map: bool,
    /// The kind of the keys.
    #[arg(long, value_enum, default_value_t = Kind::Ed25519)]
    kind: Kind,
    #[command(flatten)]
    passphrase: PassphraseArgs,
    /// Keep the keys unprotected: for tests and demonstrations.
    #[arg(long, conflicts_with = "passphrase_file")]
    no_passphrase: bool,
    /// How many root keys to make.
    #[arg(long, default_value_t = 3, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=20), conflicts_with = "only")]
    root_keys: u32,
    /// How many of them must sign a root file.
    #[arg(long, default_value_t = 2, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=20), conflicts_with = "only")]
    root_threshold: u32,
    /// How long the root file lives, e.g. `root=365d`.
    #[arg(
        long,
        value_name = "ROLE=TIME",
        allow_hyphen_values = true,
        conflicts_with = "only"
    )]
    life: Vec<Life>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// Ed25519
    Ed25519,
    /// ECDSA on the curve P-256 with SHA-256
    EcdsaP256,
}

impl From<Kind> for KeyKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Ed25519 => Self::Ed25519,
            Kind::EcdsaP256 => Self::EcdsaP256,
        }
    }
}

/// A key and its name.
type Named = (String, SecretKey);

/// Makes everything in memory, then writes it; never over keys that are there.
pub(crate) fn run(args: &KeygenArgs) -> anyhow::Result<Outcome> {
    let folder = &args.folder;
    ensure!(
        folder.path().is_dir(),
        "`{}` is no folder",
        folder.path().display()
    );
    match &args.only {
        Some(name) => one_key(args, name),
        None if args.map => map_key(args),
        None => company(args),
    }
}

/// The key of sealed lists alone, for a company whose other keys are older.
fn map_key(args: &KeygenArgs) -> anyhow::Result<Outcome> {
    files::ensure_free(&[sealing::key::path(&args.folder)])?;
    let protection = protection(args)?;
    sealing::key::make(&args.folder, &protection)?;
    let mut lines = vec![format!("{} keys/map.key", green("made"))];
    lines.extend(told(&protection));
    let json = json!({
        "ok": true, "keys": ["keys/map.key"], "passphrase": is_protected(&protection),
    });
    Ok(Outcome::new(&lines, json))
}

fn one_key(args: &KeygenArgs, name: &str) -> anyhow::Result<Outcome> {
    let folder = &args.folder;
    let secret = folder.keys().join(format!("{name}.pem"));
    files::ensure_free(&[secret, names::path(folder, name)])?;
    let protection = protection(args)?;
    let key = SecretKey::generate_kind(args.kind.into())?;
    let public = key.public();
    write(folder, &[(name.to_owned(), key)], &protection)?;
    Ok(key_outcome(name, &public, &protection))
}

fn company(args: &KeygenArgs) -> anyhow::Result<Outcome> {
    let (threshold, count) = (args.root_threshold, args.root_keys);
    ensure!(
        threshold <= count,
        "{threshold} of {count} root keys cannot sign"
    );
    let folder = &args.folder;
    files::ensure_free(&[folder.keys(), folder.trust()])?;
    let protection = protection(args)?;
    let root_names = (1..=count).map(|number| format!("root-{number}"));
    let all_names = root_names.chain(OTHERS.map(str::to_owned));
    let new = |name: String| Ok((name, SecretKey::generate_kind(args.kind.into())?));
    let keys = all_names.map(new).collect::<anyhow::Result<Vec<Named>>>()?;
    let (root, report) = signed_root(args, &keys)?;
    write(folder, &keys, &protection)?;
    sealing::key::make(folder, &protection)?;
    let root_path = folder.trust().join("1.root.json");
    files::write(&root_path, &root, Privacy::Ordinary)?;
    let key_names = keys.iter().map(|(name, _)| format!("keys/{name}.pem"));
    let key_names: Vec<String> = key_names.chain(["keys/map.key".to_owned()]).collect();
    let hands: Vec<Hand> = keys.into_iter().map(|(_, key)| Hand::Key(key)).collect();
    audit::log(folder, &Names::read(folder)?, &hands, &report)?;
    let anchor = TrustAnchor::of_root(&root);
    Ok(company_outcome(args, (&key_names, anchor), &protection))
}

const OTHERS: [&str; 3] = ["targets", "snapshot", "timestamp"];

fn protection(args: &KeygenArgs) -> anyhow::Result<Protection> {
    if args.no_passphrase {
        return Ok(Protection::None);
    }
    args.passphrase.choose().map(Protection::Passphrase)
}

/// Both halves of each key.
fn write(folder: &Folder, keys: &[Named], protection: &Protection) -> anyhow::Result<()> {
    let pem = |(name, key): &Named| Ok((format!("{name}.pem"), protection.pem(key)?));
    let pems = keys.iter().map(pem).collect::<anyhow::Result<Files>>()?;
    file::write(&folder.keys(), &pems)?;
    for (name, key) in keys {
        names::keep(folder, name, &key.public())?;
    }
    Ok(())
}

fn signed_root(args: &KeygenArgs, keys: &[Named]) -> anyhow::Result<(Vec<u8>, SignReport)> {
    let of = |wanted: &str| RoleKeys {
        keys: keys
            .iter()
            .filter(|(name, _)| name.starts_with(wanted))
            .map(|(_, key)| key.public())
            .collect(),
        threshold: 1,
    };
    let spec = RootSpec {
        version: 1,
        expires: now() + lives(&args.life).root,
        root: RoleKeys {
            threshold: args.root_threshold,
            ..of("root")
        },
        targets: of("targets"),
        snapshot: of("snapshot"),
        timestamp: of("timestamp"),
    };
    let secrets: Vec<&SecretKey> = keys.iter().map(|(_, key)| key).collect();
    Ok(sign_root(&make_root(&spec)?, None, &secrets)?)
}

/// What is said about the protection of new keys.
fn told(protection: &Protection) -> [String; 2] {
    match protection {
        Protection::Passphrase(_) => [
            dim(
                "The secret keys are under your passphrase: without it they are lost. Keep a copy of keys/",
            ),
            dim("off every network, root keys above all; commit trust/."),
        ],
        Protection::None => [
            red(
                "NO PASSPHRASE: anyone who can read these files can sign in your name. For tests and",
            ),
            red("demonstrations only."),
        ],
    }
}

fn is_protected(protection: &Protection) -> bool {
    matches!(protection, Protection::Passphrase(_))
}

fn key_outcome(name: &str, key: &PublicKey, protection: &Protection) -> Outcome {
    let id = key.id().to_string();
    let mut lines = vec![
        format!("{} keys/{name}.pem, trust/keys/{name}.json", green("made")),
        format!("key {id}"),
        format!("It signs nothing yet: `fineline root rotate --add {name} --role ROLE`"),
    ];
    lines.extend(told(protection));
    let json = json!({
        "ok": true, "keys": [format!("keys/{name}.pem")], "key": id,
        "passphrase": is_protected(protection),
    });
    Outcome::new(&lines, json)
}

fn company_outcome(
    args: &KeygenArgs,
    (names, anchor): (&[String], TrustAnchor),
    protection: &Protection,
) -> Outcome {
    let (threshold, keys) = (args.root_threshold, args.root_keys);
    let mut lines = vec![
        format!("{} {}", green("made"), names.join(", ")),
        format!(
            "     trust/1.root.json, signed: {threshold} of {keys} root keys must sign the next one"
        ),
        format!("root {anchor}"),
    ];
    lines.extend(told(protection));
    let json = json!({
        "ok": true, "keys": names, "root": "trust/1.root.json",
        "root_sha256": anchor.to_string(), "root_threshold": threshold,
        "passphrase": is_protected(protection),
    });
    Outcome::new(&lines, json)
}
