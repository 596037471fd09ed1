//! What a condition looks at: the facts, and the one recipient it is judged for.

use crate::topics::Found;
use crate::{
    AccountKey, Audience, AudienceClass, Facts, KnownStanding, Membership, Policy, Seniority,
    TitleClass,
};

/// Everything in sight of a condition.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// The rules' own names: lists and their classes.
    pub policy: &'a Policy,
    /// Draft, people, time.
    pub facts: &'a Facts<'a>,
    /// What the texts are about.
    pub found: &'a Found<'a>,
    /// The recipient it is judged for; none for a rule about the draft alone.
    pub account: Option<&'a AccountKey>,
    /// The recipient's entry on a list, when they are on one.
    pub membership: Option<&'a Membership>,
}

impl<'a> Sight<'a> {
    /// The class of the list.
    #[must_use]
    pub fn class(&self) -> Option<AudienceClass> {
        self.audience().map(|audience| audience.class)
    }

    /// The list.
    #[must_use]
    pub fn audience(&self) -> Option<&'a Audience> {
        self.policy.audiences.get(&self.membership?.audience)
    }

    /// How high the recipient stands, where their headline says so.
    #[must_use]
    pub fn seniority(&self) -> Option<Seniority> {
        self.standing()?.seniority
    }

    /// The titles in the recipient's headline.
    #[must_use]
    pub fn titles(&self) -> &'a [TitleClass] {
        self.standing().map_or(&[], |standing| &standing.titles)
    }

    fn standing(&self) -> Option<&'a KnownStanding> {
        let account = self.account?;
        let mut standings = self.facts.known.standings.iter();
        standings.find(|standing| standing.account == *account)
    }
}
