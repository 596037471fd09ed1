//! The signed bundle: a repository as in The Update Framework (TUF) 1.0, read and verified here.
//!
//! Reading order:
//! [`enrolment`] (what an employee is given: where the repository is and what to trust),
//! [`anchor`] (the digest everything hangs on), [`metadata`] (the four signed files), [`delegation`]
//! (who else may name targets),
//! [`canonical`] (the bytes that are signed), [`key`] (public keys and key ids),
//! [`verify`] (the only place where bytes become [`Verified`]), [`checks`] (rollback and expiry),
//! [`client`] (what to fetch next, without fetching it), [`opened`] (a stored state, verified again),
//! [`pointer`] (what is switched off, and how often to look),
//! [`rollout`] (who reads a new content before everybody does),
//! [`content`] (what a trusted bundle says, and look-ups in it),
//! [`refusal`] (which numbered step of the specification said no).
//! Behind the feature `builder`: the writing side, in `builder`.
//!
//! Nothing here reads a clock, a file, the network or randomness: bytes and time are arguments
//! (the builder alone makes random keys). Fetching and storing are left to the callers.
//!
//! Sealed maps of people ([`map`]) are read after [`open`]: their manifests are targets, and vouch for everything
//! that they name.

#[cfg(feature = "builder")]
pub mod builder;

pub mod anchor;
pub mod canonical;
pub mod checks;
pub mod client;
pub mod content;
pub mod delegation;
pub mod enrolment;
pub mod key;
pub mod map;
pub mod metadata;
pub mod moment;
pub mod opened;
pub mod pointer;
pub mod refusal;
pub mod repository;
pub mod rollout;
mod search;
pub mod verify;

pub use crate::anchor::{AnchorError, TrustAnchor};
pub use crate::client::{Client, Goal, Next, Request, Response, Update};
pub use crate::enrolment::{Enrolment, EnrolmentError};
pub use crate::opened::{Freshness, Opened, open, open_for, open_pointer};
pub use crate::pointer::{Mode, Off, Pointer};
pub use crate::refusal::{Refusal, Step};
pub use crate::repository::Files;
pub use crate::rollout::{Reader, Rollout};
pub use crate::verify::Verified;
