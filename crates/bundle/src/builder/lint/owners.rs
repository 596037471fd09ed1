//! People who answer for rules and lists: `review` and `check` send others to them.

use std::collections::BTreeMap;

use policy::PersonId;

use super::super::code::Code;
use super::super::company::Company;
use super::super::notes::Notes;

/// Notes whoever answers for something and has neither link nor address; each once.
pub(super) fn check(company: &Company, notes: &Notes) {
    let mut answers: BTreeMap<&PersonId, String> = BTreeMap::new();
    for rule in &company.rule_notes {
        let what = || format!("rule `{}`", rule.rule);
        rule.owner.iter().for_each(|owner| {
            answers.entry(owner).or_insert_with(what);
        });
    }
    for (id, audience) in &company.audiences {
        let what = || format!("audience `{id}`");
        audience.owner.iter().for_each(|owner| {
            answers.entry(owner).or_insert_with(what);
        });
    }
    for person in &company.people {
        let is_silent = person.link.is_empty() && person.email.is_empty();
        if let Some(what) = answers.get(&person.id).filter(|_| is_silent) {
            let found = format!("`{}` answers for {what} and cannot be reached", person.id);
            let help = "fill in `link` or `email`";
            notes.add((Code::OwnerUnreachable, person.spot), found, help);
        }
    }
}
