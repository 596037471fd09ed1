//! Salesforce, users: our own people. They tell whom the owner ids of the other exports mean.

use super::facts;
use super::{Field, Format, SALESFORCE_FOOTERS, Turn};

pub(super) const FORMAT: Format = Format {
    id: "salesforce-user",
    label: "Salesforce users",
    turn: Turn::Colleagues,
    needs: &[
        &["Id", "User ID"],
        &["Name", "Full Name", "LastName"],
        &["Email"],
    ],
    never: &[
        "OwnerId",
        "ReportsToId",
        "Account Name",
        "Contact Owner",
        "Record ID",
        "display_name",
        "employeecompany",
    ],
    columns: &[
        (Field::Id, &["Id", "User ID"]),
        (Field::Name, &["Name", "Full Name"]),
        (Field::FirstName, &["FirstName"]),
        (Field::LastName, &["LastName"]),
        (Field::Email, &["Email"]),
        // Known so that a whole export of users is told from one of contacts.
        (Field::Role, &["Username"]),
    ],
    footers: SALESFORCE_FOOTERS,
    fact: facts::colleague,
};
