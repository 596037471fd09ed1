//! The colleagues of the company: a few whom its rules name, and those who look after somebody.

use std::io::{self, Write};

use super::person::Person;
use crate::random::Random;

/// Whom rules, lists and examples name.
const NAMED: &str = include_str!("template/people.csv");

/// Teams of those who look after somebody, as `template/fineline.toml` has them.
const TEAMS: [&str; 6] = [
    "key-accounts",
    "sales-north",
    "sales-south",
    "sales-east",
    "sales-west",
    "partners",
];

/// Somebody who looks after entries.
#[derive(Debug)]
pub(super) struct Colleague {
    pub(super) id: String,
    pub(super) team: &'static str,
    person: Person,
    role: &'static str,
    seniority: &'static str,
}

/// So many colleagues; the same ones in every version.
pub(super) fn colleagues(seed: u64, count: usize) -> Vec<Colleague> {
    let draw = |number: usize| {
        let mut random = Random::of(&[seed, number as u64, 55]);
        let person = Person::draw(number as u64, &mut random);
        let [given, family] = &person.spelt;
        Colleague {
            id: format!("{given}-{family}-{number}"),
            team: random.pick::<&str>(&TEAMS),
            role: random.pick::<&str>(&["account-manager", "sales"]),
            seniority: random.pick_early::<&str>(&[
                "staff",
                "manager",
                "director",
                "vice-president",
            ]),
            person,
        }
    };
    (0..count).map(draw).collect()
}

/// Writes `people.csv`.
pub(super) fn write(colleagues: &[Colleague], to: &mut impl Write) -> io::Result<()> {
    to.write_all(NAMED.as_bytes())?;
    for Colleague {
        id,
        team,
        person,
        role,
        seniority,
    } in colleagues
    {
        let (name, number) = (&person.name, person.number);
        let given: String = person.spelt.concat().chars().take(5).collect();
        writeln!(
            to,
            "{id},{name},,{seniority},{team},{role},{id}@veltrane.example,mailto:{id}@veltrane.example,{given}{number}_velt,https://www.linkedin.com/in/{id}-veltrane/"
        )?;
    }
    Ok(())
}
