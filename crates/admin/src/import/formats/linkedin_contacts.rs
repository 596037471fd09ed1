//! LinkedIn Matched Audiences, list of contacts. Its template forbids other headers.

use super::facts;
use super::{Field, Format, Turn};

pub(super) const FORMAT: Format = Format {
    id: "linkedin-contacts",
    label: "LinkedIn matched audience, contacts",
    turn: Turn::People,
    needs: &[
        &["email"],
        &["firstname"],
        &["lastname"],
        &["employeecompany", "googleaid"],
    ],
    never: &["Record ID", "hs_object_id"],
    columns: &[
        (Field::Email, &["email"]),
        (Field::FirstName, &["firstname"]),
        (Field::LastName, &["lastname"]),
        (Field::Company, &["employeecompany"]),
    ],
    footers: &[],
    fact: facts::person,
};
