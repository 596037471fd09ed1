//! Rules × facts → decision: which rules hold, for whom, and why others did not.
//!
//! Exemptions come first: a recipient who is a colleague, or whom the author looks after, is never
//! the subject of a nudge. A broken rule is skipped and reported; it never stops the others.

use crate::{
    AccountKey, Colleague, Day, Draft, Known, Matcher, Membership, Policy, Recipient, Route, Rule,
    RuleId, Tier,
};

/// Everything a decision is based on, besides the rules.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// What would be sent.
    pub draft: &'a Draft,
    /// What is known about the people in it.
    pub known: &'a Known,
    /// Today.
    pub today: Day,
}

/// The outcome, the reasons that determined it, and what went wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Reasons to nudge, most severe first, then in the order of the policy. Empty means silence.
    pub reasons: Vec<Reason>,
    /// How each rule and exemption was judged, in the order they were looked at.
    pub trace: Vec<Trace>,
    /// Rules that could not be judged.
    pub errors: Vec<RuleError>,
}

impl Decision {
    /// The strongest tier among the reasons; nothing means silence.
    #[must_use]
    pub fn tier(&self) -> Option<Tier> {
        self.reasons.first().map(|reason| reason.tier)
    }
}

/// One rule that holds for one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The rule.
    pub rule: RuleId,
    /// Its tier.
    pub tier: Tier,
    /// The entry of the audience map it holds for; none for a rule about the text alone.
    pub membership: Option<Membership>,
    /// Whom the rule points to.
    pub route: Route,
}

/// One line of the explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trace {
    /// A recipient is left out of all rules.
    Exempt(AccountKey, Exemption),
    /// A rule was judged for a recipient, or for the text alone.
    Judged(RuleId, Option<AccountKey>, Verdict),
}

/// How a rule was judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All conditions hold.
    Holds,
    /// This condition does not; later ones were not looked at.
    Fails(Matcher),
    /// The rule speaks about listed people and there is none.
    NobodyListed,
}

/// Why a recipient is left out of all rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exemption {
    /// They belong to one's own company.
    Colleague,
    /// The author is the owner of the account, or the owner's backup.
    Owner,
    /// The author is on the team that looks after the account.
    Team,
    /// The entry's last day has passed.
    EntryEnded,
    /// Nobody confirmed the entry for [`STALE_AFTER_DAYS`] days.
    EntryStale,
}

/// Entries that nobody confirmed for longer are silent. Source: contact data decays 22–30 % a year.
pub const STALE_AFTER_DAYS: i32 = 180;

/// A rule that could not be judged; it is skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// The rule.
    pub rule: RuleId,
    /// What is wrong with it.
    pub problem: String,
}

/// Judges every rule for every listed recipient.
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts<'_>) -> Decision {
    let mut decision = Decision::default();
    let listed = listed_recipients(facts, &mut decision.trace);
    for rule in &policy.rules {
        judge(policy, rule, (facts, &listed), &mut decision);
    }
    decision
}

/// The audience entries of the draft's recipients, without the exempt ones.
fn listed_recipients<'a>(facts: &Facts<'a>, trace: &mut Vec<Trace>) -> Vec<&'a Membership> {
    let mut listed = Vec::new();
    for recipient in &facts.draft.recipients {
        if is_colleague(recipient, &facts.known.colleagues) {
            trace.push(Trace::Exempt(
                recipient.account.clone(),
                Exemption::Colleague,
            ));
            continue;
        }
        let entries = facts
            .known
            .memberships
            .iter()
            .filter(|m| m.account == recipient.account);
        for entry in entries {
            match exemption(entry, facts) {
                Some(why) => trace.push(Trace::Exempt(entry.account.clone(), why)),
                None => listed.push(entry),
            }
        }
    }
    listed
}

fn is_colleague(recipient: &Recipient, colleagues: &[Colleague]) -> bool {
    colleagues
        .iter()
        .any(|colleague| colleague.account == recipient.account)
}

fn exemption(entry: &Membership, facts: &Facts<'_>) -> Option<Exemption> {
    let author = &facts.known.author;
    let mut looks_after = entry.owner.iter().chain(&entry.backup);
    if looks_after.any(|contact| author.person.as_ref() == Some(&contact.person)) {
        return Some(Exemption::Owner);
    }
    if entry
        .team
        .as_ref()
        .is_some_and(|team| author.teams.contains(team))
    {
        return Some(Exemption::Team);
    }
    if entry.valid_until.is_some_and(|last| facts.today > last) {
        return Some(Exemption::EntryEnded);
    }
    let age = entry.confirmed_on.map(|day| facts.today.days_since(day));
    age.is_some_and(|days| days > STALE_AFTER_DAYS)
        .then_some(Exemption::EntryStale)
}

fn judge(
    policy: &Policy,
    rule: &Rule,
    (facts, listed): (&Facts<'_>, &[&Membership]),
    decision: &mut Decision,
) {
    if let Err(problem) = sound(policy, rule) {
        decision.errors.push(RuleError {
            rule: rule.id.clone(),
            problem,
        });
        return;
    }
    let about_people = rule.when.iter().any(Matcher::needs_membership);
    if !about_people {
        judge_for(rule, facts, None, decision);
    } else if listed.is_empty() {
        decision
            .trace
            .push(Trace::Judged(rule.id.clone(), None, Verdict::NobodyListed));
    }
    for entry in listed.iter().filter(|_| about_people) {
        judge_for(rule, facts, Some(entry), decision);
    }
}

/// What `compile` also refuses; asked again because a decision must not depend on it.
fn sound(policy: &Policy, rule: &Rule) -> Result<(), String> {
    if rule.when.is_empty() {
        return Err("has no condition".to_owned());
    }
    if !rule.text.contains_key(&policy.language) {
        return Err(format!("has no text in `{}`", policy.language));
    }
    match &rule.route {
        Route::Desk(desk) if !policy.desks.contains_key(desk) => {
            Err(format!("names the unknown desk `{desk}`"))
        }
        Route::Owner if !rule.when.iter().any(Matcher::needs_membership) => {
            Err("points to an owner without naming an audience".to_owned())
        }
        _ => Ok(()),
    }
}

/// Keeps the most severe first and, within a tier, the order of the policy.
fn add(reasons: &mut Vec<Reason>, reason: Reason) {
    let at = reasons.partition_point(|other| other.tier >= reason.tier);
    reasons.insert(at, reason);
}

fn judge_for(rule: &Rule, facts: &Facts<'_>, entry: Option<&Membership>, decision: &mut Decision) {
    let failing = rule
        .when
        .iter()
        .find(|matcher| !matcher.matches(facts, entry));
    let verdict = failing.map_or(Verdict::Holds, |matcher| Verdict::Fails(matcher.clone()));
    if verdict == Verdict::Holds {
        let reason = Reason {
            rule: rule.id.clone(),
            tier: rule.tier,
            membership: entry.cloned(),
            route: rule.route.clone(),
        };
        add(&mut decision.reasons, reason);
    }
    let account = entry.map(|entry| entry.account.clone());
    decision
        .trace
        .push(Trace::Judged(rule.id.clone(), account, verdict));
}
