//! Who is never the subject of a nudge: asked before any rule is looked at.

use crate::{AccountKey, Exception, ExceptionKind, Facts, Membership, Minute, Policy, Recipient};

/// Why a recipient, or one of their entries, is left out of all rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exemption {
    /// They belong to one's own company.
    Colleague,
    /// The author is the owner of the account, or the owner's backup.
    Owner,
    /// The author is on the team that looks after the account.
    Team,
    /// The company, or the owner, said that it is fine, until this minute.
    GoAhead(Minute),
    /// The author said that the recipient is not the one on the list.
    Correction,
    /// The entry's last day has passed.
    EntryEnded,
    /// Nobody confirmed the entry for [`STALE_AFTER_DAYS`] days.
    EntryStale,
}

/// After so many days without confirmation a nudge says that its entry may be out of date.
/// Source: contact data decays 22–30 % a year.
pub const AGEING_AFTER_DAYS: i32 = 90;
/// After so many days without confirmation an entry is silent. The same source.
pub const STALE_AFTER_DAYS: i32 = 180;

/// Somebody a rule may be about: a recipient who is not exempt, with one of their entries, if any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject<'a> {
    /// The account.
    pub account: &'a AccountKey,
    /// Their entry on one list.
    pub membership: Option<&'a Membership>,
}

/// Everybody a rule may be about, and everybody left out.
#[derive(Debug, Default)]
pub(crate) struct Subjects<'a> {
    pub(crate) open: Vec<Subject<'a>>,
    pub(crate) exempt: Vec<(AccountKey, Exemption)>,
}

impl<'a> Subjects<'a> {
    pub(crate) fn new(facts: &Facts<'a>) -> Self {
        let mut subjects = Self::default();
        for recipient in &facts.draft.recipients {
            subjects.add(recipient, facts);
        }
        subjects
    }

    pub(crate) fn listed(&self) -> Vec<&'a Membership> {
        self.open.iter().filter_map(|it| it.membership).collect()
    }

    /// A recipient with an exempt entry is not judged as a stranger: the author knows who looks after them.
    fn add(&mut self, recipient: &'a Recipient, facts: &Facts<'a>) {
        let account = &recipient.account;
        let colleagues = &facts.known.colleagues;
        if colleagues.iter().any(|one| one.account == *account) {
            self.exempt.push((account.clone(), Exemption::Colleague));
            return;
        }
        let entries = facts.known.memberships.iter();
        let mut is_listed = false;
        for entry in entries.filter(|entry| entry.account == *account) {
            is_listed = true;
            match exemption(entry, facts) {
                Some(why) => self.exempt.push((account.clone(), why)),
                None => self.open.push(Subject {
                    account,
                    membership: Some(entry),
                }),
            }
        }
        if !is_listed {
            self.open.push(Subject {
                account,
                membership: None,
            });
        }
    }
}

fn exemption(entry: &Membership, facts: &Facts<'_>) -> Option<Exemption> {
    let author = &facts.known.author;
    let mut looks_after = entry.owner.iter().chain(&entry.backup);
    if looks_after.any(|contact| author.person.as_ref() == Some(&contact.person)) {
        return Some(Exemption::Owner);
    }
    let team = entry.team.as_ref();
    if team.is_some_and(|team| author.teams.contains(team)) {
        return Some(Exemption::Team);
    }
    excepted(entry, facts).or_else(|| aged(entry, facts))
}

fn excepted(entry: &Membership, facts: &Facts<'_>) -> Option<Exemption> {
    let exceptions = facts.known.exceptions.iter();
    let holding = exceptions.filter(|it| it.is_about(entry) && it.holds(facts.now));
    let longest: Option<&Exception> = holding.max_by_key(|it| it.until);
    longest.map(|it| match it.kind {
        ExceptionKind::GoAhead => Exemption::GoAhead(it.until),
        ExceptionKind::Correction => Exemption::Correction,
    })
}

fn aged(entry: &Membership, facts: &Facts<'_>) -> Option<Exemption> {
    let today = facts.now.day();
    if entry.valid_until.is_some_and(|last| last < today) {
        return Some(Exemption::EntryEnded);
    }
    let confirmed = entry.confirmed_on;
    confirmed
        .is_some_and(|day| today.days_since(day) > STALE_AFTER_DAYS)
        .then_some(Exemption::EntryStale)
}

/// Whether what a nudge relies on was confirmed lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Freshness {
    /// It was, or nobody keeps track.
    Current,
    /// It was not for [`AGEING_AFTER_DAYS`] days: the nudge says that it may be out of date.
    Ageing,
}

/// How fresh an entry is on the day of the facts.
pub(crate) fn freshness(entry: &Membership, facts: &Facts<'_>) -> Freshness {
    let today = facts.now.day();
    match entry.confirmed_on {
        Some(day) if today.days_since(day) > AGEING_AFTER_DAYS => Freshness::Ageing,
        _ => Freshness::Current,
    }
}

/// Whether texts may be read: both the company and the employee must want it.
pub(crate) fn may_read(policy: &Policy, facts: &Facts<'_>) -> bool {
    use crate::TextReading::On;
    policy.text_reading == On && facts.text_reading == On
}
