//! One `[[rule]]` of `policy.toml`: conditions, route, words, and the examples that come with it.
//!
//! Playing the examples is left to `scene`; who the rule's owner is, to `company`.

use policy::{
    AccountKey, Day, Language, Matcher, PersonId, Policy, Route, Rule, RuleId, RuleText, Site,
    Surface, Tier,
};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{MapAccessDeserializer, MapDeserializer};

use super::diagnostic::{quoted, suggest};
use super::policy_file::{ID_HELP, is_id, language};
use super::tree::{At, Entry, File, NameError, Table};

/// What a rule may refer to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names<'a> {
    pub(crate) policy: &'a Policy,
}

/// What came of reading one rule.
#[derive(Debug)]
pub(crate) struct ReadRule {
    /// The rule as it is shipped; none when something is wrong with it.
    pub(crate) rule: Option<Rule>,
    pub(crate) notes: RuleNotes,
    pub(crate) examples: Vec<Example>,
}

/// What the company keeps to itself about a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleNotes {
    /// The rule.
    pub rule: RuleId,
    /// Where it begins in `policy.toml`.
    pub line: usize,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// Why it is there.
    pub reason: Option<String>,
    /// When somebody should look at it again.
    pub review_on: Option<Day>,
}

/// An example of a rule: who writes what to whom, and what they should see.
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

/// Reads one rule; nothing when it has no id to speak of it.
pub(crate) fn read(table: &Table<'_>, names: Names<'_>) -> Option<ReadRule> {
    let id = table.text("id")?;
    if !is_id(&id.value) {
        table.file.note(
            id.line,
            format!("`{}` is not a short name", id.value),
            ID_HELP,
        );
    }
    let id = RuleId(id.value);
    let tier = table.one_of("tier");
    let when = table
        .entry("when")
        .map(|_| conditions(table, names))
        .unwrap_or_default();
    let route = table
        .entry("route")
        .and_then(|entry| route(table.file, &entry, names));
    let about_people = when.iter().any(Matcher::needs_membership);
    if route == Some(Route::Owner) && !about_people && !when.is_empty() {
        let found = format!("rule `{id}` points to an owner without naming an audience");
        table.file.note(
            table.line,
            found,
            "add `{ audience = [\"…\"] }` to `when`, or point to a desk",
        );
    }
    let subject = Subject {
        about_people,
        desk: matches!(route, Some(Route::Desk(_))),
    };
    let text = texts(table, &id, subject, names);
    let notes = RuleNotes {
        rule: id.clone(),
        line: table.line,
        owner: table
            .optional_text("owner")
            .map(|text| PersonId(text.value)),
        reason: table.optional_text("reason").map(|text| text.value),
        review_on: table.optional_day("review_on").map(|day| day.value),
    };
    let examples = examples(table, &id);
    table.finish();
    let rule = tier.zip(route).map(|(tier, route)| Rule {
        id,
        tier,
        when,
        route,
        text,
    });
    Some(ReadRule {
        rule,
        notes,
        examples,
    })
}

fn conditions(table: &Table<'_>, names: Names<'_>) -> Vec<Matcher> {
    let lines = table.tables("when");
    if lines.is_empty() {
        table.file.note(
            table.line,
            "`when` has no condition".to_owned(),
            "a rule without one would speak always",
        );
    }
    let entries = lines.iter().flat_map(Table::entries);
    entries
        .filter_map(|entry| condition(table.file, &entry, names))
        .collect()
}

/// `name = ["one", "another"]`. Each value is judged alone, so that its line can be told.
fn condition(file: &File, entry: &Entry<'_>, names: Names<'_>) -> Option<Matcher> {
    let values = entry.texts();
    if values.is_empty() {
        entry.wrong("at least one value");
        return None;
    }
    let mut sound = true;
    for value in &values {
        match matcher(&entry.key, &[value.value.as_str()]) {
            Ok(matcher) => sound &= check_names(file, value, &matcher, names),
            Err(error) => {
                let known = matcher_names();
                let unknown = !known.contains(&entry.key.as_str());
                let named = At {
                    line: entry.line,
                    value: entry.key.clone(),
                };
                match error {
                    _ if unknown => NameError::Unknown(known).note(file, &named, "condition"),
                    error => error.note(file, value, &entry.key),
                }
                return None;
            }
        }
    }
    let all: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
    matcher(&entry.key, &all).ok().filter(|_| sound)
}

fn matcher(key: &str, values: &[&str]) -> Result<Matcher, NameError> {
    let values: Vec<&str> = values.to_vec();
    let map = MapDeserializer::<_, NameError>::new(std::iter::once((key, values)));
    Matcher::deserialize(MapAccessDeserializer::new(map))
}

/// The names of all conditions, as serde knows them.
fn matcher_names() -> &'static [&'static str] {
    match Matcher::deserialize(IntoDeserializer::<NameError>::into_deserializer("?")) {
        Err(NameError::Unknown(names)) => names,
        _ => &[],
    }
}

/// Whether what one value names is there.
fn check_names(file: &File, value: &At<String>, matcher: &Matcher, names: Names<'_>) -> bool {
    let found = value.value.as_str();
    let policy = names.policy;
    let (what, help) = match matcher {
        Matcher::Audience(ids) if ids.iter().any(|id| !policy.audiences.contains_key(id)) => {
            let known = policy.audiences.keys().map(|id| id.as_str());
            ("audience", suggest(found, "audiences", known))
        }
        Matcher::Author(ids) | Matcher::AuthorNot(ids)
            if ids.iter().any(|id| !policy.roles.contains_key(id)) =>
        {
            (
                "role",
                suggest(found, "roles", policy.roles.keys().map(|id| id.as_str())),
            )
        }
        Matcher::Text(_) | Matcher::Parent(_) if !found.chars().any(char::is_alphanumeric) => {
            file.note(
                value.line,
                format!("`{found}` has no word in it"),
                "expected a word or a phrase",
            );
            return false;
        }
        _ => return true,
    };
    file.note(value.line, format!("unknown {what} `{found}`"), &help);
    false
}

fn route(file: &File, entry: &Entry<'_>, names: Names<'_>) -> Option<Route> {
    if entry.as_text() == Some("owner") {
        return Some(Route::Owner);
    }
    let Some(table) = entry.as_table() else {
        entry.wrong("\"owner\" or { desk = \"…\" }");
        return None;
    };
    let desk = table.text("desk")?;
    table.finish();
    let id = desk.value.as_str().into();
    if !names.policy.desks.contains_key(&id) {
        let known = names.policy.desks.keys().map(|id| id.as_str());
        let help = suggest(&desk.value, "desks", known);
        file.note(desk.line, format!("unknown desk `{}`", desk.value), &help);
        return None;
    }
    Some(Route::Desk(id))
}

/// What there is to fill into a text.
#[derive(Clone, Copy)]
struct Subject {
    about_people: bool,
    desk: bool,
}

fn texts(
    table: &Table<'_>,
    rule: &RuleId,
    subject: Subject,
    names: Names<'_>,
) -> std::collections::BTreeMap<Language, RuleText> {
    let mut texts = std::collections::BTreeMap::new();
    let parent = table.table("text");
    for entry in parent.iter().flat_map(Table::entries) {
        let tag = language(
            table.file,
            At {
                line: entry.line,
                value: entry.key.clone(),
            },
        );
        let Some(words) = entry.as_table() else {
            entry.wrong("a table with `title`, `body` and `why`");
            continue;
        };
        let part = |key, most: usize| {
            let text = words.text(key);
            text.inspect(|text| check_words(table.file, (key, text), most, subject))
                .map(|text| text.value)
                .unwrap_or_default()
        };
        let title = part("title", RuleText::TITLE_MAX);
        let body = part("body", RuleText::BODY_MAX);
        let why = part("why", RuleText::BODY_MAX);
        words.finish();
        texts.insert(tag, RuleText { title, body, why });
    }
    let own = &names.policy.language;
    if !texts.contains_key(own) {
        let help = format!("add [rule.text.{own}]: it is used where a translation is missing");
        table.file.note(
            table.line,
            format!("rule `{rule}` has no text in `{own}`"),
            &help,
        );
    }
    texts
}

fn check_words(file: &File, (key, text): (&str, &At<String>), most: usize, subject: Subject) {
    let length = text.value.chars().count();
    if length > most {
        let found = format!("`{key}` has {length} characters");
        file.note(
            text.line,
            found,
            &format!("up to {most} fit beside a draft"),
        );
    }
    let people: &[&str] = if subject.about_people {
        &["recipient", "owner", "team", "audience"]
    } else {
        &[]
    };
    let desk: &[&str] = if subject.desk { &["desk"] } else { &[] };
    let known: Vec<&str> = people
        .iter()
        .chain(desk)
        .chain(&["company"])
        .copied()
        .collect();
    for part in text.value.split('{').skip(1) {
        let name = part.split_once('}').map(|(name, _)| name);
        if name.is_none_or(|name| !known.contains(&name)) {
            let found = format!("`{{{}}}` cannot be filled in here", name.unwrap_or(part));
            file.note(
                text.line,
                found,
                &format!("this rule knows {}", quoted(&known)),
            );
        }
    }
}

fn examples(table: &Table<'_>, rule: &RuleId) -> Vec<Example> {
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
            table.file.note(
                table.line,
                found,
                "add a [[rule.example]]: `check` plays it each time",
            );
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

fn example(table: &Table<'_>, rule: &RuleId) -> Option<Example> {
    let author = table.text("as");
    let to = table
        .optional_text("to")
        .map(|text| (account(&text.value), text.line));
    let surface = table.one_of("surface");
    let text = table.text("text");
    let parent = table.optional_text("parent").map(|text| text.value);
    let expect = table.one_of("expect");
    table.finish();
    let to = match to {
        Some((Err(problem), line)) => {
            table.file.note(
                line,
                problem,
                "expected `@handle` for X, `/in/name` for LinkedIn",
            );
            return None;
        }
        Some((Ok(account), _)) => Some(account),
        None => None,
    };
    let expect = match expect? {
        Expect::Silent => None,
        Expect::Note => Some(Tier::Note),
        Expect::Nudge => Some(Tier::Nudge),
        Expect::Pause => Some(Tier::Pause),
    };
    let (surface, rule) = (surface?, rule.clone());
    let site = site_of(to.as_ref(), surface);
    let (author, text) = (author?.value, text?.value);
    Some(Example {
        rule,
        line: table.line,
        author,
        to,
        site,
        surface,
        text,
        parent,
        expect,
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
