//! What a record says, in eight bytes: who looks after the entry, on which list, since and until when.
//!
//! | bytes | what | how |
//! |---|---|---|
//! | 0–2 | owner | number of a row of the owners, 24 bits; 0 is nobody |
//! | 3 | list | its place in the manifest's `audiences`, from 0 |
//! | 4–5 | counts until | days since 2020-01-01, that day included; 0 is for ever |
//! | 6–7 | flags | bits 0–2 state of the deal, bit 3 company, bits 4–15 confirmed on |
//!
//! All numbers are big-endian. Confirmed on: days since 2024-12-31, so that 1 is the first day of 2025 and 4,095
//! is the 18th of March 2036; earlier and later days are taken for the nearest; 0 is never. A later format
//! has to come before 2036.

use policy::{Day, DealState};

/// What a record says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Payload {
    /// Number of a row of the owners; 0 for nobody.
    pub owner: u32,
    /// Place of the list in the manifest.
    pub list: u8,
    /// Whether the entry is a company: whoever works there is on the list.
    pub is_company: bool,
    /// Where the deal stands, when there is one.
    pub state: Option<DealState>,
    /// The last day on which it counts.
    pub valid_until: Option<Day>,
    /// When somebody last confirmed the entry.
    pub confirmed_on: Option<Day>,
}

const DAY: i64 = 86_400;
/// 2020-01-01 and 2024-12-31, as days since 1970-01-01.
const UNTIL_SINCE: i64 = 18_262;
const CONFIRMED_SINCE: i64 = 20_088;
/// Highest number of a row.
pub const OWNER_MAX: u32 = 0x00FF_FFFF;

impl Payload {
    /// The eight bytes.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 8] {
        let [_, one, two, three] = self.owner.min(OWNER_MAX).to_be_bytes();
        let [until_high, until_low] = number(self.valid_until, UNTIL_SINCE, u16::MAX).to_be_bytes();
        let confirmed = number(self.confirmed_on, CONFIRMED_SINCE, 0x0FFF) << 4;
        let flags = confirmed | u16::from(self.is_company) << 3 | state_number(self.state);
        let [flags_high, flags_low] = flags.to_be_bytes();
        [
            one, two, three, self.list, until_high, until_low, flags_high, flags_low,
        ]
    }

    /// Reads the eight bytes: all of them mean something.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 8]) -> Self {
        let [
            one,
            two,
            three,
            list,
            until_high,
            until_low,
            flags_high,
            flags_low,
        ] = bytes;
        let flags = u16::from_be_bytes([flags_high, flags_low]);
        Self {
            owner: u32::from_be_bytes([0, one, two, three]),
            list,
            is_company: flags & 0b1000 != 0,
            state: state(flags & 0b111),
            valid_until: day(u16::from_be_bytes([until_high, until_low]), UNTIL_SINCE),
            confirmed_on: day(flags >> 4, CONFIRMED_SINCE),
        }
    }
}

/// 0 for none, else at least 1.
fn number(day: Option<Day>, since: i64, most: u16) -> u16 {
    let Some(day) = day else {
        return 0;
    };
    let days = i64::from(day.days_since(Day::from_unix_seconds(0))) - since;
    u16::try_from(days.clamp(1, i64::from(most))).unwrap_or(most)
}

fn day(number: u16, since: i64) -> Option<Day> {
    (number != 0).then(|| Day::from_unix_seconds((since + i64::from(number)) * DAY))
}

fn state_number(state: Option<DealState>) -> u16 {
    match state {
        None => 0,
        Some(DealState::Lead) => 1,
        Some(DealState::Negotiation) => 2,
        Some(DealState::Won) => 3,
        Some(DealState::Lost) => 4,
    }
}

/// A number of a later format is no state.
fn state(number: u16) -> Option<DealState> {
    match number {
        1 => Some(DealState::Lead),
        2 => Some(DealState::Negotiation),
        3 => Some(DealState::Won),
        4 => Some(DealState::Lost),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(day: &str) -> Option<Day> {
        Some(day.parse().expect("a day"))
    }

    /// Expected bytes worked out by hand from the table above; days by Python's `datetime`.
    #[test]
    fn says_it_as_written_down() {
        let full = Payload {
            owner: 0x0A_0B0C,
            list: 5,
            is_company: true,
            state: Some(DealState::Negotiation),
            valid_until: on("2026-12-31"),
            confirmed_on: on("2026-11-22"),
        };
        // 2026-12-31 is day 2556 since 2020-01-01 (0x09FC); 2026-11-22 day 691 since 2024-12-31 (0x2B3).
        let expected = [0x0A, 0x0B, 0x0C, 5, 0x09, 0xFC, 0x2B, 0x3A];
        assert_eq!(full.to_bytes(), expected);
        assert_eq!(Payload::from_bytes(expected), full);
        assert_eq!(Payload::default().to_bytes(), [0; 8]);
        assert_eq!(Payload::from_bytes([0; 8]), Payload::default());
    }

    #[test]
    fn days_beyond_the_table_are_the_nearest_in_it() {
        for (day, kept) in [("2019-05-01", "2025-01-01"), ("2050-01-01", "2036-03-18")] {
            let payload = Payload {
                confirmed_on: on(day),
                ..Payload::default()
            };
            let kept_day = Payload::from_bytes(payload.to_bytes()).confirmed_on;
            assert_eq!(kept_day, on(kept), "{day}");
        }
    }

    #[test]
    fn every_state_comes_back() {
        for state in [
            None,
            Some(DealState::Lead),
            Some(DealState::Negotiation),
            Some(DealState::Won),
            Some(DealState::Lost),
        ] {
            let payload = Payload {
                state,
                ..Payload::default()
            };
            assert_eq!(Payload::from_bytes(payload.to_bytes()), payload);
        }
    }
}
