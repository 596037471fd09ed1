//! LinkedIn's `Connections.csv`: recognised in order to be refused (see `recognise`). It is what an
//! employee exported about the people *they* know; it has no place in a list that everybody gets.

use super::super::reason::Reason;
use super::{Fact, Format, Turn};

pub(super) const FORMAT: Format = Format {
    id: "linkedin-connections",
    label: "LinkedIn connections of one person",
    turn: Turn::People,
    needs: &[&["First Name"], &["Last Name"], &["Connected On"]],
    never: &["Record ID"],
    columns: &[],
    footers: &[],
    fact: |_| Fact::Rejected(Reason::NoAccount),
};
