//! One file of `tests/cases`: rules, and what they make of situations.

use policy::{
    AccountKey, Author, Decision, Draft, Explanation, Facts, History, Known, Matcher, Minute,
    ParentPost, Past, PastEvent, Policy, Presence, Recipient, Relation, Route, Rule, RuleId,
    RuleText, Rulebook, Site, Speech, Surface, TextReading, Tier, Verdict, decide, explain,
};
use serde::Deserialize;

use crate::world::World;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaseFile {
    #[serde(rename = "rule")]
    pub(crate) rules: Vec<ShortRule>,
    #[serde(rename = "case")]
    pub(crate) cases: Vec<Case>,
}

/// A rule whose words do not matter here.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShortRule {
    id: String,
    #[serde(default = "nudge")]
    tier: Tier,
    pub(crate) when: Vec<Matcher>,
    #[serde(default = "press")]
    route: Route,
    /// Languages it has words in.
    #[serde(default = "english")]
    languages: Vec<String>,
}

fn nudge() -> Tier {
    Tier::Nudge
}

fn press() -> Route {
    Route::Desk("press".into())
}

fn english() -> Vec<String> {
    vec!["en".to_owned()]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    /// A claim.
    pub(crate) name: String,
    /// Who writes; by default somebody nobody knows anything about.
    #[serde(default)]
    author: Author,
    /// Whom the draft addresses.
    #[serde(default)]
    to: Vec<AccountKey>,
    #[serde(default = "reply")]
    surface: Surface,
    #[serde(default)]
    text: String,
    parent: Option<String>,
    /// `2026-11-22` or `2026-11-22T09:30Z`.
    #[serde(default = "today")]
    now: String,
    /// The employee's own switch.
    #[serde(default)]
    text_reading: TextReading,
    /// What this employee has seen: rule, account, minute, what.
    #[serde(default)]
    history: Vec<(RuleId, AccountKey, Minute, String)>,
    /// Rules that hold, in the order of the reasons.
    pub(crate) expect: Vec<String>,
    /// Rules that hold and are not shown again.
    #[serde(default)]
    quiet: Vec<String>,
    /// `full`, `dot` or `quiet`, where it matters.
    presence: Option<Presence>,
    /// Whether it is protected speech.
    #[serde(default)]
    protected: bool,
    /// The routes of the reasons, where they matter.
    routes: Option<Vec<Route>>,
    /// Every line of the trace, where it matters.
    trace: Option<Vec<String>>,
    /// Rules that could not be judged, with what is wrong.
    #[serde(default)]
    errors: Vec<String>,
}

fn reply() -> Surface {
    Surface::Reply
}

fn today() -> String {
    "2026-11-22".to_owned()
}

/// What came of a case.
struct Outcome {
    decision: Decision,
    explanation: Explanation,
}

impl Case {
    /// What is otherwise than expected.
    pub(crate) fn difference(&self, world: &World, rules: &[ShortRule]) -> Option<String> {
        let outcome = self.judge(world, rules);
        let trace = lines(&outcome.explanation);
        let wrong = self.wrong(&outcome.decision).or_else(|| {
            let expected = self.trace.as_ref().filter(|expected| **expected != trace);
            expected.map(|expected| format!("expected trace {expected:#?}"))
        });
        let wrong = wrong.or_else(|| disagreement(&outcome));
        wrong.map(|wrong| format!("{wrong}, found trace {trace:#?}"))
    }

    fn judge(&self, world: &World, rules: &[ShortRule]) -> Outcome {
        let policy = Policy {
            rules: rules.iter().map(rule).collect(),
            ..world.policy.clone()
        };
        let book = Rulebook::new(policy, world.topics());
        let (draft, known) = (self.draft(), self.known(world));
        let history = self.history();
        let facts = Facts {
            draft: &draft,
            known: &known,
            history: &history,
            text_reading: self.text_reading,
            now: self.now(),
        };
        Outcome {
            decision: decide(&book, &facts),
            explanation: explain(&book, &facts),
        }
    }

    fn now(&self) -> Minute {
        let of_day = format!("{}T12:00Z", self.now);
        let minute = self.now.parse().or_else(|_| of_day.parse());
        minute.expect("a day or a minute")
    }

    fn history(&self) -> History {
        let past = |(rule, account, at, what): &(RuleId, AccountKey, Minute, String)| Past {
            rule: rule.clone(),
            account: Some(account.clone()),
            at: *at,
            what: match what.as_str() {
                "shown" => PastEvent::Shown,
                "shown-here" => PastEvent::ShownHere,
                "dismissed" => PastEvent::Dismissed,
                other => panic!("unknown event `{other}`"),
            },
        };
        History {
            past: self.history.iter().map(past).collect(),
        }
    }

    fn known(&self, world: &World) -> Known {
        let asked = |account: &AccountKey| self.to.contains(account);
        let memberships = world.memberships.iter().filter(|it| asked(&it.account));
        let colleagues = world.colleagues.iter().filter(|it| asked(&it.account));
        let standings = world.standings.iter().filter(|it| asked(&it.account));
        Known {
            memberships: memberships.cloned().collect(),
            colleagues: colleagues.cloned().collect(),
            standings: standings.cloned().collect(),
            exceptions: world.exceptions.clone(),
            author: self.author.clone(),
        }
    }

    fn draft(&self) -> Draft {
        let recipient = |account: &AccountKey| Recipient {
            account: account.clone(),
            name: None,
            headline: None,
            relation: Relation::Addressed,
        };
        let somebody = || AccountKey::x("somebody").expect("a handle");
        let author = self.to.first().cloned().unwrap_or_else(somebody);
        Draft {
            site: Site::X,
            surface: self.surface,
            text: self.text.clone(),
            recipients: self.to.iter().map(recipient).collect(),
            parent: self.parent.clone().map(|text| ParentPost { author, text }),
            own_account: None,
        }
    }

    fn wrong(&self, decision: &Decision) -> Option<String> {
        let names = |reasons: &[policy::Reason]| -> Vec<String> {
            reasons.iter().map(|it| it.rule.to_string()).collect()
        };
        let errors = decision.errors.iter();
        let errors: Vec<_> = errors
            .map(|it| format!("{} {}", it.rule, it.problem))
            .collect();
        let routes: Vec<Route> = decision.reasons.iter().map(|it| it.route.clone()).collect();
        let strongest = decision.reasons.iter().map(|it| it.tier).max();
        let checks = [
            (names(&decision.reasons) == self.expect, "reasons"),
            (names(&decision.quiet) == self.quiet, "quiet"),
            (
                decision.tier() == strongest,
                "tier: not the strongest reason's",
            ),
            (errors == self.errors, "errors"),
            (
                (decision.speech == Speech::Protected) == self.protected,
                "protected",
            ),
            (
                self.presence.is_none_or(|it| it == decision.presence()),
                "presence",
            ),
            (
                self.routes.as_ref().is_none_or(|it| *it == routes),
                "routes",
            ),
        ];
        let failed = checks.iter().find(|(is_right, _)| !is_right)?;
        Some(format!("{} differ: found {decision:#?}", failed.1))
    }
}

/// The explanation looks at every rule, the decision at those in question: they must agree.
fn disagreement(outcome: &Outcome) -> Option<String> {
    let Outcome {
        decision,
        explanation,
    } = outcome;
    let judged = explanation.rules.iter();
    let holding = judged.filter(|it| it.verdict == Verdict::Holds);
    let mut explained: Vec<_> = holding
        .map(|it| (it.rule.clone(), it.account.clone()))
        .collect();
    let decided = decision.reasons.iter().chain(&decision.quiet);
    let mut decided: Vec<_> = decided
        .map(|it| (it.rule.clone(), it.account.clone()))
        .collect();
    explained.sort();
    decided.sort();
    (explained != decided).then(|| format!("explained {explained:?}, decided {decided:?}"))
}

fn rule(short: &ShortRule) -> Rule {
    let words = RuleText {
        title: short.id.clone(),
        body: short.id.clone(),
        why: short.id.clone(),
        suggestion: None,
    };
    let languages = short.languages.iter();
    let text = languages.map(|tag| (tag.as_str().into(), words.clone()));
    Rule {
        id: short.id.as_str().into(),
        tier: short.tier,
        when: short.when.clone(),
        route: short.route.clone(),
        text: text.collect(),
    }
}

/// An explanation as cases write it.
fn lines(explanation: &Explanation) -> Vec<String> {
    let exempt = explanation.exempt.iter();
    let exempt = exempt.map(|(account, why)| format!("{account} exempt: {why:?}"));
    let rules = explanation.rules.iter().map(|judged| {
        let account = judged.account.as_ref();
        let about = account.map_or(String::new(), |account| format!(" for {account}"));
        let failing = judged.conditions.iter().find(|condition| !condition.holds);
        let verdict = match (judged.verdict, failing) {
            (Verdict::Holds, _) => "holds".to_owned(),
            (Verdict::Nobody, _) => "nobody".to_owned(),
            (Verdict::Broken, _) => "broken".to_owned(),
            (Verdict::Fails, failing) => {
                let needed = failing.map(|condition| condition.matcher.describe());
                format!("needs: {}", needed.unwrap_or_default())
            }
        };
        format!("{}{about} {verdict}", judged.rule)
    });
    exempt.chain(rules).collect()
}
