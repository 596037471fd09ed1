//! What people are shown about the worker: the view for the pages, and the badge on the button.

use bundle::{Freshness, Mode};
use policy::Site;
use serde::{Deserialize, Serialize};

use super::active::Active;
use super::identity::{Identity, Origin};
use super::problem::Problem;
use super::{counts, health, now, state};
use crate::host::{self, Badge};
use crate::messages::{OffView, ProblemView, Reading, StatusView};

/// Key of `storage.local`.
const KEY: &str = "sync";

/// How syncing went lately.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct History {
    /// When the last sync without a problem ended, in Unix seconds.
    synced_at: Option<i64>,
    /// What has gone wrong since.
    problem: Option<ProblemView>,
}

/// Records the outcome of a sync, or of a load: the moment it went well, or the problem.
pub(super) async fn record(outcome: Result<i64, &Problem>) {
    // A history that cannot be read is begun anew.
    let mut history = host::read_local::<History>(KEY)
        .await
        .ok()
        .flatten()
        .unwrap_or_default();
    match outcome {
        Ok(moment) => {
            history = History {
                synced_at: Some(moment),
                problem: None,
            }
        }
        Err(problem) => history.problem = Some(problem.view()),
    }
    // There is no better place to complain about a full disk than the one that is full.
    let _ = host::write_local(KEY, &history).await;
}

/// The state of things, for the pages.
pub(super) async fn view() -> StatusView {
    let (identity, active) = (state::identity().await, state::active().await);
    let history = host::read_local::<History>(KEY)
        .await
        .ok()
        .flatten()
        .unwrap_or_default();
    let mut view = StatusView {
        enrolled: identity.is_some(),
        managed: identity
            .as_ref()
            .is_some_and(|identity| is_locked(identity)),
        channel: identity
            .as_ref()
            .map(|identity| identity.enrolment.url.clone()),
        freshness: freshness_name(active.as_deref()).to_owned(),
        synced_at: history.synced_at,
        problem: history
            .problem
            .as_ref()
            .map(|problem| problem.detail.clone()),
        problem_kind: history.problem.map(|problem| problem.kind),
        variant: state::with(|state| state.variant.clone()),
        derivations: state::with(|state| state.derivations),
        counts: counts::all().await.unwrap_or_default(),
        places: health::places().await,
        ..StatusView::default()
    };
    if let (Some(identity), Some(active)) = (identity, active) {
        describe(&mut view, &identity, &active);
        view.refused = health::refused_of(active.version()).await;
    }
    view
}

/// Whether leaving is not for the person to decide. Remembered from an administrator and not known
/// to be gone counts as in force.
fn is_locked(identity: &Identity) -> bool {
    identity.origin == Origin::Managed && state::with(|state| state.is_managed) != Some(false)
}

/// Fills in what only a bundle knows.
fn describe(view: &mut StatusView, identity: &Identity, active: &Active) {
    let (contents, policy) = (active.contents(), active.contents().policy());
    view.off = off(active);
    view.simulated = active.pointer().mode == Mode::Simulated;
    view.company = Some(contents.company().to_owned());
    view.version = active.version();
    view.roles = contents.look_up(&[], None, &identity.author()).author.roles;
    let named = |role| {
        policy
            .roles
            .get(role)
            .cloned()
            .unwrap_or_else(|| role.to_string())
    };
    view.role_names = view.roles.iter().map(named).collect();
    let is_open = identity.enrolment.roles.is_empty() && identity.enrolment.person.is_none();
    if is_open {
        view.role_choices = policy.roles.clone().into_iter().collect();
    }
}

/// What is switched off, if anything. Rules that the bundle does not have are nobody's concern.
fn off(active: &Active) -> Option<OffView> {
    let off = &active.pointer().off;
    let rules = &active.contents().policy().rules;
    let rules = rules.iter().filter(|rule| off.rules.contains(&rule.id));
    let view = OffView {
        everything: off.everything,
        sites: off.sites.iter().copied().collect(),
        places: [Site::LinkedIn, Site::X]
            .into_iter()
            .flat_map(|site| active.site(site, now()).off)
            .collect(),
        rules: u32::try_from(rules.count()).unwrap_or(u32::MAX),
    };
    (view != OffView::default()).then_some(view)
}

fn freshness_name(active: Option<&Active>) -> &'static str {
    match active.map(|active| active.freshness(now())) {
        None => "none",
        Some(Freshness::Fresh) => "fresh",
        Some(Freshness::Stale) => "stale",
        Some(Freshness::Expired) => "expired",
    }
}

/// The first place that cannot be read and is not switched off, in a sentence.
async fn quiet() -> Option<String> {
    let off = state::active().await.and_then(|active| off(&active));
    let off = off.map(|off| off.places).unwrap_or_default();
    let mut places = health::places().await.into_iter();
    let found = places.find(|it| it.quiet.is_some() && !off.contains(&it.place))?;
    let selector = found.quiet.as_ref().and_then(Reading::selector);
    let named = [found.place.as_str(), selector.unwrap_or_default()];
    Some(host::message_with("quiet_badge", &named))
}

/// Draws the badge: silent while all is well or nobody is enrolled, never silent otherwise.
pub(super) async fn show_badge() {
    let freshness = freshness_name(state::active().await.as_deref());
    let quiet = quiet().await;
    let (text, color) = match freshness {
        "fresh" if quiet.is_some() => ("!", "#8a5a00"),
        "fresh" => ("", "#0f766e"),
        "none" if state::identity().await.is_none() => ("", "#0f766e"),
        "stale" => ("!", "#8a5a00"),
        _ => ("!", "#b3261e"),
    };
    let mut title = host::message("extension_name");
    if !text.is_empty() {
        let state = host::message(&format!("freshness_{freshness}"));
        let said = quiet.filter(|_| freshness == "fresh").unwrap_or(state);
        title = format!("{title}: {said}");
    }
    // Without a badge the status page still says it.
    let _ = host::show_badge(Badge {
        text,
        color,
        title: &title,
    })
    .await;
}
