//! `policy.toml` → rules and everything they refer to. All problems are noted with their lines.
//!
//! One rule is read in `rule_file`; whether people and accounts fit is asked in `company`.

use std::collections::BTreeMap;

use policy::{
    Audience, AudienceId, Desk, DeskId, Language, Policy, RoleId, Site, SiteSwitch, TeamId,
};
use toml::de::DeTable;

use super::diagnostic::Notes;
use super::example::Example;
use super::rule_file::{self, RuleNotes};
use super::source::Source;
use super::tree::{At, File, Table, name};

/// What stands in `policy.toml`.
#[derive(Debug)]
pub(crate) struct PolicyFile {
    pub(crate) policy: Policy,
    pub(crate) teams: BTreeMap<TeamId, String>,
    pub(crate) rules: Vec<RuleNotes>,
    pub(crate) examples: Vec<Example>,
}

/// Reads the file. Nothing when it is no TOML at all; otherwise what could be read, for further checks.
pub(crate) fn read(source: &Source, mut notes: Notes) -> (Option<PolicyFile>, Notes) {
    let Some(text) = source.text(&mut notes) else {
        return (None, notes);
    };
    let file = File::new(&text, notes);
    let (root, errors) = DeTable::parse_recoverable(&text);
    for error in &errors {
        let line = error.span().map(|span| file.line(&span));
        let found = line.and_then(|line| text.lines().nth(line - 1));
        let found = format!("`{}` is not TOML", found.unwrap_or_default().trim());
        file.note(line, found, syntax_help(error.message()));
    }
    let found = errors
        .is_empty()
        .then(|| whole(&Table::new(&file, 1, root.get_ref())));
    (found, file.into_notes())
}

/// The parser takes a bare word for a number and says so; people forget the quotes.
fn syntax_help(message: &str) -> &str {
    if message.contains("float") || message.contains("integer") {
        return "texts stand in quotes";
    }
    message.lines().next().unwrap_or_default()
}

fn whole(root: &Table<'_>) -> PolicyFile {
    let company = root
        .text("company")
        .map(|text| text.value)
        .unwrap_or_default();
    let language = root.text("language").map(|text| language(root.file, text));
    let roles: BTreeMap<RoleId, String> = labels(root, "roles");
    let teams: BTreeMap<TeamId, String> = labels(root, "teams");
    let (audiences, desks) = (audiences(root), desks(root));
    let policy = Policy {
        company,
        language: language.unwrap_or_else(|| "en".into()),
        roles,
        audiences,
        desks,
        sites: sites(root),
        rules: Vec::new(),
    };
    let tables = root.tables("rule");
    root.finish();
    with_rules(policy, teams, &tables)
}

/// Reads the rules last: they refer to everything else.
fn with_rules(
    mut policy: Policy,
    teams: BTreeMap<TeamId, String>,
    tables: &[Table<'_>],
) -> PolicyFile {
    let (mut rules, mut examples, mut seen) = (Vec::new(), Vec::new(), BTreeMap::new());
    for table in tables {
        let Some(read) = rule_file::read(table, &policy) else {
            continue;
        };
        if let Some(first) = seen.insert(read.notes.rule.clone(), table.line) {
            let found = format!("rule `{}` is on line {first} already", read.notes.rule);
            table
                .file
                .note(table.line, found, "give each rule its own `id`");
        }
        policy.rules.extend(read.rule);
        rules.push(read.notes);
        examples.extend(read.examples);
    }
    PolicyFile {
        policy,
        teams,
        rules,
        examples,
    }
}

/// A language tag in lower case.
pub(crate) fn language(file: &File, text: At<String>) -> Language {
    if !is_language(&text.value) {
        let found = format!("`{}` is not a language", text.value);
        let help = "expected a tag in lower case like `en`, `de` or `pt-br`";
        file.note(text.line, found, help);
    }
    Language(text.value)
}

pub(crate) fn is_language(tag: &str) -> bool {
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    tag.len() >= 2 && tag.chars().all(letters)
}

/// `id = "Label"` for each.
fn labels<Id: Ord + for<'a> From<&'a str>>(
    root: &Table<'_>,
    key: &'static str,
) -> BTreeMap<Id, String> {
    let mut labels = BTreeMap::new();
    for entry in root.table(key).iter().flat_map(Table::entries) {
        check_id(root.file, entry.line, &entry.key);
        let label = entry.as_text().filter(|label| !label.trim().is_empty());
        if label.is_none() {
            entry.wrong("its name as people say it, in quotes");
        }
        // Kept in any case, so that whoever names it is not reported, too.
        labels.insert(
            entry.key.as_str().into(),
            label.unwrap_or_default().to_owned(),
        );
    }
    labels
}

fn audiences(root: &Table<'_>) -> BTreeMap<AudienceId, Audience> {
    let mut audiences = BTreeMap::new();
    for (id, table) in named_tables(root, "audiences") {
        // Kept even without a label, so that rules naming it are not reported, too.
        let label = table
            .text("label")
            .map(|text| text.value)
            .unwrap_or_default();
        table.finish();
        audiences.insert(AudienceId(id), Audience { label });
    }
    audiences
}

fn desks(root: &Table<'_>) -> BTreeMap<DeskId, Desk> {
    let mut desks = BTreeMap::new();
    for (id, table) in named_tables(root, "desks") {
        let name = table
            .text("name")
            .map(|text| text.value)
            .unwrap_or_default();
        let link = table.text("link");
        if let Some(link) = &link {
            check_link(&link.value, |found, help| {
                table.file.note(link.line, found, help)
            });
        }
        table.finish();
        desks.insert(
            DeskId(id),
            Desk {
                name,
                link: link.map(|link| link.value).unwrap_or_default(),
            },
        );
    }
    desks
}

fn sites(root: &Table<'_>) -> BTreeMap<Site, SiteSwitch> {
    let mut sites = BTreeMap::new();
    for entry in root.table("sites").iter().flat_map(Table::entries) {
        let site = name(
            root.file,
            &At {
                line: entry.line,
                value: entry.key.clone(),
            },
            "site",
        );
        let Some(table) = entry.as_table() else {
            entry.wrong("a table");
            continue;
        };
        let switch = SiteSwitch {
            wasm: table.switch("wasm"),
        };
        table.finish();
        sites.extend(site.map(|site| (site, switch)));
    }
    sites
}

/// `[key.ID]` tables with their ids.
fn named_tables<'a>(root: &Table<'a>, key: &'static str) -> Vec<(String, Table<'a>)> {
    let mut tables = Vec::new();
    for entry in root.table(key).iter().flat_map(Table::entries) {
        check_id(root.file, entry.line, &entry.key);
        match entry.as_table() {
            Some(table) => tables.push((entry.key.clone(), table)),
            None => entry.wrong("a table"),
        }
    }
    tables
}

fn check_id(file: &File, line: usize, id: &str) {
    if !is_id(id) {
        file.note(line, format!("`{id}` is not a short name"), ID_HELP);
    }
}

/// Help for a short name that is none.
pub(crate) const ID_HELP: &str = "expected letters `a-z`, digits and `-`, like `key-accounts`";

/// Whether a text may name something in the company's files.
pub(crate) fn is_id(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty() && text.len() <= 64 && text.chars().all(allowed)
}

/// Only links that cannot run anything: a nudge opens them on a click.
pub(crate) fn check_link(link: &str, note: impl FnOnce(String, &str)) {
    let is_safe = (link.starts_with("https://") && link.len() > "https://".len())
        || (link.starts_with("mailto:") && link.contains('@'));
    let is_plain = !link.chars().any(|c| c.is_whitespace() || c.is_control());
    if !is_safe || !is_plain {
        note(
            format!("unsafe link `{link}`"),
            "expected `https://…` or `mailto:name@company`",
        );
    }
}
