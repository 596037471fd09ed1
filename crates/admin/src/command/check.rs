//! `fineline check`: reads a company's files, reports everything that does not fit, plays the examples.

use bundle::builder::company::Company;
use bundle::builder::diagnostic::counted;
use clap::Args;
use policy::Day;
use policy::decide::STALE_AFTER_DAYS;
use serde_json::json;

use crate::clock::day_or_today;
use crate::folder::Folder;
use crate::outcome::Outcome;
use crate::paint::{dim, green};

/// Read a company's files, report every problem at once, and play every rule's examples
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline check                           the company in this folder
  fineline check acme --format json        for an editor or a pipeline
  fineline check acme --today 2027-01-01   as it will be on that day")]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    folder: Folder,
    /// Judge as on this day; today (UTC) if left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Day>,
}

/// Checks; the outcome counts what there is and hints at what grows old.
pub(crate) fn run(args: &CheckArgs) -> anyhow::Result<Outcome> {
    let company = args.folder.check(args.today)?.company;
    let hints = hints(&company, day_or_today(args.today));
    let counts = [
        (company.policy.rules.len(), "rule"),
        (company.examples.len(), "example"),
        (company.people.len(), "colleague"),
        (company.entries.len(), "account"),
    ];
    let summary = counts.map(|(count, what)| counted(count, what)).join(", ");
    let mut lines = vec![format!(
        "{} {}: {summary}",
        green("fine"),
        company.policy.company
    )];
    lines.extend(hints.iter().map(|hint| dim(&format!("note: {hint}"))));
    let json = json!({
        "ok": true,
        "company": company.policy.company,
        "rules": company.policy.rules.len(),
        "examples": company.examples.len(),
        "people": company.people.len(),
        "accounts": company.entries.len(),
        "notes": hints,
    });
    Ok(Outcome::new(&lines, json))
}

/// What is no problem yet.
fn hints(company: &Company, today: Day) -> Vec<String> {
    let due = company.rule_notes.iter().filter_map(|rule| {
        let day = rule.review_on.filter(|day| *day <= today)?;
        Some(format!("rule `{}` was to be reviewed on {day}", rule.rule))
    });
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
    let counted = counted
        .map(|(count, what)| format!("{count} of {} accounts {what}", company.entries.len()));
    due.chain(counted).collect()
}
