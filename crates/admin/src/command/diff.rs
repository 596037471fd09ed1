//! `fineline diff`: what changes for whom between two folders of a company.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bundle::builder::accounts::Entry;
use bundle::builder::audience_file::AudienceNotes;
use bundle::builder::case_file::Case;
use bundle::builder::company::{self, Company};
use bundle::builder::compile::compile;
use bundle::builder::rule_file::RuleNotes;
use bundle::builder::scene::{Stage, outcome, play_situation};
use bundle::content::Bundle;
use clap::Args;
use policy::{AudienceId, Day, Matcher, Minute, Route, Rule, RuleId};
use serde::Serialize;

use crate::clock::{day_or_today, minute_or_now};
use crate::files;
use crate::matrix::{Matrix, matrix};
use crate::outcome::Outcome;
use crate::paint::{dim, green, red, strong};

mod sites;

/// Show what changes for whom: rules, audiences, roles, and cases that come out otherwise
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline diff acme-before acme            two folders of one company
  fineline diff acme-before acme --format json
  fineline diff acme-before acme --today 2027-01-01

The cases of both folders are played on both. Exit status 0, whether or not something changes.")]
pub(crate) struct DiffArgs {
    /// The company's folder as it was.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The company's folder as it is to be.
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Play what has no date as on this day; today (UTC) if left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Day>,
}

/// What is different.
#[derive(Debug, Serialize)]
struct Changes {
    ok: bool,
    rules: Vec<Change>,
    audiences: Vec<Change>,
    sites: Vec<Change>,
    authors: Vec<Shift>,
    cases: Vec<Shift>,
}

/// A rule or an audience.
#[derive(Debug, Serialize)]
struct Change {
    id: String,
    /// `added`, `removed` or `changed`.
    what: &'static str,
    parts: Vec<Part>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entries: Option<Counts>,
}

/// One thing about it, as it was and as it is to be; empty where there is none.
#[derive(Debug, Serialize)]
struct Part {
    part: String,
    old: String,
    new: String,
}

/// Who comes, goes, or is described otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
struct Counts {
    added: usize,
    removed: usize,
    changed: usize,
}

/// A situation that comes out otherwise.
#[derive(Debug, Serialize)]
struct Shift {
    name: String,
    old: String,
    new: String,
}

/// Reads both and compares them.
pub(crate) fn run(args: &DiffArgs) -> anyhow::Result<Outcome> {
    let (old, old_bundle) = read(&args.old)?;
    let (new, new_bundle) = read(&args.new)?;
    let stages = [Stage::new(&old, &old_bundle), Stage::new(&new, &new_bundle)];
    let (today, now) = (day_or_today(args.today), minute_or_now(args.today));
    let [before, after] = &stages;
    let tables = [before, after].map(|stage| matrix(stage, (today, now)));
    let changes = Changes {
        ok: true,
        rules: rules(&old, &new),
        audiences: audiences(&old, &new),
        sites: sites::sites(&old, &new),
        authors: authors(&tables),
        cases: cases((before, after), now),
    };
    Ok(Outcome::new(
        &lines(&changes),
        serde_json::to_value(&changes)?,
    ))
}

fn read(folder: &Path) -> anyhow::Result<(Company, Bundle)> {
    let company = company::read(&files::sources(folder)?)?;
    let bundle = compile(&company);
    Ok((company, bundle))
}

/// Adds a part where the two differ.
fn part(parts: &mut Vec<Part>, name: impl Into<String>, (old, new): (String, String)) {
    if old != new {
        let part = name.into();
        parts.push(Part { part, old, new });
    }
}

fn shown<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// The same for both kinds of things: by id, added, removed, or with parts that differ.
fn compare<T>(
    (old, new): (&BTreeMap<String, T>, &BTreeMap<String, T>),
    mut differ: impl FnMut(&T, &T) -> Vec<Part>,
) -> Vec<Change> {
    let ids: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let change = |id: &String| {
        let (what, parts) = match (old.get(id), new.get(id)) {
            (Some(old), Some(new)) => ("changed", differ(old, new)),
            (Some(_), None) => ("removed", Vec::new()),
            (None, _) => ("added", Vec::new()),
        };
        Change {
            id: id.clone(),
            what,
            parts,
            entries: None,
        }
    };
    ids.into_iter().map(change).collect()
}

fn rules(old: &Company, new: &Company) -> Vec<Change> {
    let by_id = |company: &Company| -> BTreeMap<String, (Rule, RuleNotes, String)> {
        let rules = company.policy.rules.iter().filter_map(|rule| {
            let mut notes = company.rule_notes.iter();
            let notes = notes.find(|notes| notes.rule == rule.id)?;
            let words = words(company, notes);
            Some((rule.id.to_string(), (rule.clone(), notes.clone(), words)))
        });
        rules.collect()
    };
    let differ = |old: &(Rule, RuleNotes, String), new: &(Rule, RuleNotes, String)| {
        rule_parts((&old.0, &old.1, &old.2), (&new.0, &new.1, &new.2))
    };
    let mut changes = compare((&by_id(old), &by_id(new)), differ);
    changes.retain(|one| one.what != "changed" || !one.parts.is_empty());
    changes
}

/// A rule, what the company keeps to itself about it, and how `what` is written.
type Whole<'a> = (&'a Rule, &'a RuleNotes, &'a str);

fn rule_parts(old: Whole<'_>, new: Whole<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    let tier = |one: Whole<'_>| outcome(Some(one.0.tier)).to_owned();
    part(&mut parts, "tier", (tier(old), tier(new)));
    for kind in ["who", "whom", "what"] {
        let of = |one: Whole<'_>| conditions(one.0, kind);
        part(&mut parts, kind, (of(old), of(new)));
    }
    if old.2 != new.2 && !parts.iter().any(|one| one.part == "what") {
        let (old, new) = (old.2.to_owned(), new.2.to_owned());
        part(&mut parts, "what", (old, new));
    }
    part(&mut parts, "route", (route(old.0), route(new.0)));
    let languages: BTreeSet<_> = old.0.text.keys().chain(new.0.text.keys()).collect();
    for language in languages {
        let of = |rule: &Rule| match rule.text.get(language) {
            Some(text) => [
                &text.title,
                &text.body,
                &text.why,
                text.suggestion.as_ref().unwrap_or(&String::new()),
            ]
            .map(String::as_str)
            .join(" | "),
            None => String::new(),
        };
        part(
            &mut parts,
            format!("text.{language}"),
            (of(old.0), of(new.0)),
        );
    }
    let of = |one: Whole<'_>| {
        let review = one.1.review_on.map(|(day, _)| day);
        [
            shown(one.1.owner.as_ref()),
            shown(one.1.reason.as_ref()),
            shown(review.as_ref()),
        ]
    };
    for ((name, old), new) in ["owner", "reason", "review_on"]
        .into_iter()
        .zip(of(old))
        .zip(of(new))
    {
        part(&mut parts, name, (old, new));
    }
    parts
}

fn conditions(rule: &Rule, kind: &str) -> String {
    let of_kind = rule.when.iter().filter(|it| kind_of(it) == kind);
    let words: Vec<String> = of_kind.map(Matcher::describe).collect();
    words.join(", ")
}

/// The table of a rule's file in which a condition stands.
fn kind_of(matcher: &Matcher) -> &'static str {
    match matcher {
        Matcher::Role(_)
        | Matcher::NotRole(_)
        | Matcher::Team(_)
        | Matcher::NotTeam(_)
        | Matcher::AuthorSeniority(_)
        | Matcher::PostingAs(_) => "who",
        Matcher::Surface(_)
        | Matcher::Topic(_)
        | Matcher::ParentTopic(_)
        | Matcher::ParentAsks
        | Matcher::From(_)
        | Matcher::Until(_) => "what",
        _ => "whom",
    }
}

/// `what` as written, comments aside: a compiled condition names its words by the rule alone.
fn words(company: &Company, notes: &RuleNotes) -> String {
    let start = company.texts.line(notes.spot).unwrap_or(1);
    let lines = company.texts.text(notes.spot).lines().skip(start);
    let lines = lines
        .map(str::trim)
        .take_while(|line| !line.starts_with("[[rule"));
    let mut found = Vec::new();
    let mut is_within = false;
    for line in lines.filter(|line| !line.starts_with('#')) {
        let key = line.split(['=', ' ', '.']).next().unwrap_or_default();
        let begins = [
            "id",
            "tier",
            "owner",
            "reason",
            "review_on",
            "who",
            "whom",
            "route",
        ];
        if line.starts_with('[') && line.ends_with(']') && !line.contains(',') {
            is_within = line == "[rule.what]";
        } else if key == "what" {
            is_within = true;
            found.push(line);
        } else if begins.contains(&key) {
            is_within = false;
        } else if is_within && !line.is_empty() {
            found.push(line);
        }
    }
    found.join(" ")
}

fn route(rule: &Rule) -> String {
    match &rule.route {
        Route::Owner => "owner".to_owned(),
        Route::Desk(desk) => format!("desk {desk}"),
    }
}

fn audiences(old: &Company, new: &Company) -> Vec<Change> {
    let by_id = |company: &Company| -> BTreeMap<String, AudienceNotes> {
        let lists = company.audiences.iter();
        lists.map(|(id, it)| (id.to_string(), it.clone())).collect()
    };
    let mut changes = compare((&by_id(old), &by_id(new)), audience_parts);
    for change in &mut changes {
        let id = AudienceId(change.id.clone());
        change.entries = Some(entries(&of_list(old, &id), &of_list(new, &id)));
    }
    changes.retain(|one| {
        let is_same = one.parts.is_empty() && one.entries == Some(Counts::default());
        one.what != "changed" || !is_same
    });
    changes
}

fn audience_parts(old: &AudienceNotes, new: &AudienceNotes) -> Vec<Part> {
    let of = |it: &AudienceNotes| {
        let review = it.review_on.map(|(day, _)| day);
        [
            ("label", it.label.clone()),
            ("class", it.class.unwrap_or_default().id().to_owned()),
            ("owner", shown(it.owner.as_ref())),
            ("desk", shown(it.desk.as_ref())),
            ("reason", shown(it.reason.as_ref())),
            ("review_on", shown(review.as_ref())),
        ]
    };
    let mut parts = Vec::new();
    for ((name, old), (_, new)) in of(old).into_iter().zip(of(new)) {
        part(&mut parts, name, (old, new));
    }
    parts
}

fn of_list<'a>(company: &'a Company, id: &AudienceId) -> Vec<&'a Entry> {
    let entries = company.entries.iter();
    entries.filter(|entry| entry.audience == *id).collect()
}

/// An entry stays the same one as long as it keeps one of its accounts, or else its name.
fn entries(old: &[&Entry], new: &[&Entry]) -> Counts {
    let keys = |entry: &Entry| -> Vec<String> {
        let accounts = entry.accounts.iter().map(ToString::to_string);
        let name = format!("name:{}", entry.display_name);
        accounts.chain([name]).collect()
    };
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (at, entry) in old.iter().enumerate() {
        known.extend(keys(entry).into_iter().map(|key| (key, at)));
    }
    let mut kept = BTreeSet::new();
    let mut counts = Counts::default();
    for entry in new {
        let mut same = keys(entry).into_iter().filter_map(|key| known.get(&key));
        let Some(at) = same.find(|at| !kept.contains(*at)) else {
            counts.added += 1;
            continue;
        };
        kept.insert(*at);
        // Where it stands in the file is of no concern.
        let moved = old.get(*at).map(|one| Entry {
            spot: entry.spot,
            ..(*one).clone()
        });
        counts.changed += usize::from(moved.as_ref() != Some(*entry));
    }
    counts.removed = old.len() - kept.len();
    counts
}

/// What authors of a role see otherwise when they reply to somebody on a list.
fn authors([old, new]: &[Matrix; 2]) -> Vec<Shift> {
    let cells = |matrix: &Matrix| -> BTreeMap<String, String> {
        let mut cells = BTreeMap::new();
        for row in &matrix.audiences {
            for cell in &row.cells {
                for one in &cell.states {
                    let state = one.state.map_or(String::new(), |it| format!(" in {it}"));
                    let name = format!("{} to {}{state}", cell.role, row.id);
                    cells.insert(name, told(outcome(one.tier), &one.rules));
                }
            }
        }
        cells
    };
    let (old, new) = (cells(old), cells(new));
    let both = old
        .iter()
        .filter_map(|(name, old)| Some((name, old, new.get(name)?)));
    let differ = both.filter(|(_, old, new)| old != new);
    let shift = |(name, old, new): (&String, &String, &String)| Shift {
        name: name.clone(),
        old: old.clone(),
        new: new.clone(),
    };
    differ.map(shift).collect()
}

fn cases((old, new): (&Stage<'_>, &Stage<'_>), now: Minute) -> Vec<Shift> {
    let mut all: Vec<&Case> = old.company.cases.iter().collect();
    let is_new = |case: &&Case| {
        let same = |one: &Case| one.name == case.name && one.situation == case.situation;
        !old.company.cases.iter().any(same)
    };
    all.extend(new.company.cases.iter().filter(is_new));
    let come_of = |stage: &Stage<'_>, case: &Case| {
        let played = play_situation(stage, &case.situation, now);
        let reasons = played.decision.reasons.iter();
        let rules: BTreeSet<RuleId> = reasons.map(|one| one.rule.clone()).collect();
        let said = told(outcome(played.decision.tier()), &rules);
        let route = played.nudge.and_then(|nudge| nudge.route);
        route.map_or(said.clone(), |route| format!("{said}, {}", route.name))
    };
    let shifts = all.into_iter().map(|case| Shift {
        name: case.name.clone(),
        old: come_of(old, case),
        new: come_of(new, case),
    });
    shifts.filter(|shift| shift.old != shift.new).collect()
}

/// `pause by live-negotiation`.
fn told(outcome: &str, rules: &BTreeSet<RuleId>) -> String {
    let rules: Vec<&str> = rules.iter().map(RuleId::as_str).collect();
    match rules.is_empty() {
        true => outcome.to_owned(),
        false => format!("{outcome} by {}", rules.join(", ")),
    }
}

fn lines(changes: &Changes) -> Vec<String> {
    let mut sections = Vec::new();
    let things = [
        ("Rules", &changes.rules),
        ("Audiences", &changes.audiences),
        ("Sites", &changes.sites),
    ];
    for (head, all) in things {
        let lines: Vec<String> = all.iter().flat_map(change_lines).collect();
        sections.push((head, lines));
    }
    let parts = [
        ("Authors who reply to somebody on a list", &changes.authors),
        ("Cases that come out otherwise", &changes.cases),
    ];
    for (head, all) in parts {
        sections.push((head, all.iter().flat_map(shift_lines).collect()));
    }
    sections.retain(|(_, lines)| !lines.is_empty());
    if sections.is_empty() {
        return vec![format!("{}: nothing changes", green("same"))];
    }
    let mut lines = Vec::new();
    for (head, body) in sections {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(strong(head));
        lines.extend(body);
    }
    lines
}

fn change_lines(change: &Change) -> Vec<String> {
    let what = match change.what {
        "added" => green("added"),
        "removed" => red("removed"),
        other => other.to_owned(),
    };
    let mut lines = vec![format!("  {what} `{}`", change.id)];
    for Part { part, old, new } in &change.parts {
        lines.push(format!("    {part}"));
        lines.extend(patch(old, new));
    }
    if let Some(Counts {
        added,
        removed,
        changed,
    }) = change.entries
        && change.entries != Some(Counts::default())
    {
        let counts = format!("    accounts: {added} added, {removed} removed, {changed} changed");
        lines.push(dim(&counts));
    }
    lines
}

fn shift_lines(shift: &Shift) -> Vec<String> {
    let head = std::iter::once(format!("  {}", shift.name));
    head.chain(patch(&shift.old, &shift.new)).collect()
}

fn patch(old: &str, new: &str) -> [String; 2] {
    let or_none = |text: &str| match text {
        "" => "none".to_owned(),
        text => text.to_owned(),
    };
    [
        red(&format!("      - {}", or_none(old))),
        green(&format!("      + {}", or_none(new))),
    ]
}
