//! HubSpot, companies: an export with labels, or with internal names.
//!
//! Seen 2026-11: `hs_additional_domains` holds several, separated by `;`.

use super::facts;
use super::{Field, Format, Turn};

pub(super) const FORMAT: Format = Format {
    id: "hubspot-company",
    label: "HubSpot companies",
    turn: Turn::Companies,
    needs: &[
        &["Company name", "name"],
        &[
            "Company Domain Name",
            "domain",
            "hs_additional_domains",
            "Company owner",
            "hubspot_owner_id",
        ],
        &[
            "Record ID",
            "hs_object_id",
            "Company owner",
            "hubspot_owner_id",
            "Company Domain Name",
            "hs_additional_domains",
            "hs_linkedin_handle",
            "linkedin_company_page",
        ],
    ],
    never: &[
        "First Name",
        "Last Name",
        "Deal Stage",
        "Deal Name",
        "companyemaildomain",
        "OwnerId",
    ],
    columns: &[
        (Field::Id, &["Record ID", "hs_object_id"]),
        (Field::Name, &["Company name", "name"]),
        (Field::Domain, &["Company Domain Name", "domain"]),
        (
            Field::MoreDomains,
            &["Additional Domains", "hs_additional_domains"],
        ),
        (Field::Website, &["Website URL", "website"]),
        (Field::Owner, &["Company owner", "hubspot_owner_id"]),
        (Field::OwnerEmail, &["Company owner email"]),
        (
            Field::CompanyPage,
            &[
                "LinkedIn Company Page",
                "hs_linkedin_handle",
                "LinkedIn Handle",
            ],
        ),
        (Field::XHandle, &["twitterhandle", "X Handle"]),
    ],
    footers: &[],
    fact: facts::company,
};
