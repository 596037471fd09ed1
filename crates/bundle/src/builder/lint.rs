//! What is worth a look on a day: reviews that are due, exceptions that have ended.

use policy::Day;

use super::code::Code;
use super::company::Company;
use super::diagnostic::Report;
use super::notes::Notes;
use super::texts::Spot;

/// The warnings of reading a company's files, and those that come with the day.
#[must_use]
pub fn lint(company: &Company, today: Day) -> Report {
    let notes = Notes::about(&company.texts);
    reviews(company, today, &notes);
    exceptions(company, today, &notes);
    company.warnings.clone().and(notes.finish())
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
