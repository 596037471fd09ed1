//! A company's three files, read together: every problem in all of them, or a company that fits.

use std::collections::{BTreeMap, BTreeSet};

use policy::{Matcher, PersonId, Policy, Route, Rule, TeamId};

use super::accounts::{self, Entry, Others};
use super::diagnostic::{Notes, Report, suggest};
use super::example::Example;
use super::people::{self, Person};
use super::policy_file::{self, PolicyFile};
use super::rule_file::RuleNotes;
use super::source::Source;

/// A company whose files fit together. Only [`read`] makes one.
#[derive(Clone, Debug)]
pub struct Company {
    /// The rules, as they are shipped.
    pub policy: Policy,
    /// Teams as people call them.
    pub teams: BTreeMap<TeamId, String>,
    /// Colleagues, in the order of the file.
    pub people: Vec<Person>,
    /// Listed accounts, in the order of the file.
    pub entries: Vec<Entry>,
    /// What the company keeps to itself about its rules.
    pub rule_notes: Vec<RuleNotes>,
    /// Examples of all rules.
    pub examples: Vec<Example>,
    /// Name of the policy file, for reports about examples.
    pub(crate) policy_name: String,
}

/// Reads the three files.
///
/// # Errors
/// Everything that is wrong with them, by file (policy, people, accounts) and line.
pub fn read(policy: &Source, people: &Source, accounts: &Source) -> Result<Company, Report> {
    let (file, mut policy_notes) = policy_file::read(policy, Notes::new(&policy.name));
    let mut people_notes = Notes::new(&people.name);
    let mut account_notes = Notes::new(&accounts.name);
    let staff = people::read(people, file.as_ref(), &mut people_notes);
    let ids = staff.as_deref().map(ids);
    let others = Others {
        policy: file.as_ref(),
        people: ids.as_ref(),
    };
    let entries = accounts::read(accounts, others, &mut account_notes);
    if let (Some(file), Some(staff)) = (&file, &staff) {
        check_rule_owners(file, staff, &mut policy_notes);
        check_authors(file, staff, &mut policy_notes);
        check_clashes(staff, entries.iter().flatten(), &mut account_notes);
        check_owners(&file.policy, entries.iter().flatten(), &mut account_notes);
        check_links(staff, entries.iter().flatten(), &mut people_notes);
    }
    let notes = [policy_notes, people_notes, account_notes];
    let problems: Vec<_> = notes.into_iter().flat_map(Notes::into_problems).collect();
    match (file, staff, entries) {
        (Some(file), Some(people), Some(entries)) if problems.is_empty() => Ok(Company {
            policy: file.policy,
            teams: file.teams,
            people,
            entries,
            rule_notes: file.rules,
            examples: file.examples,
            policy_name: policy.name.clone(),
        }),
        _ => Err(Report { problems }),
    }
}

fn ids(people: &[Person]) -> BTreeSet<&str> {
    people.iter().map(|person| person.id.as_str()).collect()
}

/// Whoever looks after an account can be reached. Told once per person, however many accounts.
fn check_links<'a>(people: &[Person], entries: impl Iterator<Item = &'a Entry>, notes: &mut Notes) {
    let of_entry = |entry: &'a Entry| entry.owner.iter().chain(&entry.backup);
    let busy: BTreeSet<&PersonId> = entries.flat_map(of_entry).collect();
    let unreachable = |person: &&Person| person.link.is_empty() && busy.contains(&person.id);
    for person in people.iter().filter(unreachable) {
        let found = format!("`{}` looks after accounts and has no link", person.id);
        let help = "fill in `link`: `mailto:…` or `https://…`, whichever they like";
        notes.add(person.line, found, help);
    }
}

/// Owners of rules are colleagues.
fn check_rule_owners(file: &PolicyFile, people: &[Person], notes: &mut Notes) {
    let ids = ids(people);
    for rule in &file.rules {
        let owner = rule.owner.as_ref().map(PersonId::as_str);
        if let Some(owner) = owner.filter(|owner| !ids.contains(owner)) {
            let rule_id = &rule.rule;
            let found = format!("owner `{owner}` of rule `{rule_id}` is not in the people file");
            let help = suggest(owner, "people", ids.iter().copied());
            notes.add(rule.line, found, &help);
        }
    }
}

/// Authors of examples are roles or colleagues.
fn check_authors(file: &PolicyFile, people: &[Person], notes: &mut Notes) {
    let ids = ids(people);
    let roles: BTreeSet<&str> = file.policy.roles.keys().map(|role| role.as_str()).collect();
    for example in &file.examples {
        let author = example.author.as_str();
        match (roles.contains(author), ids.contains(author)) {
            (true, true) => {
                let found = format!("`{author}` is both a role and a person");
                notes.add(example.line, found, "rename one of them");
            }
            (false, false) => {
                let known = roles.iter().chain(&ids).copied();
                let help = suggest(author, "roles and people", known);
                notes.add(example.line, format!("unknown author `{author}`"), &help);
            }
            _ => {}
        }
    }
}

/// Nobody is a colleague and on a list at once: the list would never count.
fn check_clashes<'a>(
    people: &[Person],
    entries: impl Iterator<Item = &'a Entry>,
    notes: &mut Notes,
) {
    let own = people
        .iter()
        .flat_map(|person| person.accounts.iter().map(move |key| (key, person)));
    let own: BTreeMap<_, _> = own.collect();
    for entry in entries {
        for account in &entry.accounts {
            if let Some(person) = own.get(account) {
                let found = format!(
                    "`{}` belongs to the colleague `{}`",
                    account.display(),
                    person.id
                );
                notes.add(
                    entry.line,
                    found,
                    "colleagues stay silent: take this line or that account out",
                );
            }
        }
    }
}

/// A rule that points to the owner needs one for every account it is about.
fn check_owners<'a>(policy: &Policy, entries: impl Iterator<Item = &'a Entry>, notes: &mut Notes) {
    for entry in entries.filter(|entry| entry.owner.is_none()) {
        let rule = policy
            .rules
            .iter()
            .find(|rule| rule.route == Route::Owner && is_about(rule, entry));
        if let Some(rule) = rule {
            let found = format!("`{}` has no owner", entry.display_name);
            let help = format!("rule `{}` points to the owner: fill in `owner`", rule.id);
            notes.add(entry.line, found, &help);
        }
    }
}

fn is_about(rule: &Rule, entry: &Entry) -> bool {
    rule.when.iter().all(|matcher| match matcher {
        Matcher::Audience(any) => any.contains(&entry.audience),
        Matcher::State(any) => entry.state.is_some_and(|state| any.contains(&state)),
        _ => true,
    })
}
