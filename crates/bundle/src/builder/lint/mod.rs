//! What is worth a look on a day: reviews that are due, exceptions and repairs that have ended (here), rules that can
//! never speak (`reach`), rules that others always drown out (`shadow`), and people who answer for something
//! and cannot be reached (`owners`). What a file says wrong on its own is noted when it is read.

mod owners;
mod reach;
mod shadow;

use policy::{Day, Matcher, Rule};

use super::code::Code;
use super::company::Company;
use super::diagnostic::Report;
use super::notes::Notes;
use super::rule_file::RuleNotes;
use super::texts::Spot;

/// The warnings of reading a company's files, and those that come with the day.
#[must_use]
pub fn lint(company: &Company, today: Day) -> Report {
    let notes = Notes::about(&company.texts);
    reviews(company, today, &notes);
    exceptions(company, today, &notes);
    overrides(company, today, &notes);
    reach::check(company, today, &notes);
    shadow::check(company, today, &notes);
    owners::check(company, &notes);
    company.warnings.clone().and(notes.finish())
}

/// A rule, and where its parts stand.
#[derive(Clone, Copy)]
struct Placed<'a> {
    rule: &'a Rule,
    notes: &'a RuleNotes,
}

impl<'a> Placed<'a> {
    fn all(company: &'a Company) -> impl Iterator<Item = Self> {
        let notes_of = |rule: &Rule| {
            let mut notes = company.rule_notes.iter();
            notes.find(|notes| notes.rule == rule.id)
        };
        let rules = company.policy.rules.iter();
        rules.filter_map(move |rule| {
            let notes = notes_of(rule)?;
            Some(Self { rule, notes })
        })
    }

    /// Where the first such condition stands; the rule itself where there is none.
    fn spot_of(&self, is_meant: impl Fn(&Matcher) -> bool) -> Spot {
        let mut conditions = self.rule.when.iter().zip(&self.notes.conditions);
        let found = conditions.find(|(matcher, _)| is_meant(matcher));
        found.map_or(self.notes.spot, |(_, spot)| *spot)
    }
}

fn reviews(company: &Company, today: Day, notes: &Notes) {
    let overdue = |what: String, review_on: Option<(Day, Spot)>| {
        let Some((day, spot)) = review_on.filter(|(day, _)| *day <= today) else {
            return;
        };
        let found = format!("{what} was to be reviewed on {day}");
        let help = "read it again with its owner, then move `review_on` on";
        notes.add((Code::ReviewOverdue, spot), found, help);
    };
    for rule in &company.rule_notes {
        overdue(format!("rule `{}`", rule.rule), rule.review_on);
    }
    for (id, audience) in &company.audiences {
        overdue(format!("audience `{id}`"), audience.review_on);
    }
}

fn exceptions(company: &Company, today: Day, notes: &Notes) {
    for exception in &company.exceptions {
        let (until, spot) = exception.until;
        if Day::from_unix_seconds(until.0) < today {
            let found = format!("the exception ended at {until}");
            notes.add(
                (Code::ExceptionEnded, spot),
                found,
                "take it out, or move `until` on",
            );
        }
    }
}

fn overrides(company: &Company, today: Day, notes: &Notes) {
    let ended = company.mending.ends.iter().filter(|(day, _)| *day < today);
    for (day, spot) in ended {
        let found = format!("this ended on {day}");
        let help = "take it out, or move `until` on";
        notes.add((Code::OverrideEnded, *spot), found, help);
    }
}
