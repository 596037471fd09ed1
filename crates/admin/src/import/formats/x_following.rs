//! X, `data/following.js` of an archive: whom an account follows, by number only.

use super::super::party;
use super::{Fact, Format, Turn};

pub(super) const FORMAT: Format = Format {
    id: "x-following",
    label: "X archive, accounts followed",
    turn: Turn::People,
    // No table: recognised by how the file begins (see `reading::json`).
    needs: &[&["window.YTD.following"]],
    never: &[],
    columns: &[],
    footers: &[],
    fact: |row| Fact::Party(Box::new(party::account(row))),
};
