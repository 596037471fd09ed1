//! Why something was not accepted, by the numbered step of the TUF specification (1.0, section 5).
//!
//! What to do then (keep the last good state, tell the person) is left to the callers.

use std::fmt;

/// The step that said no. Names and numbers follow the specification's client workflow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// 5.2: the first root is not the one of the trust anchor, or does not carry its own threshold.
    TrustedRoot,
    /// 5.3.3: a root file is longer than allowed.
    RootLength,
    /// 5.3.4: a new root lacks the old or its own threshold of signatures.
    RootSignatures,
    /// 5.3.5: a new root does not have the next version.
    RootRollback,
    /// 5.3.10: the newest root has expired.
    RootFreeze,
    /// 5.3.12: the repository does not use consistent snapshots, which this client needs.
    RootConsistency,
    /// 5.4.1: the timestamp file is missing or too long.
    TimestampLength,
    /// 5.4.2: the timestamp lacks its threshold of signatures.
    TimestampSignatures,
    /// 5.4.3: the timestamp is older than the trusted one.
    TimestampRollback,
    /// 5.4.3: the timestamp names an older snapshot than the trusted one does.
    SnapshotRollback,
    /// 5.4.4: the timestamp has expired.
    TimestampFreeze,
    /// 5.5.1: the snapshot file is missing or too long.
    SnapshotLength,
    /// 5.5.2: the snapshot does not have the hash that the timestamp names.
    SnapshotHash,
    /// 5.5.3: the snapshot lacks its threshold of signatures.
    SnapshotSignatures,
    /// 5.5.4: the snapshot does not have the version that the timestamp names.
    SnapshotVersion,
    /// 5.5.5: the snapshot names older targets than the trusted one does, or no longer names them.
    TargetsRollback,
    /// 5.5.6: the snapshot has expired.
    SnapshotFreeze,
    /// 5.6.1: the targets file is missing or too long.
    TargetsLength,
    /// 5.6.2: the targets file does not have the hash that the snapshot names.
    TargetsHash,
    /// 5.6.3: the targets file lacks its threshold of signatures.
    TargetsSignatures,
    /// 5.6.4: the targets file does not have the version that the snapshot names.
    TargetsVersion,
    /// 5.6.5: the targets file has expired.
    TargetsFreeze,
    /// 5.6.7.1: more delegated roles than this client visits.
    DelegationLimit,
    /// 5.7.1: a target's name, length or hash is not one this client fetches.
    TargetDescription,
    /// 5.7.2: no role that may name the target does.
    TargetMissing,
    /// 5.7.3: a target is missing or too long.
    TargetLength,
    /// 5.7.3: a target does not have the length and hash that the targets file names.
    TargetHash,
}

impl Step {
    /// The number in the specification, e.g. `5.4.3`.
    #[must_use]
    pub fn number(self) -> &'static str {
        self.parts().0
    }

    /// The name in plain words, e.g. `timestamp rollback`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.parts().1
    }

    fn parts(self) -> (&'static str, &'static str) {
        match self {
            Self::TrustedRoot => ("5.2", "trusted root"),
            Self::RootLength => ("5.3.3", "root length"),
            Self::RootSignatures => ("5.3.4", "root signatures"),
            Self::RootRollback => ("5.3.5", "root rollback"),
            Self::RootFreeze => ("5.3.10", "root freeze"),
            Self::RootConsistency => ("5.3.12", "consistent snapshots"),
            Self::TimestampLength => ("5.4.1", "timestamp length"),
            Self::TimestampSignatures => ("5.4.2", "timestamp signatures"),
            Self::TimestampRollback => ("5.4.3", "timestamp rollback"),
            Self::SnapshotRollback => ("5.4.3", "snapshot rollback"),
            Self::TimestampFreeze => ("5.4.4", "timestamp freeze"),
            Self::SnapshotLength => ("5.5.1", "snapshot length"),
            Self::SnapshotHash => ("5.5.2", "snapshot hash"),
            Self::SnapshotSignatures => ("5.5.3", "snapshot signatures"),
            Self::SnapshotVersion => ("5.5.4", "snapshot version"),
            Self::TargetsRollback => ("5.5.5", "targets rollback"),
            Self::SnapshotFreeze => ("5.5.6", "snapshot freeze"),
            Self::TargetsLength => ("5.6.1", "targets length"),
            Self::TargetsHash => ("5.6.2", "targets hash"),
            Self::TargetsSignatures => ("5.6.3", "targets signatures"),
            Self::TargetsVersion => ("5.6.4", "targets version"),
            Self::TargetsFreeze => ("5.6.5", "targets freeze"),
            Self::DelegationLimit => ("5.6.7.1", "delegation limit"),
            Self::TargetMissing => ("5.7.2", "target missing"),
            Self::TargetDescription => ("5.7.1", "target description"),
            Self::TargetLength => ("5.7.3", "target length"),
            Self::TargetHash => ("5.7.3", "target hash"),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "step {} ({})", self.number(), self.name())
    }
}

/// What was refused: the step and what was found there. Never carries a key or file content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{step}: {found}")]
pub struct Refusal {
    /// The step that said no.
    pub step: Step,
    /// What was found and what was expected, in one line.
    pub found: String,
}

impl Refusal {
    pub(crate) fn new(step: Step, found: impl Into<String>) -> Self {
        Self {
            step,
            found: found.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_number_name_and_what_was_found() {
        let found = "offered version 3, version 5 is trusted";
        assert_eq!(
            Refusal::new(Step::TimestampRollback, found).to_string(),
            "step 5.4.3 (timestamp rollback): offered version 3, version 5 is trusted"
        );
    }
}
