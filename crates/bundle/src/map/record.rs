//! A payload, sealed: `tag8 ‖ AES-SIV(key, tag8 ‖ epoch, payload8)`, 32 bytes; and sorted records, asked.
//!
//! AES-SIV (RFC 5297, AES-128 with CMAC) is deterministic: what did not change keeps its bytes, which deltas
//! live on. A person on two lists of a cohort has two records under one tag.

use aes_siv::KeyInit as _;
use aes_siv::siv::Aes128Siv;

use super::MapError;
use super::payload::Payload;
use super::secret::{Context, Opener};

/// Length of a record in bytes.
pub const RECORD: usize = 32;
/// Length of a tag in bytes.
pub const TAG: usize = 8;

/// A sealed record.
pub type Record = [u8; RECORD];

impl Opener {
    /// Seals what is said about a person.
    #[must_use]
    pub fn seal(&self, payload: Payload) -> Record {
        let sealed = self.seal_bytes(&payload.to_bytes());
        let mut record = [0; RECORD];
        for (to, from) in record
            .iter_mut()
            .zip(self.context.tag.iter().chain(&sealed))
        {
            *to = *from;
        }
        record
    }

    /// Opens a record; nothing where it is of another key, another epoch, or spoilt.
    #[must_use]
    pub fn open(&self, record: &Record) -> Option<Payload> {
        let (tag, sealed) = record.split_first_chunk::<TAG>()?;
        if *tag != self.context.tag {
            return None;
        }
        let bytes = self.open_bytes(sealed)?;
        Some(Payload::from_bytes(bytes.try_into().ok()?))
    }

    pub(super) fn seal_bytes(&self, plain: &[u8]) -> Vec<u8> {
        let sealed = siv(&self.key).encrypt([context(self.context)], plain);
        // Fails for more than 126 headers only.
        sealed.unwrap_or_default()
    }

    pub(super) fn open_bytes(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        siv(&self.key).decrypt([context(self.context)], sealed).ok()
    }
}

fn siv(key: &[u8; 32]) -> Aes128Siv {
    Aes128Siv::new(key.into())
}

fn context(context: Context) -> [u8; 12] {
    context.bytes()
}

/// Sorted records, as a shard has them.
#[derive(Clone, Copy, Debug)]
pub struct Records<'a>(&'a [Record]);

impl<'a> Records<'a> {
    /// Reads sorted records.
    ///
    /// # Errors
    /// When they are no whole number, or out of order.
    pub fn read(bytes: &'a [u8]) -> Result<Self, MapError> {
        let (records, rest) = bytes.as_chunks::<RECORD>();
        if !rest.is_empty() || !records.is_sorted() {
            return Err(MapError::Malformed("a list of records"));
        }
        Ok(Self(records))
    }

    /// All of them.
    #[must_use]
    pub fn all(self) -> &'a [Record] {
        self.0
    }

    /// Those under a tag.
    #[must_use]
    pub fn under(self, tag: &[u8; TAG]) -> &'a [Record] {
        let start = self
            .0
            .partition_point(|record| record.as_slice() < tag.as_slice());
        let rest = self.0.get(start..).unwrap_or_default();
        let length = rest.partition_point(|record| record.starts_with(tag));
        rest.get(..length).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::kdf::Derived;
    use super::super::secret::CohortKey;
    use super::*;

    fn opener(person: u8) -> Opener {
        CohortKey([7; 32]).opener(&Derived([person; 32]), 1)
    }

    fn payload(list: u8) -> Payload {
        Payload {
            list,
            ..Payload::default()
        }
    }

    #[test]
    fn opens_with_its_own_key_and_no_other() {
        let record = opener(1).seal(payload(3));
        assert_eq!(opener(1).open(&record), Some(payload(3)));
        assert_eq!(opener(2).open(&record), None);
        let next_epoch = CohortKey([7; 32]).opener(&Derived([1; 32]), 2);
        let mut moved = record;
        moved[..TAG].copy_from_slice(&next_epoch.tag());
        assert_eq!(next_epoch.open(&moved), None);
    }

    #[test]
    fn a_single_bit_is_enough_to_be_refused() {
        let record = opener(1).seal(payload(3));
        for bit in 0..RECORD * 8 {
            let mut spoilt = record;
            spoilt[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(opener(1).open(&spoilt), None, "bit {bit}");
        }
    }

    #[test]
    fn the_same_said_again_has_the_same_bytes() {
        assert_eq!(opener(1).seal(payload(3)), opener(1).seal(payload(3)));
    }

    #[test]
    fn finds_every_record_of_a_tag_and_none_of_another() {
        let mut records: Vec<Record> = (0..50).map(|it| opener(it).seal(payload(0))).collect();
        records.push(opener(9).seal(payload(1)));
        records.sort_unstable();
        let bytes = records.as_flattened();
        let read = Records::read(bytes).expect("sorted");
        for person in 0..50 {
            let expected = if person == 9 { 2 } else { 1 };
            assert_eq!(read.under(&opener(person).tag()).len(), expected);
        }
        assert_eq!(read.under(&opener(51).tag()), [] as [Record; 0]);
        assert!(Records::read(&bytes[1..]).is_err(), "cut off");
        records.swap(0, 1);
        assert!(Records::read(records.as_flattened()).is_err(), "unsorted");
    }
}
