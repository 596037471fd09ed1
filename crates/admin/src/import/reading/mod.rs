//! A file as rows, one at a time: what is in memory is a buffer and one row, however long the file.
//!
//! Reading order: [`text`] (bytes → UTF-8), [`lines`] (where a row begins), [`table`] (CSV), [`json`]
//! (lists from X).

pub(crate) mod json;
pub(crate) mod lines;
pub(crate) mod table;
pub(crate) mod text;

use super::formats::Row;
use super::reason::Reason;

/// What came next in a file.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "handed on at once, never kept")]
pub(crate) enum Next<'a> {
    /// A row.
    Row(Row<'a>),
    /// A row that cannot be read, with its number.
    Bad(u64, Reason),
    /// A line that is no row: what a report writes below.
    Footer,
}

/// Takes rows one after the other.
pub(crate) type Taker<'t> = &'t mut dyn FnMut(Next<'_>) -> anyhow::Result<()>;

/// How much of a file is looked at to recognise it.
pub(crate) const SAMPLE: usize = 64 * 1024;

/// A row longer than this is an open quotation mark: everything after it would be one row.
pub(crate) const LONGEST_ROW: u64 = 4 * 1024 * 1024;
