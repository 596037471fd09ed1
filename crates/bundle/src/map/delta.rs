//! What changed in a map: records and rows that came or changed, and tags under which nothing lies any more.
//!
//! Deltas compose, and in any grouping: that is what lets one delta serve every state since it begins.
//!
//! | bytes | what |
//! |---|---|
//! | 4 | `FLD1` |
//! | 4 × 4 | numbers of records, of tags gone, of bytes of rows, of tags of rows gone |
//! | n × 32 | records in order; all that lie under a tag, wherever one of them changed |
//! | n × 8 | tags gone in order |
//! | n | rows, as in [`super::owners`] |
//! | n × 8 | tags of rows gone in order |

use super::MapError;
use super::owners::Rows;
use super::record::{RECORD, Record, Records, TAG};

const MAGIC: &[u8; 4] = b"FLD1";
const BAD: MapError = MapError::Malformed("a delta");

type Tag = [u8; TAG];

/// Changes, each tag at most once in each pair of lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delta {
    records: Vec<Record>,
    gone: Vec<Tag>,
    rows: Rows,
    rows_gone: Vec<Tag>,
}

/// What a delta says about a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said<T> {
    /// Nothing: the base counts.
    Nothing,
    /// Under it lies nothing any more.
    Gone,
    /// Under it lies this.
    Now(T),
}

impl Delta {
    /// What turns `before` into `after`, both in order.
    #[must_use]
    pub fn between(
        (before, rows_before): (&[Record], &Rows),
        (after, rows_after): (&[Record], &Rows),
    ) -> Self {
        let (records, gone) = changed(before, after, tag_of);
        let (rows, rows_gone) = changed(rows_before.all(), rows_after.all(), |row| row.0);
        let rows = Rows::new(rows);
        Self {
            records,
            gone,
            rows,
            rows_gone,
        }
    }

    /// Reads a delta.
    ///
    /// # Errors
    /// When it is cut off, too long or out of order.
    pub fn read(bytes: &[u8]) -> Result<Self, MapError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(BAD)?;
        let (counts, rest) = rest.split_first_chunk::<16>().ok_or(BAD)?;
        let mut counts = counts.as_chunks::<4>().0.iter();
        let mut count = || {
            counts
                .next()
                .map_or(0, |it| u32::from_be_bytes(*it) as usize)
        };
        let (records, rest) = part(rest, count(), RECORD)?;
        let (gone, rest) = part(rest, count(), TAG)?;
        let (rows, rest) = part(rest, count(), 1)?;
        let (rows_gone, rest) = part(rest, count(), TAG)?;
        let delta = Self {
            records: Records::read(records)?.all().to_vec(),
            gone: tags(gone)?,
            rows: Rows::read(rows)?,
            rows_gone: tags(rows_gone)?,
        };
        match rest.is_empty() && delta.is_consistent() {
            true => Ok(delta),
            false => Err(BAD),
        }
    }

    /// Nothing is said twice.
    fn is_consistent(&self) -> bool {
        let is_back = |tag: &Tag| matches!(self.records_under(tag), Said::Now(_));
        let row_is_back = |tag: &Tag| self.rows.under(tag).is_some();
        !self.gone.iter().any(is_back) && !self.rows_gone.iter().any(row_is_back)
    }

    /// The bytes that [`Delta::read`] reads.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let rows = self.rows.to_bytes();
        let counts = [
            self.records.len(),
            self.gone.len(),
            rows.len(),
            self.rows_gone.len(),
        ];
        let counts = counts.map(|it| u32::try_from(it).unwrap_or(u32::MAX).to_be_bytes());
        [
            MAGIC.as_slice(),
            counts.as_flattened(),
            self.records.as_flattened(),
            self.gone.as_flattened(),
            &rows,
            self.rows_gone.as_flattened(),
        ]
        .concat()
    }

    /// Both, this one first.
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        let untouched = |tag: &Tag| next.records_under(tag) == Said::Nothing;
        let row_untouched = |tag: &Tag| next.row_under(tag) == Said::Nothing;
        let records = self.records.iter().filter(|it| untouched(&tag_of(it)));
        let gone = self.gone.iter().filter(|tag| untouched(tag));
        let rows = self.rows.all().iter().filter(|row| row_untouched(&row.0));
        let rows_gone = self.rows_gone.iter().filter(|tag| row_untouched(tag));
        Self {
            records: sorted(records.chain(&next.records)),
            gone: sorted(gone.chain(&next.gone)),
            rows: Rows::new(rows.chain(next.rows.all()).cloned().collect()),
            rows_gone: sorted(rows_gone.chain(&next.rows_gone)),
        }
    }

    /// What is said about a tag of records.
    #[must_use]
    pub fn records_under(&self, tag: &Tag) -> Said<&[Record]> {
        // In order by construction.
        let start = self.records.partition_point(|record| tag_of(record) < *tag);
        let rest = self.records.get(start..).unwrap_or_default();
        let length = rest.partition_point(|record| tag_of(record) == *tag);
        match rest.get(..length).unwrap_or_default() {
            [] if self.gone.binary_search(tag).is_ok() => Said::Gone,
            [] => Said::Nothing,
            records => Said::Now(records),
        }
    }

    /// What is said about a tag of rows.
    #[must_use]
    pub fn row_under(&self, tag: &Tag) -> Said<&[u8]> {
        match self.rows.under(tag) {
            Some(row) => Said::Now(row),
            None if self.rows_gone.binary_search(tag).is_ok() => Said::Gone,
            None => Said::Nothing,
        }
    }

    /// All records that came or changed, and all tags gone: both in order.
    #[must_use]
    pub fn records(&self) -> (&[Record], &[Tag]) {
        (&self.records, &self.gone)
    }

    /// The same of rows.
    #[must_use]
    pub fn rows(&self) -> (&Rows, &[Tag]) {
        (&self.rows, &self.rows_gone)
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What is there after this, over these records of a base.
    #[must_use]
    pub fn over(&self, base: &[Record]) -> Vec<Record> {
        let kept = base.iter();
        let kept = kept.filter(|record| self.records_under(&tag_of(record)) == Said::Nothing);
        sorted(kept.chain(&self.records))
    }

    /// The same of rows.
    #[must_use]
    pub fn over_rows(&self, base: &Rows) -> Rows {
        let kept = base.all().iter();
        let kept = kept.filter(|row| self.row_under(&row.0) == Said::Nothing);
        Rows::new(kept.chain(self.rows.all()).cloned().collect())
    }
}

/// The tag of a record.
pub(crate) fn tag_of(record: &Record) -> Tag {
    record.first_chunk().copied().unwrap_or_default()
}

fn sorted<'a, T: Ord + Copy + 'a>(items: impl Iterator<Item = &'a T>) -> Vec<T> {
    let mut items: Vec<T> = items.copied().collect();
    items.sort_unstable();
    items
}

/// `count` items of `size` bytes from the front; a hostile count is met by what is there.
fn part(bytes: &[u8], count: usize, size: usize) -> Result<(&[u8], &[u8]), MapError> {
    let length = count.checked_mul(size).ok_or(BAD)?;
    bytes.split_at_checked(length).ok_or(BAD)
}

fn tags(bytes: &[u8]) -> Result<Vec<Tag>, MapError> {
    let (tags, _) = bytes.as_chunks::<TAG>();
    match tags.is_sorted_by(|one, next| one < next) {
        true => Ok(tags.to_vec()),
        false => Err(BAD),
    }
}

/// Everything under tags where something differs, as it is after; and the tags with nothing left.
fn changed<T: PartialEq + Clone>(
    before: &[T],
    after: &[T],
    tag: impl Fn(&T) -> Tag,
) -> (Vec<T>, Vec<Tag>) {
    let (mut came, mut gone) = (Vec::new(), Vec::new());
    let same_tag = |one: &T, next: &T| tag(one) == tag(next);
    let mut before = before.chunk_by(same_tag).peekable();
    let mut after = after.chunk_by(same_tag).peekable();
    let first = |group: &[T]| group.first().map(&tag).unwrap_or_default();
    loop {
        match (before.peek().copied(), after.peek().copied()) {
            (None, None) => return (came, gone),
            (Some(old), new) if new.is_none_or(|new| first(old) < first(new)) => {
                gone.push(first(old));
                before.next();
            }
            (old, Some(new)) => {
                let is_there = old.is_some_and(|old| first(old) == first(new));
                if old.is_none_or(|old| old != new) {
                    came.extend_from_slice(new);
                }
                after.next();
                if is_there {
                    before.next();
                }
            }
            // The guard above took every other case without a next record.
            (Some(_), None) => return (came, gone),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// A state that is easily held against: number of a tag → what lies under it.
    type Plain = BTreeMap<u8, u8>;

    fn records(plain: &Plain) -> Vec<Record> {
        let record = |(tag, said): (&u8, &u8)| {
            let mut record = [0; RECORD];
            (record[0], record[31]) = (*tag, *said);
            record
        };
        plain.iter().map(record).collect()
    }

    fn rows(plain: &Plain) -> Rows {
        let row = |(tag, said): (&u8, &u8)| ([*tag; TAG], vec![*said; usize::from(*said)]);
        Rows::new(plain.iter().map(row).collect())
    }

    fn between(before: &Plain, after: &Plain) -> Delta {
        let (old, new) = (records(before), records(after));
        Delta::between((&old, &rows(before)), (&new, &rows(after)))
    }

    /// Seven states in which tags come, change, go and come again.
    fn states() -> Vec<Plain> {
        let lines = [
            "",
            "1=1 2=1",
            "1=2 2=1 3=3",
            "2=1",
            "1=1 2=1 9=9",
            "9=8",
            "1=1 2=1",
        ];
        let pair = |pair: &str| {
            let (tag, said) = pair.split_once('=').expect("a pair");
            (
                tag.parse().expect("a number"),
                said.parse().expect("a number"),
            )
        };
        let state = |line: &&str| line.split_whitespace().map(pair).collect();
        lines.iter().map(state).collect()
    }

    #[test]
    fn a_delta_turns_any_state_into_any_other() {
        for before in &states() {
            for after in &states() {
                let delta = between(before, after);
                assert_eq!(delta.over(&records(before)), records(after));
                assert_eq!(delta.over_rows(&rows(before)), rows(after));
                assert_eq!(delta.is_empty(), before == after);
            }
        }
    }

    #[test]
    fn reads_what_it_writes_and_nothing_cut_off() {
        for after in &states() {
            let delta = between(&states()[2], after);
            let bytes = delta.to_bytes();
            assert_eq!(Delta::read(&bytes), Ok(delta));
            for cut in 0..bytes.len() {
                assert!(Delta::read(&bytes[..cut]).is_err(), "cut at {cut}");
            }
            assert!(Delta::read(&[bytes.as_slice(), b"x"].concat()).is_err());
        }
    }

    #[test]
    fn a_tag_that_came_and_went_at_once_is_refused() {
        let (one, two) = (
            between(&states()[0], &states()[1]),
            between(&states()[1], &states()[0]),
        );
        let both = Delta {
            gone: two.gone,
            ..one
        };
        assert_eq!(Delta::read(&both.to_bytes()), Err(BAD));
    }

    #[test]
    fn deltas_compose_in_any_grouping() {
        let states = states();
        let steps: Vec<Delta> = states
            .windows(2)
            .map(|it| between(&it[0], &it[1]))
            .collect();
        let all = |steps: &[Delta]| steps.iter().fold(Delta::default(), |sum, it| sum.then(it));
        for split in 0..steps.len() {
            let grouped = all(&steps[..split]).then(&all(&steps[split..]));
            assert_eq!(grouped, all(&steps), "{split}");
        }
        assert_eq!(all(&steps).over(&records(&states[0])), records(&states[6]));
    }

    /// Why one delta serves every state since it begins.
    #[test]
    fn what_begins_earlier_leads_to_the_same_state() {
        let states = states();
        let steps: Vec<Delta> = states
            .windows(2)
            .map(|it| between(&it[0], &it[1]))
            .collect();
        let all = |steps: &[Delta]| steps.iter().fold(Delta::default(), |sum, it| sum.then(it));
        for begin in 0..=steps.len() {
            for now in begin..=steps.len() {
                let known = all(&steps[..now]);
                assert_eq!(
                    known.then(&all(&steps[begin..])),
                    all(&steps),
                    "{begin}, {now}"
                );
            }
        }
    }
}
