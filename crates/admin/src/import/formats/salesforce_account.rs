//! Salesforce, accounts: a data export (API names) or the export of a report (labels).

use super::facts;
use super::{Field, Format, SALESFORCE_FOOTERS, Turn};

pub(super) const FORMAT: Format = Format {
    id: "salesforce-account",
    label: "Salesforce accounts",
    turn: Turn::Companies,
    needs: &[
        &["Account Name", "Name"],
        &[
            "OwnerId",
            "Account Owner",
            "Account ID",
            "BillingCity",
            "BillingCountry",
            "Billing State/Province",
            "AccountNumber",
            "MasterRecordId",
        ],
    ],
    never: &[
        "LastName",
        "First Name",
        "Contact ID",
        "StageName",
        "Stage",
        "Opportunity Name",
        "TeamMemberRole",
        "Team Role",
        "UserId",
        "Username",
        "Record ID",
        "hs_object_id",
        "display_name",
    ],
    columns: &[
        (Field::Id, &["Id", "Account ID"]),
        (Field::Deleted, &["IsDeleted", "Deleted"]),
        (Field::Name, &["Name", "Account Name"]),
        (Field::Website, &["Website"]),
        (Field::Owner, &["OwnerId", "Account Owner"]),
        (Field::OwnerEmail, &["Account Owner: Email", "Owner.Email"]),
    ],
    footers: SALESFORCE_FOOTERS,
    fact: facts::company,
};
