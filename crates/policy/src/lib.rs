//! Decides whether a draft deserves a nudge, and explains why.
//!
//! Reading order: [`key`] (how an account is named), [`draft`] (what is about to be sent),
//! [`membership`] (what the company knows about the recipients and the author), [`policy`]
//! (the rules), [`topics`] (what a text is about), [`rulebook`] (a policy made ready), [`sight`] and
//! [`matcher`] (one condition), [`exempt`] (who is left out), [`history`] (what was seen before),
//! [`decide`] (rules × facts → decision), [`explain`] (its whole trace), [`nudge`] (decision → what is
//! drawn).
//!
//! Everything here is pure: no clock, file, network or randomness. Time is an argument.
//! Where the facts come from (pages, bundles) is left to `sites` and `bundle`.

pub mod day;
pub mod decide;
mod describe;
pub mod draft;
mod exception;
pub mod exempt;
pub mod explain;
pub mod history;
mod ids;
pub mod key;
mod maps;
pub mod matcher;
pub mod membership;
mod minute;
#[cfg(feature = "names")]
pub mod names;
pub mod nudge;
pub mod policy;
pub mod rulebook;
pub mod sight;
mod standing;
pub mod topics;

pub use crate::day::Day;
pub use crate::decide::{Decision, Facts, Reason, RuleError, Speech, decide};
pub use crate::draft::{Draft, ParentPost, PostingIdentity, Recipient, Relation, Site, Surface};
pub use crate::exception::{Exception, ExceptionKind};
pub use crate::exempt::{Exemption, Freshness};
pub use crate::explain::{Explanation, Judgement, Verdict, explain};
pub use crate::history::{History, Past, PastEvent, Presence};
pub use crate::ids::{AudienceId, DeskId, Language, PersonId, RoleId, RuleId, TeamId, TopicId};
pub use crate::key::{AccountKey, KeyError};
pub use crate::matcher::Matcher;
pub use crate::membership::{
    Asked, Author, Colleague, Confidence, Contact, DealState, Known, KnownStanding, Membership, Via,
};
pub use crate::minute::{Minute, MinuteError};
pub use crate::nudge::{Action, NudgeView, ReasonView, RouteView, nudge};
pub use crate::policy::{
    Audience, AudienceClass, Desk, Policy, Route, Rule, RuleText, SiteSwitch, TextReading, Tier,
};
pub use crate::rulebook::Rulebook;
pub use crate::sight::Sight;
pub use crate::standing::{Seniority, TitleClass};
