//! Who looks after the entries of sealed lists: rows that only an opened record leads to.
//!
//! A record has room for a number of 24 bits. The number goes through the same dear derivation as a name, as
//! `owner:00abcd`, and what comes out says where the row lies and opens it: whoever dumps the table would have
//! to pay for 16.7 million numbers to read it. Numbers are spread over all of them by the builder.
//!
//! A row is `tag8 ‖ length u16 ‖ AES-SIV(key, tag8 ‖ epoch, JSON)`; rows stand in the order of their tags.

use policy::{Contact, TeamId};
use serde::{Deserialize, Serialize};

use super::MapError;
use super::record::TAG;
use super::secret::Opener;

/// What a row says. Everything a nudge shows of a colleague is in it: the open list of colleagues leaves out
/// names and links of those who look after sealed entries alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerRow {
    /// Who looks after the entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Contact>,
    /// Who stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup: Option<Contact>,
    /// The team whose members are exempt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
}

/// What a number is derived from.
#[must_use]
pub fn key(number: u32) -> String {
    format!("owner:{number:06x}")
}

/// A sealed row with the tag it lies under.
pub type Row = ([u8; TAG], Vec<u8>);

/// Sealed rows in the order of their tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows(Vec<Row>);

impl Rows {
    /// Sorts rows; of two under one tag, the later is kept.
    #[must_use]
    pub fn new(mut rows: Vec<Row>) -> Self {
        rows.reverse();
        rows.sort_by_key(|row| row.0);
        rows.dedup_by_key(|row| row.0);
        Self(rows)
    }

    /// Reads rows.
    ///
    /// # Errors
    /// When they are cut off or out of order.
    pub fn read(mut bytes: &[u8]) -> Result<Self, MapError> {
        let mut rows: Vec<Row> = Vec::new();
        while !bytes.is_empty() {
            let ((tag, sealed), rest) = row(bytes).ok_or(BAD)?;
            rows.push((*tag, sealed.to_vec()));
            bytes = rest;
        }
        match rows.is_sorted_by(|one, next| one.0 < next.0) {
            true => Ok(Self(rows)),
            false => Err(BAD),
        }
    }

    /// The bytes that [`Rows::read`] reads.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        to_bytes(&self.0)
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Row] {
        &self.0
    }

    /// All of them, for whoever puts several tables together.
    #[must_use]
    pub fn into_all(self) -> Vec<Row> {
        self.0
    }

    /// The sealed row under a tag.
    #[must_use]
    pub fn under(&self, tag: &[u8; TAG]) -> Option<&[u8]> {
        let place = self.0.binary_search_by_key(tag, |row| row.0).ok()?;
        self.0.get(place).map(|row| row.1.as_slice())
    }
}

const BAD: MapError = MapError::Malformed("a table of owners");

/// How many bytes a row takes among others.
#[cfg(feature = "builder")]
pub(crate) fn length((tag, sealed): &Row) -> usize {
    tag.len() + 2 + sealed.len()
}

/// Rows one after the other.
pub(crate) fn to_bytes(rows: &[Row]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (tag, sealed) in rows {
        let length = u16::try_from(sealed.len()).unwrap_or(u16::MAX);
        bytes.extend(tag);
        bytes.extend(length.to_be_bytes());
        bytes.extend(sealed);
    }
    bytes
}

/// The row under a tag, in the bytes of a shard that was held against its digest.
///
/// # Errors
/// When the rows before it are cut off.
pub(super) fn find<'a>(mut bytes: &'a [u8], tag: &[u8; TAG]) -> Result<Option<&'a [u8]>, MapError> {
    while !bytes.is_empty() {
        let ((found, sealed), rest) = row(bytes).ok_or(BAD)?;
        if found == tag {
            return Ok(Some(sealed));
        }
        bytes = rest;
    }
    Ok(None)
}

type Borrowed<'a> = (&'a [u8; TAG], &'a [u8]);

fn row(bytes: &[u8]) -> Option<(Borrowed<'_>, &[u8])> {
    let (tag, rest) = bytes.split_first_chunk::<TAG>()?;
    let (length, rest) = rest.split_first_chunk::<2>()?;
    let (sealed, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    Some(((tag, sealed), rest))
}

/// Longest row that can be written, sealed, in bytes.
pub const ROW_MAX: usize = u16::MAX as usize;

impl Opener {
    /// Seals a row; nothing where it is longer than [`ROW_MAX`].
    #[must_use]
    pub fn seal_row(&self, row: &OwnerRow) -> Option<Row> {
        let sealed = self.seal_bytes(&serde_json::to_vec(row).ok()?);
        (sealed.len() <= ROW_MAX).then(|| (self.tag(), sealed))
    }

    /// Opens a row; nothing where it is of another key, another epoch, or spoilt.
    #[must_use]
    pub fn open_row(&self, sealed: &[u8]) -> Option<OwnerRow> {
        serde_json::from_slice(&self.open_bytes(sealed)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::super::kdf::Derived;
    use super::super::secret::CohortKey;
    use super::*;

    fn opener(number: u8) -> Opener {
        CohortKey([7; 32]).row_opener(&Derived([number; 32]), 1)
    }

    fn of_team(team: &str) -> OwnerRow {
        OwnerRow {
            team: Some(team.into()),
            ..OwnerRow::default()
        }
    }

    #[test]
    fn a_row_opens_with_its_own_number_and_no_other() {
        let row = opener(1).seal_row(&of_team("key")).expect("short");
        let rows = Rows::new(vec![row]);
        let read = Rows::read(&rows.to_bytes()).expect("rows");
        assert_eq!(read, rows);
        let sealed = read.under(&opener(1).tag()).expect("there");
        let found = find(&rows.to_bytes(), &opener(1).tag()).map(|it| it.map(<[u8]>::to_vec));
        assert_eq!(found, Ok(Some(sealed.to_vec())));
        assert_eq!(find(&rows.to_bytes(), &opener(2).tag()), Ok(None));
        assert_eq!(opener(1).open_row(sealed), Some(of_team("key")));
        assert_eq!(opener(2).open_row(sealed), None);
        assert_eq!(read.under(&opener(2).tag()), None);
    }

    #[test]
    fn rows_cut_off_or_out_of_order_are_refused() {
        let rows = [2, 1].map(|it| opener(it).seal_row(&of_team("key")).expect("short"));
        let bytes = Rows::new(rows.to_vec()).to_bytes();
        for cut in 1..bytes.len() / 2 {
            assert!(Rows::read(&bytes[..cut]).is_err(), "cut at {cut}");
        }
        let (one, two) = bytes.split_at(bytes.len() / 2);
        assert!(Rows::read(&[two, one].concat()).is_err());
        assert!(Rows::read(&[one, one].concat()).is_err(), "twice");
    }
}
