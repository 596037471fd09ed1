//! What of an entry changes from version to version: who looks after it, where the deal stands, until when it
//! counts, whether it is there at all.
//!
//! From one version to the next one entry of each block of entries changes, so that the share of what changes
//! is exact, however few entries there are.

use super::audiences::Audience;
use crate::random::Random;

/// A million, the parts that shares are told in.
const MILLION: u64 = 1_000_000;

/// How much changes from one version to the next, in parts of a million.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share(pub u32);

/// Which version of the lists it is, and how it came about.
#[derive(Clone, Copy, Debug)]
pub(super) struct History {
    pub(super) seed: u64,
    /// Entries of the first version.
    pub(super) first: u64,
    /// From 1.
    pub(super) version: u32,
    pub(super) change: Share,
}

/// What happened to an entry so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fate {
    owners: usize,
    states: usize,
    ends: usize,
}

/// What changes about the one entry of a block. Of a hundred changes to a list of clients, about so many are of
/// each kind: people leave and take over more often than deals move.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Owner,
    State,
    End,
    Removed,
    Added,
}

impl History {
    /// How many numbers of entries there are; not all of them have ever been on a list.
    pub(super) fn numbers(&self) -> u64 {
        self.first + u64::from(self.version - 1) * self.blocks()
    }

    /// Blocks of the first version's entries.
    fn blocks(&self) -> u64 {
        self.first * u64::from(self.change.0) / MILLION
    }

    /// What has become of an entry; nothing if it is not on a list.
    pub(super) fn fate(&self, number: u64) -> Option<Fate> {
        let mut fate = Fate::default();
        let born = self.born(number)?;
        for step in born + 1..=self.version {
            match self.change_of(number, step) {
                None | Some(Change::Added) => {}
                Some(Change::Owner) => fate.owners += 1,
                Some(Change::State) => fate.states += 1,
                Some(Change::End) => fate.ends += 1,
                Some(Change::Removed) => return None,
            }
        }
        Some(fate)
    }

    /// The version with which an entry came; nothing if it never did.
    fn born(&self, number: u64) -> Option<u32> {
        if number < self.first {
            return Some(1);
        }
        let (later, blocks) = (number - self.first, self.blocks().max(1));
        let step = u32::try_from(later / blocks).ok()? + 2;
        (self.kind(later % blocks, step) == Change::Added).then_some(step)
    }

    fn change_of(&self, number: u64, step: u32) -> Option<Change> {
        let share = u64::from(self.change.0);
        let block = number * share / MILLION;
        let begin = |block: u64| (block * MILLION).div_ceil(share.max(1));
        let (from, to) = (begin(block), begin(block + 1));
        let mut random = Random::of(&[self.seed, u64::from(step), block, 7]);
        let drawn = from + random.below(usize::try_from(to - from).unwrap_or(1)) as u64;
        (share > 0 && drawn == number).then(|| self.kind(block, step))
    }

    fn kind(&self, block: u64, step: u32) -> Change {
        match Random::of(&[self.seed, u64::from(step), block, 8]).below(100) {
            0..45 => Change::Owner,
            45..65 => Change::State,
            65..76 => Change::End,
            76..88 => Change::Removed,
            // Beyond the first version's entries there is no room for more.
            _ if block >= self.blocks() => Change::Owner,
            _ => Change::Added,
        }
    }
}

/// The cells of an entry that change.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) state: &'static str,
    /// Colleagues by number.
    pub(super) owner: Option<usize>,
    pub(super) backup: Option<usize>,
    pub(super) has_team: bool,
    pub(super) confirmed_on: String,
    pub(super) valid_until: String,
}

impl Standing {
    /// Of an entry with some fate, in a company with so many colleagues who look after somebody.
    pub(super) fn of(
        mut random: Random,
        audience: &Audience,
        (mut fate, owners): (Fate, usize),
    ) -> Self {
        let states: &[&str] = match audience.class {
            "prospect" => &["lead", "negotiation", "lead", "lost", "negotiation", "won"],
            "client" => &["won", "", "won", "negotiation"],
            _ => &[],
        };
        if states.is_empty() {
            fate.ends += std::mem::take(&mut fate.states);
        }
        if audience.desk.is_some() {
            fate.ends += std::mem::take(&mut fate.owners);
        }
        let at = random.below(states.len()) + fate.states;
        let state = states
            .get(at % states.len().max(1))
            .copied()
            .unwrap_or_default();
        let owner = audience
            .desk
            .is_none()
            .then(|| owner(&mut random, fate.owners, owners));
        let next = 1 + random.below(9);
        Self {
            state,
            owner,
            backup: owner
                .map(|owner| (owner + next) % owners)
                .filter(|_| random.chance(70)),
            has_team: owner.is_some() && random.chance(60),
            confirmed_on: confirmed_on(&mut random),
            valid_until: valid_until(&mut random, fate.ends),
        }
    }
}

/// A few colleagues look after many: as likely the first one as the next two, or the next four.
fn owner(random: &mut Random, changes: usize, owners: usize) -> usize {
    let octaves = usize::try_from(owners.ilog2()).unwrap_or_default() + 1;
    let octave = 1 << random.below(octaves);
    let first = octave - 1 + random.below(octave);
    // Whoever takes over is somebody else.
    let next = 1 + random.below(owners - 1);
    (first + changes * next) % owners
}

fn confirmed_on(random: &mut Random) -> String {
    let (month, day) = (1 + random.below(6), 1 + random.below(22));
    match random.below(100) {
        0..35 => format!("2026-{:02}-{day:02}", 5 + month),
        35..40 => format!("2025-{month:02}-{day:02}"),
        _ => String::new(),
    }
}

fn valid_until(random: &mut Random, changes: usize) -> String {
    let (month, day) = (1 + random.below(12), 1 + random.below(27));
    let kind = random.below(100);
    match (changes, kind) {
        // The first version has no 28th.
        (1.., _) => format!("{}-{month:02}-28", 2027 + changes % 7),
        (_, 0..9) => format!("{}-{month:02}-{day:02}", 2027 + kind % 4),
        (_, 9) => format!("2025-{month:02}-{day:02}"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history(version: u32, parts: u32) -> History {
        History {
            seed: 7,
            first: 10_000,
            version,
            change: Share(parts),
        }
    }

    #[test]
    fn nothing_changes_where_nothing_is_to_change() {
        let later = history(9, 0);
        assert_eq!(later.numbers(), 10_000);
        assert!((0..10_000).all(|number| later.fate(number) == Some(Fate::default())));
    }

    #[test]
    fn one_entry_of_each_block_changes() {
        let later = history(2, 30_000);
        let changed = (0..10_000).filter(|number| later.change_of(*number, 2).is_some());
        assert_eq!(changed.count(), 300);
    }

    #[test]
    fn whoever_is_gone_stays_away() {
        let gone = |version| -> Vec<u64> {
            let history = history(version, 100_000);
            (0..10_000)
                .filter(|number| history.fate(*number).is_none())
                .collect()
        };
        let (before, later) = (gone(3), gone(6));
        assert!(!before.is_empty() && later.len() > before.len());
        assert!(before.iter().all(|number| later.contains(number)));
    }

    #[test]
    fn somebody_else_takes_over() {
        for number in 0..1000 {
            let owner = |changes| owner(&mut Random::of(&[number]), changes, 50);
            assert_ne!(owner(0), owner(1));
        }
    }
}
