//! `fineline check`: reads a company's files, reports everything that does not fit, plays the examples.

use std::path::Path;

use bundle::builder::company::Company;
use bundle::builder::diagnostic::counted;
use clap::Args;
use policy::Day;
use policy::exempt::STALE_AFTER_DAYS;
use serde_json::json;

use crate::clock::day_or_today;
use crate::folder::{Folder, TopicTables};
use crate::outcome::Outcome;
use crate::paint::{dim, green};
use crate::problems;

/// Read a company's files, report every problem at once, and play every rule's examples
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline check                           the company in this folder
  fineline check acme --format json        for an editor or a pipeline
  fineline check acme --format sarif       for a code review tool
  fineline check acme --deny-warnings      warnings are in the way, too
  fineline check acme --today 2027-01-01   as it will be on that day")]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    folder: Folder,
    /// Judge as on this day; today (UTC) if left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Day>,
    /// Treat warnings as problems.
    #[arg(long)]
    deny_warnings: bool,
}

impl CheckArgs {
    /// The company's folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// Checks; the outcome shows the warnings and counts what there is.
pub(crate) fn run(args: &CheckArgs) -> anyhow::Result<Outcome> {
    let company = args
        .folder
        .check(args.today, TopicTables::MayBeKept)?
        .company;
    let warnings = company.warnings.clone();
    if args.deny_warnings && !warnings.problems.is_empty() {
        return Err(warnings.deny_warnings().into());
    }
    let aging = aging(&company, day_or_today(args.today));
    let counts = [
        (company.policy.rules.len(), "rule"),
        (company.examples.len(), "example"),
        (company.people.len(), "colleague"),
        (company.entries.len(), "account"),
        (warnings.problems.len(), "warning"),
    ];
    let counts = counts
        .into_iter()
        .filter(|(count, what)| *count > 0 || *what != "warning");
    let counts: Vec<String> = counts.map(|(count, what)| counted(count, what)).collect();
    let (fine, name, summary) = (green("fine"), &company.head.name, counts.join(", "));
    let mut lines = vec![format!("{fine} {name}: {summary}")];
    lines.extend(aging.iter().map(|note| dim(&format!("note: {note}"))));
    let json = json!({
        "ok": true,
        "company": name,
        "rules": company.policy.rules.len(),
        "examples": company.examples.len(),
        "people": company.people.len(),
        "accounts": company.entries.len(),
        "problems": warnings.problems,
        "notes": aging,
    });
    let mut outcome = Outcome::new(&lines, json);
    outcome.text.insert_str(0, &problems::text(&warnings));
    outcome.warnings = warnings;
    Ok(outcome)
}

/// How many entries say nothing any more.
fn aging(company: &Company, today: Day) -> Vec<String> {
    let ended = company
        .entries
        .iter()
        .filter(|entry| entry.valid_until.is_some_and(|day| day < today));
    let stale = company.entries.iter().filter(|entry| {
        entry
            .confirmed_on
            .is_some_and(|day| today.days_since(day) > STALE_AFTER_DAYS)
    });
    let counted = [
        (ended.count(), "ended: `valid_until` has passed".to_owned()),
        (
            stale.count(),
            format!("silent: nobody confirmed them for {STALE_AFTER_DAYS} days"),
        ),
    ];
    let counted = counted.into_iter().filter(|(count, _)| *count > 0);
    let all = company.entries.len();
    counted
        .map(|(count, what)| format!("{count} of {all} accounts {what}"))
        .collect()
}
