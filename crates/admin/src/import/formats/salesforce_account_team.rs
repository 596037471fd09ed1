//! Salesforce, account teams: who of us works on which account.

use super::facts;
use super::{Field, Format, SALESFORCE_FOOTERS, Turn};

pub(super) const FORMAT: Format = Format {
    id: "salesforce-account-team",
    label: "Salesforce account teams",
    turn: Turn::Deals,
    needs: &[
        &["AccountId", "Account ID", "Account Name"],
        &["UserId", "User ID", "Team Member", "Team Member: Full Name"],
        &["TeamMemberRole", "Team Role", "Team Member Role"],
    ],
    never: &["StageName", "Stage"],
    columns: &[
        (Field::Id, &["Id"]),
        (Field::Deleted, &["IsDeleted"]),
        (Field::CompanyId, &["AccountId"]),
        (Field::Company, &["Account Name"]),
        (
            Field::Colleague,
            &["UserId", "Team Member", "Team Member: Full Name"],
        ),
        (Field::Role, &["TeamMemberRole", "Team Role"]),
    ],
    footers: SALESFORCE_FOOTERS,
    fact: facts::member,
};
