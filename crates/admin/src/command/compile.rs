//! `fineline compile`: a company's files → the target files of a bundle, in `build/targets`.

use clap::Args;
use policy::Day;
use serde_json::json;

use bundle::builder::compile::release;
use bundle::builder::seal::MapReport;
use bundle::builder::seal::cost::{self, Cost};
use bundle::map::kdf::Profile;
use indicatif::HumanBytes;

use crate::clock::day_or_today;
use crate::files::{self, Privacy};
use crate::folder::{Checked, Folder, TopicTables};
use crate::keys::passphrase::PassphraseArgs;
use crate::outcome::Outcome;
use crate::paint::{dim, green, strong};
use crate::publish::place::Place;
use crate::sealing;

/// Check a company's files and make the contents of a bundle from them
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline compile acme                        writes acme/build/targets and acme/build/sealed
  fineline compile acme --after s3://acme/live so that browsers fetch what changed since

Nothing is written while `check` finds a problem. Lists of clients, prospects and investors are sealed
unless their files say otherwise: nobody can read them from a browser. See docs/sealed-lists.md.")]
pub(crate) struct CompileArgs {
    #[command(flatten)]
    folder: Folder,
    /// Play the examples, and seal, as on this day; today (UTC) if left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Day>,
    /// The folder or bucket whose sealed lists these follow; where `publish` went last if left out.
    #[arg(long, value_name = "PLACE")]
    after: Option<Place>,
    #[command(flatten)]
    passphrase: PassphraseArgs,
}

/// Checks, then replaces what was compiled before; signatures collected for that are void.
pub(crate) fn run(args: &CompileArgs) -> anyhow::Result<Outcome> {
    let Checked { company, bundle } = args.folder.check(args.today, TopicTables::MadeAnew)?;
    // Examples were played on it; of a million entries it is half of all memory.
    drop(bundle);
    let (folder, company) = (&args.folder, &company);
    let after = (args.after.as_ref(), day_or_today(args.today));
    let done = sealing::run((folder, company), &args.passphrase, after)?;
    let targets = release(company, &done.sealed)?.files;
    files::replace_folder(&folder.targets(), &targets, Privacy::Ordinary)?;
    files::replace_folder(&folder.sealed(), &done.sealed.objects, Privacy::Ordinary)?;
    files::remove_folder(&folder.release())?;
    let targets: Vec<(&String, usize)> = targets
        .iter()
        .map(|(name, bytes)| (name, bytes.len()))
        .collect();
    Ok(outcome(args, &targets, &done, company.head.sealing.profile))
}

fn outcome(
    args: &CompileArgs,
    targets: &[(&String, usize)],
    done: &sealing::Done,
    profile: Profile,
) -> Outcome {
    let folder = args.folder.targets();
    let mut lines = vec![format!("{} `{}`", green("compiled"), folder.display())];
    let target = |(name, size): &(&String, usize)| format!("  {name}: {size} bytes");
    lines.extend(targets.iter().map(target));
    lines.extend(done.sealed.open.as_ref().map(open));
    if let Some(why) = &done.unread {
        lines.push(strong(&format!(
            "{why}: browsers will fetch every list anew"
        )));
    }
    let maps = &done.sealed.maps;
    if !maps.is_empty() {
        lines.push(format!(
            "{} `{}`",
            green("sealed"),
            args.folder.sealed().display()
        ));
        lines.extend(maps.iter().map(map));
        lines.push(dim(&format!(
            "  {} names were new and had to be derived",
            done.derived
        )));
        lines.extend(price(profile));
    }
    let files: Vec<_> = targets
        .iter()
        .map(|(name, size)| json!({ "name": name, "bytes": size }))
        .collect();
    let as_json = |it: &MapReport| {
        json!({
            "cohort": it.cohort, "version": it.version, "records": it.records,
            "base_bytes": it.base_bytes, "delta_bytes": it.delta_bytes,
        })
    };
    let maps: Vec<_> = maps.iter().map(as_json).collect();
    let open = done.sealed.open.as_ref().map(as_json);
    let json = json!({
        "ok": true, "folder": folder, "files": files, "maps": maps, "open": open,
        "derived": done.derived, "profile": profile, "followed": done.unread.is_none(),
    });
    Outcome::new(&lines, json)
}

fn map(report: &MapReport) -> String {
    let bytes = bytes(report);
    let MapReport {
        cohort,
        version,
        records,
        ..
    } = report;
    format!("  {cohort}: version {version}, {records} records, {bytes}")
}

fn open(report: &MapReport) -> String {
    let bytes = bytes(report);
    let MapReport {
        version, records, ..
    } = report;
    format!("  open lists: version {version}, {records} keys, {bytes}")
}

fn bytes(report: &MapReport) -> String {
    let base = HumanBytes(report.base_bytes);
    let change = report
        .delta_bytes
        .map(|bytes| format!(", {} since the last", HumanBytes(bytes)));
    format!("{base}{}", change.unwrap_or_default())
}

/// What guessing costs, and what no price hides.
fn price(profile: Profile) -> Vec<String> {
    let Some(cost) = Cost::of(profile) else {
        return vec![strong(
            "The profile `test` protects nothing: `publish` refuses it unless it is forced.",
        )];
    };
    vec![
        dim(&format!(
            "Whoever has the bundle and its key and tries 500 million handles needs {} on 8 cores, or {} on one",
            cost::told(cost.cores),
            cost::told(cost.card)
        )),
        dim(
            "graphics card. Nothing hides whether one person, whom somebody already thinks of, is on a list.",
        ),
    ]
}
