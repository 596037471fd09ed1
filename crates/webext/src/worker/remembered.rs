//! What was derived to look people up, for as long as the browser runs: the browser ends an idle worker after half a
//! minute, and the next one would pay for everything again.
//!
//! It lies in `storage.session`: in memory, gone with the browser, closed to content scripts. Each thing stands under a
//! keyed hash of its name and of the map it is of, so that what lies there names nobody, and another map, epoch,
//! profile or salt never finds it. Deriving is left to `bundle`, when to ask to [`super::maps`].

use std::collections::VecDeque;

use bundle::content::asking::{OpenMap, Sought};
use bundle::map::manifest::Manifest;
use bundle::map::secret::{CohortKey, Opener};

use super::state;
use crate::host::{self, HostError};

/// Key of `storage.session`.
const KEY: &str = "remembered";

/// Things that are remembered: about a hundred people. What was used longest ago goes first.
const MOST: usize = 1024;

/// Under which name something is remembered.
type Name = [u8; 16];

/// [`Opener::place`].
type Place = [u8; 40];

/// What is remembered, what was used last at the end.
#[derive(Default)]
pub(super) struct Remembered {
    places: VecDeque<(Name, Place)>,
    /// Whether storage lacks some of it.
    is_ahead: bool,
}

impl Remembered {
    /// What opens something, where it was derived before.
    pub(super) fn opener(&mut self, map: &OpenMap, sought: Sought<'_>) -> Option<Opener> {
        let manifest = map.state.manifest();
        let place = self.used(&name(&map.key, manifest, sought))?;
        Some(Opener::at(&place, manifest.epoch))
    }

    /// Remembers what was derived.
    pub(super) fn add(&mut self, map: &OpenMap, sought: Sought<'_>, opener: &Opener) {
        let name = name(&map.key, map.state.manifest(), sought);
        self.put(name, opener.place());
    }

    fn used(&mut self, name: &Name) -> Option<Place> {
        let at = self.places.iter().position(|(it, _)| it == name)?;
        let used = self.places.remove(at)?;
        self.places.push_back(used);
        Some(used.1)
    }

    fn put(&mut self, name: Name, place: Place) {
        while self.places.len() >= MOST {
            self.places.pop_front();
        }
        self.places.push_back((name, place));
        self.is_ahead = true;
    }

    fn read(text: &str) -> Self {
        let place = |line: &str| {
            let (mut name, mut place) = (Name::default(), [0; 40]);
            let (one, two) = line.split_once(' ')?;
            hex::decode_to_slice(one, &mut name).ok()?;
            hex::decode_to_slice(two, &mut place).ok()?;
            Some((name, place))
        };
        Self {
            places: text.lines().filter_map(place).take(MOST).collect(),
            is_ahead: false,
        }
    }

    fn write(&self) -> String {
        let line = |(name, place): &(Name, Place)| {
            format!("{} {}\n", hex::encode(name), hex::encode(place))
        };
        self.places.iter().map(line).collect()
    }
}

/// By all that it follows from; the parts before the last have one length each, so that no two are written alike.
fn name(key: &CohortKey, manifest: &Manifest, sought: Sought<'_>) -> Name {
    let kind: &[u8] = match sought {
        Sought::Records(_) => b"0",
        Sought::Row(_) => b"1",
    };
    let price = [
        manifest.profile.memory_kib(),
        manifest.profile.passes(),
        manifest.epoch,
    ]
    .map(u32::to_be_bytes);
    let price = price.as_flattened();
    let salt: &[u8] = &manifest.salt.0;
    key.keepsake(&[kind, price, salt, sought.key().as_bytes()])
}

/// Reads what earlier workers of this session remembered. Without it, things are derived again.
pub(super) async fn recall() {
    state::once(|state| &mut state.recalled, async {
        let found = host::read_session::<String>(KEY).await.ok().flatten();
        let found = Remembered::read(&found.unwrap_or_default());
        state::with(|state| state.remembered = found);
    })
    .await;
}

/// Writes what is new for later workers.
pub(super) async fn keep() -> Result<(), HostError> {
    let text = state::with(|state| {
        let is_ahead = std::mem::take(&mut state.remembered.is_ahead);
        is_ahead.then(|| state.remembered.write())
    });
    match text {
        Some(text) => host::write_session(KEY, &text).await,
        None => Ok(()),
    }
}

/// Forgets all of it: it was somebody else's.
pub(super) async fn forget() -> Result<(), HostError> {
    host::remove_session(KEY).await
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use bundle::map::kdf::{Profile, Salt};

    use super::*;

    fn manifest(change: impl FnOnce(&mut Manifest)) -> Manifest {
        let nothing = r#"{ "sha256": "NONE", "length": 32 }"#;
        let text = r#"{ "format": 1, "normalisation": 2, "cohort": "everyone", "key_id": "", "epoch": 1, "version": 1,
            "profile": "sealed", "salt": "00112233445566778899aabbccddeeff", "audiences": [], "records": 0, "base": {
            "version": 1, "made_on": "2026-11-22", "shards": NOTHING, "owners": NOTHING, "bytes": 0 }, "deltas": [],
            "merkle_root": "NONE" }"#;
        let text = text
            .replace("NOTHING", nothing)
            .replace("NONE", &"00".repeat(32));
        let mut manifest = Manifest::read(text.as_bytes()).unwrap();
        change(&mut manifest);
        manifest
    }

    #[wasm_bindgen_test]
    fn another_cohort_epoch_price_salt_kind_or_person_has_another_name() {
        let (usual, key) = (manifest(|_| ()), CohortKey([7; 32]));
        let mut names = vec![
            name(&key, &usual, Sought::Records("x:@ada")),
            name(&CohortKey([8; 32]), &usual, Sought::Records("x:@ada")),
            name(&key, &usual, Sought::Row("x:@ada")),
            name(&key, &usual, Sought::Records("x:@adb")),
        ];
        for other in [
            manifest(|it| it.epoch = 2),
            manifest(|it| it.profile = Profile::SealedLight),
            manifest(|it| it.salt = Salt([0; 16])),
        ] {
            names.push(name(&key, &other, Sought::Records("x:@ada")));
        }
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        // Lists that change under the same keys are asked with what is there.
        let later = manifest(|it| it.version = 9);
        let again = name(&key, &later, Sought::Records("x:@ada"));
        assert!(names.contains(&again));
    }

    #[wasm_bindgen_test]
    fn what_was_used_longest_ago_is_forgotten_first() {
        let mut remembered = Remembered {
            places: (0..MOST as u128)
                .map(|number| (number.to_be_bytes(), [0; 40]))
                .collect(),
            is_ahead: false,
        };
        remembered.used(&0_u128.to_be_bytes());
        remembered.put(u128::MAX.to_be_bytes(), [1; 40]);
        assert_eq!(remembered.places.len(), MOST);
        assert!(remembered.used(&0_u128.to_be_bytes()).is_some());
        assert!(remembered.used(&1_u128.to_be_bytes()).is_none());
        assert_eq!(remembered.used(&u128::MAX.to_be_bytes()), Some([1; 40]));
    }

    fn remembered(numbers: std::ops::Range<u8>) -> Remembered {
        Remembered {
            places: numbers.map(|it| ([it; 16], [it; 40])).collect(),
            is_ahead: false,
        }
    }

    #[wasm_bindgen_test]
    fn reads_what_it_wrote_in_its_order_and_leaves_out_what_it_cannot_read() {
        let written = remembered(3..9).write();
        assert_eq!(Remembered::read(&written).places, remembered(3..9).places);
        let spoilt = written.replacen("0404", "04x4", 1);
        let mut expected = remembered(3..9).places;
        expected.remove(1);
        assert_eq!(Remembered::read(&spoilt).places, expected);
        assert!(Remembered::read("").places.is_empty());
    }
}
