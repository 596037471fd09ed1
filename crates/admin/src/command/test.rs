//! `fineline test`: plays the company's own cases, shows what came out otherwise, and which rules no
//! case makes speak.

use std::collections::BTreeMap;

use bundle::builder::company::Company;
use bundle::builder::diagnostic::counted;
use bundle::builder::scene::Stage;
use bundle::builder::trial::{Coverage, Difference, Trial, coverage, play_cases};
use clap::Args;
use policy::{Day, RuleId};
use serde_json::{Value, json};

use crate::clock::minute_or_now;
use crate::folder::{Folder, TopicTables};
use crate::outcome::{Outcome, Verdict};
use crate::paint::{dim, green, red, strong};
use crate::trace::not_spoken;

/// Play the company's own cases and show what comes out otherwise
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline test acme                       every [[case]] in acme/cases
  fineline test acme --format json         for a pipeline
  fineline test acme --today 2027-01-01    cases without a date, as on that day

The examples of rules are played by `fineline check`; here they only count towards coverage.
Exit status 1: a case came out otherwise.")]
pub(crate) struct TestArgs {
    #[command(flatten)]
    folder: Folder,
    /// Play cases without a date as on this day; today (UTC) if left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Day>,
}

/// Plays all cases; the outcome is bad when one of them fails.
pub(crate) fn run(args: &TestArgs) -> anyhow::Result<Outcome> {
    let checked = args.folder.read(TopicTables::MayBeKept)?;
    let (company, bundle) = (&checked.company, &checked.bundle);
    let (stage, now) = (Stage::new(company, bundle), minute_or_now(args.today));
    let trials = play_cases(&stage, now);
    let covered = coverage(&stage, (&trials, now));
    let failed = trials.iter().filter(|one| !one.differences.is_empty());
    let failed: Vec<&Trial<'_>> = failed.collect();
    let mut lines = Vec::new();
    if !failed.is_empty() {
        lines.push(dim("- as the case says, + as it is"));
        lines.push(String::new());
    }
    lines.extend(failed.iter().flat_map(|trial| differences(company, trial)));
    lines.push(summary(company, trials.len(), failed.len()));
    lines.extend(gaps(&covered));
    let json = json!({
        "ok": failed.is_empty(),
        "cases": trials.iter().map(|trial| case_json(company, trial)).collect::<Vec<_>>(),
        "rules": covered.iter().map(rule_json).collect::<Vec<_>>(),
    });
    let mut outcome = Outcome::new(&lines, json);
    if !failed.is_empty() {
        outcome.verdict = Verdict::Bad;
    }
    Ok(outcome)
}

/// What came out otherwise, line by line as in a patch, and why expected rules are silent.
fn differences(company: &Company, trial: &Trial<'_>) -> Vec<String> {
    let place = company.texts.place(trial.case.spot);
    let (differs, name) = (red("differs"), strong(&trial.case.name));
    let mut lines = vec![format!("{differs} {name} {}", dim(&place))];
    for difference in &trial.differences {
        lines.extend(patch(difference));
    }
    let missing = trial.differences.iter().filter(|one| one.what == "rules");
    let missing = missing.flat_map(|one| one.expected.difference(&one.found));
    for rule in missing {
        let why = not_spoken(&trial.played, rule);
        lines.extend(why.iter().map(|why| format!("  {}", dim(why))));
    }
    lines.push(String::new());
    lines
}

fn patch(difference: &Difference) -> Vec<String> {
    let Difference {
        expected, found, ..
    } = difference;
    let mark = |value: &String| match found.contains(value) {
        true => format!("  {value}"),
        false => red(&format!("- {value}")),
    };
    let added = found.difference(expected);
    let added = added.map(|value| green(&format!("+ {value}")));
    let mut marked: Vec<String> = expected.iter().map(mark).chain(added).collect();
    if expected.is_empty() {
        marked.insert(0, red("- none"));
    }
    if found.is_empty() {
        marked.push(green("+ none"));
    }
    let heads = std::iter::once(difference.what).chain(std::iter::repeat(""));
    let lines = heads.zip(marked);
    lines
        .map(|(head, line)| format!("  {head:<8} {line}"))
        .collect()
}

fn summary(company: &Company, all: usize, failed: usize) -> String {
    let name = &company.head.name;
    match (all, failed) {
        (0, _) => format!(
            "{} {name} has no cases: write some into cases/",
            strong("nothing")
        ),
        (_, 0) => format!("{} {name}: {}", green("fine"), counted(all, "case")),
        _ => {
            let failed = red(&format!("{failed} of {}", counted(all, "case")));
            format!("{failed} came out otherwise")
        }
    }
}

/// Rules that nothing makes speak, and those that only examples do.
fn gaps(covered: &BTreeMap<RuleId, Coverage>) -> Vec<String> {
    let of = |kind: fn(&Coverage) -> bool| {
        let rules = covered.iter().filter(move |(_, coverage)| kind(coverage));
        let rules: Vec<String> = rules.map(|(rule, _)| format!("`{rule}`")).collect();
        rules.join(", ")
    };
    let never = of(|coverage| coverage.cases == 0 && coverage.examples == 0);
    let examples = of(|coverage| coverage.cases == 0 && coverage.examples > 0);
    let spoken = covered.values().filter(|coverage| coverage.cases > 0);
    let share = format!(
        "coverage: cases make {} of {} speak",
        spoken.count(),
        counted(covered.len(), "rule")
    );
    let mut lines = vec![dim(&share)];
    if !never.is_empty() {
        lines.push(strong(&format!("  no case and no example: {never}")));
    }
    if !examples.is_empty() {
        lines.push(dim(&format!("  examples, but no case: {examples}")));
    }
    lines
}

fn case_json(company: &Company, trial: &Trial<'_>) -> Value {
    let differences = trial
        .differences
        .iter()
        .map(|one| json!({ "what": one.what, "expected": one.expected, "found": one.found }));
    let spot = trial.case.spot;
    json!({
        "name": trial.case.name,
        "file": company.texts.name(spot),
        "line": company.texts.line(spot),
        "ok": trial.differences.is_empty(),
        "differences": differences.collect::<Vec<_>>(),
    })
}

fn rule_json((rule, coverage): (&RuleId, &Coverage)) -> Value {
    json!({ "id": rule, "cases": coverage.cases, "examples": coverage.examples })
}
