//! `fineline audit`: who signed what, and whether the log of it is true.

use clap::Args;
use serde_json::json;

use crate::folder::Folder;
use crate::keys::audit_check::{Findings, Held, check};
use crate::keys::names::Names;
use crate::outcome::{Outcome, Verdict};
use crate::paint::{dim, green, red};

/// List who signed what, and check that the log of it is true
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline audit acme
  fineline audit acme --format json

Every signature leaves a line in trust/audit/KEYID.log, signed by the same key and tied to the line before.
Exit status 1: a line was changed, added or taken away; or a key signed something that its log does not tell.")]
pub(crate) struct AuditArgs {
    #[command(flatten)]
    folder: Folder,
}

/// Reads and checks every log.
pub(crate) fn run(args: &AuditArgs) -> anyhow::Result<Outcome> {
    let names = Names::read(&args.folder)?;
    let findings = check(&args.folder, &names)?;
    let mut lines: Vec<String> = findings
        .held
        .iter()
        .map(|held| line(held, &names))
        .collect();
    let unsigned = findings.held.iter().filter(|held| !held.is_signed).count();
    if unsigned > 0 {
        lines.push(format!(
            "{unsigned} lines are not signed: anybody could have written them"
        ));
    }
    if !findings.unlogged.is_empty() {
        lines.push(format!(
            "no log here tells of {}",
            findings.unlogged.join(", ")
        ));
        lines.push(dim(
            "  they are older than the log, or it lies in another checkout",
        ));
    }
    let broken = findings.broken.iter();
    lines.extend(broken.map(|found| format!("{} {found}", red("broken"))));
    lines.push(summary(&findings));
    let mut outcome = Outcome::new(&lines, json(&findings, &names));
    if !findings.broken.is_empty() {
        outcome.verdict = Verdict::Bad;
    }
    Ok(outcome)
}

fn line(held: &Held, names: &Names) -> String {
    let Held {
        time,
        role,
        version,
        sha256,
        ..
    } = held;
    format!(
        "{time}  {} {role} {version}  sha256:{sha256}",
        names.shown(&held.key)
    )
}

fn summary(findings: &Findings) -> String {
    let (held, broken) = (findings.held.len(), findings.broken.len());
    match broken {
        0 => format!("{} {held} lines, all of them true", green("fine")),
        _ => format!(
            "{} {held} lines hold, {broken} places do not",
            red("not to be trusted:")
        ),
    }
}

fn json(findings: &Findings, names: &Names) -> serde_json::Value {
    let lines = findings.held.iter().map(|held| {
        json!({
            "time": held.time, "key": held.key, "name": names.name(&held.key), "role": held.role,
            "version": held.version, "sha256": held.sha256, "signed": held.is_signed,
        })
    });
    let lines: Vec<_> = lines.collect();
    json!({
        "ok": findings.broken.is_empty(), "lines": lines, "broken": findings.broken,
        "unlogged": findings.unlogged,
    })
}
