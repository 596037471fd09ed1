//! The bundle in force: verified again on every load, with its age at any later moment.
//! Storing it is left to `slots`, deciding on trust to `bundle`.

use std::collections::BTreeMap;
use std::rc::Rc;

use bundle::content::Bundle;
use bundle::content::asking::{self, OpenMap};
use bundle::content::found::Found;
use bundle::content::open;
use bundle::content::sites::Mended;
use bundle::map::manifest::Manifest;
use bundle::map::state::State;
use bundle::{Files, Freshness, Mode, Opened, Pointer, Reader};
use policy::{AccountKey, Asked, Author, Day, Known, Policy, Site};

use super::identity::Identity;
use super::maps::{self, Stored};
use super::problem::Problem;
use super::slots::Slots;
use crate::messages::{RulesView, Showing, SiteView};

/// A verified bundle. Immutable: a new version is a new value.
#[derive(Debug)]
pub(super) struct Active {
    bundle: Bundle,
    opened: Opened,
    maps: Vec<OpenMap>,
    /// The open lists, where the bundle does not hold them itself.
    lists: Option<State>,
}

impl Active {
    /// Verifies stored files and reads what they say. Expiry is no refusal here; see [`Active::policy`].
    pub(super) fn verify(
        identity: &Identity,
        files: &Files,
        (reader, now): (&Reader, i64),
    ) -> Result<Rc<Self>, Problem> {
        let anchor = identity.enrolment.anchor()?;
        let mut opened = bundle::open_for(&anchor, files, (reader, now))?;
        // The parsed form stays in memory, the bytes need not.
        let targets = std::mem::take(&mut opened.targets);
        let bundle = Bundle::parse(&targets)?;
        drop(targets);
        let maps = maps::open(&bundle, files, &identity.enrolment.cohort_keys()?);
        Ok(Rc::new(Self {
            lists: maps::open_lists(&bundle, files),
            bundle,
            opened,
            maps,
        }))
    }

    /// What fetched files say of sealed maps, once they are verified. The rest of them is read when everything
    /// is stored, by [`Active::verify`].
    pub(super) fn manifests(
        identity: &Identity,
        files: &Files,
        (reader, now): (&Reader, i64),
    ) -> Result<BTreeMap<String, Manifest>, Problem> {
        let opened = bundle::open_for(&identity.enrolment.anchor()?, files, (reader, now))?;
        Ok(Bundle::maps_of(&opened.targets)?)
    }

    /// The maps that could be opened.
    pub(super) fn maps(&self) -> Vec<&State> {
        let sealed = self.maps.iter().map(|map| &map.state);
        sealed.chain(&self.lists).collect()
    }

    /// Version of the targets metadata.
    pub(super) fn version(&self) -> u64 {
        self.opened.version
    }

    /// How old it is, at `now` in Unix seconds.
    pub(super) fn freshness(&self, now: i64) -> Freshness {
        self.opened.freshness_at(now)
    }

    /// What the company says beside its rules: polls and switches.
    pub(super) fn pointer(&self) -> &Pointer {
        self.opened.pointer()
    }

    /// The rules of the bundle while it is in force: fresh or stale, and not switched off as a whole. An
    /// expired one has none.
    pub(super) fn policy(&self, now: i64) -> Option<&Policy> {
        let is_in_force =
            self.freshness(now) != Freshness::Expired && !self.pointer().off.everything;
        is_in_force.then(|| self.bundle.policy())
    }

    /// The rules in force on a site, with everything that a page decides by. What is switched off is left
    /// out here and nowhere else.
    pub(super) fn rules(&self, site: Site, now: i64) -> Option<RulesView> {
        let policy = self.pointer().off.left(self.policy(now)?, site)?;
        Some(RulesView {
            policy,
            topics: self.bundle.topics().clone(),
            showing: match self.pointer().mode {
                Mode::Live => Showing::Drawn,
                Mode::Simulated => Showing::Counted,
            },
            site: self.site(site, now),
        })
    }

    /// What the company says about a site itself, today.
    pub(super) fn site(&self, site: Site, now: i64) -> SiteView {
        let Mended { selectors, off } = self.bundle.mended(site, Day::from_unix_seconds(now));
        SiteView { selectors, off }
    }

    /// What the bundle says, whatever its age; for the pages.
    pub(super) fn contents(&self) -> &Bundle {
        &self.bundle
    }

    /// Who these people are, as long as the bundle is in force; who is writing, always.
    pub(super) async fn look_up(
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
        let found = self.ask(recipients).await;
        self.bundle
            .look_up_with(recipients, own_account, (enrolled, &found))
    }

    /// What the maps say. Without storage they say nothing; what is spoilt in it is fetched anew by the
    /// next sync.
    async fn ask(&self, recipients: &[Asked]) -> Found {
        let keys = self.bundle.keys(recipients);
        if self.maps().is_empty() || keys.is_empty() {
            return Found::default();
        }
        let Ok(slots) = Slots::open(Slots::DATABASE).await else {
            return Found::default();
        };
        let mut stored = Stored::new(slots).await;
        let mut found = asking::ask(&self.maps, &keys, &mut stored).await;
        if let Some(lists) = &self.lists {
            open::ask(lists, &keys, (&mut stored, &mut found)).await;
        }
        // Should it fail, the same is derived again, and the spoilt shard is found again.
        let _ = stored.tidy_up().await;
        found
    }
}
