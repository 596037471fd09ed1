//! `--rollout champions=alice;bob,share=25`: which targets a release has whose content is not for everybody yet.
//!
//! Who reads what is decided in `bundle::rollout`.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use anyhow::{Context as _, bail, ensure};
use bundle::builder::diagnostic::suggest;
use bundle::client::TARGETS_MAX;
use bundle::content::format::{PEOPLE_TARGET, PeopleFile};
use bundle::rollout::{NEXT, ROLLOUT_FORMAT, ROLLOUT_TARGET, everybodys};
use bundle::{Files, Rollout, TrustAnchor, open};
use policy::PersonId;
use sha2::{Digest as _, Sha256};

use crate::publish::look::look;
use crate::publish::place::Place;
use crate::publish::store::Store;
use crate::publish::wait;

/// Who gets the new content first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Few {
    champions: BTreeSet<PersonId>,
    share: u8,
}

impl FromStr for Few {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let expected = || format!("`{text}` is not like `champions=alice;bob,share=25`");
        let mut few = Self::default();
        for part in text.split(',') {
            match part.split_once('=').ok_or_else(expected)? {
                ("champions", people) => {
                    let people = people.split(';').filter(|person| !person.is_empty());
                    few.champions.extend(people.map(PersonId::from));
                }
                ("share", share) => {
                    let share = share.parse().ok().filter(|share| *share <= 100);
                    few.share = share.ok_or("`share` is a whole number from 0 to 100")?;
                }
                _ => return Err(expected()),
            }
        }
        if few == Self::default() {
            return Err("nobody would get it: name `champions` or a `share`".to_owned());
        }
        Ok(few)
    }
}

impl fmt::Display for Few {
    /// `alice, bob and 25 of 100 browsers`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let champions: Vec<&str> = self.champions.iter().map(PersonId::as_str).collect();
        match (champions.is_empty(), self.share) {
            (true, share) => write!(f, "{share} of 100 browsers"),
            (false, 0) => write!(f, "{}", champions.join(", ")),
            (false, share) => write!(f, "{} and {share} of 100 browsers", champions.join(", ")),
        }
    }
}

impl Few {
    /// Whom these targets are rolled out to, if they are.
    pub(crate) fn of(targets: &Files) -> Option<Self> {
        let rollout = Rollout::read(targets.get(ROLLOUT_TARGET)?)?;
        Some(Self {
            champions: rollout.champions,
            share: rollout.share,
        })
    }

    /// The same of a release, whose files are named by their digests.
    pub(crate) fn of_release(files: &Files) -> Option<Self> {
        let ending = format!(".{ROLLOUT_TARGET}");
        let (_, bytes) = files.iter().find(|(path, _)| path.ends_with(&ending))?;
        Self::of(&Files::from([(ROLLOUT_TARGET.to_owned(), bytes.clone())]))
    }

    /// Puts what was compiled beside what is published.
    ///
    /// # Errors
    /// When a champion is unknown, or the two cannot stand side by side.
    pub(crate) fn beside(&self, published: Files, compiled: &Files) -> anyhow::Result<Files> {
        self.check_champions(compiled)?;
        let kept = published.get(ROLLOUT_TARGET).cloned();
        let mut targets = everybodys(published);
        let gone = targets.keys().find(|name| !compiled.contains_key(*name));
        if let Some(gone) = gone {
            bail!(
                "`{gone}` is published and no longer compiled: that cannot be rolled out to some"
            );
        }
        let next: Files = compiled
            .iter()
            .filter(|(name, bytes)| targets.get(*name) != Some(*bytes))
            .map(|(name, bytes)| (format!("{NEXT}{name}"), bytes.clone()))
            .collect();
        ensure!(
            !next.is_empty(),
            "nothing to roll out: what is compiled is what everybody has"
        );
        // Whoever has the new content keeps it while the share grows.
        let kept = kept.and_then(|bytes| Rollout::read(&bytes));
        let rollout = Rollout {
            format: ROLLOUT_FORMAT,
            champions: self.champions.clone(),
            share: self.share,
            seed: kept.map_or_else(|| seed(&next), |rollout| rollout.seed),
        };
        targets.extend(next);
        targets.insert(ROLLOUT_TARGET.to_owned(), serde_json::to_vec(&rollout)?);
        let size: u64 = targets.values().map(|bytes| bytes.len() as u64).sum();
        ensure!(
            size <= TARGETS_MAX,
            "old and new together have {size} bytes, browsers fetch up to {TARGETS_MAX}"
        );
        Ok(targets)
    }

    fn check_champions(&self, compiled: &Files) -> anyhow::Result<()> {
        let people = compiled.get(PEOPLE_TARGET).map(Vec::as_slice);
        let people: PeopleFile = serde_json::from_slice(people.unwrap_or_default())
            .with_context(|| format!("`{PEOPLE_TARGET}`"))?;
        let known = || people.people.iter().map(|one| one.id.as_str());
        for champion in &self.champions {
            ensure!(
                known().any(|id| id == champion.as_str()),
                "unknown person `{champion}`: {}",
                suggest(champion.as_str(), "people", known())
            );
        }
        Ok(())
    }
}

/// Of the new content: everybody who signs the same comes to the same, and the next rollout has another.
fn seed(next: &Files) -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in next {
        hash.update(Sha256::digest(name));
        hash.update(Sha256::digest(bytes));
    }
    let digest = hex::encode(hash.finalize());
    digest.chars().take(32).collect()
}

/// What is published at a place by name, verified from the root to the last byte.
///
/// # Errors
/// When nothing is, or browsers would refuse it.
pub(crate) fn published(place: &Place, anchor: &TrustAnchor) -> anyhow::Result<Files> {
    let store = Store::open(place)?;
    let update = match wait(look(&store, anchor, 0))? {
        Ok(update) => update,
        Err(refusal) => bail!("nothing to roll out beside in `{place}`: {refusal}"),
    };
    Ok(open(anchor, &update.files, 0)?.targets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_back_whom_it_was_told() {
        for (text, expected) in [
            (
                "champions=bob;alice,share=25",
                "alice, bob and 25 of 100 browsers",
            ),
            ("share=5", "5 of 100 browsers"),
            ("champions=alice", "alice"),
        ] {
            let few: Few = text.parse().expect("a rollout");
            assert_eq!(few.to_string(), expected);
        }
    }

    #[test]
    fn refuses_what_is_no_rollout() {
        for text in [
            "",
            "share",
            "share=101",
            "share=-1",
            "share=0",
            "champions=",
            "teams=a",
        ] {
            assert!(text.parse::<Few>().is_err(), "{text}");
        }
    }
}
