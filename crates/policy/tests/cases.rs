//! Runs every case in `tests/cases/*.toml`: rules and facts in, reasons (and trace) out.
//!
//! A file holds `[[rule]]`s and `[[case]]`s about them; who is on which list stands in `world.toml`,
//! the same for all. A new matcher needs a file with one case that fires and one that stays silent.

#![expect(
    clippy::disallowed_methods,
    reason = "a test reads its cases from files"
)]
#![expect(
    clippy::expect_used,
    reason = "the test is allowed to, its helpers are part of it"
)]

use std::collections::BTreeMap;
use std::path::Path;

use policy::{
    AccountKey, Author, Colleague, Day, Decision, Draft, Facts, Known, Matcher, Membership,
    ParentPost, Policy, Recipient, Relation, Route, Rule, RuleText, Site, Surface, Tier, Trace,
    Verdict, decide,
};
use serde::Deserialize;

/// `world.toml`.
#[derive(Deserialize)]
struct World {
    policy: Policy,
    #[serde(rename = "membership")]
    memberships: Vec<Membership>,
    #[serde(rename = "colleague")]
    colleagues: Vec<Colleague>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    #[serde(rename = "rule")]
    rules: Vec<ShortRule>,
    #[serde(rename = "case")]
    cases: Vec<Case>,
}

/// A rule whose words do not matter here.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShortRule {
    id: String,
    #[serde(default = "nudge")]
    tier: Tier,
    when: Vec<Matcher>,
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
struct Case {
    /// A claim.
    name: String,
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
    #[serde(default = "today")]
    today: String,
    /// Rules that hold, in the order of the reasons.
    expect: Vec<String>,
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

#[test]
fn every_case_gives_its_reasons() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let read = |path: &Path| std::fs::read_to_string(path).expect("a readable file");
    let world: World = toml::from_str(&read(&folder.join("world.toml"))).expect("world.toml");
    let mut failures = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).expect("the folder of cases") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if name == "world.toml" {
            continue;
        }
        let file: CaseFile =
            toml::from_str(&read(&path)).unwrap_or_else(|error| panic!("{name}: {error}"));
        for case in &file.cases {
            count += 1;
            let decision = judge(&world, &file.rules, case);
            failures.extend(
                difference(case, &decision).map(|text| format!("{name}: {}: {text}", case.name)),
            );
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {count} cases:\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert!(
        count >= 40,
        "only {count} cases were found in {}",
        folder.display()
    );
}

/// The TOML name of a matcher is its file; each has a case that fires and one that is silent.
#[test]
fn every_matcher_has_a_case_that_fires_and_one_that_is_silent() {
    let names = [
        "audience",
        "state",
        "author",
        "author-not",
        "surface",
        "text",
        "parent",
    ];
    let examples = [
        Matcher::Audience(vec![]),
        Matcher::State(vec![]),
        Matcher::Author(vec![]),
        Matcher::AuthorNot(vec![]),
        Matcher::Surface(vec![]),
        Matcher::Text(vec![]),
        Matcher::Parent(vec![]),
    ];
    for (name, example) in names.iter().zip(examples) {
        let json = serde_json::to_value(&example).expect("a matcher as JSON");
        assert!(
            json.get(name).is_some(),
            "the matcher {example:?} is not called `{name}`"
        );
        let path = format!("{}/tests/cases/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("add {path}"));
        let file: CaseFile = toml::from_str(&text).expect("a file of cases");
        assert!(
            file.cases.iter().any(|case| !case.expect.is_empty()),
            "{name}: no case fires"
        );
        assert!(
            file.cases.iter().any(|case| case.expect.is_empty()),
            "{name}: no case is silent"
        );
        // Adding a matcher breaks this match: add its name above, and its file of cases.
        match example {
            Matcher::Audience(_)
            | Matcher::State(_)
            | Matcher::Author(_)
            | Matcher::AuthorNot(_)
            | Matcher::Surface(_)
            | Matcher::Text(_)
            | Matcher::Parent(_) => {}
        }
    }
}

fn judge(world: &World, rules: &[ShortRule], case: &Case) -> Decision {
    let mut policy = world.policy.clone();
    policy.rules = rules.iter().map(rule).collect();
    let asked = |account: &AccountKey| case.to.contains(account);
    let known = Known {
        memberships: world
            .memberships
            .iter()
            .filter(|m| asked(&m.account))
            .cloned()
            .collect(),
        colleagues: world
            .colleagues
            .iter()
            .filter(|c| asked(&c.account))
            .cloned()
            .collect(),
        author: case.author.clone(),
    };
    let draft = draft(case);
    let today: Day = case.today.parse().expect("a day");
    decide(
        &policy,
        &Facts {
            draft: &draft,
            known: &known,
            today,
        },
    )
}

fn rule(short: &ShortRule) -> Rule {
    let words = RuleText {
        title: short.id.clone(),
        body: short.id.clone(),
        why: short.id.clone(),
    };
    let text = short
        .languages
        .iter()
        .map(|tag| (tag.as_str().into(), words.clone()));
    Rule {
        id: short.id.as_str().into(),
        tier: short.tier,
        when: short.when.clone(),
        route: short.route.clone(),
        text: text.collect::<BTreeMap<_, _>>(),
    }
}

fn draft(case: &Case) -> Draft {
    let recipient = |account: &AccountKey| Recipient {
        account: account.clone(),
        name: None,
        headline: None,
        relation: Relation::Addressed,
    };
    let author = || {
        case.to
            .first()
            .cloned()
            .unwrap_or(AccountKey::x("somebody").expect("a handle"))
    };
    Draft {
        site: Site::X,
        surface: case.surface,
        text: case.text.clone(),
        recipients: case.to.iter().map(recipient).collect(),
        parent: case.parent.clone().map(|text| ParentPost {
            author: author(),
            text,
        }),
        own_account: None,
    }
}

fn difference(case: &Case, decision: &Decision) -> Option<String> {
    let reasons: Vec<&str> = decision
        .reasons
        .iter()
        .map(|reason| reason.rule.as_str())
        .collect();
    let errors: Vec<String> = decision
        .errors
        .iter()
        .map(|error| format!("{} {}", error.rule, error.problem))
        .collect();
    let trace: Vec<String> = decision.trace.iter().map(line).collect();
    let strongest = decision.reasons.iter().map(|reason| reason.tier).max();
    if reasons != case.expect {
        return Some(format!(
            "expected {:?}, found {reasons:?}, trace {trace:#?}",
            case.expect
        ));
    }
    if decision.tier() != strongest {
        return Some(format!(
            "the tier is {:?}, the strongest reason {strongest:?}",
            decision.tier()
        ));
    }
    if errors != case.errors {
        return Some(format!(
            "expected errors {:?}, found {errors:?}",
            case.errors
        ));
    }
    let expected = case.trace.as_ref()?;
    (*expected != trace).then(|| format!("expected trace {expected:#?}, found {trace:#?}"))
}

fn line(trace: &Trace) -> String {
    match trace {
        Trace::Exempt(account, why) => format!("{account} exempt: {why:?}"),
        Trace::Judged(rule, account, verdict) => {
            let about = account
                .as_ref()
                .map(|account| format!(" for {account}"))
                .unwrap_or_default();
            let verdict = match verdict {
                Verdict::Holds => "holds".to_owned(),
                Verdict::Fails(matcher) => format!("needs: {}", matcher.describe()),
                Verdict::NobodyListed => "nobody listed".to_owned(),
            };
            format!("{rule}{about} {verdict}")
        }
    }
}
