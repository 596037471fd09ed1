//! One person or company on a list, by a number: whatever is asked about a number is answered from the seed
//! alone, so that a list of any length is written line by line, and read again at any later version.

use super::audiences::Lists;
use super::firm::Firm;
use super::person::Person;
use crate::random::Random;

/// One of so many entries stands for somebody who is on another list as well.
const TWIN_EVERY: u64 = 24;

/// What is asked of the seed, so that no two questions get the same numbers.
#[derive(Clone, Copy)]
enum Question {
    Shape = 1,
    Twin,
    List,
    Words,
}

/// By which keys somebody is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keys {
    /// Accounts of a person.
    Person {
        handle: bool,
        user_id: bool,
        profile: bool,
    },
    /// A company, by its name and by these.
    Company { page: bool, domain: bool },
}

/// The cells by which an entry is recognised. What of it changes with time is in `history`.
#[derive(Debug, Default)]
pub(super) struct Cells {
    pub(super) kind: &'static str,
    pub(super) name: String,
    pub(super) company: String,
    pub(super) handle: String,
    pub(super) user_id: String,
    pub(super) profile: String,
    pub(super) page: String,
    pub(super) domain: String,
}

/// All entries that a seed makes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entries {
    pub(super) seed: u64,
    pub(super) lists: Lists,
}

impl Entries {
    fn ask(&self, number: u64, question: Question) -> Random {
        Random::of(&[self.seed, number, question as u64])
    }

    /// How many keys an entry adds that no other one has.
    pub(super) fn new_keys(&self, number: u64) -> usize {
        match self.keys(number) {
            _ if self.twin_of(number).is_some() => 0,
            Keys::Person {
                handle,
                user_id,
                profile,
            } => [handle, user_id, profile]
                .into_iter()
                .filter(|has| *has)
                .count(),
            Keys::Company { page, domain } => 1 + usize::from(page) + usize::from(domain),
        }
    }

    /// Seven of ten are people. Shares as sales teams know accounts: LinkedIn first, user ids seldom.
    fn keys(&self, number: u64) -> Keys {
        let mut random = self.ask(number, Question::Shape);
        let is_company = random.chance(30);
        let (first, second) = match (is_company, random.below(100)) {
            (true, kind) => {
                return Keys::Company {
                    page: kind < 65,
                    domain: !(45..80).contains(&kind),
                };
            }
            (false, 0..35) => (false, false),
            (false, 35..50) => (true, false),
            (false, 50..85) => (true, true),
            (false, 85..90) => {
                return Keys::Person {
                    handle: true,
                    user_id: true,
                    profile: false,
                };
            }
            (false, _) => {
                return Keys::Person {
                    handle: true,
                    user_id: true,
                    profile: true,
                };
            }
        };
        Keys::Person {
            handle: first,
            user_id: false,
            profile: second || !first,
        }
    }

    /// Whom an entry lists once more, if it does: at most one entry does for each of them.
    fn twin_of(&self, number: u64) -> Option<u64> {
        let is_twin = number % TWIN_EVERY == TWIN_EVERY - 1;
        let back = self.ask(number, Question::Twin).below(10) as u64;
        is_twin.then(|| number - 1 - back)
    }

    /// The list of an entry; another one than that of its twin.
    pub(super) fn list(&self, number: u64) -> usize {
        let list = |number, at| {
            let mut random = Random::of(&[self.seed, number, Question::List as u64, at]);
            self.lists.draw(&mut random)
        };
        let of_twin = self.twin_of(number).map(|twin| list(twin, 0));
        let mut lists = (0..).map(|at| list(number, at));
        lists
            .find(|list| Some(*list) != of_twin)
            .unwrap_or_default()
    }

    /// What stands in the row of an entry; people work for companies with numbers below `companies`.
    pub(super) fn cells(&self, number: u64, companies: u64) -> Cells {
        let twin = self.twin_of(number);
        let who = twin.unwrap_or(number);
        match self.keys(who) {
            Keys::Company { page, domain } => {
                let company = self.company(who);
                match twin {
                    // Somebody else typed it.
                    Some(_) => company.variant(),
                    None => company.cells(page, domain),
                }
            }
            Keys::Person {
                handle,
                user_id,
                profile,
            } => {
                let person = self.person(who);
                let employer = self.employer(who, companies);
                person.cells((handle, user_id, profile), employer)
            }
        }
    }

    /// Where somebody works: companies that are on a list have many people on it.
    fn employer(&self, number: u64, companies: u64) -> String {
        let mut random = Random::of(&[self.seed, number, 99]);
        let end = usize::try_from(companies.max(1)).unwrap_or(1);
        let is_company = |at: &u64| matches!(self.keys(*at), Keys::Company { .. });
        let first = random.below_early(end) as u64;
        let found = (first..first + 40).find(is_company);
        found.map_or_else(String::new, |at| self.company(at).name)
    }

    fn person(&self, number: u64) -> Person {
        let mut random = self.ask(number, Question::Words);
        Person::draw(number, &mut random)
    }

    fn company(&self, number: u64) -> Firm {
        let mut random = self.ask(number, Question::Words);
        Firm::draw(number, &mut random)
    }
}
