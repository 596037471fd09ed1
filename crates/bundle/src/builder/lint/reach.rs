//! Rules that can never speak, whoever writes what to whom. Each reason is a function of its own.

use policy::exempt::STALE_AFTER_DAYS;
use policy::{AccountKey, Day, Matcher, PostingIdentity, Seniority, Surface, TextReading, Via};

use super::super::accounts::{Entry, EntryKind};
use super::super::code::Code;
use super::super::company::Company;
use super::super::notes::Notes;
use super::super::texts::Spot;
use super::Placed;

/// Notes every reason for which a rule can never speak.
pub(super) fn check(company: &Company, today: Day, notes: &Notes) {
    for placed in Placed::all(company) {
        let case = Case {
            company,
            placed,
            today,
        };
        for Silence { spot, why, help } in REASONS.iter().filter_map(|reason| reason(&case)) {
            let found = format!("rule `{}` can never speak: {why}", placed.rule.id);
            notes.add((Code::NeverSpeaks, spot), found, help);
        }
    }
}

/// A rule, and the day.
struct Case<'a> {
    company: &'a Company,
    placed: Placed<'a>,
    today: Day,
}

/// Why a rule can never speak.
struct Silence {
    spot: Spot,
    why: String,
    help: &'static str,
}

const REASONS: [fn(&Case<'_>) -> Option<Silence>; 9] = [
    is_over,
    ends_before_it_begins,
    wants_and_bars_the_same,
    wants_a_level_of_nobody,
    wants_too_many_levels,
    fits_no_entry,
    wants_an_answer_in_a_first_word,
    reads_what_is_not_read,
    writes_as_nobody,
];

impl Case<'_> {
    fn silence(
        &self,
        is_meant: impl Fn(&Matcher) -> bool,
        why: impl Into<String>,
        help: &'static str,
    ) -> Silence {
        Silence {
            spot: self.placed.spot_of(is_meant),
            why: why.into(),
            help,
        }
    }

    /// What the first condition of a kind says.
    fn find<'s, T>(&'s self, pick: impl Fn(&'s Matcher) -> Option<T>) -> Option<T> {
        self.placed.rule.when.iter().find_map(pick)
    }
}

fn is_over(case: &Case<'_>) -> Option<Silence> {
    let until = case.find(|it| match it {
        Matcher::Until(until) => Some(*until),
        _ => None,
    })?;
    let help = "move `until` on, or take the rule out";
    let is_until = |it: &Matcher| matches!(it, Matcher::Until(_));
    let why = format!("its last day was {}", until.day());
    (until.day() < case.today).then(|| case.silence(is_until, why, help))
}

fn ends_before_it_begins(case: &Case<'_>) -> Option<Silence> {
    let until = case.find(|it| match it {
        Matcher::Until(until) => Some(*until),
        _ => None,
    })?;
    let is_late = |it: &Matcher| matches!(it, Matcher::From(from) if *from >= until);
    let why = "it begins when it has ended";
    let found = case.placed.rule.when.iter().any(is_late);
    found.then(|| case.silence(is_late, why, "let `from` be before `until`"))
}

fn wants_and_bars_the_same(case: &Case<'_>) -> Option<Silence> {
    let when = &case.placed.rule.when;
    let bars = |wanted: &Matcher| {
        when.iter().any(|other| match (wanted, other) {
            (Matcher::Role(any), Matcher::NotRole(none)) => any.iter().all(|it| none.contains(it)),
            (Matcher::Team(any), Matcher::NotTeam(none)) => any.iter().all(|it| none.contains(it)),
            _ => false,
        })
    };
    let why = "whoever it asks for is barred, too";
    let help = "an author cannot both have a role or team and not have it: keep one of the two";
    when.iter().any(bars).then(|| case.silence(bars, why, help))
}

/// How high an author stands is known from people.csv alone.
fn wants_a_level_of_nobody(case: &Case<'_>) -> Option<Silence> {
    let people = &case.company.people;
    let is_nobodys = |it: &Matcher| match it {
        Matcher::AuthorSeniority(any) => !people
            .iter()
            .any(|person| person.seniority.is_some_and(|level| any.contains(&level))),
        Matcher::AboveAuthorBy(_) => people.iter().all(|person| person.seniority.is_none()),
        _ => false,
    };
    let why = "nobody in people.csv stands on a level it asks for";
    let help = "fill in `seniority` in people.csv: it is known from there alone";
    let when = &case.placed.rule.when;
    let found = when.iter().any(is_nobodys);
    found.then(|| case.silence(is_nobodys, why, help))
}

fn wants_too_many_levels(case: &Case<'_>) -> Option<Silence> {
    let levels = case.find(|it| match it {
        Matcher::AboveAuthorBy(levels) => Some(*levels),
        _ => None,
    })?;
    let lowest = case.find(|it| match it {
        Matcher::AuthorSeniority(any) => any.iter().min().copied(),
        _ => None,
    });
    let highest = case.find(|it| match it {
        Matcher::Seniority(any) => any.iter().max().copied(),
        _ => None,
    });
    let lowest = lowest.unwrap_or(Seniority::Staff);
    let most = highest.unwrap_or(Seniority::Chief).levels_above(lowest);
    let is_gap = |it: &Matcher| matches!(it, Matcher::AboveAuthorBy(_));
    let why = format!("nobody it asks for stands {levels} levels above such an author");
    let help = "there are five levels, from staff to chief: lower the number, or drop a level";
    (levels > most).then(|| case.silence(is_gap, why, help))
}

fn fits_no_entry(case: &Case<'_>) -> Option<Silence> {
    let when = &case.placed.rule.when;
    let about_entries: Vec<&Matcher> = when.iter().filter(|it| it.needs_membership()).collect();
    let fits = |entry: &Entry| {
        let by = ways(entry).into_iter();
        let mut by = by.filter(|via| {
            about_entries
                .iter()
                .all(|it| holds(case, it, (entry, *via)))
        });
        counts(entry, case.today) && by.next().is_some()
    };
    if about_entries.is_empty() || case.company.entries.iter().any(fits) {
        return None;
    }
    let why = "nobody on the lists fits `whom` today";
    let help = "look at `audience`, `class`, `state` and `match`, and at who is on the lists and until when";
    Some(case.silence(Matcher::needs_membership, why, help))
}

/// Whether an entry is neither ended nor stale.
fn counts(entry: &Entry, today: Day) -> bool {
    let is_ended = entry.valid_until.is_some_and(|last| last < today);
    let confirmed = entry.confirmed_on;
    let is_stale = confirmed.is_some_and(|day| today.days_since(day) > STALE_AFTER_DAYS);
    !is_ended && !is_stale
}

/// How somebody may be recognised by an entry.
fn ways(entry: &Entry) -> Vec<Via> {
    let is_company = entry.kind == EntryKind::Company;
    let organisation = &entry.organisation;
    let ways = [
        (!entry.accounts.is_empty(), Via::Person),
        (is_company && organisation.page.is_some(), Via::CompanyPage),
        (is_company && organisation.domain.is_some(), Via::Domain),
        (is_company && organisation.name.is_some(), Via::Headline),
    ];
    let there = ways.into_iter().filter(|(there, _)| *there);
    there.map(|(_, via)| via).collect()
}

fn holds(case: &Case<'_>, matcher: &Matcher, (entry, via): (&Entry, Via)) -> bool {
    let audience = || case.company.policy.audiences.get(&entry.audience);
    match matcher {
        Matcher::Audience(any) => any.contains(&entry.audience),
        Matcher::Class(any) => audience().is_some_and(|list| any.contains(&list.class)),
        Matcher::State(any) => entry.state.is_some_and(|state| any.contains(&state)),
        Matcher::Match(any) => any.contains(&via),
        Matcher::Sure => via != Via::Headline,
        _ => true,
    }
}

/// A post and a first note to somebody answer nothing.
fn wants_an_answer_in_a_first_word(case: &Case<'_>) -> Option<Silence> {
    let answers_nothing =
        |surface: &Surface| matches!(surface, Surface::Post | Surface::InvitationNote);
    let surfaces = case.find(|it| match it {
        Matcher::Surface(any) => Some(any),
        _ => None,
    })?;
    let reads_parent = |it: &Matcher| matches!(it, Matcher::ParentTopic(_) | Matcher::ParentAsks);
    let when = &case.placed.rule.when;
    let is_lost = surfaces.iter().all(answers_nothing) && when.iter().any(reads_parent);
    let why = "what is written there answers no post";
    let help = "name a `surface` that answers one, like `reply` or `comment`";
    is_lost.then(|| case.silence(reads_parent, why, help))
}

fn reads_what_is_not_read(case: &Case<'_>) -> Option<Silence> {
    let is_off = case.company.head.text_reading == TextReading::Off;
    let reads = case.placed.rule.when.iter().any(Matcher::reads_text);
    let why = "texts are not read in this company";
    let help = "`text_reading` in fineline.toml is `false`: take the rule out, or ask for the recipient alone";
    (is_off && reads).then(|| case.silence(Matcher::reads_text, why, help))
}

fn writes_as_nobody(case: &Case<'_>) -> Option<Silence> {
    let accounts = &case.company.head.brand_accounts;
    let is_page = |account: &AccountKey| account.as_str().starts_with("in:/company/");
    let is_nobodys = |identity: &PostingIdentity| match identity {
        PostingIdentity::OwnProfile => false,
        PostingIdentity::CompanyPage => !accounts.iter().any(is_page),
        PostingIdentity::BrandAccount => accounts.iter().all(is_page),
    };
    let is_lost =
        |it: &Matcher| matches!(it, Matcher::PostingAs(any) if any.iter().all(is_nobodys));
    let why = "the company has no such account";
    let help = "name the accounts that speak for the company in `brand_accounts` of fineline.toml";
    let found = case.placed.rule.when.iter().any(is_lost);
    found.then(|| case.silence(is_lost, why, help))
}
