//! A draft that nobody wrote, judged as the extension would: the rules' examples, and `explain`.
//!
//! Goes through the compiled bundle and the same look-up, so that what is shipped is what is tried.

use policy::{
    AccountKey, Author, Day, Decision, Draft, Facts, Known, Language, NudgeView, ParentPost,
    PersonId, Recipient, Relation, RoleId, Site, Surface, Tier, decide, nudge,
};

use super::code::Code;
use super::company::Company;
use super::diagnostic::Report;
use super::example::Example;
use super::notes::Notes;
use super::situation::{Addressee, Situation};
use crate::content::Bundle;

/// Who writes what to whom.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Who writes.
    pub author: Author,
    /// Whom the draft answers or names, the one it answers first.
    pub to: Vec<Addressee>,
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
    let accounts: Vec<AccountKey> = scene.to.iter().map(|one| one.account.clone()).collect();
    let known = bundle.look_up(&accounts, None, &scene.author);
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
    let recipient = |(at, one): (usize, &Addressee)| Recipient {
        account: one.account.clone(),
        name: name_of(company, &one.account),
        headline: one.headline.clone(),
        relation: match at {
            0 => Relation::Addressed,
            _ => Relation::Mentioned,
        },
    };
    let first = scene.to.first().map(|one| one.account.clone());
    let parent = scene.parent.clone().zip(first.or_else(nobody));
    Draft {
        site: scene.site,
        surface: scene.surface,
        text: scene.text.clone(),
        recipients: scene.to.iter().enumerate().map(recipient).collect(),
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

/// Plays every example of every rule on one day, unless it names another; how many there were.
///
/// # Errors
/// Each example that came out otherwise.
pub fn play_examples(company: &Company, bundle: &Bundle, today: Day) -> Result<usize, Report> {
    let notes = Notes::about(&company.texts);
    for example in &company.examples {
        let played = play_situation((company, bundle), &example.situation, today);
        if let Some((found, help)) = difference(example, &played.decision) {
            notes.add((Code::ExampleDiffers, example.spot), found, &help);
        }
    }
    if notes.has_errors() {
        Err(notes.finish())
    } else {
        Ok(company.examples.len())
    }
}

/// Plays what an example or a case describes.
#[must_use]
pub fn play_situation(
    (company, bundle): (&Company, &Bundle),
    situation: &Situation,
    today: Day,
) -> Played {
    let scene = Scene {
        author: author(company, &situation.author).unwrap_or_default(),
        to: situation.to.clone(),
        site: situation.site,
        surface: situation.surface,
        text: situation.text.clone(),
        parent: situation.parent.clone(),
    };
    let own_day = situation.at.map(|at| Day::from_unix_seconds(at.0));
    play((company, bundle), &scene, own_day.unwrap_or(today), &[])
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
