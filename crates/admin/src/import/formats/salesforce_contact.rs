//! Salesforce, contacts: a data export (API names) or the export of a report (labels).

use super::facts;
use super::{Field, Format, SALESFORCE_FOOTERS, Turn};

pub(super) const FORMAT: Format = Format {
    id: "salesforce-contact",
    label: "Salesforce contacts",
    turn: Turn::People,
    needs: &[
        &["LastName"],
        &[
            "AccountId",
            "Account Name",
            "Contact ID",
            "Contact Owner",
            "ReportsToId",
        ],
    ],
    never: &[
        "Username",
        "ProfileId",
        "Record ID",
        "hs_object_id",
        "Lifecycle Stage",
        "hs_lead_status",
        "Lead Status",
        "StageName",
        "Opportunity Name",
        "Connected On",
    ],
    columns: &[
        (Field::Id, &["Id", "Contact ID"]),
        (Field::Deleted, &["IsDeleted"]),
        (Field::CompanyId, &["AccountId"]),
        (Field::Company, &["Account Name"]),
        (Field::Name, &["Name", "Full Name"]),
        (Field::FirstName, &["FirstName"]),
        (Field::LastName, &["LastName"]),
        (Field::Email, &["Email"]),
        (Field::Owner, &["OwnerId", "Contact Owner"]),
    ],
    footers: SALESFORCE_FOOTERS,
    fact: facts::person,
};
