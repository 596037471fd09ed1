//! A draft that nobody wrote, judged as the extension would: the rules' examples, and `explain`.
//!
//! Goes through the compiled bundle and the same look-up, so that what is shipped is what is tried.

use policy::{
    AccountKey, Author, Day, Decision, Draft, Facts, Known, Language, NudgeView, ParentPost,
    PersonId, Recipient, Relation, RoleId, Site, Surface, Tier, decide, nudge,
};

use super::company::Company;
use super::diagnostic::{Notes, Report};
use super::example::Example;
use crate::content::Bundle;

/// Who writes what to whom.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Who writes.
    pub author: Author,
    /// Whom the draft answers.
    pub to: Option<AccountKey>,
    /// Where.
    pub site: Site,
    /// In which composer.
    pub surface: Surface,
    /// The draft.
    pub text: String,
    /// The post it answers.
    pub parent: Option<String>,
}

/// What came of a scene.
#[derive(Clone, Debug)]
pub struct Played {
    /// What the look-up answered.
    pub known: Known,
    /// The decision with its trace.
    pub decision: Decision,
    /// What would be drawn; nothing for silence.
    pub nudge: Option<NudgeView>,
}

/// Plays one scene on one day, with words in the first of `languages` that there is.
#[must_use]
pub fn play(
    (company, bundle): (&Company, &Bundle),
    scene: &Scene,
    today: Day,
    languages: &[Language],
) -> Played {
    let draft = draft(company, scene);
    let known = bundle.look_up(scene.to.as_slice(), None, &scene.author);
    let decision = decide(
        bundle.policy(),
        &Facts {
            draft: &draft,
            known: &known,
            today,
        },
    );
    let nudge = nudge(bundle.policy(), &draft, &decision, languages);
    Played {
        known,
        decision,
        nudge,
    }
}

fn draft(company: &Company, scene: &Scene) -> Draft {
    let recipient = |account: &AccountKey| Recipient {
        account: account.clone(),
        name: name_of(company, account),
        headline: None,
        relation: Relation::Addressed,
    };
    let parent = scene.parent.clone().zip(scene.to.clone().or_else(nobody));
    Draft {
        site: scene.site,
        surface: scene.surface,
        text: scene.text.clone(),
        recipients: scene.to.iter().map(recipient).collect(),
        parent: parent.map(|(text, author)| ParentPost { author, text }),
        own_account: None,
    }
}

/// The author of a post in a scene that names none.
fn nobody() -> Option<AccountKey> {
    AccountKey::x("somebody").ok()
}

fn name_of(company: &Company, account: &AccountKey) -> Option<String> {
    let entry = company
        .entries
        .iter()
        .find(|entry| entry.accounts.contains(account));
    let person = || {
        company
            .people
            .iter()
            .find(|person| person.accounts.contains(account))
    };
    entry
        .map(|entry| entry.display_name.clone())
        .or_else(|| Some(person()?.name.clone()))
}

/// An author by the name of a role or a person; nothing when it is neither.
#[must_use]
pub fn author(company: &Company, name: &str) -> Option<Author> {
    let role = RoleId::from(name);
    if company.policy.roles.contains_key(&role) {
        return Some(Author {
            roles: vec![role],
            ..Author::default()
        });
    }
    let person = PersonId::from(name);
    let is_known = company.people.iter().any(|one| one.id == person);
    is_known.then(|| Author {
        person: Some(person),
        ..Author::default()
    })
}

/// Plays every example of every rule on one day; how many there were.
///
/// # Errors
/// Each example that came out otherwise.
pub fn play_examples(company: &Company, bundle: &Bundle, today: Day) -> Result<usize, Report> {
    let mut notes = Notes::new(&company.policy_name);
    for example in &company.examples {
        let played = play((company, bundle), &scene(company, example), today, &[]);
        if let Some((found, help)) = difference(example, &played.decision) {
            notes.add(example.line, found, &help);
        }
    }
    let problems = notes.into_problems();
    if problems.is_empty() {
        Ok(company.examples.len())
    } else {
        Err(Report { problems })
    }
}

fn scene(company: &Company, example: &Example) -> Scene {
    Scene {
        author: author(company, &example.author).unwrap_or_default(),
        to: example.to.clone(),
        site: example.site,
        surface: example.surface,
        text: example.text.clone(),
        parent: example.parent.clone(),
    }
}

/// What came out otherwise than the example says, and a help. An example that speaks is about its own rule.
fn difference(example: &Example, decision: &Decision) -> Option<(String, String)> {
    let rule = &example.rule;
    let found = decision.tier();
    if found != example.expect {
        let found = format!("example of `{rule}` gives `{}`", outcome(found));
        let reasons: Vec<String> = decision
            .reasons
            .iter()
            .map(|reason| format!("`{}`", reason.rule))
            .collect();
        let by = if reasons.is_empty() {
            String::new()
        } else {
            format!(" by {}", reasons.join(", "))
        };
        let help = format!(
            "expected `{}`; `fineline explain` says why",
            outcome(example.expect)
        );
        return Some((found + &by, help));
    }
    let is_own = decision.reasons.iter().any(|reason| reason.rule == *rule);
    let is_missed = example.expect.is_some() && !is_own;
    is_missed.then(|| {
        let help = "the outcome is right, but by another rule; `fineline explain` says why";
        (
            format!("example of `{rule}` does not come from this rule"),
            help.to_owned(),
        )
    })
}

/// A tier as examples write it.
#[must_use]
pub fn outcome(tier: Option<Tier>) -> &'static str {
    match tier {
        None => "silent",
        Some(Tier::Note) => "note",
        Some(Tier::Nudge) => "nudge",
        Some(Tier::Pause) => "pause",
    }
}
