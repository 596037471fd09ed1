//! What this employee has seen before, and how much quieter that makes a nudge.
//!
//! Keeping it (on the device, as keyed hashes) is left to `webext`; here it is a value.
//! Source of the numbers: design rules for the nudge, rule 4 (practice of mail and browser prompts).

use serde::{Deserialize, Serialize};

use crate::{AccountKey, Minute, Reason, RuleId};

/// The same person and rule stay quiet for so many minutes: 7 days.
pub const COOL_DOWN: u32 = 7 * 24 * 60;
/// Dismissals count for so many minutes: 30 days.
pub const DISMISSALS_COUNT_FOR: u32 = 30 * 24 * 60;
/// From so many dismissals of a rule on, it shows as a dot.
pub const DISMISSALS_TO_DOT: usize = 3;

/// What was shown to this employee before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// In any order; what concerns other people or rules does no harm.
    pub past: Vec<Past>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The rule that spoke.
    pub rule: RuleId,
    /// The account it spoke about; none for a rule about the text alone.
    pub account: Option<AccountKey>,
    /// When.
    pub at: Minute,
    /// What.
    pub what: PastEvent,
}

/// What happened to a nudge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PastEvent {
    /// It was shown, in another conversation.
    Shown,
    /// It was shown in the conversation at hand.
    ShownHere,
    /// It was closed.
    Dismissed,
}

/// How a nudge is shown, quietest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// Not at all: it was shown a short while ago.
    Quiet,
    /// As a dot that opens on a click: it was dismissed several times.
    Dot,
    /// As its tier says.
    #[default]
    Full,
}

impl History {
    /// How a reason is shown now. More history never makes it louder.
    #[must_use]
    pub fn presence(&self, reason: &Reason, now: Minute) -> Presence {
        let account = reason.account.as_ref();
        let of_rule = || self.past.iter().filter(|past| past.rule == reason.rule);
        let is_cooling = of_rule().any(|past| {
            let is_recent = past.what == PastEvent::ShownHere
                || (past.what == PastEvent::Shown && now.since(past.at) < COOL_DOWN);
            is_recent && past.account.as_ref() == account
        });
        if is_cooling {
            return Presence::Quiet;
        }
        let dismissals = of_rule().filter(|past| {
            past.what == PastEvent::Dismissed && now.since(past.at) < DISMISSALS_COUNT_FOR
        });
        if dismissals.count() >= DISMISSALS_TO_DOT {
            Presence::Dot
        } else {
            Presence::Full
        }
    }
}
