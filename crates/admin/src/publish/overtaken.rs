//! What to tell a publisher whom another was ahead of: what won, and what to do.

use anyhow::anyhow;
use serde_json::Value;

use super::place::Place;
use super::store::Found;
use crate::published::version_of;

/// Somebody else changed the pointer while this release was on its way.
pub(crate) fn pointer(place: &Place, winner: Option<&Found>, now: i64) -> anyhow::Error {
    let what = match winner {
        Some(found) => format!("published {}", described(found, now)),
        None => "took the published release away".to_owned(),
    };
    anyhow!(
        "somebody else {what} in `{place}` meanwhile, and that is what browsers see, not this release: {}",
        advice(place)
    )
}

/// A name that this release needs holds something else.
pub(crate) fn name(
    place: &Place,
    path: &str,
    (there, now): (Option<&Found>, i64),
) -> anyhow::Error {
    match there {
        Some(found) => anyhow!(
            "`{place}/{path}` is of somebody else's release, finished or not (browsers see {}): {}",
            described(found, now),
            advice(place)
        ),
        None => anyhow!(
            "`{place}/{path}` is of somebody else's first release, which was never finished: let them \
             publish again, or empty `{place}`"
        ),
    }
}

fn advice(place: &Place) -> String {
    format!("run `fineline sign --after {place}`, then publish again")
}

/// A pointer in words: `release 7, signed with key 1f2e3d4c, written 5 s ago`.
fn described(found: &Found, now: i64) -> String {
    let mut words = format!("release {}", version_of(&found.bytes));
    let keys = signers(&found.bytes);
    if !keys.is_empty() {
        words += &format!(", signed with key {}", keys.join(" and "));
    }
    if let Some(written) = found.written {
        words += &format!(", written {} ago", span(now.saturating_sub(written)));
    }
    words
}

/// The first letters of each key id.
fn signers(pointer: &[u8]) -> Vec<String> {
    let value: Value = serde_json::from_slice(pointer).unwrap_or_default();
    let entries = value.get("signatures").and_then(Value::as_array);
    let ids = entries
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.get("keyid")?.as_str());
    ids.map(|id| id.chars().take(8).collect()).collect()
}

/// A span of time in its largest whole unit; at least 0.
pub(crate) fn span(seconds: i64) -> String {
    let seconds = seconds.max(0);
    for (unit, name) in [(86_400, "days"), (3_600, "hours"), (60, "minutes")] {
        if seconds >= 2 * unit {
            return format!("{} {name}", seconds / unit);
        }
    }
    format!("{seconds} s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_who_won_and_what_to_do() {
        let place: Place = "s3://acme/policy".parse().expect("a place");
        let winner = Found {
            bytes: br#"{"signatures":[{"keyid":"1f2e3d4c5b6a"}],"signed":{"version":7}}"#.to_vec(),
            written: Some(1_000),
            ..Found::default()
        };
        let said = pointer(&place, Some(&winner), 1_005).to_string();
        let expected = "somebody else published release 7, signed with key 1f2e3d4c, written 5 s ago in \
             `s3://acme/policy` meanwhile, and that is what browsers see, not this release: run \
             `fineline sign --after s3://acme/policy`, then publish again";
        assert_eq!(said, expected);
    }

    #[test]
    fn a_span_has_one_unit() {
        for (seconds, expected) in [
            (-5, "0 s"),
            (119, "119 s"),
            (120, "2 minutes"),
            (7_199, "119 minutes"),
            (7_200, "2 hours"),
            (34 * 86_400 + 86_399, "34 days"),
        ] {
            assert_eq!(span(seconds), expected);
        }
    }
}
