//! HubSpot, contacts: an export with labels, or with internal names.
//!
//! Seen 2026-11: labels vary in their capitals; `Associated Company IDs` holds several, separated by `;`.

use super::facts;
use super::{Field, Format, Turn};

pub(super) const FORMAT: Format = Format {
    id: "hubspot-contact",
    label: "HubSpot contacts",
    turn: Turn::People,
    needs: &[
        &["First Name", "Last Name"],
        &[
            "Record ID",
            "hs_object_id",
            "Lifecycle Stage",
            "hubspot_owner_id",
            "Lead Status",
            "hs_lead_status",
            "hs_linkedin_url",
        ],
    ],
    never: &[
        "Deal Stage",
        "Deal Name",
        "Company Domain Name",
        "AccountId",
        "employeecompany",
        "Connected On",
    ],
    columns: &[
        (Field::Id, &["Record ID", "hs_object_id"]),
        (Field::FirstName, &["First Name"]),
        (Field::LastName, &["Last Name"]),
        (Field::Email, &["Email"]),
        (Field::Owner, &["Contact owner", "hubspot_owner_id"]),
        (Field::OwnerEmail, &["Contact owner email"]),
        (
            Field::Company,
            &["Company Name", "company", "Primary Associated Company"],
        ),
        (
            Field::CompanyId,
            &[
                "Associated Company IDs",
                "Associated Company ID",
                "Primary Associated Company ID",
            ],
        ),
        (Field::Website, &["Website URL", "website"]),
        (
            Field::LinkedIn,
            &["LinkedIn URL", "hs_linkedin_url", "LinkedIn Profile"],
        ),
        (
            Field::XHandle,
            &[
                "twitterhandle",
                "Twitter Username",
                "X Handle",
                "X Username",
            ],
        ),
    ],
    footers: &[],
    fact: facts::person,
};
