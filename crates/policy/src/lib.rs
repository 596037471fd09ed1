//! Decides whether a draft deserves a nudge, and explains why.
//!
//! Reading order: [`key`] (how an account is named), [`draft`] (what is about to be sent),
//! [`membership`] (what the company knows about the recipients and the author), [`policy`]
//! (the rules), [`matcher`] (one condition), [`decide`] (rules × facts → decision), [`nudge`]
//! (decision → what is drawn).
//!
//! Everything here is pure: no clock, file, network or randomness. Time is an argument.
//! Where the facts come from (pages, bundles) is left to `sites` and `bundle`.

pub mod day;
pub mod decide;
pub mod draft;
mod ids;
pub mod key;
pub mod matcher;
pub mod membership;
#[cfg(feature = "names")]
pub mod names;
pub mod nudge;
pub mod policy;
mod standing;
mod words;

pub use crate::day::Day;
pub use crate::decide::{Decision, Exemption, Facts, Reason, RuleError, Trace, Verdict, decide};
pub use crate::draft::{Draft, ParentPost, Recipient, Relation, Site, Surface};
pub use crate::ids::{AudienceId, DeskId, Language, PersonId, RoleId, RuleId, TeamId};
pub use crate::key::{AccountKey, KeyError};
pub use crate::matcher::Matcher;
pub use crate::membership::{Author, Colleague, Contact, DealState, Known, Membership};
pub use crate::nudge::{Action, NudgeView, ReasonView, RouteView, nudge};
pub use crate::policy::{Audience, Desk, Policy, Route, Rule, RuleText, SiteSwitch, Tier};
pub use crate::standing::{Seniority, TitleClass};
