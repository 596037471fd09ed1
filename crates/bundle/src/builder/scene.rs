//! A draft that nobody wrote, judged as the extension would: the rules' examples, and `explain`.
//!
//! Goes through the compiled bundle and the same look-up, so that what is shipped is what is tried.

use policy::{
    AccountKey, Asked, Author, Decision, Draft, Explanation, Facts, History, Known, Language,
    Minute, NudgeView, ParentPost, PersonId, Recipient, Relation, RoleId, Rulebook, Site, Surface,
    TextReading, Tier, decide, explain, nudge,
};

use super::code::Code;
use super::company::Company;
use super::diagnostic::Report;
use super::example::Example;
use super::notes::Notes;
use super::situation::Situation;
use crate::content::Bundle;

/// Who writes what to whom.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Who writes.
    pub author: Author,
    /// Whom the draft answers or names, the one it answers first.
    pub to: Vec<Asked>,
    /// Where.
    pub site: Site,
    /// In which composer.
    pub surface: Surface,
    /// The draft.
    pub text: String,
    /// The post it answers.
    pub parent: Option<String>,
}

/// Where scenes are played: a company, and its compiled bundle made ready.
#[derive(Debug)]
pub struct Stage<'a> {
    /// The company.
    pub company: &'a Company,
    bundle: &'a Bundle,
    book: Rulebook,
}

impl<'a> Stage<'a> {
    /// Makes a bundle ready, once for many scenes.
    #[must_use]
    pub fn new(company: &'a Company, bundle: &'a Bundle) -> Self {
        let (policy, topics) = (bundle.policy().clone(), bundle.topics().clone());
        let book = Rulebook::new(policy, topics);
        Self {
            company,
            bundle,
            book,
        }
    }
}

/// What came of a scene.
#[derive(Clone, Debug)]
pub struct Played {
    /// What the look-up answered.
    pub known: Known,
    /// The decision.
    pub decision: Decision,
    /// Its whole trace.
    pub explanation: Explanation,
    /// What would be drawn; nothing for silence.
    pub nudge: Option<NudgeView>,
}

/// Plays one scene at one minute, with words in the first of `languages` that there is. Nothing was
/// shown before, and texts are read as the company wants it.
#[must_use]
pub fn play(stage: &Stage<'_>, scene: &Scene, now: Minute, languages: &[Language]) -> Played {
    let draft = draft(stage.company, scene);
    let known = stage.bundle.look_up(&scene.to, None, &scene.author);
    let facts = Facts {
        draft: &draft,
        known: &known,
        history: &History::default(),
        text_reading: TextReading::On,
        now,
    };
    let decision = decide(&stage.book, &facts);
    let explanation = explain(&stage.book, &facts);
    let nudge = nudge(&stage.book.policy, &draft, &decision, languages);
    Played {
        known,
        decision,
        explanation,
        nudge,
    }
}

fn draft(company: &Company, scene: &Scene) -> Draft {
    let recipient = |(at, one): (usize, &Asked)| Recipient {
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

/// Plays every example of every rule at one minute, unless it names another; how many there were.
///
/// # Errors
/// Each example that came out otherwise.
pub fn play_examples(stage: &Stage<'_>, now: Minute) -> Result<usize, Report> {
    let company = stage.company;
    let notes = Notes::about(&company.texts);
    for example in &company.examples {
        let played = play_situation(stage, &example.situation, now);
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
pub fn play_situation(stage: &Stage<'_>, situation: &Situation, now: Minute) -> Played {
    let author = author(stage.company, &situation.author).unwrap_or_default();
    let scene = Scene {
        author: Author {
            posting_as: Some(situation.posting_as),
            ..author
        },
        to: situation.to.clone(),
        site: situation.site,
        surface: situation.surface,
        text: situation.text.clone(),
        parent: situation.parent.clone(),
    };
    let own = situation.at.map(|at| Minute::from_unix_seconds(at.0));
    play(stage, &scene, own.unwrap_or(now), &[])
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
