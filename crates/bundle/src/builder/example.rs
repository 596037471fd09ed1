//! `[[rule.example]]`: who writes what to whom, and what they should see.
//!
//! Playing them is left to `scene`.

use policy::{AccountKey, RuleId, Site, Surface, Tier};
use serde::Deserialize;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer};

use super::tree::{NameError, Table};

/// An example of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The rule it belongs to.
    pub rule: RuleId,
    /// Where it begins in `policy.toml`.
    pub line: usize,
    /// A role or a person.
    pub author: String,
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
    /// What the author sees; nothing means silence.
    pub expect: Option<Tier>,
}

/// The examples of a rule: at least one in which it speaks and one in which nothing does.
pub(crate) fn examples(table: &Table<'_>, rule: &RuleId) -> Vec<Example> {
    let tables = table.tables("example");
    let examples: Vec<Example> = tables.iter().filter_map(|one| example(one, rule)).collect();
    if examples.len() < tables.len() {
        return examples;
    }
    let speaks = examples.iter().any(|example| example.expect.is_some());
    let silent = examples.iter().any(|example| example.expect.is_none());
    for (there, kind) in [(speaks, "speaks"), (silent, "stays silent")] {
        if !there {
            let found = format!("rule `{rule}` has no example in which it {kind}");
            let help = "add a [[rule.example]]: `check` plays it each time";
            table.file.note(table.line, found, help);
        }
    }
    examples
}

/// What an employee sees, as written in an example.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Expect {
    Silent,
    Note,
    Nudge,
    Pause,
}

impl Expect {
    fn tier(self) -> Option<Tier> {
        match self {
            Self::Silent => None,
            Self::Note => Some(Tier::Note),
            Self::Nudge => Some(Tier::Nudge),
            Self::Pause => Some(Tier::Pause),
        }
    }
}

fn example(table: &Table<'_>, rule: &RuleId) -> Option<Example> {
    let author = table.text("as");
    let to = to(table);
    let surface = table.one_of("surface");
    let text = table.text("text");
    let parent = table.optional_text("parent").map(|text| text.value);
    let expect: Option<Expect> = table.one_of("expect");
    table.finish();
    let (to, surface) = (to.ok()?, surface?);
    Some(Example {
        rule: rule.clone(),
        line: table.line,
        author: author?.value,
        site: site_of(to.as_ref(), surface),
        to,
        surface,
        text: text?.value,
        parent,
        expect: expect?.tier(),
    })
}

/// The account it is addressed to, if any; an error when what is written there is none.
fn to(table: &Table<'_>) -> Result<Option<AccountKey>, ()> {
    let Some(text) = table.optional_text("to") else {
        return Ok(None);
    };
    account(&text.value).map(Some).map_err(|problem| {
        let help = "expected `@handle` for X, `/in/name` for LinkedIn";
        table.file.note(text.line, problem, help);
    })
}

/// An account as people write it: `@handle` for X, anything with a `/` for LinkedIn.
///
/// # Errors
/// One line that names what was written.
pub fn account(text: &str) -> Result<AccountKey, String> {
    let key = if text.contains('/') {
        AccountKey::linkedin(text)
    } else {
        AccountKey::x(text)
    };
    key.map_err(|error| error.to_string())
}

/// A site or a composer by its name in files; `what` says which of them, for the error.
///
/// # Errors
/// One line that names what was written and what there is.
pub fn by_name<T: DeserializeOwned>(text: &str, what: &str) -> Result<T, String> {
    let reader: StrDeserializer<'_, NameError> = text.into_deserializer();
    T::deserialize(reader).map_err(|error| {
        let (found, help) = error.explain(text, what);
        format!("{found}: {help}")
    })
}

/// The site an account or, without one, a composer belongs to.
#[must_use]
pub fn site_of(account: Option<&AccountKey>, surface: Surface) -> Site {
    match (account, surface) {
        (Some(account), _) if account.as_str().starts_with("x:") => Site::X,
        (Some(_), _) => Site::LinkedIn,
        (None, Surface::Comment | Surface::InvitationNote | Surface::InMail) => Site::LinkedIn,
        (None, _) => Site::X,
    }
}
