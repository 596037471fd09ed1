//! A decision and its whole trace, for people and for programs: every rule, each of its conditions, and
//! what it read.

use bundle::builder::scene::{Played, outcome};
use policy::explain::Condition;
use policy::{
    Exemption, Freshness, Judgement, NudgeView, ReasonView, RuleError, Speech, Verdict, Via,
};
use serde_json::{Value, json};

use crate::paint::{dim, strong};

/// The outcome, the nudge, who is left out, and every rule.
pub(crate) fn lines(played: &Played) -> Vec<String> {
    let decision = &played.decision;
    let mut lines = vec![strong(outcome(decision.tier()))];
    if decision.speech == Speech::Protected {
        lines.push(PROTECTED.to_owned());
        return lines;
    }
    lines.extend(played.nudge.iter().flat_map(drawn));
    lines.extend(left_out(played));
    let broken = |error: &RuleError| format!("left out: rule `{}` {}", error.rule, error.problem);
    lines.extend(decision.errors.iter().map(broken));
    lines.push(String::new());
    // What speaks first, then everything else as it stands in the files.
    let (holding, others): (Vec<_>, Vec<_>) =
        judged(played).partition(|it| it.verdict == Verdict::Holds);
    for judged in holding.into_iter().chain(others) {
        lines.extend(told(judged));
    }
    lines
}

/// Why nothing is said whatever the rules are.
const PROTECTED: &str = "about pay, hours, conditions or organising, or an answer to such a post: \
    the law protects it, no rule is judged and nothing is counted";

/// Why a rule does not speak, as far as the trace says.
pub(crate) fn not_spoken(played: &Played, rule: &str) -> Vec<String> {
    if played.decision.speech == Speech::Protected {
        return vec![PROTECTED.to_owned()];
    }
    let of_rule = judged(played).filter(|it| it.rule.as_str() == rule);
    let others = of_rule.filter_map(|judged| {
        let failing = judged.conditions.iter().find(|condition| !condition.holds);
        match (judged.verdict, failing) {
            (Verdict::Nobody, _) => Some(format!("`{rule}`: {NOBODY}")),
            (Verdict::Fails, Some(it)) => Some(format!(
                "`{rule}` needs that {}{}",
                it.matcher.describe(),
                read(it)
            )),
            _ => None,
        }
    });
    left_out(played).into_iter().chain(others).collect()
}

const NOBODY: &str = "there is nobody here whom it is about";

fn judged(played: &Played) -> impl Iterator<Item = &Judgement> {
    played.explanation.rules.iter()
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
    let suggestion = |line: &String| format!("  “{line}”");
    lines.extend(view.suggestions.iter().map(suggestion));
    if view.freshness == Freshness::Ageing {
        lines.push("  may be out of date".to_owned());
    }
    lines.push(String::new());
    let because =
        |one: &ReasonView| format!("because of `{}`: {}{}", one.rule, one.why, recognised(one));
    lines.extend(view.reasons.iter().map(because));
    lines
}

/// How somebody was recognised, where not in person.
fn recognised(reason: &ReasonView) -> String {
    let employer = reason.employer.as_deref().unwrap_or_default();
    match reason.via {
        Via::Person => String::new(),
        Via::CompanyPage | Via::Domain => format!(" (works at {employer})"),
        Via::Headline => format!(" (seems to work at {employer}: by the headline alone)"),
    }
}

fn left_out(played: &Played) -> Vec<String> {
    let exempt = played.explanation.exempt.iter();
    let line = |(account, why): &(policy::AccountKey, Exemption)| {
        format!("left out: {} {}", account.display(), exempt_because(*why))
    };
    exempt.map(line).collect()
}

fn exempt_because(why: Exemption) -> String {
    match why {
        Exemption::Colleague => "is a colleague".to_owned(),
        Exemption::Owner => "is looked after by the author".to_owned(),
        Exemption::Team => "is looked after by the author's team".to_owned(),
        Exemption::GoAhead(until) => format!("may be written to by the author until {until}"),
        Exemption::Correction => "is not the one on the list, the author says".to_owned(),
        Exemption::EntryEnded => "has an entry whose last day has passed".to_owned(),
        Exemption::EntryStale => "has an entry that nobody confirmed for 180 days".to_owned(),
    }
}

/// One rule with all of its conditions.
fn told(judged: &Judgement) -> Vec<String> {
    let account = judged.account.as_ref();
    let about = account.map_or(String::new(), |account| {
        format!(" for {}", account.display())
    });
    let rule = &judged.rule;
    let head = match judged.verdict {
        Verdict::Holds => strong(&format!("holds `{rule}`{about}")),
        Verdict::Fails => dim(&format!("not `{rule}`{about}")),
        Verdict::Nobody => dim(&format!("not `{rule}`: {NOBODY}")),
        Verdict::Broken => dim(&format!("not `{rule}`: it is broken")),
    };
    let conditions = judged.conditions.iter().map(|condition| {
        let mark = if condition.holds { "yes" } else { "no " };
        dim(&format!(
            "    {mark} {}{}",
            condition.matcher.describe(),
            read(condition)
        ))
    });
    std::iter::once(head).chain(conditions).collect()
}

fn read(condition: &Condition) -> String {
    match condition.read.as_str() {
        "" => String::new(),
        read => format!(" ({read})"),
    }
}

/// The same as data.
pub(crate) fn as_json(played: &Played) -> Value {
    let decision = &played.decision;
    let reasons = decision.reasons.iter().map(|reason| {
        let account = reason.account.as_ref().map(policy::AccountKey::display);
        json!({ "rule": reason.rule, "tier": reason.tier, "account": account, "route": reason.route })
    });
    let errors = decision.errors.iter();
    let errors = errors.map(|error| json!({ "rule": error.rule, "problem": error.problem }));
    json!({
        "ok": true,
        "outcome": outcome(decision.tier()),
        "protected": decision.speech == Speech::Protected,
        "reasons": reasons.collect::<Vec<_>>(),
        "nudge": played.nudge,
        "author": played.known.author,
        "left_out": left_out(played),
        "rules": judged(played).map(rule_json).collect::<Vec<_>>(),
        "errors": errors.collect::<Vec<_>>(),
    })
}

fn rule_json(judged: &Judgement) -> Value {
    let verdict = match judged.verdict {
        Verdict::Holds => "holds",
        Verdict::Fails => "fails",
        Verdict::Nobody => "nobody",
        Verdict::Broken => "broken",
    };
    let condition = |it: &Condition| json!({ "condition": it.matcher.describe(), "holds": it.holds, "read": it.read });
    json!({
        "rule": judged.rule,
        "account": judged.account.as_ref().map(policy::AccountKey::display),
        "verdict": verdict,
        "conditions": judged.conditions.iter().map(condition).collect::<Vec<_>>(),
    })
}
