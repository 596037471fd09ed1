//! Who looks after entries, as rows with numbers. A row keeps its number while most of its entries keep theirs:
//! when a manager leaves and somebody takes over all of their accounts, one row changes and no record.

use std::collections::{BTreeMap, BTreeSet};

use policy::{Contact, PersonId, TeamId};
use serde::Serialize;

use super::secret::MapSecret;
use crate::builder::accounts::Entry;
use crate::builder::company::Company;
use crate::map::owners::OwnerRow;
use crate::map::payload::OWNER_MAX;

/// Who looks after an entry, by their names in the files.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub(super) struct Care {
    owner: Option<PersonId>,
    backup: Option<PersonId>,
    team: Option<TeamId>,
}

impl Care {
    pub(super) fn of(entry: &Entry) -> Self {
        Self {
            owner: entry.owner.clone(),
            backup: entry.backup.clone(),
            team: entry.team.clone(),
        }
    }

    /// What a browser is told. A person who is gone is nobody to turn to.
    pub(super) fn row(&self, company: &Company) -> OwnerRow {
        let contact = |id: &PersonId| {
            let person = company.people.iter().find(|person| person.id == *id)?;
            let team = person
                .team
                .as_ref()
                .and_then(|team| company.teams().get(team));
            Some(Contact {
                person: person.id.clone(),
                name: person.name.clone(),
                title: person.title.clone(),
                team: team.cloned().unwrap_or_default(),
                link: person.link.clone(),
            })
        };
        OwnerRow {
            owner: self.owner.as_ref().and_then(contact),
            backup: self.backup.as_ref().and_then(contact),
            team: self.team.clone(),
        }
    }

    /// For a message.
    pub(super) fn shown(&self) -> String {
        let people = self.owner.iter().chain(&self.backup);
        let ids: Vec<&str> = people.map(PersonId::as_str).collect();
        ids.join("`, `")
    }
}

/// A number for each; 0 for nobody. `before`: which number each entry had, as (who looks after it now, number).
pub(super) fn numbers<'a>(
    before: impl Iterator<Item = (&'a Care, u32)>,
    now: &BTreeSet<Care>,
    (secret, cohort): (&MapSecret, &str),
) -> BTreeMap<Care, u32> {
    let mut votes: BTreeMap<(&Care, u32), usize> = BTreeMap::new();
    for (care, number) in before.filter(|(_, number)| *number != 0) {
        *votes.entry((care, number)).or_default() += 1;
    }
    let mut votes: Vec<(usize, (&Care, u32))> = votes
        .into_iter()
        .map(|(vote, count)| (count, vote))
        .collect();
    // The most votes first; of as many, always the same first.
    votes.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    let mut taken = BTreeSet::from([0]);
    let mut numbers = BTreeMap::from([(Care::default(), 0)]);
    for (_, (care, number)) in votes {
        if *care != Care::default() && !numbers.contains_key(care) && taken.insert(number) {
            numbers.insert(care.clone(), number);
        }
    }
    for care in now {
        if !numbers.contains_key(care) {
            // Plain data always serialises.
            let row = serde_json::to_vec(care).unwrap_or_default();
            let first = secret.row_number(cohort, &row) & OWNER_MAX;
            let free = (0..=OWNER_MAX).map(|step| first.wrapping_add(step) & OWNER_MAX);
            let number = free.into_iter().find(|number| !taken.contains(number));
            let number = number.unwrap_or_default();
            taken.insert(number);
            numbers.insert(care.clone(), number);
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builder::key::SecretKey;

    fn care(owner: &str) -> Care {
        Care {
            owner: Some(owner.into()),
            ..Care::default()
        }
    }

    fn numbered(before: &[(&str, u32)], now: &[&str]) -> BTreeMap<Care, u32> {
        let secret = MapSecret::of(&SecretKey::from_seed(&[1; 32]));
        let before: Vec<(Care, u32)> = before.iter().map(|(who, it)| (care(who), *it)).collect();
        let before = before.iter().map(|(care, number)| (care, *number));
        let now = now.iter().map(|who| care(who)).collect();
        numbers(before, &now, (&secret, "everyone"))
    }

    #[test]
    fn whoever_takes_over_takes_the_number() {
        let numbers = numbered(
            &[("mara", 7), ("mara", 7), ("jonas", 9)],
            &["mara", "jonas"],
        );
        assert_eq!((numbers[&care("mara")], numbers[&care("jonas")]), (7, 9));
    }

    #[test]
    fn where_two_share_what_one_had_the_greater_part_keeps_the_number() {
        let before = [("mara", 7), ("mara", 7), ("jonas", 7)];
        let numbers = numbered(&before, &["mara", "jonas"]);
        assert_eq!(numbers[&care("mara")], 7);
        assert_ne!(numbers[&care("jonas")], 7);
    }

    #[test]
    fn new_rows_are_spread_and_nobody_is_nought() {
        let numbers = numbered(&[], &["mara", "jonas", "ruth"]);
        assert_eq!(numbers[&Care::default()], 0);
        let all: BTreeSet<u32> = numbers.values().copied().collect();
        assert_eq!(all.len(), 4);
        assert!(all.iter().skip(1).all(|it| *it > 1000), "{all:?}");
        assert_eq!(numbers, numbered(&[], &["ruth", "mara", "jonas"]));
    }
}
