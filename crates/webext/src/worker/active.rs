//! The bundle in force: verified again on every load, with its age at any later moment.
//! Storing it is left to `slots`, deciding on trust to `bundle`.

use std::rc::Rc;

use bundle::content::Bundle;
use bundle::{Files, Freshness, Opened, TrustAnchor};
use policy::{AccountKey, Asked, Author, Known, Policy};

use super::problem::Problem;
use crate::messages::RulesView;

/// A verified bundle. Immutable: a new version is a new value.
#[derive(Debug)]
pub(super) struct Active {
    bundle: Bundle,
    opened: Opened,
}

impl Active {
    /// Verifies stored files and reads what they say. Expiry is no refusal here; see [`Active::policy`].
    pub(super) fn verify(
        anchor: &TrustAnchor,
        files: &Files,
        now: i64,
    ) -> Result<Rc<Self>, Problem> {
        let mut opened = bundle::open(anchor, files, now)?;
        // The parsed form stays in memory, the bytes need not.
        let targets = std::mem::take(&mut opened.targets);
        let bundle = Bundle::parse(&targets)?;
        Ok(Rc::new(Self { bundle, opened }))
    }

    /// Version of the targets metadata.
    pub(super) fn version(&self) -> u64 {
        self.opened.version
    }

    /// How old it is, at `now` in Unix seconds.
    pub(super) fn freshness(&self, now: i64) -> Freshness {
        self.opened.freshness_at(now)
    }

    /// The rules in force: those of a fresh or stale bundle. An expired one has none.
    pub(super) fn policy(&self, now: i64) -> Option<&Policy> {
        (self.freshness(now) != Freshness::Expired).then(|| self.bundle.policy())
    }

    /// The rules in force with everything that a page decides by.
    pub(super) fn rules(&self, now: i64) -> Option<RulesView> {
        self.policy(now).map(|policy| RulesView {
            policy: policy.clone(),
            topics: self.bundle.topics().clone(),
        })
    }

    /// What the bundle says, whatever its age; for the pages.
    pub(super) fn contents(&self) -> &Bundle {
        &self.bundle
    }

    /// Who these people are, as long as the bundle is in force; who is writing, always.
    pub(super) fn look_up(
        &self,
        recipients: &[Asked],
        own_account: Option<&AccountKey>,
        (enrolled, now): (&Author, i64),
    ) -> Known {
        let recipients = if self.policy(now).is_some() {
            recipients
        } else {
            &[]
        };
        self.bundle.look_up(recipients, own_account, enrolled)
    }
}
