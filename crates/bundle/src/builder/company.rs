//! A company's folder, read as a whole: everything that is wrong with it, or a company that fits.

use std::collections::BTreeMap;

use policy::topics::TopicIndex;
use policy::{
    Audience, AudienceId, Desk, DeskId, Language, Policy, RoleId, RuleId, TeamId, TopicId,
};

use super::accounts::{self, Entry, Others};
use super::audience_file::{self, AudienceNotes};
use super::case_file::{self, Case};
use super::company_file::{self, Head};
use super::desks;
use super::diagnostic::Report;
use super::example::Example;
use super::exceptions::{self, GoAhead};
use super::layout;
use super::notes::Notes;
use super::people::{self, Person};
use super::roster::{Roster, Thing};
use super::rule_file::{self, RuleNotes, Rules, Setting};
use super::site_file::{self, Mending};
use super::source::Sources;
use super::texts::Texts;
use super::topic::{Tables, Topics};
use super::zone;
use crate::content::format::CardRecord;

/// A company whose files fit together. Only [`read`] makes one.
#[derive(Clone, Debug)]
pub struct Company {
    /// The rules, as they are shipped.
    pub policy: Policy,
    /// Company, charter, languages, time zone, products.
    pub head: Head,
    /// What each list is, and who answers for it.
    pub audiences: BTreeMap<AudienceId, AudienceNotes>,
    /// Colleagues, in the order of the file.
    pub people: Vec<Person>,
    /// Everybody on a list, by list and in the order of its file.
    pub entries: Vec<Entry>,
    /// What the company keeps to itself about its rules.
    pub rule_notes: Vec<RuleNotes>,
    /// What is taught about rules, by language.
    pub cards: BTreeMap<RuleId, BTreeMap<Language, CardRecord>>,
    /// Words that stand in rules, folded, by the topics they make.
    pub(crate) words: BTreeMap<TopicId, Vec<String>>,
    /// Examples of all rules.
    pub examples: Vec<Example>,
    /// Who may write to whom in spite of the rules.
    pub exceptions: Vec<GoAhead>,
    /// Situations of the company's own, and what should come of them.
    pub cases: Vec<Case>,
    /// What has changed on the sites.
    pub mending: Mending,
    /// What texts can be about, as far as rules ask for it.
    pub topics: TopicIndex,
    /// Bytes that make reading the same topics again quicker, for [`Sources::kept`]; nothing when that was it.
    pub to_keep: Option<Vec<u8>>,
    /// What is worth a look and in nobody's way.
    pub warnings: Report,
    /// The files, for further problems: see [`Notes::about`].
    pub texts: Texts,
}

impl Company {
    /// Teams as people call them.
    #[must_use]
    pub fn teams(&self) -> &BTreeMap<TeamId, String> {
        &self.head.teams
    }
}

/// Reads a company's files.
///
/// # Errors
/// Everything that is wrong with them, by file and place, and the warnings with it.
pub fn read(sources: &Sources) -> Result<Company, Report> {
    let notes = Notes::default();
    let parts = if layout::is_old(sources, &notes) {
        None
    } else {
        layout::note_unknown(sources, &notes);
        parts(sources, &notes)
    };
    let has_errors = notes.has_errors();
    let report = notes.finish();
    match parts {
        Some(parts) if !has_errors => Ok(whole(parts, report)),
        _ => Err(report),
    }
}

/// What the files hold, each read with what the others name.
struct Parts {
    head: Head,
    desks: BTreeMap<DeskId, Desk>,
    people: Vec<Person>,
    audiences: BTreeMap<AudienceId, AudienceNotes>,
    rules: Rules,
    words: BTreeMap<TopicId, Vec<String>>,
    entries: Vec<Entry>,
    exceptions: Vec<GoAhead>,
    cases: Vec<Case>,
    mending: Mending,
    tables: Tables,
}

/// Reads files before those that refer to them. Every file is read, whatever is wrong with the others.
fn parts(sources: &Sources, notes: &Notes) -> Option<Parts> {
    let mut roster = Roster::default();
    let head = company_file::read(sources, notes).inspect(|head| {
        roster.enter(Thing::Role, head.roles.keys());
        roster.enter(Thing::Team, head.teams.keys());
        roster.enter(Thing::Product, head.products.keys());
    });
    let mut topics = Topics::read(sources, notes);
    roster.enter(Thing::Topic, topics.names());
    for (id, product) in head.iter().flat_map(|head| &head.products) {
        topics.add_product(id, product);
    }
    let desks = desks::read(sources, notes);
    let desks = desks.inspect(|desks| roster.enter(Thing::Desk, desks.keys()));
    let people = people::read(sources, &roster, notes);
    let people = people.inspect(|people| {
        roster.enter(Thing::Person, people.iter().map(|person| &person.id));
    });
    let audiences = audience_file::read(sources, &roster, notes);
    let ids = audience_file::ids(sources).map(|(id, _)| id);
    roster.enter(Thing::Audience, ids);
    let mut rules = rule_file::read(sources, setting(&roster, head.as_ref()), notes);
    let mut words = BTreeMap::new();
    for (id, of_topic) in std::mem::take(&mut rules.words) {
        let folded = of_topic.iter().map(|word| word.value.to_lowercase());
        words.insert(id.clone(), folded.collect());
        topics.add_words(id, of_topic);
    }
    let tables = topics.index(&rules.rules, notes);
    topics.check(&tables.index, notes);
    topics.check_rules((&rules.rules, &rules.notes), notes);
    if rules.unread == 0 {
        roster.enter(Thing::Rule, rules.notes.iter().map(|rule| &rule.rule));
    }
    let others = Others {
        roster: &roster,
        people: people.as_deref().unwrap_or_default(),
        audiences: &audiences,
        rules: &rules.rules,
    };
    let entries = accounts::read(sources, others, notes);
    let setting = setting(&roster, head.as_ref());
    let (exceptions, cases) = (
        exceptions::read(sources, setting, notes),
        case_file::read(sources, setting, notes),
    );
    Some(Parts {
        head: head?,
        desks: desks?,
        people: people?,
        audiences,
        rules,
        words,
        entries,
        exceptions,
        cases,
        mending: site_file::read(sources, notes),
        tables,
    })
}

fn setting<'a>(roster: &'a Roster, head: Option<&'a Head>) -> Setting<'a> {
    Setting {
        roster,
        languages: head.map_or(&[], |head| &head.languages),
        zone: head.map_or(&zone::UTC, |head| &head.zone),
    }
}

fn whole(parts: Parts, warnings: Report) -> Company {
    let audience = |(id, notes): (&AudienceId, &AudienceNotes)| {
        let audience = Audience {
            label: notes.label.clone(),
            class: notes.class.unwrap_or_default(),
            desk: notes.desk.clone(),
        };
        (id.clone(), audience)
    };
    let head = parts.head;
    let label = |(id, role): (&RoleId, &company_file::Role)| (id.clone(), role.label.clone());
    let policy = Policy {
        company: head.name.clone(),
        language: head.language.clone(),
        roles: head.roles.iter().map(label).collect(),
        audiences: parts.audiences.iter().map(audience).collect(),
        desks: parts.desks.into_iter().collect(),
        sites: head.sites.clone().into_iter().collect(),
        text_reading: head.text_reading,
        rules: parts.rules.rules,
    };
    Company {
        policy,
        head,
        audiences: parts.audiences,
        people: parts.people,
        entries: parts.entries,
        rule_notes: parts.rules.notes,
        cards: parts.rules.cards,
        words: parts.words,
        examples: parts.rules.examples,
        exceptions: parts.exceptions,
        cases: parts.cases,
        mending: parts.mending,
        topics: parts.tables.index,
        to_keep: parts.tables.to_keep,
        texts: warnings.texts.clone(),
        warnings,
    }
}
