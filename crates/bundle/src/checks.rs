//! Rollback and expiry, each decided in one function and nowhere else.
//!
//! Signatures and hashes are left to [`crate::verify`].

use crate::moment::Moment;
use crate::{Refusal, Step};

/// INVARIANT (rollback): the only function that compares an offered version with a trusted one.
///
/// # Errors
/// When the offered version is lower.
pub(crate) fn not_older(step: Step, offered: u64, trusted: u64) -> Result<(), Refusal> {
    if offered >= trusted {
        return Ok(());
    }
    Err(Refusal::new(
        step,
        format!("offered version {offered}, version {trusted} is trusted"),
    ))
}

/// INVARIANT (expiry): the only function that compares an expiry with a clock (Unix seconds).
/// The specification wants the expiry *higher* than now.
pub(crate) fn is_expired(expires: i64, now: i64) -> bool {
    expires <= now
}

/// Refuses what has expired: somebody may be replaying it.
///
/// # Errors
/// When it has expired.
pub(crate) fn not_frozen(step: Step, expires: i64, now: i64) -> Result<(), Refusal> {
    if !is_expired(expires, now) {
        return Ok(());
    }
    let (expires, now) = (Moment(expires), Moment(now));
    Err(Refusal::new(
        step,
        format!("expired at {expires}, now is {now}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_versions_are_no_rollback_and_the_very_second_is_expired() {
        assert!(not_older(Step::TimestampRollback, 5, 5).is_ok());
        assert!(not_older(Step::TimestampRollback, 6, 5).is_ok());
        assert!(not_older(Step::TimestampRollback, 4, 5).is_err());
        assert!(!is_expired(100, 99));
        assert!(is_expired(100, 100));
    }
}
