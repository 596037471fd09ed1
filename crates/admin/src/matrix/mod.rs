//! Audience × role: who is nudged when they reply to whom, who answers for each list, where there are
//! gaps and overlaps. [`table`] judges, [`findings`] looks for gaps and overlaps, the others draw.

mod csv;
mod findings;
mod html;
mod judge;
mod picture;
mod table;
mod terminal;

pub(crate) use self::csv::csv;
pub(crate) use self::html::html;
pub(crate) use self::table::{Matrix, matrix};
pub(crate) use self::terminal::lines;
