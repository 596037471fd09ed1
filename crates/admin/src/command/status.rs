//! `fineline status`: what a browser would see at a place, and how old everything is.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use bundle::moment::Moment;
use bundle::{Files, Freshness, Opened, TrustAnchor, Update, open, repository};
use clap::Args;
use indicatif::HumanBytes;
use serde_json::{Value, json};

use crate::clock::now;
use crate::files;
use crate::outcome::{Outcome, Verdict};
use crate::paint::{green, red, strong};
use crate::publish::look::look;
use crate::publish::overtaken::span;
use crate::publish::place::Place;
use crate::publish::plan::A_MINUTE;
use crate::publish::store::{Found, Store};
use crate::publish::wait;
use crate::published::version_of;
use crate::rollout::Few;
use crate::switches;

/// Show what a browser would see at an address, bucket or folder, and how old everything is
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline status https://bundles.acme.example/live      as browsers reach it, caches included
  fineline status s3://acme-policy/live                  the bucket behind it
  fineline status published --trust acme/trust/1.root.json
  fineline status https://bundles.acme.example/live --format json

Exit status: 0 fresh, 1 not fresh, refused or out of reach: fit for a monitor.")]
pub(crate) struct StatusArgs {
    /// A folder, `s3://`, `gs://`, `az://` or `https://`.
    #[arg(value_name = "PLACE")]
    place: Place,
    /// What browsers were enrolled with: the first root file. Without it the root that lies at the
    /// place is believed, and shown to be compared.
    #[arg(long, value_name = "FILE")]
    trust: Option<PathBuf>,
}

/// What was found at a place.
struct Seen {
    anchor: TrustAnchor,
    pointer: Option<Found>,
    update: Update,
    opened: Opened,
}

/// Looks, and judges by the clock of this machine.
pub(crate) fn run(args: &StatusArgs) -> anyhow::Result<Outcome> {
    let now = now();
    let seen = wait(see(args, now))?;
    let place = args.place.to_string();
    let lines = lines(&place, &seen, now);
    let fresh = seen.opened.freshness == Freshness::Fresh;
    let mut outcome = Outcome::new(&lines, as_json(&place, &seen, now));
    outcome.verdict = if fresh { Verdict::Good } else { Verdict::Bad };
    Ok(outcome)
}

async fn see(args: &StatusArgs, now: i64) -> anyhow::Result<Seen> {
    let place = &args.place;
    let store = Store::open(place)?;
    let anchor = anchor(args, &store).await?;
    // Without regard to expiry: that is judged below, and everything is shown all the same.
    let update = match look(&store, &anchor, 0).await? {
        Ok(update) => update,
        Err(refusal) => bail!("browsers refuse what is in `{place}`: {refusal}"),
    };
    let opened = open(&anchor, &update.files, now).context("browsers would refuse this")?;
    Ok(Seen {
        anchor,
        pointer: store.get(repository::TIMESTAMP, usize::MAX).await?,
        update,
        opened,
    })
}

async fn anchor(args: &StatusArgs, store: &Store) -> anyhow::Result<TrustAnchor> {
    if let Some(path) = &args.trust {
        return Ok(TrustAnchor::of_root(&files::read(path)?));
    }
    match store.get(&repository::root(1), 64 * 1024).await? {
        Some(found) => Ok(TrustAnchor::of_root(&found.bytes)),
        None => bail!(
            "nothing is published in `{}`: `{}` is not there",
            args.place,
            repository::root(1)
        ),
    }
}

/// One metadata file of what was seen.
struct Role {
    name: String,
    version: u64,
    expires: Option<i64>,
}

/// The newest root, then the roles below it.
fn roles(files: &Files) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    for (path, bytes) in files {
        let Some(name) = path.strip_prefix("metadata/") else {
            continue;
        };
        let name = name.trim_end_matches(".json");
        let name = name.rsplit_once('.').map_or(name, |(_, name)| name);
        let role = Role {
            name: name.to_owned(),
            version: version_of(bytes),
            expires: expires(bytes),
        };
        match roles.iter_mut().find(|known| known.name == name) {
            Some(known) if known.version > role.version => {}
            Some(known) => *known = role,
            None => roles.push(role),
        }
    }
    let order = ["timestamp", "snapshot", "targets", "root"];
    roles.sort_by_key(|role| order.iter().position(|name| *name == role.name));
    roles.reverse();
    roles
}

fn expires(bytes: &[u8]) -> Option<i64> {
    let value: Value = serde_json::from_slice(bytes).ok()?;
    let text = value.pointer("/signed/expires")?.as_str()?.to_owned();
    Moment::try_from(text).ok().map(|moment| moment.0)
}

fn lines(place: &str, seen: &Seen, now: i64) -> Vec<String> {
    let release = release(seen);
    let mut lines = vec![format!(
        "{} release {release}, version {} in `{place}`",
        word(seen.opened.freshness),
        seen.opened.version
    )];
    for role in roles(&seen.update.files) {
        let expiry = role.expires.map_or(String::new(), |at| expiry(at, now));
        lines.push(format!("  {:<10} {:>4}  {expiry}", role.name, role.version));
    }
    let (count, bytes) = (seen.opened.targets.len(), size(&seen.opened));
    lines.push(format!("  {count} files of content, {}", HumanBytes(bytes)));
    let written = seen.pointer.as_ref().and_then(|found| found.written);
    if let Some(at) = written {
        let age = span(now.saturating_sub(at));
        lines.push(format!("  published {age} ago, {}", Moment(at)));
    }
    lines.push(format!("root {}", seen.anchor));
    lines.extend(switches::seen(seen.opened.pointer()));
    lines.extend(switches::rolled_out(Few::of(&seen.opened.targets).as_ref()));
    lines.extend(cache_warning(seen));
    lines.extend(meaning(seen.opened.freshness).map(strong));
    lines
}

fn word(freshness: Freshness) -> String {
    match freshness {
        Freshness::Fresh => green("fresh"),
        Freshness::Stale => strong("stale"),
        Freshness::Expired => red("expired"),
    }
}

/// What browsers do about it, and what to do.
fn meaning(freshness: Freshness) -> Option<&'static str> {
    match freshness {
        Freshness::Fresh => None,
        Freshness::Stale => Some(
            "Browsers that have it go on and say that it is old; new ones refuse it: sign and publish again.",
        ),
        Freshness::Expired => Some(
            "The content itself is out of date, and new browsers refuse it: sign and publish again.",
        ),
    }
}

fn expiry(at: i64, now: i64) -> String {
    let moment = Moment(at);
    if at > now {
        format!("good for {}, until {moment}", span(at - now))
    } else {
        red(&format!("expired {} ago, {moment}", span(now - at)))
    }
}

/// A pointer that caches keep for long hides every later release.
fn cache_warning(seen: &Seen) -> Option<String> {
    let told = cache_control(seen)?;
    let text = format!(
        "Caches are told `{told}` about timestamp.json: tell them `{A_MINUTE}`, or browsers learn late of a new release."
    );
    (age_of_copies(told) > Some(60)).then(|| strong(&text))
}

fn cache_control(seen: &Seen) -> Option<&str> {
    seen.pointer.as_ref()?.cache_control.as_deref()
}

/// The seconds in `max-age=…`.
fn age_of_copies(cache_control: &str) -> Option<u64> {
    let mut parts = cache_control.split(',').map(str::trim);
    parts.find_map(|part| part.strip_prefix("max-age=")?.parse().ok())
}

fn release(seen: &Seen) -> u64 {
    let pointer = seen.update.files.get(repository::TIMESTAMP);
    pointer.map_or(0, |bytes| version_of(bytes))
}

fn size(opened: &Opened) -> u64 {
    opened
        .targets
        .values()
        .map(|bytes| bytes.len() as u64)
        .sum()
}

fn as_json(place: &str, seen: &Seen, now: i64) -> Value {
    let role = |role: &Role| {
        json!({
            "role": role.name, "version": role.version,
            "expires": role.expires.map(|at| Moment(at).to_string()),
            "expires_in_seconds": role.expires.map(|at| at.saturating_sub(now)),
        })
    };
    let roles: Vec<Value> = roles(&seen.update.files).iter().map(role).collect();
    let contents = seen.opened.targets.iter();
    let contents = contents.map(|(name, bytes)| json!({ "name": name, "bytes": bytes.len() }));
    let written = seen.pointer.as_ref().and_then(|found| found.written);
    json!({
        "ok": seen.opened.freshness == Freshness::Fresh,
        "place": place, "release": release(seen), "version": seen.opened.version,
        "freshness": match seen.opened.freshness {
            Freshness::Fresh => "fresh",
            Freshness::Stale => "stale",
            Freshness::Expired => "expired",
        },
        "root_sha256": seen.anchor.to_string(), "roles": roles,
        "contents": contents.collect::<Vec<_>>(), "bytes": size(&seen.opened),
        "published": written.map(|at| Moment(at).to_string()),
        "age_seconds": written.map(|at| now.saturating_sub(at)),
        "cache_control": cache_control(seen), "pointer": switches::as_json(seen.opened.pointer()),
        "rollout": Few::of(&seen.opened.targets).map(|few| few.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_how_long_copies_live() {
        assert_eq!(
            age_of_copies("public, max-age=31536000, immutable"),
            Some(31_536_000)
        );
        assert_eq!(age_of_copies(A_MINUTE), Some(60));
        assert_eq!(age_of_copies("no-store"), None);
    }

    #[test]
    fn shows_the_newest_of_each_role_from_the_root_down() {
        let file = |version: u64| format!(r#"{{"signed":{{"version":{version}}}}}"#).into_bytes();
        let files = Files::from([
            ("metadata/9.root.json".to_owned(), file(9)),
            ("metadata/10.root.json".to_owned(), file(10)),
            ("metadata/3.targets.json".to_owned(), file(3)),
            ("metadata/4.snapshot.json".to_owned(), file(4)),
            ("metadata/timestamp.json".to_owned(), file(5)),
            ("targets/ab.policy.json".to_owned(), Vec::new()),
        ]);
        let shown = roles(&files);
        let shown: Vec<_> = shown
            .iter()
            .map(|role| (role.name.as_str(), role.version))
            .collect();
        let expected = [
            ("root", 10),
            ("targets", 3),
            ("snapshot", 4),
            ("timestamp", 5),
        ];
        assert_eq!(shown, expected);
    }
}
