//! X, members of a list: the API's answer as it is, or as a table. Nothing says whether a member is a
//! person or a company.

use super::super::party;
use super::{Fact, Field, Format, Turn};

pub(super) const FORMAT: Format = Format {
    id: "x-list",
    label: "X list members",
    turn: Turn::People,
    needs: &[&["id"], &["name"], &["username"]],
    never: &["Email", "ProfileId", "LastName"],
    columns: &[
        (Field::XUserId, &["id"]),
        (Field::Name, &["name"]),
        (Field::XHandle, &["username"]),
    ],
    footers: &[],
    fact: |row| Fact::Party(Box::new(party::account(row))),
};
