//! `who`, `whom` and `what` of a rule → matchers.
//!
//! Every condition is one row of [`CONDITIONS`]: the table and key it is written as, what an editor shows,
//! and how its value is read. A new one needs nothing else here.

use std::cell::RefCell;

use policy::{
    AudienceClass, DealState, Matcher, Minute, PostingIdentity, RuleId, Seniority, Surface,
    TitleClass, TopicId, Via,
};
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use super::choice::name;
use super::code::Code;
use super::diagnostic::suggest;
use super::roster::Thing;
use super::rule_file::Setting;
use super::schema::parts::{Key, any_of, id, may, moment, number, one_of, only_true, text};
use super::texts::Spot;
use super::topic::{PROTECTED_SPEECH, product_topic};
use super::tree::{At, Entry, Table};
use super::zone::OfDay;

/// One condition as people write it.
struct Condition {
    /// `who` (the author), `whom` (the recipient) or `what` (the draft and what it answers).
    table: &'static str,
    key: &'static str,
    /// What an editor knows of it.
    shape: fn() -> Json,
    read: fn(&Value<'_>) -> Option<Matcher>,
}

/// Short for the table below.
const fn condition(
    table: &'static str,
    key: &'static str,
    shape: fn() -> Json,
    read: fn(&Value<'_>) -> Option<Matcher>,
) -> Condition {
    Condition {
        table,
        key,
        shape,
        read,
    }
}

/// All conditions there are.
const CONDITIONS: &[Condition] = &[
    condition(
        "who",
        "role",
        || {
            ids(
                "The author has one of these roles of fineline.toml.",
                "engineer",
            )
        },
        |v| v.known(Thing::Role).map(Matcher::Role),
    ),
    condition(
        "who",
        "not-role",
        || ids("The author has none of these roles.", "communications"),
        |v| v.known(Thing::Role).map(Matcher::NotRole),
    ),
    condition(
        "who",
        "team",
        || {
            ids(
                "The author is on one of these teams of fineline.toml.",
                "platform",
            )
        },
        |v| v.known(Thing::Team).map(Matcher::Team),
    ),
    condition(
        "who",
        "not-team",
        || ids("The author is on none of these teams.", "key-accounts"),
        |v| v.known(Thing::Team).map(Matcher::NotTeam),
    ),
    condition(
        "who",
        "seniority",
        || names::<Seniority>("The author stands on one of these levels, as people.csv says."),
        |v| v.one_of("seniority").map(Matcher::AuthorSeniority),
    ),
    condition(
        "who",
        "posting-as",
        || {
            names::<PostingIdentity>(
                "The author writes as one of these: their own profile, the company's page, an account of the brand.",
            )
        },
        |v| v.one_of("identity").map(Matcher::PostingAs),
    ),
    condition(
        "whom",
        "audience",
        || {
            ids(
                "The recipient is on one of these lists: names of files in audiences.",
                "exclusive-clients",
            )
        },
        |v| v.known(Thing::Audience).map(Matcher::Audience),
    ),
    condition(
        "whom",
        "class",
        || names::<AudienceClass>("The recipient is on a list of one of these classes."),
        |v| v.one_of("class").map(Matcher::Class),
    ),
    condition(
        "whom",
        "state",
        || {
            names::<DealState>(
                "The deal with the recipient is in one of these states, as the list says.",
            )
        },
        |v| v.one_of("state").map(Matcher::State),
    ),
    condition(
        "whom",
        "match",
        || {
            names::<Via>(
                "How the recipient was found on the list: in person, or through their employer by its page, its domain or their headline.",
            )
        },
        |v| v.one_of("match").map(Matcher::Match),
    ),
    condition(
        "whom",
        "sure",
        || {
            only_true(
                "`true`: not where a headline alone names a listed company, which may be another of that name.",
            )
        },
        |v| v.is_true().map(|()| Matcher::Sure),
    ),
    condition(
        "whom",
        "seniority",
        || {
            names::<Seniority>(
                "The recipient stands on one of these levels, as their headline says.",
            )
        },
        |v| v.one_of("seniority").map(Matcher::Seniority),
    ),
    condition(
        "whom",
        "title",
        || names::<TitleClass>("The recipient's headline names one of these titles."),
        |v| v.one_of("title").map(Matcher::Title),
    ),
    condition(
        "whom",
        "above-author-by",
        || {
            number(
                "The recipient stands at least so many levels above the author.",
                (LEVELS.0.into(), LEVELS.1.into()),
            )
        },
        |v| v.levels().map(Matcher::AboveAuthorBy),
    ),
    condition(
        "what",
        "surface",
        || names::<Surface>("The draft is written in one of these composers."),
        |v| v.one_of("surface").map(Matcher::Surface),
    ),
    condition(
        "what",
        "topic",
        || {
            ids(
                "The draft is about one of these topics, shipped ones or files in topics.",
                "pricing",
            )
        },
        |v| v.topics().map(Matcher::Topic),
    ),
    condition(
        "what",
        "parent-topic",
        || {
            ids(
                "The post being answered is about one of these topics.",
                "support-plea",
            )
        },
        |v| v.topics().map(Matcher::ParentTopic),
    ),
    condition(
        "what",
        "parent-asks",
        || only_true("`true`: the post being answered asks a question."),
        |v| v.is_true().map(|()| Matcher::ParentAsks),
    ),
    condition(
        "what",
        "product",
        || {
            ids(
                "The draft names one of these products of fineline.toml.",
                "harbour",
            )
        },
        |v| v.products().map(Matcher::Topic),
    ),
    condition(
        "what",
        "text",
        || {
            words(
                "The draft has one of these words or phrases, whole and in any case.",
                "discount",
            )
        },
        |v| v.words().map(|topic| Matcher::Topic(vec![topic])),
    ),
    condition(
        "what",
        "parent",
        || {
            words(
                "The post being answered has one of these words or phrases.",
                "locked out",
            )
        },
        |v| v.words().map(|topic| Matcher::ParentTopic(vec![topic])),
    ),
    condition(
        "what",
        "from",
        || moment("It is this day or minute, or later; in the company's time zone."),
        |v| v.minute().map(Matcher::From),
    ),
    condition(
        "what",
        "until",
        || moment("It is earlier than this day or minute; in the company's time zone."),
        |v| v.minute().map(Matcher::Until),
    ),
];

/// The tables, in the order in which people read them, and what they are about.
pub(crate) const TABLES: [(&str, &str); 3] = [
    ("who", "About the author. Everything in it must hold."),
    (
        "whom",
        "About the person on the other side. Everything in it must hold.",
    ),
    (
        "what",
        "About the draft, the post it answers, and the time. Everything in it must hold.",
    ),
];

/// The conditions of one table, as an editor knows them.
pub(crate) fn keys(table: &str) -> Vec<Key> {
    let here = CONDITIONS.iter().filter(|one| one.table == table);
    here.map(|one| may(one.key, (one.shape)())).collect()
}

fn ids(about: &str, example: &str) -> Json {
    any_of(id(about, example))
}

fn names<T: DeserializeOwned>(about: &str) -> Json {
    any_of(one_of::<T>(about))
}

fn words(about: &str, example: &str) -> Json {
    any_of(text(about, example))
}

/// How far somebody can stand above somebody else.
const LEVELS: (u8, u8) = (1, 4);

/// The value of a condition, and what it may refer to.
struct Value<'a> {
    entry: Entry<'a>,
    rule: &'a RuleId,
    setting: Setting<'a>,
    /// Where words go that make a topic of their own.
    words: &'a RefCell<Words>,
}

impl Value<'_> {
    /// Names of things in the company's files.
    fn known<Id: for<'t> From<&'t str>>(&self, thing: Thing) -> Option<Vec<Id>> {
        let notes = self.entry.file.notes;
        self.each(|At { spot, value }| {
            let known = self.setting.roster.check(thing, (value, *spot), notes);
            known.then(|| value.as_str().into())
        })
    }

    /// Names to choose from; `what` says of what, for problems.
    fn one_of<T: DeserializeOwned>(&self, what: &str) -> Option<Vec<T>> {
        self.each(|text| name(self.entry.file.notes, text, what))
    }

    /// Topics; not those that the law protects.
    fn topics(&self) -> Option<Vec<TopicId>> {
        let topics: Vec<TopicId> = self.known(Thing::Topic)?;
        if topics
            .iter()
            .any(|topic| topic.as_str() == PROTECTED_SPEECH)
        {
            let found = format!("rule `{}` is about `{PROTECTED_SPEECH}`", self.rule);
            let help = "what people say about pay, hours, conditions and organising is theirs: no rule ever speaks about it";
            let notes = self.entry.file.notes;
            notes.add((Code::ProtectedSpeech, self.entry.spot), found, help);
            return None;
        }
        Some(topics)
    }

    /// Products, by the topics that their words make.
    fn products(&self) -> Option<Vec<TopicId>> {
        let products: Vec<String> = self.known(Thing::Product)?;
        Some(products.iter().map(|id| product_topic(id)).collect())
    }

    /// Words and phrases as written: a topic of the rule's own.
    fn words(&self) -> Option<TopicId> {
        let has_word = |value: &String| value.chars().any(char::is_alphanumeric);
        let words = self.each(|text| {
            let At { spot, value } = text;
            if !has_word(value) {
                let found = format!("`{value}` has no word in it");
                let notes = self.entry.file.notes;
                notes.add((Code::NoWord, *spot), found, "expected a word or a phrase");
            }
            has_word(value).then(|| text.clone())
        })?;
        let topic = TopicId(format!("{} of rule {}", self.entry.key, self.rule));
        self.words.borrow_mut().push((topic.clone(), words));
        Some(topic)
    }

    /// A date or a time on a date, in the company's zone.
    fn minute(&self) -> Option<Minute> {
        let moment = self
            .setting
            .zone
            .moment(&self.entry.date_text(), OfDay::Begin);
        if moment.is_none() {
            let expected = "a date like `2026-12-01`, or with a time `2026-12-01T09:00`";
            self.entry.wrong_as(Code::BadDate, expected);
        }
        moment.map(|moment| Minute::from_unix_seconds(moment.0))
    }

    fn is_true(&self) -> Option<()> {
        let is_true = self.entry.as_bool() == Some(true);
        if !is_true {
            self.entry.wrong("`true`, or to be left out");
        }
        is_true.then_some(())
    }

    fn levels(&self) -> Option<u8> {
        let levels = self
            .entry
            .as_number()
            .filter(|levels| (LEVELS.0..=LEVELS.1).contains(levels));
        if levels.is_none() {
            self.entry.wrong("a number of levels from 1 to 4");
        }
        levels
    }

    /// Each text of a list, which is judged alone; nothing when one of them is wrong, or none is there.
    fn each<T>(&self, read: impl Fn(&At<String>) -> Option<T>) -> Option<Vec<T>> {
        let texts = self.entry.texts();
        if texts.is_empty() {
            self.entry.wrong("at least one value");
            return None;
        }
        // Collected first: every value is looked at, whatever the others are.
        let read: Vec<Option<T>> = texts.iter().map(read).collect();
        read.into_iter().collect()
    }
}

/// Words that stand in conditions, by the topics they make.
pub(crate) type Words = Vec<(TopicId, Vec<At<String>>)>;

/// The conditions of one rule.
pub(crate) struct Conditions {
    pub(crate) matchers: Vec<Matcher>,
    /// Where their values stand.
    pub(crate) spots: Vec<Spot>,
    /// Words that stand in them, by the topics they make.
    pub(crate) words: Words,
}

/// All conditions of a rule; nothing when one of them is wrong.
pub(crate) fn conditions(
    rule: &Table<'_>,
    id: &RuleId,
    setting: Setting<'_>,
) -> Option<Conditions> {
    let words = RefCell::new(Vec::new());
    let tables = TABLES.map(|(name, _)| (name, rule.table(name)));
    let (mut read, mut spots) = (Vec::new(), Vec::new());
    for (name, table) in &tables {
        let value = |entry| Value {
            entry,
            rule: id,
            setting,
            words: &words,
        };
        let entries = table.iter().flat_map(Table::entries);
        for entry in entries {
            spots.push(entry.spot);
            read.push(one(name, value(entry)));
        }
    }
    if read.is_empty() {
        let help = "add `who`, `whom` or `what`: a rule without any would speak always";
        rule.note(Code::NoCondition, "the rule has no condition", help);
        return None;
    }
    let matchers = read.into_iter().collect::<Option<_>>()?;
    Some(Conditions {
        matchers,
        spots,
        words: words.into_inner(),
    })
}

fn one(table: &str, value: Value<'_>) -> Option<Matcher> {
    let key = value.entry.key;
    let found = CONDITIONS
        .iter()
        .find(|one| one.table == table && one.key == key);
    if found.is_none() {
        let message = format!("unknown condition `{key}`");
        let notes = value.entry.file.notes;
        let spot = value.entry.key_spot;
        notes.add((Code::UnknownKey, spot), message, &misplaced(table, key));
    }
    (found?.read)(&value)
}

/// Where a condition belongs, or which one was meant.
fn misplaced(table: &str, key: &str) -> String {
    let elsewhere = CONDITIONS.iter().find(|one| one.key == key);
    if let Some(Condition { table, .. }) = elsewhere {
        return format!("`{key}` stands in `{table}`");
    }
    let here = CONDITIONS.iter().filter(|one| one.table == table);
    let what = format!("conditions of `{table}`");
    suggest(key, &what, here.map(|one| one.key))
}
