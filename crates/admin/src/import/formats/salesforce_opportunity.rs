//! Salesforce, opportunities: a data export (API names) or the export of a report (labels).

use super::facts;
use super::{Field, Format, SALESFORCE_FOOTERS, Turn};

pub(super) const FORMAT: Format = Format {
    id: "salesforce-opportunity",
    label: "Salesforce opportunities",
    turn: Turn::Deals,
    needs: &[&["StageName", "Stage"], &["AccountId", "Account Name"]],
    never: &["Deal Stage", "Record ID", "TeamMemberRole"],
    columns: &[
        (Field::Id, &["Id", "Opportunity ID"]),
        (Field::Deleted, &["IsDeleted"]),
        (Field::CompanyId, &["AccountId"]),
        (Field::Company, &["Account Name"]),
        (Field::Name, &["Name", "Opportunity Name"]),
        (Field::Stage, &["StageName", "Stage"]),
        (Field::Closed, &["IsClosed", "Closed"]),
        (Field::Won, &["IsWon", "Won"]),
        (Field::Owner, &["OwnerId", "Opportunity Owner"]),
    ],
    footers: SALESFORCE_FOOTERS,
    fact: facts::deal,
};
