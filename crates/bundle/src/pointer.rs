//! What a timestamp says beside its snapshot, in its member `fineline`: how often to look, what is
//! switched off, and whether advice is shown at all.
//!
//! It stands there because in an emergency the timestamp is what can be had at once: one small file, signed
//! with the one key that is kept online, brought by the poll that every browser does anyway. Who steals
//! that key gains silence and nothing else: he can switch off what the signed rules say, or have it counted
//! without being shown, which he could bring about by freezing or withholding the pointer as well; and he can
//! make browsers ask as often as every five minutes, or as seldom as every six hours. No rule, no text and no
//! link comes from here, so nothing of his is ever drawn.
//!
//! Members that this version does not know are passed over. Applying it is left to whoever has the rules.

use std::collections::BTreeSet;

use policy::{Policy, RuleId, Site};
use serde::de::IntoDeserializer;
use serde::de::value::{Error as NameError, StrDeserializer};
use serde::{Deserialize, Deserializer, Serialize};

/// Minutes between two polls, where nothing is said.
pub const POLL_MINUTES: u64 = 15;
/// Never more often: ten thousand browsers are one server's guests.
pub const POLL_FLOOR: u64 = 5;
/// Never more seldom: a switch that is heard tomorrow is none.
pub const POLL_CEILING: u64 = 360;

/// What the member `fineline` says. Nothing said is nothing changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pointer {
    /// Minutes between two polls as the company said; [`Self::poll_minutes`] keeps them within bounds.
    #[serde(
        default,
        rename = "poll_minutes",
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub polling: Option<u64>,
    /// What the company has switched off.
    #[serde(default, skip_serializing_if = "Off::is_nothing")]
    pub off: Off,
    /// Whether advice is shown.
    #[serde(default, rename = "simulate", skip_serializing_if = "Mode::is_live")]
    pub mode: Mode,
}

/// What is switched off until the company says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Off {
    /// Everything, everywhere.
    #[serde(default, skip_serializing_if = "is_false")]
    pub everything: bool,
    /// Everything on these sites. Sites of a later version are passed over.
    #[serde(
        default,
        deserialize_with = "known_sites",
        skip_serializing_if = "BTreeSet::is_empty"
    )]
    pub sites: BTreeSet<Site>,
    /// These rules, on every site.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub rules: BTreeSet<RuleId>,
    /// Version of the timestamp that last changed any of it.
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub since: Option<u64>,
    /// Why, for colleagues who look at the release. Browsers never show it: it is not for an online key to
    /// put words on their pages.
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub reason: Option<String>,
}

/// Whether advice is shown, or only decided and counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "bool", into = "bool")]
pub enum Mode {
    /// Shown.
    #[default]
    Live,
    /// Decided and counted, never shown.
    Simulated,
}

impl From<bool> for Mode {
    fn from(simulate: bool) -> Self {
        if simulate {
            Self::Simulated
        } else {
            Self::Live
        }
    }
}

impl From<Mode> for bool {
    fn from(mode: Mode) -> Self {
        mode == Mode::Simulated
    }
}

impl Mode {
    fn is_live(&self) -> bool {
        *self == Self::Live
    }
}

impl Pointer {
    /// Minutes between two polls, at least [`POLL_FLOOR`] and at most [`POLL_CEILING`].
    #[must_use]
    pub fn poll_minutes(&self) -> u64 {
        let said = self.polling.unwrap_or(POLL_MINUTES);
        said.clamp(POLL_FLOOR, POLL_CEILING)
    }
}

impl Off {
    /// Whether all is on.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        !self.everything && self.sites.is_empty() && self.rules.is_empty()
    }

    /// Whether everything is off that `other` switches off.
    #[must_use]
    pub fn includes(&self, other: &Self) -> bool {
        let is_off = |site| self.everything || self.sites.contains(site);
        (self.everything || !other.everything)
            && other.sites.iter().all(is_off)
            && (self.everything || other.rules.is_subset(&self.rules))
    }

    /// The rules that are left on a site; nothing where the site, or everything, is off.
    #[must_use]
    pub fn left(&self, policy: &Policy, site: Site) -> Option<Policy> {
        if self.everything || self.sites.contains(&site) {
            return None;
        }
        let mut left = policy.clone();
        left.rules.retain(|rule| !self.rules.contains(&rule.id));
        Some(left)
    }
}

fn known_sites<'de, D: Deserializer<'de>>(written: D) -> Result<BTreeSet<Site>, D::Error> {
    let names = Vec::<String>::deserialize(written)?;
    let site = |name: &String| {
        let name: StrDeserializer<'_, NameError> = name.as_str().into_deserializer();
        Site::deserialize(name).ok()
    };
    Ok(names.iter().filter_map(site).collect())
}

fn is_false(value: &bool) -> bool {
    !*value
}

/// Left out is fine, `null` is not: as elsewhere in metadata.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    value: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(value).map(Some)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(value: Value) -> Pointer {
        serde_json::from_value(value).expect("a pointer")
    }

    fn off(value: Value) -> Off {
        read(json!({ "off": value })).off
    }

    /// With rules `a` and `b`.
    fn policy() -> Policy {
        let rule = |id: &str| json!({ "id": id, "tier": "note", "when": [], "route": "owner", "text": {} });
        let rules = [rule("a"), rule("b")];
        serde_json::from_value(json!({
            "company": "Acme", "language": "en", "roles": {}, "audiences": {}, "rules": rules,
        }))
        .expect("a policy")
    }

    fn left(off: &Off, site: Site) -> Option<Vec<String>> {
        let rules = off.left(&policy(), site)?.rules;
        Some(rules.iter().map(|rule| rule.id.to_string()).collect())
    }

    #[test]
    fn what_is_not_known_is_passed_over_and_what_is_wrong_is_refused() {
        let sites = ["x", "mastodon"];
        let later = json!({ "off": { "sites": sites, "teams": ["a"] }, "colour": 1 });
        assert_eq!(read(later).off.sites, BTreeSet::from([Site::X]));
        for wrong in [
            json!({ "off": null }),
            json!({ "off": { "everything": 1 } }),
            json!({ "poll_minutes": null }),
            json!({ "poll_minutes": -1 }),
            json!({ "simulate": "yes" }),
        ] {
            let read: Result<Pointer, _> = serde_json::from_value(wrong.clone());
            assert!(read.is_err(), "{wrong}");
        }
    }

    #[test]
    fn polls_stay_between_five_minutes_and_six_hours() {
        for (said, expected) in [(0, 5), (5, 5), (60, 60), (360, 360), (u64::MAX, 360)] {
            let pointer = read(json!({ "poll_minutes": said }));
            assert_eq!(pointer.poll_minutes(), expected, "{said}");
        }
        assert_eq!(read(json!({})).poll_minutes(), 15);
    }

    #[test]
    fn nothing_said_is_written_as_nothing() {
        let written = serde_json::to_value(Pointer::default()).expect("JSON");
        assert_eq!(written, json!({}));
        let all = json!({
            "poll_minutes": 30, "simulate": true,
            "off": { "sites": ["x"], "rules": ["a"], "since": 7, "reason": "wrong list" },
        });
        let written = serde_json::to_value(read(all.clone())).expect("JSON");
        assert_eq!(written, all);
    }

    #[test]
    fn rules_sites_and_everything_go_off_apart() {
        let both = || Some(vec!["a".to_owned(), "b".to_owned()]);
        assert_eq!(left(&off(json!({})), Site::X), both());
        let rule = off(json!({ "rules": ["a", "unheard-of"] }));
        assert_eq!(left(&rule, Site::LinkedIn), Some(vec!["b".to_owned()]));
        let site = off(json!({ "sites": ["x"] }));
        assert_eq!(left(&site, Site::X), None);
        assert_eq!(left(&site, Site::LinkedIn), both());
        let everything = off(json!({ "everything": true }));
        assert_eq!(left(&everything, Site::LinkedIn), None);
    }

    #[test]
    fn what_includes_what() {
        let (nothing, everything) = (off(json!({})), off(json!({ "everything": true })));
        let some = off(json!({ "sites": ["x"], "rules": ["a"] }));
        let less = off(json!({ "rules": ["a"] }));
        for (outer, inner, expected) in [
            (&everything, &some, true),
            (&some, &less, true),
            (&some, &nothing, true),
            (&less, &some, false),
            (&some, &everything, false),
            (&nothing, &less, false),
        ] {
            assert_eq!(outer.includes(inner), expected, "{outer:?} {inner:?}");
        }
    }
}
