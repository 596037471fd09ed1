//! LinkedIn Sales Navigator, users: our own people. They tell whose e-mail address a name has.

use super::facts;
use super::{Field, Format, Turn};

pub(super) const FORMAT: Format = Format {
    id: "sales-navigator-users",
    label: "Sales Navigator users",
    turn: Turn::Colleagues,
    needs: &[&["invited_email_address"]],
    never: &[],
    columns: &[
        (Field::Id, &["employee_id", "unique_user_id"]),
        (Field::FirstName, &["preferred_first_name"]),
        (Field::LastName, &["preferred_last_name"]),
        (Field::Email, &["invited_email_address"]),
    ],
    footers: &[],
    fact: facts::colleague,
};
