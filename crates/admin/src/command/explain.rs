//! `fineline explain`: what an employee would see for a draft, by which rule, and why not by the others.

use anyhow::{anyhow, bail, ensure};
use bundle::builder::diagnostic::suggest;
use bundle::builder::scene::{Played, Scene, outcome, play};
use bundle::builder::situation::{Addressee, by_name, site_of};
use clap::Args;
use policy::{
    AccountKey, Author, Day, Exemption, Language, Matcher, NudgeView, PersonId, Reason, ReasonView,
    RoleId, RuleError, Site, Surface, Trace, Verdict,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::clock::day_or_today;
use crate::folder::{Checked, Folder};
use crate::outcome::Outcome;
use crate::paint::{dim, strong};

/// Say what an employee would see for a draft, by which rule, and why not by the others
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline explain acme --as engineer --to @samuel_okafor --text \"Great to hear!\"
  fineline explain acme --person jonas --to /in/elena-marchetti --surface comment --text \"Congratulations!\"
  fineline explain acme --as engineer --surface post --text \"A discount for all\" --language de

Nothing is sent anywhere; the files are read and judged as they are.")]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    folder: Folder,
    /// A role the author has (repeatable).
    #[arg(long = "as", value_name = "ROLE")]
    roles: Vec<String>,
    /// The author, an id of people.csv.
    #[arg(long, value_name = "ID")]
    person: Option<String>,
    /// Whom the draft answers: `@handle` on X, `/in/name` or an address on LinkedIn.
    #[arg(long, value_name = "ACCOUNT")]
    to: Option<String>,
    /// `x` or `linkedin`; follows from the account if left out.
    #[arg(long, value_name = "SITE")]
    site: Option<String>,
    /// `reply`, `comment`, `post`, `quote`, `direct-message`, …
    #[arg(long, value_name = "SURFACE")]
    surface: Option<String>,
    /// The draft.
    #[arg(long, default_value = "")]
    text: String,
    /// The post it answers.
    #[arg(long, value_name = "TEXT")]
    parent: Option<String>,
    /// The language of the words, e.g. `de`.
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Judge as on this day; today (UTC) if left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Day>,
}

/// Plays the draft through the compiled bundle and tells the trace.
pub(crate) fn run(args: &ExplainArgs) -> anyhow::Result<Outcome> {
    let checked = args.folder.read()?;
    let scene = scene(args, &checked)?;
    let languages: Vec<Language> = args
        .language
        .as_deref()
        .map(Language::from)
        .into_iter()
        .collect();
    let today = day_or_today(args.today);
    let played = play(
        (&checked.company, &checked.bundle),
        &scene,
        today,
        &languages,
    );
    Ok(Outcome::new(&lines(&checked, &played), as_json(&played)))
}

fn scene(args: &ExplainArgs, checked: &Checked) -> anyhow::Result<Scene> {
    let to = args
        .to
        .as_deref()
        .map(AccountKey::parse)
        .transpose()
        .map_err(|error| anyhow!("{error}: {}", error.help()))?;
    let surface = args.surface.as_deref().map(|text| name(text, "surface"));
    let surface = match (surface.transpose()?, site_of(to.as_ref(), Surface::Reply)) {
        (Some(surface), _) => surface,
        (None, Site::X) => Surface::Reply,
        (None, Site::LinkedIn) => Surface::Comment,
    };
    let of_account = site_of(to.as_ref(), surface);
    let site = args.site.as_deref().map(|text| name(text, "site"));
    let site = site.transpose()?.unwrap_or(of_account);
    let shown = to.as_ref().map(AccountKey::display).unwrap_or_default();
    ensure!(
        to.is_none() || site == of_account,
        "`{shown}` is not an account on `{}`",
        site.id()
    );
    let (text, parent) = (args.text.clone(), args.parent.clone());
    let addressee = |account| Addressee {
        account,
        headline: None,
    };
    Ok(Scene {
        author: author(args, checked)?,
        to: to.into_iter().map(addressee).collect(),
        site,
        surface,
        text,
        parent,
    })
}

fn name<T: DeserializeOwned>(text: &str, what: &str) -> anyhow::Result<T> {
    by_name(text, what).map_err(|problem| anyhow!(problem))
}

fn author(args: &ExplainArgs, checked: &Checked) -> anyhow::Result<Author> {
    let roles = &checked.company.policy.roles;
    for role in &args.roles {
        if !roles.contains_key(&RoleId::from(role.as_str())) {
            bail!(
                "unknown role `{role}`: {}",
                suggest(role, "roles", roles.keys().map(RoleId::as_str))
            );
        }
    }
    let people = &checked.company.people;
    if let Some(person) = args
        .person
        .as_deref()
        .filter(|id| people.iter().all(|one| one.id.as_str() != *id))
    {
        let known = people.iter().map(|one| one.id.as_str());
        bail!(
            "unknown person `{person}`: {}",
            suggest(person, "people", known)
        );
    }
    let roles = args
        .roles
        .iter()
        .map(|role| RoleId::from(role.as_str()))
        .collect();
    Ok(Author {
        person: args.person.as_deref().map(PersonId::from),
        roles,
        teams: Vec::new(),
    })
}

fn lines(checked: &Checked, played: &Played) -> Vec<String> {
    let decision = &played.decision;
    let mut lines = vec![strong(outcome(decision.tier()))];
    lines.extend(played.nudge.iter().flat_map(drawn));
    lines.extend(conditions(checked, played).iter().map(|text| dim(text)));
    let others = decision.trace.iter().filter_map(sentence);
    lines.extend(others.map(|text| dim(&text)));
    let broken = |error: &RuleError| format!("left out: rule `{}` {}", error.rule, error.problem);
    lines.extend(decision.errors.iter().map(broken));
    lines
}

/// The words of the nudge, whom it points to, and its reasons.
fn drawn(view: &NudgeView) -> Vec<String> {
    let (title, body) = (strong(&view.title), &view.body);
    let mut lines = vec![String::new(), format!("  {title}"), format!("  {body}")];
    if let Some(route) = &view.route {
        let parts = [&route.name, &route.detail, &route.link];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        let parts: Vec<&str> = parts.map(String::as_str).collect();
        lines.push(format!("  → {}", parts.join(" · ")));
    }
    lines.push(String::new());
    let because = |one: &ReasonView| format!("because of `{}`: {}", one.rule, one.why);
    lines.extend(view.reasons.iter().map(because));
    lines
}

/// For each rule that holds, why: all of its conditions.
fn conditions(checked: &Checked, played: &Played) -> Vec<String> {
    let line = |reason: &Reason| {
        let mut rules = checked.company.policy.rules.iter();
        let rule = rules.find(|rule| rule.id == reason.rule)?;
        let when: Vec<String> = rule.when.iter().map(Matcher::describe).collect();
        Some(format!("holds `{}`: {}", rule.id, when.join(", and ")))
    };
    played.decision.reasons.iter().filter_map(line).collect()
}

/// Why a rule does not speak, as far as the trace says.
pub(super) fn not_spoken(played: &Played, rule: &str) -> Vec<String> {
    let about = |trace: &&Trace| match trace {
        Trace::Judged(judged, ..) => judged.as_str() == rule,
        Trace::Exempt(..) => true,
    };
    let trace = played.decision.trace.iter().filter(about);
    trace.filter_map(sentence).collect()
}

/// One line of the trace, for what did not hold and for whom nothing is said.
fn sentence(trace: &Trace) -> Option<String> {
    match trace {
        Trace::Exempt(account, why) => {
            Some(format!("left out: {} {}", account.display(), exempt(*why)))
        }
        Trace::Judged(_, _, Verdict::Holds) => None,
        Trace::Judged(rule, _, Verdict::NobodyListed) => {
            Some(format!("not `{rule}`: nobody here is on a list"))
        }
        Trace::Judged(rule, _, Verdict::Fails(matcher)) => Some(format!(
            "not `{rule}`: it needs that {}",
            matcher.describe()
        )),
    }
}

fn exempt(why: Exemption) -> &'static str {
    match why {
        Exemption::Colleague => "is a colleague",
        Exemption::Owner => "is looked after by the author",
        Exemption::Team => "is looked after by the author's team",
        Exemption::EntryEnded => "has an entry whose last day has passed",
        Exemption::EntryStale => "has an entry that nobody confirmed for 180 days",
    }
}

fn as_json(played: &Played) -> Value {
    let reasons = played.decision.reasons.iter().map(|reason| {
        let account = reason
            .membership
            .as_ref()
            .map(|entry| entry.account.display());
        json!({ "rule": reason.rule, "tier": reason.tier, "account": account })
    });
    let errors = played.decision.errors.iter();
    let errors = errors.map(|error| json!({ "rule": error.rule, "problem": error.problem }));
    json!({
        "ok": true,
        "outcome": outcome(played.decision.tier()),
        "reasons": reasons.collect::<Vec<_>>(),
        "nudge": played.nudge,
        "author": played.known.author,
        "not": played.decision.trace.iter().filter_map(sentence).collect::<Vec<_>>(),
        "errors": errors.collect::<Vec<_>>(),
    })
}
