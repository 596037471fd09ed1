//! HubSpot, deals. Which companies and people a deal is with stands in the columns of associations,
//! which the export offers as an option.

use super::facts;
use super::{Field, Format, Turn};

pub(super) const FORMAT: Format = Format {
    id: "hubspot-deal",
    label: "HubSpot deals",
    turn: Turn::Deals,
    needs: &[&["Deal Stage"], &["Deal Name", "Record ID", "hs_object_id"]],
    never: &["StageName"],
    columns: &[
        (Field::Id, &["Record ID", "hs_object_id"]),
        (Field::Name, &["Deal Name"]),
        (Field::Stage, &["Deal Stage"]),
        (Field::Closed, &["Is Deal Closed?", "hs_is_closed"]),
        (Field::Won, &["Is Closed Won", "hs_is_closed_won"]),
        (Field::Owner, &["Deal owner", "hubspot_owner_id"]),
        (
            Field::CompanyId,
            &[
                "Associated Company IDs",
                "Associated Company ID",
                "Primary Associated Company ID",
            ],
        ),
        (
            Field::Company,
            &["Associated Company", "Primary Associated Company"],
        ),
        (
            Field::ContactIds,
            &["Associated Contact IDs", "Associated Contact ID"],
        ),
    ],
    footers: &[],
    fact: facts::deal,
};
