//! One cell: an empty reply by nobody but a role, to one entry of the list per state of a deal and site.
//!
//! It goes through the compiled bundle, as a draft in the page does; nothing is guessed from the rules
//! except which of them may speak about some texts.

use std::collections::{BTreeMap, BTreeSet};

use bundle::builder::accounts::Entry;
use bundle::builder::company::Company;
use bundle::builder::scene::{Scene, Stage, play};
use bundle::builder::situation::site_of;
use policy::exempt::STALE_AFTER_DAYS;
use policy::{
    AccountKey, Asked, AudienceId, Author, Day, Matcher, Minute, PostingIdentity, RoleId, RuleId,
    Site, Surface,
};

use super::table::InState;

/// Entries that stand for the whole list.
#[derive(Clone, Debug, Default)]
pub(super) struct Samples<'a> {
    /// How many entries count on the day.
    pub(super) live: usize,
    /// By state and site.
    chosen: BTreeMap<(Option<&'static str>, Site), &'a Entry>,
}

/// Chooses them in one pass: the first that counts, and that no go-ahead names if there is such a one.
pub(super) fn samples(company: &Company, today: Day) -> BTreeMap<&AudienceId, Samples<'_>> {
    let spared: BTreeSet<&AccountKey> = company
        .exceptions
        .iter()
        .filter_map(|one| one.to.as_ref())
        .collect();
    let is_spared = |entry: &Entry| entry.accounts.iter().any(|one| spared.contains(one));
    let mut lists: BTreeMap<&AudienceId, Samples<'_>> = BTreeMap::new();
    for entry in company.entries.iter().filter(|one| is_live(one, today)) {
        let list = lists.entry(&entry.audience).or_default();
        list.live += 1;
        let state = entry.state.map(policy::DealState::id);
        for site in sites(entry) {
            let chosen = list.chosen.entry((state, site)).or_insert(entry);
            if is_spared(chosen) && !is_spared(entry) {
                *chosen = entry;
            }
        }
    }
    lists
}

fn is_live(entry: &Entry, today: Day) -> bool {
    let ended = entry.valid_until.is_some_and(|day| day < today);
    let stale = entry
        .confirmed_on
        .is_some_and(|day| today.days_since(day) > STALE_AFTER_DAYS);
    !ended && !stale
}

/// Where somebody can reply to the entry. A company without a page is met through its people, anywhere.
fn sites(entry: &Entry) -> BTreeSet<Site> {
    let of = |account| site_of(Some(account), Surface::Reply);
    let sites: BTreeSet<Site> = entry.accounts.iter().map(of).collect();
    if sites.is_empty() {
        [Site::LinkedIn].into()
    } else {
        sites
    }
}

/// What comes of a reply in each state.
pub(super) fn judge(
    stage: &Stage<'_>,
    (audience, role): (&AudienceId, &RoleId),
    samples: &Samples<'_>,
    now: Minute,
) -> Vec<InState> {
    let mut states: BTreeMap<Option<&'static str>, InState> = BTreeMap::new();
    for ((state, site), entry) in &samples.chosen {
        let found = states.entry(*state).or_insert_with(|| InState {
            state: *state,
            tier: None,
            rules: BTreeSet::new(),
        });
        let Some(scene) = scene(role, entry, *site) else {
            continue;
        };
        let played = play(stage, &scene, now, &[]);
        for reason in played.decision.reasons {
            // The entry may be on other lists as well: those have rows of their own.
            let list = reason.membership.as_ref().map(|one| &one.audience);
            if list.is_none_or(|list| list == audience) {
                found.tier = found.tier.max(Some(reason.tier));
                found.rules.insert(reason.rule);
            }
        }
    }
    states.into_values().collect()
}

fn scene(role: &RoleId, entry: &Entry, site: Site) -> Option<Scene> {
    let author = Author {
        roles: vec![role.clone()],
        posting_as: Some(PostingIdentity::OwnProfile),
        ..Author::default()
    };
    let surface = match site {
        Site::X => Surface::Reply,
        Site::LinkedIn => Surface::Comment,
    };
    Some(Scene {
        author,
        to: vec![asked(entry, site)?],
        site,
        surface,
        text: String::new(),
        parent: None,
    })
}

/// The account itself, or somebody who works for the company.
fn asked(entry: &Entry, site: Site) -> Option<Asked> {
    let mut accounts = entry.accounts.iter();
    let own = accounts.find(|account| site_of(Some(*account), Surface::Reply) == site);
    if let Some(account) = own {
        return Some(account.clone().into());
    }
    let somebody = AccountKey::parse("/in/somebody-who-works-there").ok()?;
    let company = &entry.organisation;
    let domain = company.domain.as_ref();
    let domain = domain.and_then(|key| key.as_str().strip_prefix("dom:"));
    let name = (!company.written.is_empty()).then_some(&company.written);
    Some(Asked {
        account: somebody,
        headline: name.map(|name| format!("Team member at {name}")),
        company_page: company.page.clone(),
        link: domain.map(|domain| format!("https://{domain}/")),
    })
}

/// Rules about this list and this role that an empty reply does not wake: they ask for words, for a
/// place, a time, or more about the two people.
pub(super) fn maybe(
    company: &Company,
    (audience, role): (&AudienceId, &RoleId),
    found: &[InState],
) -> BTreeSet<RuleId> {
    let class = company.audiences.get(audience);
    let class = class.and_then(|notes| notes.class).unwrap_or_default();
    let may_hold = |matcher: &Matcher| match matcher {
        Matcher::Role(any) => any.contains(role),
        Matcher::NotRole(none) => !none.contains(role),
        Matcher::Audience(any) => any.contains(audience),
        Matcher::Class(any) => any.contains(&class),
        Matcher::State(any) => {
            let mut ids = any.iter().map(|state| Some(state.id()));
            ids.any(|id| found.iter().any(|one| one.state == id))
        }
        _ => true,
    };
    let is_silent = |id: &RuleId| !found.iter().any(|one| one.rules.contains(id));
    let rules = company.policy.rules.iter().filter(|rule| {
        let is_about = rule
            .when
            .iter()
            .any(|it| matches!(it, Matcher::Audience(_) | Matcher::Class(_)));
        is_about && is_silent(&rule.id) && rule.when.iter().all(may_hold)
    });
    let rules = rules.map(|rule| rule.id.clone());
    rules.collect()
}
